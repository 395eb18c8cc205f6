"""From key events to commands: the window's one key table, asked before any widget sees the key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from editor.commands.desk import Desk
from editor.commands.registry import Command, Context

_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}


def key_text(event: QKeyEvent) -> str:
    """An event's key in the notation of the keymap; empty for a modifier alone and for what no key table knows."""
    if event.key() in _MODIFIERS or event.key() in (0, Qt.Key.Key_unknown):
        return ""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    key = event.key()
    if key == Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    sign = chr(key) if 0x21 <= key < 0x7F else ""
    if sign and not sign.isalpha():  # some keyboards want Shift for digits as well
        modifiers &= ~Qt.KeyboardModifier.ShiftModifier
    return QKeySequence(modifiers.value | int(key)).toString(QKeySequence.SequenceFormat.PortableText)


class KeyTable(QObject):
    """Filters the events of the widgets it watches. A key that means a command there runs it and goes no further.

    Any other key that is pressed calls `other` and goes on its way.
    """

    def __init__(self, desk: Desk, run: Callable[[Command], None], other: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._run = run
        self._other = other
        self._watched: dict[QObject, Context] = {}

    def watch(self, widget: QWidget, context: Context) -> None:
        """Keys that `widget` gets mean what they mean in `context`."""
        self._watched[widget] = context
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Claims the key before shortcuts and input see it; runs the command when it is pressed."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        context = self._watched.get(watched)
        found = self._desk.keymap.resolve(key_text(event), context) if context is not None else None
        if found is None:
            if event.type() is QEvent.Type.KeyPress and key_text(event):
                self._other()
            return False
        event.accept()
        if event.type() is QEvent.Type.KeyPress:
            self._run(found)
        return True
