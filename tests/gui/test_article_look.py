"""How the article pane looks: cards, what is painted beside the text, themes and sizes, and that it is repainted."""

import numpy as np
import pytest
from article_hand import KEY, Hand, on_screen, pixels, place_on_screen
from PySide6.QtGui import QColor, QImage

from editor.commands.texts import Texts
from editor.core import structure
from editor.core.page import Kind
from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.theme import Theme


def repainted(pane: ArticlePane) -> QImage:
    """What is on the screen after all of the pane was painted."""
    pane.viewport().repaint()
    return on_screen(pane)


def test_what_typing_repaints_is_enough(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲乙^丙丁/戊己‖庚辛")
    pane.setCursorWidth(0)
    steps = [
        lambda: hand.type("x"),
        lambda: hand.press(KEY.Key_Return),
        lambda: hand.type("y" * 80),
        lambda: hand.press(KEY.Key_Backspace),
        lambda: hand.commit("天"),
        lambda: hand.compose("ni"),
        lambda: hand.commit("你"),
    ]
    before = on_screen(pane)
    for step in steps:
        step()
        partial = on_screen(pane)
        assert partial != before
        before = repainted(pane)
        assert partial == before


@pytest.mark.usefixtures("story")
def test_the_story_that_has_the_caret_stands_out(pane: ArticlePane, hand: Hand) -> None:
    pane.setCursorWidth(0)
    pane.resize(500, 700)
    hand.stand(7, 0)
    first = on_screen(pane)
    hand.stand(9, 0)
    second = on_screen(pane)
    assert second != first
    assert second == repainted(pane)
    hand.stand(8, 0)
    assert on_screen(pane) == first


@pytest.mark.usefixtures("story")
def test_a_jump_line_has_an_outline_in_its_storys_colour(pane: ArticlePane, hand: Hand) -> None:
    pane.set_theme(Theme("light", 2.0))
    hand.stand(8, 0)
    seen, hue = pixels(on_screen(pane)), pane.theme.story(1).hslHue()

    def coloured(row: int, end: int) -> bool:
        box = place_on_screen(pane, row, 0, end).adjusted(0, -3, 0, 3)
        inside = np.unique(seen[box.top() : box.bottom(), box.left() : box.right()])
        return any(abs(QColor(pixel).hslHue() - hue) <= 3 for pixel in inside.tolist())

    assert (coloured(7, 3), coloured(8, 7)) == (False, True)


def test_the_kind_of_a_story_is_said_beside_its_number(pane: ArticlePane, story: Session) -> None:
    pane.resize(500, 700)
    pane.setCursorWidth(0)
    plain = on_screen(pane)
    story.apply(structure.set_kind(story.page, "a2", Kind.NOTICE))
    notice = on_screen(pane)
    assert notice != plain
    pane.set_texts(Texts("en"))
    assert on_screen(pane) != notice
    story.undo()
    pane.set_texts(Texts())
    assert on_screen(pane) == plain


@pytest.mark.usefixtures("story")
def test_an_empty_block_says_what_it_is_unless_something_is_composed_there(pane: ArticlePane, hand: Hand) -> None:
    pane.setCursorWidth(0)
    hand.stand(1, 0, to=(1, 7))
    hand.press(KEY.Key_Delete)
    chinese = on_screen(pane)
    box = pane.shown.box(1).toAlignedRect()
    pane.set_texts(Texts("en"))
    assert on_screen(pane).copy(box) != chinese.copy(box)
    hand.compose("n")
    composing = on_screen(pane)
    pane.set_texts(Texts("zh"))
    assert on_screen(pane).copy(box) == composing.copy(box)


@pytest.mark.usefixtures("story")
def test_every_theme_and_zoom(pane: ArticlePane, hand: Hand) -> None:
    hand.stand(7, 3)
    height = pane.document().size().height()
    for name in ("light", "dark"):
        for zoom in (0.5, 1.0, 2.0):
            pane.set_theme(Theme(name, zoom))
            assert pane.caret_place() == ("a1", 7, 3)
            for at, row in enumerate(pane.shown.rows):
                assert pane.shown.text_block(at).charFormat() == pane.shown.styles.formats(row.look)[1]
    assert pane.document().size().height() > 2 * height
    pane.set_theme(Theme())
    assert pane.document().size().height() == height


@pytest.mark.usefixtures("story")
def test_a_card_is_no_wider_than_the_eye_follows(pane: ArticlePane) -> None:
    pane.resize(3000, 400)
    assert 40 * pane.shown.styles.em < pane.shown.box(4).width() < 56 * pane.shown.styles.em
