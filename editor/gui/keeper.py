"""Keeps the caret with its words and the view still while the document is drawn anew."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QTextEdit

from editor.core.page import HEAD_ROLES
from editor.core.runs import raw_offset, text_offset
from editor.gui.article_document import ArticleDocument, Row


class Keeper:
    """Made before the drawing; `restore` after it."""

    def __init__(self, editor: QTextEdit, shown: ArticleDocument) -> None:
        self._editor = editor
        self._shown = shown
        cursor = editor.textCursor()
        place = shown.place(cursor.position())
        self._row: Row | None = shown.rows[place[0]] if place is not None else None
        self._offset = place[1] if place is not None else 0
        top = editor.cursorRect().top()
        self._seen = 0 <= top < editor.viewport().height()
        self._hold = cursor if self._seen else editor.cursorForPosition(QPoint(0, 0))
        self._top = editor.cursorRect(self._hold).top()
        self._first = self._at_first() and editor.verticalScrollBar().value() == 0

    def restore(self) -> None:
        """Puts the caret back to its words where they went elsewhere, and the view to where it was."""
        cursor = self._editor.textCursor()
        target = self._target(cursor.position())
        if target is not None and target != cursor.position():
            cursor.setPosition(target)
            self._editor.setTextCursor(cursor)
        self.restore_view()

    def restore_view(self) -> None:
        """Scrolls so that the caret, or where it was out of sight the topmost line, stands where it stood.

        A view of the page's beginning, the caret in the first story's heads, stays one: what is above may have grown.
        """
        hold = self._editor.textCursor() if self._seen else self._hold
        bar = self._editor.verticalScrollBar()
        if self._first and self._at_first():
            bar.setValue(0)
            return
        bar.setValue(bar.value() + self._editor.cursorRect(hold).top() - self._top)

    def _at_first(self) -> bool:
        """Whether the caret is in the first row, or in another head of its story."""
        place = self._shown.place(self._editor.textCursor().position())
        if place is None:
            return False
        first, row = self._shown.rows[0], self._shown.rows[place[0]]
        return place[0] == 0 or (row.article == first.article and row.block.role in HEAD_ROLES)

    def _target(self, position: int) -> int | None:
        """Where the caret's words stand now; None where Qt moved the caret well, or nobody knows."""
        row, place = self._row, self._shown.place(position)
        if row is None or place is None:
            return None
        same = [at for at, now in enumerate(self._shown.rows) if now.block.runs == row.block.runs]
        if same:
            at = min(same, key=lambda at: (self._shown.rows[at].article != row.article, abs(at - place[0])))
            return self._shown.position(at, self._offset)
        raw = raw_offset(row.block.runs, self._offset)
        if raw is None or text_offset(self._shown.rows[place[0]].block.runs, raw) is not None:
            return None
        found = raw_position(self._shown, raw)
        return next_raw_position(self._shown, raw) if found is None else found


def raw_position(shown: ArticleDocument, offset: int) -> int | None:
    """The document position of the raw character at `offset`; None when it is in no article."""
    for at, row in enumerate(shown.rows):
        found = text_offset(row.block.runs, offset)
        if found is not None:
            return shown.position(at, found)
    return None


def next_raw_position(shown: ArticleDocument, offset: int) -> int | None:
    """The document position of the first raw stretch that begins behind `offset` and is in an article."""
    ahead = [
        (run.start, at)
        for at, row in enumerate(shown.rows)
        for run in row.block.runs
        if run.start >= offset and not run.inserted
    ]
    return raw_position(shown, min(ahead)[0]) if ahead else None
