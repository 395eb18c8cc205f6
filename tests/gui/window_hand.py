"""A hand at the window's keyboard, and an invented raw page to work on."""

from typing import Any, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from editor.gui.window import Window

RAW = """\
扫一扫 关注云湖
云湖修好三座桥

本报讯 11 月 8 日，云湖区
三座旧桥同日通车，两岸居
民步行十分钟可到对岸。
    修桥历时两年。区里说，
明年再修两座。 撰稿 林小满
陶家村办起读书会
本报讯 陶家村的读书会已经
办到第三十期，村民轮流领
读，孩子们坐在前排。
（下转第２版）
▶读书会上，孩子们在听故事。 摄影 何树
"""
"""Two stories, a photo, a piece of furniture, a jump line; line numbers are those of the raw text, from 1."""

_NAMED = {
    "Ctrl": Qt.KeyboardModifier.ControlModifier,
    "Alt": Qt.KeyboardModifier.AltModifier,
    "Shift": Qt.KeyboardModifier.ShiftModifier,
}


class WindowHand:
    """Presses keys where the focus is, written as the keymap writes them, several parted by spaces."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.count = 0

    @property
    def focus(self) -> QWidget:
        """The widget that gets the keys."""
        found = QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, keys: str) -> None:
        """Each key in turn, by real key events."""
        for key in keys.split():
            combination = cast("QKeyCombination", cast("Any", QKeySequence(key))[0])
            modifiers = combination.keyboardModifiers()
            if len(key) == 1 and key in '?{}|:"<>~!@#$%^&*()_+':
                modifiers |= Qt.KeyboardModifier.ShiftModifier
            QTest.keyClick(self.focus, combination.key(), modifiers)
            self.count += 1

    def type(self, text: str) -> None:
        """Text into the field that has the focus, as an input method commits it."""
        for character in text:
            if character.isascii():
                QTest.keyClicks(self.focus, character)
            else:
                event = QInputMethodEvent()
                event.setCommitString(character)
                QApplication.sendEvent(self.focus, event)
            self.count += 1

    def to_line(self, number: int) -> None:
        """To the raw line of that number, from the top."""
        rows = self.window.desk.rows
        self.press("Esc Ctrl+Home " + "Down " * next(at for at, row in enumerate(rows.items) if row.number == number))


def story_texts(window: Window) -> list[list[str]]:
    """What the page holds: for each article its blocks as "role: text", the furniture last."""
    page = window.desk.page
    out = [[f"{block.role}: {block.text}" for block in article.blocks] for article in page.articles]
    return [*out, [block.text for block in page.furniture]]
