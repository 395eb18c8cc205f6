"""Whose a key is while the article pane has the focus: text keys are the pane's, all others the window's."""

import pytest
from article_hand import KEY, SHIFT, Hand, drawn
from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction, QContextMenuEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from editor.gui.article_pane import ArticlePane

WINDOW_KEYS = [
    "Ctrl+Z",
    "Ctrl+Y",
    "Ctrl+Shift+Z",
    "Ctrl+C",
    "Ctrl+X",
    "Ctrl+V",
    "Ctrl+A",
    "Ctrl+Left",
    "Ctrl+Home",
    "Ctrl+Return",
    "Ctrl+S",
    "Alt+Up",
    "Alt+Shift+Down",
    "F8",
    "Esc",
]


@pytest.fixture
def beside(qtbot: QtBot, pane: ArticlePane) -> QWidget:
    """A window with the pane and a field beside it, where both stay to the end; the pane has the focus."""
    window = QWidget()
    qtbot.addWidget(window)
    layout = QHBoxLayout(window)
    layout.addWidget(pane)
    layout.addWidget(QLineEdit())
    window.show()
    window.activateWindow()
    pane.setFocus()
    qtbot.waitUntil(pane.hasFocus)
    return window


@pytest.fixture
def neighbour(beside: QWidget) -> QLineEdit:
    """The field beside the pane."""
    return beside.findChildren(QLineEdit)[0]


def fired_by(owner: QWidget, keys: str) -> list[str]:
    """Fills whenever an action of `owner` with these keys fires."""
    fired: list[str] = []
    action = QAction(owner)
    action.setShortcut(keys)
    action.triggered.connect(lambda: fired.append(keys))
    owner.addAction(action)
    return fired


@pytest.mark.parametrize("keys", WINDOW_KEYS)
def test_the_windows_actions_fire(pane: ArticlePane, hand: Hand, neighbour: QLineEdit, keys: str) -> None:
    hand.begin("甲^乙")
    fired = fired_by(neighbour.window(), keys)
    QTest.keySequence(pane, QKeySequence(keys))
    assert fired == [keys]
    assert drawn(pane) == "甲^乙"


@pytest.mark.parametrize("key", ["a", "A", "1", "?", "/", " "])
def test_letters_are_the_panes(pane: ArticlePane, hand: Hand, neighbour: QLineEdit, key: str) -> None:
    hand.begin("甲^乙")
    fired = fired_by(neighbour.window(), key if key != " " else "Space")
    hand.type(key)
    assert fired == []
    assert drawn(pane) == f"甲{key}^乙"


def test_tab_leaves_the_pane(pane: ArticlePane, hand: Hand, neighbour: QLineEdit) -> None:
    hand.begin("甲^乙")
    hand.press(KEY.Key_Tab)
    assert neighbour.hasFocus()
    pane.setFocus()
    hand.press(KEY.Key_Tab, SHIFT)
    assert neighbour.hasFocus()
    assert drawn(pane) == "甲^乙"


def test_tab_types_nothing_where_there_is_nowhere_to_go(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    hand.press(KEY.Key_Tab)
    hand.press(KEY.Key_Tab, SHIFT)
    assert drawn(pane) == "甲^乙"


def test_the_menu_has_no_undo_of_qts(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲[乙]")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), pane.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(pane, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert "edit-copy" in names
    assert not {"edit-undo", "edit-redo"} & set(names)
    menu.close()
