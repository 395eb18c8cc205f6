"""Marks in the article pane: which text they stand at, what they look like and what they say."""

import numpy as np
import pytest
from article_hand import KEY, Hand, on_screen, page, pixels, place_on_screen
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from editor.commands.texts import Texts
from editor.core.finding import Finding, Place
from editor.core.page import Article, Block, Kind, Page, Role, corrected, untouched
from editor.core.raw import RawText
from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.theme import Theme


def finding(
    key: str = "k",
    *,
    place: Place | None = None,
    span: tuple[int, int] = (0, 0),
    state: str = "open",
    confidence: float = 0.9,
) -> Finding:
    return Finding("stray", span, f"理由{key}", (), confidence, key, place=place, state=state)


def marked(pane: ArticlePane) -> list[tuple[str, str]]:
    """The key of every finding with a mark, and the text that the mark covers now."""
    cursor = pane.textCursor()
    out: list[tuple[str, str]] = []
    for start, end, found in pane.marks.placed(0, len(pane.shown.rows) - 1):
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        out.append((found.key, cursor.selectedText()))
    return out


def said(pane: ArticlePane, row: int, offset: int) -> str:
    """What the tooltip says over either half of a letter."""
    letter = place_on_screen(pane, row, offset, offset + 1)
    left, right = (QPoint(letter.left() + letter.width() * part // 4, letter.center().y()) for part in (1, 3))
    assert pane.tip_at(left) == pane.tip_at(right)
    return pane.tip_at(left)


# --- where they stand --------------------------------------------------------------------------------------------


def test_findings_are_marked_by_place_and_by_span(pane: ArticlePane, story: Session) -> None:
    raw = story.page.raw.text
    at = raw.index("鱼群")
    pane.set_findings(
        [
            finding("place", place=Place("a1", 1, 0, 2)),
            finding("span", span=(at, at + 2)),
            finding("inserted", place=Place("a1", 2, 1, 1)),
            finding("at the end", place=Place("a1", 2, 3, 3)),
            finding("furniture", span=(raw.index("第一版"), len(raw))),
            finding("mended", place=Place("a1", 0, 0, 1), state="repaired"),
            finding("gone", place=Place("a9", 0, 0, 1)),
        ]
    )
    assert marked(pane) == [("place", "河边"), ("span", "鱼群"), ("inserted", "报"), ("at the end", "讯")]


def test_a_finding_over_a_boundary_is_marked_on_both_sides(pane: ArticlePane, story: Session) -> None:
    raw = story.page.raw.text
    pane.set_findings([finding("seam", span=(raw.index("第2版）"), raw.index("秋收") + 2))])
    assert marked(pane) == [("seam", "第2版）"), ("seam", "秋收")]
    at = raw.index("１１")
    pane.set_findings([finding("mended", span=(at + 1, at + 4))])
    assert marked(pane) == [("mended", "11月起")]


def test_marks_move_with_the_text(pane: ArticlePane, hand: Hand, story: Session) -> None:
    pane.set_findings([finding(place=Place("a1", 4, 15, 17))])
    assert marked(pane) == [("k", "𠮷田")]
    hand.stand(4, 0)
    hand.type("x")
    hand.press(KEY.Key_Return)
    assert marked(pane) == [("k", "𠮷田")]
    story.undo()
    story.undo()
    assert marked(pane) == [("k", "𠮷田")]


@pytest.mark.usefixtures("story")
def test_marks_go_with_their_session(pane: ArticlePane) -> None:
    pane.set_findings([finding(place=Place("a1", 4, 15, 17))])
    pane.set_session(Session(page()))
    assert marked(pane) == []


# --- what they say -----------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("story")
def test_a_mark_says_why_and_what_was_corrected(pane: ArticlePane, hand: Hand) -> None:
    pane.set_texts(Texts("en"))
    pane.set_findings([finding("一", place=Place("a1", 5, 3, 6))])
    hand.stand(5, 3)
    both = "理由一\nThe raw text says “１１”; now it is “11”"
    assert [said(pane, 5, offset) for offset in (2, 3, 4, 5, 6)] == ["", both, both, "理由一", ""]
    spot = place_on_screen(pane, 5, 3, 4).center()
    QApplication.sendEvent(pane.viewport(), QHelpEvent(QEvent.Type.ToolTip, spot, pane.viewport().mapToGlobal(spot)))
    assert QToolTip.text() == both


def test_what_was_taken_out_is_said_beside_it_unless_it_was_a_space(pane: ArticlePane) -> None:
    raw = RawText("甲 乙丙丁", "spaced.txt")
    runs = (
        untouched(raw, 0, 1),
        corrected(raw, 1, 2, "", "space"),
        untouched(raw, 2, 3),
        corrected(raw, 3, 4, "", "typed"),
        untouched(raw, 4, 5),
    )
    pane.set_session(Session(Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, runs),)),))))
    assert [bool(said(pane, 0, offset)) for offset in range(3)] == [False, False, True]


# --- what they look like -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_are_painted_where_they_belong_and_at_once(pane: ArticlePane, hand: Hand, name: str) -> None:
    theme = Theme(name)
    pane.set_theme(theme)
    pane.setCursorWidth(0)
    hand.stand(5, 0)
    bare = pixels(on_screen(pane))
    assert theme.colour("corrected").rgb() in bare
    assert theme.colour("match").rgb() not in bare
    pane.set_findings([finding(place=Place("a1", 5, 5, 9))])
    ys, xs = np.nonzero(pixels(on_screen(pane)) != bare)
    assert len(xs) > 50
    place = place_on_screen(pane, 5, 5, 9).adjusted(-2, 0, 2, 4)
    assert all(place.contains(x, y) for x, y in zip(xs.tolist(), ys.tolist(), strict=True))
    pane.set_current_finding("k")
    assert theme.colour("match").rgb() in pixels(on_screen(pane))
    pane.set_current_finding(None)
    pane.set_findings([])
    assert (pixels(on_screen(pane)) == bare).all()


@pytest.mark.usefixtures("story")
@pytest.mark.parametrize(
    ("confidence", "state", "colour"), [(0.9, "open", "doubt"), (0.3, "open", "hint"), (0.9, "later", "hint")]
)
def test_a_wave_shows_how_sure_its_finding_is(
    pane: ArticlePane, hand: Hand, confidence: float, state: str, colour: str
) -> None:
    theme = Theme("light", 3.0)  # a wave as thick as a few pixels has its own colour in some
    pane.set_theme(theme)
    hand.stand(5, 5)
    pane.set_findings([finding(place=Place("a1", 5, 5, 7), confidence=confidence, state=state)])
    seen = pixels(on_screen(pane))
    assert [name for name in ("doubt", "hint") if theme.colour(name).rgb() in seen] == [colour]
