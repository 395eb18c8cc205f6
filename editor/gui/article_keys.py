"""Which keys are the editor's own, and what they must not do."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextCursor

from editor.gui.article_document import ArticleDocument

_KEY = Qt.Key
_TYPING = {_KEY.Key_Return, _KEY.Key_Enter, _KEY.Key_Backspace, _KEY.Key_Delete, _KEY.Key_Space}
_MOVING = {
    _KEY.Key_Left,
    _KEY.Key_Right,
    _KEY.Key_Up,
    _KEY.Key_Down,
    _KEY.Key_Home,
    _KEY.Key_End,
    _KEY.Key_PageUp,
    _KEY.Key_PageDown,
}
_OTHERS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_STANDARD = QKeySequence.StandardKey
_BACKWARD = (_STANDARD.Backspace, _STANDARD.DeleteStartOfWord)
_FORWARD = (_STANDARD.Delete, _STANDARD.DeleteEndOfWord, _STANDARD.DeleteEndOfLine)


def is_text_key(event: QKeyEvent) -> bool:
    """Whether a key types or moves in text by itself or with Shift: no shortcut of the window may take it."""
    if event.modifiers() & _OTHERS:
        return False
    return event.key() in _TYPING or event.key() in _MOVING or (event.text().isprintable() and event.text() != "")


def is_enter(event: QKeyEvent) -> bool:
    """Enter, with Shift too: a line break within a paragraph is nothing that a page has."""
    return event.key() in (_KEY.Key_Return, _KEY.Key_Enter) and not event.modifiers() & _OTHERS


def at_boundary(event: QKeyEvent, cursor: QTextCursor, shown: ArticleDocument) -> bool:
    """Whether a key would delete over the boundary between two articles."""
    place = shown.place(cursor.position())
    if place is None or cursor.hasSelection():
        return False
    row, offset = place
    back = event.key() == _KEY.Key_Backspace or any(event.matches(key) for key in _BACKWARD)
    if back:
        return offset == 0 and shown.rows[row].index == 0
    if event.key() == _KEY.Key_Delete or any(event.matches(key) for key in _FORWARD):
        last = row + 1 == len(shown.rows) or shown.rows[row + 1].index == 0
        return last and offset == len(shown.rows[row].text)
    return False


def more_selected(cursor: QTextCursor, shown: ArticleDocument) -> tuple[int, int]:
    """What "select all" selects next, as document positions: the caret's article, and after it the page."""
    now = (cursor.selectionStart(), cursor.selectionEnd())
    for _, first, end in shown.articles():
        start, stop = shown.position(first, 0), shown.position(end - 1, len(shown.rows[end - 1].text))
        if start <= now[0] and now[1] <= stop and now != (start, stop):
            return start, stop
    return 0, shown.document.characterCount() - 1
