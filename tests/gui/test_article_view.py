"""Where the article pane says the caret is, and how caret and view stay put when the page changes elsewhere."""

from collections.abc import Callable

import pytest
from article_hand import KEY, Hand, drawn, flat, page_of
from pytestqt.qtbot import QtBot

from editor.core import editing, structure
from editor.core.evidence import SeamKind
from editor.core.finding import Place
from editor.core.page import FURNITURE, Page, Role
from editor.core.runs import raw_offset
from editor.core.session import Session
from editor.core.transaction import Transaction
from editor.gui.article_pane import ArticlePane
from editor.gui.keeper import raw_position
from editor.gui.theme import Theme

# --- places ------------------------------------------------------------------------------------------------------


def test_every_place_and_back(pane: ArticlePane, story: Session) -> None:
    for article in story.page.articles:
        for index, block in enumerate(article.blocks):
            for offset in range(len(block.text) + 1):
                assert pane.show_place(article.id, index, offset)
                assert pane.caret_place() == (article.id, index, offset)
    assert not pane.show_place(FURNITURE, 0, 0)
    assert not pane.show_place("a1", 99, 0)
    assert not pane.show_place("a9", 0, 0)


def test_every_raw_offset_and_back(pane: ArticlePane, story: Session) -> None:
    text = story.page.raw.text
    corrected = text.index("１１")
    for offset in range(len(text)):
        position = raw_position(pane.shown, offset)
        if text[offset] == "\n" or offset >= text.index("第一版"):
            assert position is None
            continue
        assert position is not None
        place = pane.shown.place(position)
        assert place is not None
        back = raw_offset(pane.shown.rows[place[0]].block.runs, place[1])
        assert back == (corrected if offset == corrected + 1 else offset)


def test_the_caret_tells_where_it_is(pane: ArticlePane, hand: Hand, story: Session) -> None:
    seen: list[tuple[str, int, int]] = []

    def note(article: str, block: int, offset: int) -> None:
        seen.append((article, block, offset))

    pane.caret_moved.connect(note)
    hand.stand(4, 16)
    hand.press(KEY.Key_Right)
    hand.type("x")
    hand.press(KEY.Key_Return)
    assert seen == [("a1", 4, 16), ("a1", 4, 17), ("a1", 4, 18), ("a1", 5, 0)]
    story.undo()
    assert seen[-1] == ("a1", 4, 18)


def test_a_listener_that_hears_first_finds_the_pane_caught_up(qtbot: QtBot) -> None:
    session = Session(page_of("甲乙/丙‖丁"))
    places: list[object] = []
    session.subscribe(lambda _: places.append(pane.caret_place()))
    pane = ArticlePane(Theme())
    qtbot.addWidget(pane)
    pane.set_session(session)
    hand = Hand(pane)
    hand.stand(0, 2)
    hand.type("x")
    hand.press(KEY.Key_Return)
    assert drawn(pane) == "甲乙x/^/丙‖丁"
    hand.commit("天", preedit="d")
    hand.commit("地")
    session.apply(structure.move_article(session.page, "a1", 1))
    session.undo()
    assert drawn(pane) == "甲乙x/天地^/丙‖丁"
    assert places == [("a1", 0, 3), ("a1", 1, 0), ("a1", 1, 1), *[("a1", 1, 2)] * 3]


def test_selected_places(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲[乙/丙‖丁]戊")
    assert pane.selected_places() == [Place("a1", 0, 1, 2), Place("a1", 1, 0, 1), Place("a2", 0, 0, 1)]
    hand.press(KEY.Key_Right)
    assert pane.selected_places() == []


# --- changes from elsewhere --------------------------------------------------------------------------------------

MAKERS: list[tuple[str, Callable[[Page], Transaction | None], tuple[str, int, int]]] = [
    ("story up", lambda page: structure.move_article(page, "a2", -1), ("a2", 1, 4)),
    ("story above it down", lambda page: structure.move_article(page, "a1", 2), ("a2", 1, 4)),
    ("its paragraph up", lambda page: editing.move_block(page, "a2", 1, -1), ("a2", 0, 4)),
    ("merged", lambda page: structure.merge_up(page, "a2"), ("a1", 9, 4)),
    ("cut before it", lambda page: structure.split(page, "a2", 1, 2), ("a4", 0, 2)),
    ("cut at it", lambda page: structure.split(page, "a2", 1, 4), ("a4", 0, 0)),
    ("cut behind it", lambda page: structure.split(page, "a2", 1, 6), ("a2", 1, 4)),
    ("a headline now", lambda page: editing.set_role(page, "a2", 1, Role.KICKER), ("a2", 0, 4)),
    ("text before it", lambda page: editing.edit(page, "a2", 6, 7, "长长"), ("a2", 1, 5)),
    ("given away", lambda page: structure.assign(page, [(128, 144)], FURNITURE), ("a3", 0, 0)),
    ("text far above", lambda page: editing.edit(page, "a1", 0, 9, "短"), ("a2", 1, 4)),
    ("joined with a line elsewhere", lambda page: joined(page, "第2版）", "秋"), ("a1", 8, 4)),
]


def joined(page: Page, upper: str, lower: str) -> Transaction | None:
    raw = page.raw.text
    return structure.settle_seam(page, raw.index(upper) + len(upper), raw.index(lower), SeamKind.JOIN)


@pytest.mark.parametrize(("make", "place"), [case[1:] for case in MAKERS], ids=[case[0] for case in MAKERS])
def test_the_caret_stays_with_its_words(
    pane: ArticlePane,
    hand: Hand,
    story: Session,
    make: Callable[[Page], Transaction | None],
    place: tuple[str, int, int],
) -> None:
    assert story.page.articles[1].blocks[1].text.startswith("稻子黄了")
    pane.resize(500, 120)  # so low that the view of no place ends where the page does
    hand.stand(10, 4)
    bar = pane.verticalScrollBar()
    bar.setValue(bar.value() + pane.cursorRect().top() - 80)
    assert story.apply(make(story.page)) is not None
    assert pane.document().toRawText() == flat(story.page)
    assert pane.caret_place() == place
    assert pane.cursorRect().top() == 80


def test_the_caret_stays_in_its_storys_empty_paragraph(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("/乙‖甲/^")
    session.apply(structure.move_article(session.page, "a2", -1))
    assert drawn(pane) == "甲/^‖/乙"


def test_a_change_redraws_no_more_than_it_must(pane: ArticlePane, story: Session) -> None:
    changes: list[tuple[int, int, int]] = []

    def note(at: int, gone: int, come: int) -> None:
        changes.append((at, gone, come))

    pane.document().contentsChange.connect(note)
    at = flat(story.page).index("老人")
    story.apply(editing.edit(story.page, "a1", at, at + 1, "长"))
    assert changes == [(at + 1, 1, 1)]  # one 𠮷 stands before it


# --- the view ----------------------------------------------------------------------------------------------------


def test_the_topmost_line_stays_when_the_caret_is_out_of_sight(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("^甲‖" + "/".join(["长" * 90] * 12))
    bar = pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    line = pane.cursorForPosition(pane.viewport().rect().topLeft())
    top = pane.cursorRect(line).top()
    session.apply(editing.edit(session.page, "a1", 0, 1, "甲" * 200))
    assert pane.cursorRect().bottom() < 0
    assert pane.cursorRect(line).top() == top


def test_the_pages_beginning_stays_in_sight_while_what_is_above_grows(
    pane: ArticlePane, hand: Hand, story: Session
) -> None:
    hand.stand(1, 0)
    story.apply(editing.edit(story.page, "a1", 0, 1, "风" * 200))
    assert pane.caret_place() == ("a1", 1, 0)
    assert pane.verticalScrollBar().value() == 0


@pytest.mark.parametrize("change", ["narrower", "wider", "zoom", "theme"])
def test_what_is_read_stays_in_sight(pane: ArticlePane, hand: Hand, change: str) -> None:
    hand.begin("‖".join("/".join(["长" * 90] * 6) for _ in range(5)).replace("长", "^长", 1))
    hand.stand(12, 40)
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().value() + 100)
    before = pane.cursorRect().top()
    assert 0 < before < pane.viewport().height()
    if change == "zoom":
        pane.set_theme(Theme("light", 1.5))
    elif change == "theme":
        pane.set_theme(Theme("dark"))
    else:
        pane.resize(300 if change == "narrower" else 700, 400)
    assert abs(pane.cursorRect().top() - before) <= 1
