"""Typing in the article pane: what a page, drawn with its caret, becomes after some keys."""

import re
from collections.abc import Callable

import pytest
from article_hand import CTRL, KEY, PLAIN, SHIFT, Hand, drawn, flat
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest

from editor.core.page import Role
from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.article_words import by_letters

Deed = Callable[[Hand], object]


def pressing(*keys: tuple[Qt.Key, Qt.KeyboardModifier]) -> Deed:
    def press(hand: Hand) -> None:
        for key in keys:
            hand.press(*key)

    return press


def enter(hand: Hand) -> None:
    hand.press(KEY.Key_Return)


def back(hand: Hand) -> None:
    hand.press(KEY.Key_Backspace)


def delete(hand: Hand) -> None:
    hand.press(KEY.Key_Delete)


def pasting(text: str) -> Deed:
    return lambda hand: hand.paste(text)


def typing(text: str) -> Deed:
    return lambda hand: hand.type(text)


def committing(text: str) -> Deed:
    return lambda hand: hand.commit(text)


CASES: list[tuple[str, Deed, str]] = [
    # typing
    ("甲^乙‖丙", typing("x"), "甲x^乙‖丙"),
    ("^甲‖丙", typing("x"), "x^甲‖丙"),
    ("甲^‖丙", typing("x"), "甲x^‖丙"),
    ("甲‖^丙", typing("x"), "甲‖x^丙"),
    ("甲/^‖丙", typing("x"), "甲/x^‖丙"),
    ("aa^aa", typing("a"), "aaa^aa"),
    ("𠮷^𠮷", committing("𡈽"), "𠮷𡈽^𠮷"),
    ("甲[乙/丙]丁", typing("x"), "甲x^丁"),
    # Enter and its inverse
    ("甲^乙‖丙", enter, "甲/^乙‖丙"),
    ("甲^‖丙", enter, "甲/^‖丙"),
    ("甲‖^丙", enter, "甲‖/^丙"),
    ("甲/^‖丙", enter, "甲//^‖丙"),
    ("甲[乙]丙", enter, "甲/^丙"),
    ("甲乙^丙", pressing((KEY.Key_Return, SHIFT)), "甲乙/^丙"),
    ("甲/^乙", back, "甲^乙"),
    ("甲^/乙", delete, "甲^乙"),
    ("甲/^/乙", back, "甲^/乙"), ("甲//^乙", back, "甲/^乙"),
    ("^甲", back, "^甲"),
    ("甲^", delete, "甲^"),
    ("𠮷^甲", back, "^甲"),
    ("的的^的", back, "的^的"),
    ("的^的的", delete, "的^的"),
    ("甲[乙丙]", back, "甲^"),
    ("[甲]", delete, "^"),
    # the boundary between two articles stays
    ("甲‖^乙", back, "甲‖^乙"),
    ("甲^‖乙", delete, "甲^‖乙"),
    ("甲‖^乙", pressing((KEY.Key_Backspace, CTRL)), "甲‖^乙"),
    ("甲^‖乙", pressing((KEY.Key_Delete, CTRL)), "甲^‖乙"),
    ("甲[乙‖丙]丁", delete, "甲^‖丁"),
    ("甲[乙‖丙]丁", typing("x"), "甲x^‖丁"),
    ("甲[‖]丁", typing("x"), "甲x^‖丁"),
    ("甲[‖]丁", delete, "甲^‖丁"),
    ("甲[乙‖丙]丁", enter, "甲‖^丁"),
    ("甲[乙‖丙/丁‖戊]己", typing("x"), "甲x^‖‖己"),
    ("甲[乙‖丙‖丁]戊", pasting("一\n二"), "甲一/二^‖‖戊"),
    ("[甲‖乙]", typing("x"), "x^‖"),
    # by words, which Qt does not find in Chinese
    ("^河边公园，两岸。‖丙", pressing((KEY.Key_Right, CTRL)), "河边^公园，两岸。‖丙"),
    ("河边^公园，“两岸", pressing((KEY.Key_Right, CTRL), (KEY.Key_Right, CTRL)), "河边公园，“^两岸"),
    ("河边公园，“两岸^", pressing((KEY.Key_Left, CTRL), (KEY.Key_Left, CTRL)), "河边公园^，“两岸"),
    ("用^ Python 写", pressing((KEY.Key_Right, CTRL)), "用 ^Python 写"),
    ("用 Python 写^", pressing((KEY.Key_Left, CTRL), (KEY.Key_Left, CTRL)), "用 ^Python 写"),
    ("𠮷田^/河边", pressing((KEY.Key_Right, CTRL)), "𠮷田/^河边"),
    ("𠮷田/^河边", pressing((KEY.Key_Left, CTRL)), "𠮷田^/河边"),
    ("甲‖河边公园^两岸", pressing((KEY.Key_Backspace, CTRL)), "甲‖河边^两岸"),
    ("河边^公园两岸", pressing((KEY.Key_Delete, CTRL)), "河边^两岸"),
    ("河边/^公园", pressing((KEY.Key_Backspace, CTRL)), "河边^公园"),
    ("河[边公]园", pressing((KEY.Key_Backspace, CTRL)), "河^园"),
    ("河边^公园两岸", pressing((KEY.Key_Right, CTRL | SHIFT)), "河边[公园]两岸"),
    ("^", pressing((KEY.Key_Right, CTRL)), "^"),
    ("甲^", pressing((KEY.Key_Right, CTRL)), "甲^"),
    # all: the article first, then the page
    ("甲/乙^‖丙", pressing((KEY.Key_A, CTRL)), "[甲/乙]‖丙"),
    ("甲/乙‖^丙", pressing((KEY.Key_A, CTRL), (KEY.Key_A, CTRL)), "[甲/乙‖丙]"),
    ("甲[乙‖丙]", pressing((KEY.Key_A, CTRL)), "[甲乙‖丙]"),
    ("[甲]", pressing((KEY.Key_A, CTRL)), "[甲]"),
    ("^", pressing((KEY.Key_A, CTRL)), "^"),
    # the clipboard
    ("甲^乙", pasting("一\r\n二"), "甲一/二^乙"),
    ("甲^乙", pasting("一\n\n\n二"), "甲一/二^乙"),
    ("甲^乙", pasting("一\u2028二\u2029三\x85四\x0b五"), "甲一/二/三/四/五^乙"),
    ("甲^乙", pasting("一\t二"), "甲一 二^乙"),
    ("甲^乙", pasting("\ufeff一\x00\x07\ufffc二"), "甲一二^乙"),
    ("甲^乙", pasting("一\u00a0二\u3000"), "甲一\u00a0二\u3000^乙"),
    ("甲^乙", pasting("一\n"), "甲一/^乙"),
    ("甲[乙]丙", pasting("𠮷"), "甲𠮷^丙"),
    ("甲[乙/丙]丁", pressing((KEY.Key_C, CTRL), (KEY.Key_End, CTRL), (KEY.Key_V, CTRL)), "甲乙/丙丁乙/丙^"),
    ("甲[乙/丙]丁", pressing((KEY.Key_X, CTRL), (KEY.Key_V, CTRL)), "甲乙/丙^丁"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "deed", "after"), CASES)
def test_typing(pane: ArticlePane, hand: Hand, before: str, deed: Deed, after: str) -> None:
    session = hand.begin(before)
    first = session.page
    pane.set_words(lambda text: re.findall("河边|公园|两岸|[A-Za-z]+|.", text))
    deed(hand)
    assert drawn(pane) == after
    assert pane.document().toRawText() == flat(session.page)
    while session.undo():
        pass
    assert session.page == first
    assert pane.document().toRawText() == flat(first)


def test_enter_in_a_headline_begins_a_paragraph(pane: ArticlePane, hand: Hand, story: Session) -> None:
    hand.stand(1, 2)
    enter(hand)
    assert [block.role for block in story.page.articles[0].blocks][1:3] == [Role.HEADLINE, Role.PARAGRAPH]
    assert pane.caret_place() == ("a1", 2, 0)


def test_rich_text_comes_as_plain(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    data = QMimeData()
    data.setHtml("<h1>大</h1><table><tr><td>一</td><td>二</td></tr></table><img src='x.png'>")
    hand.paste_data(data)
    assert drawn(pane) == "甲大/一/二^乙"


def test_an_image_is_not_pasted(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    hand.paste_data(data)
    assert drawn(pane) == "甲^乙"


def test_what_is_copied_is_what_the_page_says(hand: Hand, story: Session) -> None:
    hand.stand(4, 0, to=(5, 20))
    hand.press(KEY.Key_C, CTRL)
    blocks = story.page.articles[0].blocks
    assert QGuiApplication.clipboard().text() == blocks[4].text + "\n" + blocks[5].text[:20]
    assert QGuiApplication.clipboard().mimeData().formats() == ["text/plain"]


def test_typing_letter_by_letter_is_one_step_back(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^")
    hand.type("abc")
    hand.commit("天")
    session.undo()
    assert drawn(pane) == "甲^"
    session.redo()
    assert drawn(pane) == "甲abc天^"


@pytest.mark.parametrize(
    ("deeds", "steps"),
    [
        ([typing("a"), typing("b")], 1),
        ([typing("a"), back], 2),
        ([typing("ab"), back, back], 2),
        ([typing("a"), pressing((KEY.Key_Home, PLAIN)), typing("b")], 2),
        ([committing("天。"), committing("地。")], 2),
        ([typing("a"), enter, typing("b")], 3),
        ([back, back], 1),
    ],
)
def test_steps_back(hand: Hand, deeds: list[Deed], steps: int) -> None:
    session = hand.begin("甲乙^")
    for deed in deeds:
        deed(hand)
    count = 0
    while session.undo():
        count += 1
    assert count == steps


def test_undo_and_redo_keys_are_the_sessions(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙")
    hand.type("x")
    hand.press(KEY.Key_Z, CTRL)
    assert drawn(pane) == "甲^乙"
    assert session.undo_name is None
    hand.press(KEY.Key_Z, CTRL | SHIFT)
    assert drawn(pane) == "甲x^乙"


def test_undo_goes_to_where_it_was(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙‖丙")
    hand.type("x")
    hand.stand(1, 1)
    session.undo()
    assert drawn(pane) == "甲^乙‖丙"


def test_a_journal_that_cannot_be_written(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙")

    def full(_: object) -> None:
        raise OSError(28, "No space left on device")

    session.sink = full
    troubles: list[Exception] = []
    pane.edit_failed.connect(troubles.append)
    hand.type("x")
    assert drawn(pane) == "甲^乙"
    assert [str(trouble) for trouble in troubles] == ["[Errno 28] No space left on device"]


def test_text_is_not_dragged_about(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("[甲乙]丙丁‖戊")
    first = session.page
    inside = pane.cursorRect(pane.textCursor()).center() - QPoint(8, 0)
    QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=inside)
    QTest.mouseMove(pane.viewport(), QPoint(200, 200))
    QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert session.page == first
    assert not pane.acceptDrops()
    assert not pane.viewport().acceptDrops()


@pytest.mark.parametrize(
    ("offset", "after"), [(0, "[河边]公园𠮷田。"), (3, "河边[公园]𠮷田。"), (6, "河边公园𠮷田[。]")]
)
def test_a_double_click_selects_a_word(pane: ArticlePane, hand: Hand, offset: int, after: str) -> None:
    hand.begin("^河边公园𠮷田。")
    pane.set_words(lambda text: re.findall("河边|公园|𠮷田|.", text))
    hand.stand(0, offset)
    spot = pane.cursorRect().center() + QPoint(6, 0)
    QTest.mouseDClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert drawn(pane) == after


@pytest.mark.parametrize(
    ("text", "words"),
    [("", []), ("用Python 3.11写", ["用", "Python", " ", "3.11", "写"]), ("𠮷，\n", ["𠮷", "，", "\n"])],
)
def test_without_a_dictionary(text: str, words: list[str]) -> None:
    assert by_letters(text) == words
