"""Between the editor widget and the session: what is typed becomes operations, what changes is drawn.

Qt's undo is off, the session's is the only one. Qt reports more than what changed, so the bridge compares texts. What
an input method composes is no part of the document's text, so it reaches the session when it is committed.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.core.editing import edit
from editor.core.operations import together
from editor.core.page import Page
from editor.core.session import Change, Session
from editor.core.transaction import MisfitError, Transaction
from editor.gui.article_document import ArticleDocument
from editor.gui.difference import Replaced, replaced
from editor.gui.keeper import Keeper
from editor.gui.plain import cleaned
from editor.gui.utf16 import from_units, units
from editor.store.trouble import TroubleError

GROUP = "typing"
"""The session's group for what is typed."""

_Step = Callable[[Page], Transaction | None]
_STOPS = tuple("。！？；…：!?;\n")


class Bridge(QObject):
    """Keeps the document of `editor` and the page of a session the same text."""

    drawn = Signal(bool)
    """The document has caught up with the page; whether more changed than the text that was typed."""

    failed = Signal(Exception)
    """An edit was not taken (its journal could not be written); the document shows the page as it was."""

    busy: bool
    """The document was typed into and the page has not been told yet."""

    def __init__(self, editor: QTextEdit, shown: ArticleDocument) -> None:
        super().__init__(editor)
        self.editor = editor
        self.shown = shown
        self.session: Session | None = None
        self.busy = False
        self._drawing = False
        self._taking = False
        self._page: Page | None = None
        self._leave: Callable[[], None] | None = None
        self._last: tuple[str, int] = ("", -1)
        shown.document.setUndoRedoEnabled(False)
        shown.document.contentsChange.connect(self._touched)
        shown.document.contentsChanged.connect(self._typed)

    def attach(self, session: Session | None) -> None:
        """Shows another session, the caret at its beginning."""
        if self._leave is not None:
            self._leave()
        self._leave = session.subscribe(self._changed) if session is not None else None
        self.session = session
        self._last = ("", -1)
        self._draw(session.page if session is not None else None)
        self.editor.setTextCursor(QTextCursor(self.shown.document))
        self.drawn.emit(True)

    @property
    def composing(self) -> bool:
        """Whether an input method has text at the caret that is not committed."""
        return bool(self.editor.textCursor().block().layout().preeditAreaText())

    # --- from the document to the session ------------------------------------------------------------------------

    def _touched(self, position: int, _removed: int, added: int) -> None:
        """The document changed, `_typed` will follow: until then its rows are old."""
        self.busy = True
        if not self._drawing:
            self.shown.touched(position, added)

    def _typed(self) -> None:
        if self._drawing:
            return
        self.busy = False
        now = self.shown.raw_text()
        whole = units(now) == self.shown.document.characterCount() - 1
        if now == self.shown.flat and whole and not self.shown.unsure:
            return
        caret = from_units(now, self.editor.textCursor().position())
        change = replaced(self.shown.flat, now, caret)
        self._take(Replaced(change.start, change.end, cleaned(change.text)), now)

    def _take(self, change: Replaced, now: str) -> None:
        """Carries a change of the flat text out on the session; `now` is the document's text.

        Where the page takes something else than what was typed, the document follows and the caret goes to its end.
        """
        session, end = self.session, change.start
        try:
            if session is not None and (change.text or change.start < change.end):
                end = self._carry_out(session, change)
        finally:
            self._draw(session.page if session is not None else None)
        more = self.shown.flat != now
        if more:
            self._put_caret(end)
        self.drawn.emit(more)

    def _carry_out(self, session: Session, change: Replaced) -> int:
        """Applies a change; gives where the caret belongs in the flat text."""
        steps, end = self._steps(change)
        self._seal_between(session, change)
        self._taking = True
        try:
            session.apply(together("type", session.page, steps), group=GROUP, initiator=self)
        except (TroubleError, OSError, MisfitError) as trouble:
            self.failed.emit(trouble)
            return change.end
        finally:
            self._taking = False
        if change.text.endswith(_STOPS):
            session.seal()
        return end

    def _steps(self, change: Replaced) -> tuple[list[_Step], int]:
        """The edits that make up a change, one for each article that it touches, and where in the flat text it ends.

        Articles stay apart: what is typed over a boundary goes to the upper one.
        """
        touched = [span for span in self.shown.flat_spans() if span[1] <= change.end and change.start <= span[2]]
        text, end = change.text, change.start + len(change.text)
        if len(touched) > 1 and text == "\n":  # the line end that was typed is the boundary, which stays anyhow
            text, end = "", change.start + len(touched) - 1
        steps: list[_Step] = []
        for ident, start, stop in touched:
            a, b = max(change.start, start) - start, min(change.end, stop) - start
            said = text if ident == touched[0][0] else ""
            if a < b or said:
                steps.append(partial(edit, article=ident, start=a, end=b, text=said))
        return steps, end

    def _seal_between(self, session: Session, change: Replaced) -> None:
        """Ends the undo step when the user began something else: elsewhere, the other way round, or a new line."""
        size = len(change.text)
        way = "in" if change.start == change.end else "out" if not size else "over"
        last_way, last_end = self._last
        goes_on = last_end in (change.start, change.end) if way == "out" else last_end == change.start
        if way != last_way or not goes_on or change.text == "\n":
            session.seal()
        typing_on = way == "over" or self.composing  # a composition over a selection is one step, its removal included
        self._last = ("in" if typing_on else way, change.start + size)

    # --- from the session to the document ------------------------------------------------------------------------

    def catch_up(self) -> None:
        """Shows the session's page if it does not yet: who hears of a change before the bridge does may need it."""
        if self.session is None or self.session.page is self._page:
            return
        if self._taking:
            self._draw(self.session.page)
        else:
            self._show(self.session.page)

    def _changed(self, change: Change) -> None:
        if self.session is None or change.after is not self.session.page or change.after is self._page:
            return
        if change.initiator is self:
            self._draw(change.after)
        else:
            self._show(change.after, to_change=change.kind != "do" and change.transaction.name == "type")

    def _show(self, page: Page, *, to_change: bool = False) -> None:
        """Draws a page that was changed elsewhere; the caret stays with its words, or goes where the change was."""
        with self.quiet():
            self.drop_composition()
            keeper = Keeper(self.editor, self.shown)
            last = self._draw(page)
            if last is not None and to_change:
                self.editor.setTextCursor(last)
            else:
                keeper.restore()
        self._last = ("", -1)
        self.drawn.emit(True)

    def drop_composition(self) -> None:
        """Ends a composition without its text."""
        if self.composing:
            QGuiApplication.inputMethod().reset()
        if self.composing:
            self.editor.inputMethodEvent(QInputMethodEvent())

    @contextmanager
    def quiet(self) -> Generator[None]:
        """What happens to the document meanwhile is not typing."""
        outer, self._drawing = self._drawing, True
        try:
            yield
        finally:
            self._drawing = outer
            self.busy = outer and self.busy

    def _draw(self, page: Page | None) -> QTextCursor | None:
        self._page = page
        with self.quiet():
            return self.shown.draw(page)

    def _put_caret(self, flat: int) -> None:
        cursor = self.editor.textCursor()
        cursor.setPosition(self.shown.flat_position(flat))
        self.editor.setTextCursor(cursor)
