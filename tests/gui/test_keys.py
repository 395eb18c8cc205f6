"""Key events as the keymap writes them, whatever the keyboard's layout makes of Shift."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from editor.gui.keys import key_text

_KEY, _NO = Qt.Key, Qt.KeyboardModifier.NoModifier
_SHIFT, _CTRL, _ALT = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.mark.parametrize(
    ("key", "modifiers", "said"),
    [
        (_KEY.Key_S, _NO, "S"),
        (_KEY.Key_S, _SHIFT, "Shift+S"),
        (_KEY.Key_P, _CTRL | _SHIFT, "Ctrl+Shift+P"),
        (_KEY.Key_Up, _ALT | _SHIFT, "Alt+Shift+Up"),
        (_KEY.Key_Question, _SHIFT, "?"),
        (_KEY.Key_BraceRight, _SHIFT, "}"),
        (_KEY.Key_Plus, _CTRL | _SHIFT, "Ctrl++"),
        (_KEY.Key_1, _SHIFT, "1"),
        (_KEY.Key_1, Qt.KeyboardModifier.KeypadModifier, "1"),
        (_KEY.Key_Enter, Qt.KeyboardModifier.KeypadModifier, "Enter"),
        (_KEY.Key_Return, _NO, "Return"),
        (_KEY.Key_Escape, _NO, "Esc"),
        (_KEY.Key_PageDown, _NO, "PgDown"),
        (_KEY.Key_Backtab, _SHIFT, "Shift+Tab"),
        (_KEY.Key_Space, _NO, "Space"),
        (_KEY.Key_F8, _SHIFT, "Shift+F8"),
        (_KEY.Key_Shift, _SHIFT, ""),
        (_KEY.Key_unknown, _NO, ""),
    ],
)
def test_events_are_written_as_the_keymap_does(key: Qt.Key, modifiers: Qt.KeyboardModifier, said: str) -> None:
    assert key_text(QKeyEvent(QEvent.Type.KeyPress, key, modifiers)) == said
