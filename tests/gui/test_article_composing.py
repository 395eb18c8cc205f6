"""Input methods: what is composed is not the page's until it is committed, and what was composed is not lost."""

import pytest
from article_hand import KEY, PLAIN, Hand, drawn, flat
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from editor.core.editing import edit
from editor.core.session import Session
from editor.core.structure import move_article
from editor.gui.article_pane import ArticlePane


def preedit(pane: ArticlePane) -> str:
    return pane.textCursor().block().layout().preeditAreaText()


@pytest.fixture
def window(qtbot: QtBot, pane: ArticlePane) -> QWidget:
    """A window that holds the pane to the end, with the focus, off its corner."""
    window = QWidget(focusPolicy=Qt.FocusPolicy.StrongFocus)
    qtbot.addWidget(window)
    pane.setParent(window)
    pane.setGeometry(30, 70, 500, 220)
    window.resize(600, 330)
    window.show()
    window.activateWindow()
    pane.show()
    pane.setFocus()
    qtbot.waitUntil(pane.hasFocus)
    return window


def test_nothing_reaches_the_session_before_the_commit(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙")
    for step in ("n", "ni", "ni h", "ni hao", "你好"):
        hand.compose(step)
        assert session.revision == 0
        assert preedit(pane) == step
    hand.commit("你好")
    assert session.revision == 1
    assert drawn(pane) == "甲你好^乙"


def test_a_composition_that_is_given_up(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙")
    hand.compose("ni")
    hand.compose("")
    assert session.revision == 0
    assert drawn(pane) == "甲^乙"


def test_composing_over_a_selection_is_one_step(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲[乙/丙‖丁]戊")
    hand.compose("ni")
    assert drawn(pane) == "甲^‖戊"
    assert pane.document().toRawText() == flat(session.page)
    assert preedit(pane) == "ni"
    hand.commit("你")
    assert drawn(pane) == "甲你^‖戊"
    session.undo()
    assert pane.document().toRawText() == "甲乙\u2029丙\u2029丁戊"
    assert session.undo_name is None


def test_a_selection_that_a_given_up_composition_took_can_be_had_back(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲[乙]丙")
    hand.compose("ni")
    hand.compose("")
    assert drawn(pane) == "甲^丙"
    session.undo()
    assert pane.document().toRawText() == "甲乙丙"


def test_a_commit_with_the_next_composition_in_one_event(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙")
    hand.compose("ni")
    hand.commit("你", preedit="h")
    assert session.page.articles[0].blocks[0].text == "甲你乙"
    assert preedit(pane) == "h"
    hand.commit("好")
    assert drawn(pane) == "甲你好^乙"


def test_an_input_method_that_replaces_what_stands_there(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲乙𠮷^丁")
    event = QInputMethodEvent()
    event.setCommitString("丙", -2, 2)
    QApplication.sendEvent(pane, event)
    assert drawn(pane) == "甲乙丙^丁"


def test_the_focus_goes_the_text_stays(window: QWidget, pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    hand.compose("ni hao")
    window.setFocus()
    assert not pane.hasFocus()
    assert drawn(pane) == "甲ni hao^乙"
    assert preedit(pane) == ""


def test_a_key_that_is_not_the_input_methods_ends_the_composition(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    hand.compose("你")
    for key in (KEY.Key_Shift, KEY.Key_unknown):
        QApplication.sendEvent(pane, QKeyEvent(QEvent.Type.KeyPress, key, PLAIN, ""))
        assert preedit(pane) == "你"
    hand.press(KEY.Key_Home)
    assert drawn(pane) == "^甲你乙"


def test_a_click_elsewhere_leaves_the_text_where_it_was_composed(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙/丙丁")
    hand.compose("你")
    cursor = pane.textCursor()
    cursor.setPosition(pane.shown.position(1, 1))
    QTest.mouseClick(pane.viewport(), Qt.MouseButton.LeftButton, pos=pane.cursorRect(cursor).center())
    assert drawn(pane) == "甲你乙/丙^丁"


def test_a_command_settles_first(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙‖丙")
    hand.compose("你")
    pane.settle()
    session.apply(move_article(session.page, "a1", 1))
    assert drawn(pane) == "丙‖甲你^乙"


def test_what_was_composed_is_kept_when_something_else_is_shown(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲^乙")
    hand.compose("你")
    pane.show_place("a1", 0, 0)
    assert drawn(pane) == "^甲你乙"
    hand.compose("好")
    pane.set_session(None)
    assert session.page.articles[0].blocks[0].text == "好甲你乙"


def test_a_change_from_elsewhere_drops_what_is_composed(pane: ArticlePane, hand: Hand) -> None:
    session = hand.begin("甲[乙]丙")
    hand.compose("ni")
    session.apply(edit(session.page, "a1", 2, 2, "丁"))
    assert preedit(pane) == ""
    assert pane.document().toRawText() == "甲丙丁"


@pytest.mark.usefixtures("story")
def test_candidates_stand_at_the_caret(window: QWidget, hand: Hand, pane: ArticlePane) -> None:
    hand.stand(7, 5)
    assert pane.verticalScrollBar().value() > 0
    caret = QRect(pane.viewport().mapTo(window, pane.cursorRect().topLeft()), pane.cursorRect().size())
    assert QGuiApplication.inputMethod().cursorRectangle().toRect() == caret
    assert window.rect().contains(caret)
    assert pane.viewport().pos() == QPoint(0, 0)


def test_what_stands_around_is_the_paragraph(hand: Hand, pane: ArticlePane, story: Session) -> None:
    hand.stand(4, 16)
    text = story.page.articles[0].blocks[4].text
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImSurroundingText) == text
    before = len(text[:16].encode("utf-16-le")) // 2
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImCursorPosition) == before
    assert pane.inputMethodQuery(Qt.InputMethodQuery.ImEnabled) is True
