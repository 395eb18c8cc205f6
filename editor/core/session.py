"""The one writer: holds the page, its history and who listens.

Text edits and structure edits share one timeline. Each step is handed to the journal before anybody sees the page that
it leads to, so a crash costs at most the key being pressed.
"""

from collections.abc import Callable
from typing import Literal

from msgspec import Struct

from editor.core.page import Page
from editor.core.transaction import Transaction


class Record(Struct, frozen=True, omit_defaults=True):
    """What the journal keeps of a step. `joined`: it went into the revision before it, as typing does."""

    kind: Literal["do", "undo", "redo"]
    transaction: Transaction | None = None
    group: str | None = None
    joined: bool = False


class Change(Struct, frozen=True):
    """What a listener is told: the pages before and after, the transaction that led there, and who asked for it."""

    kind: Literal["do", "undo", "redo"]
    before: Page
    after: Page
    transaction: Transaction
    initiator: object | None = None


class _Revision(Struct, frozen=True):
    transaction: Transaction
    group: str | None


class Session:
    """A page under work. `sink` gets every record first; when it raises, the page stays as it was."""

    def __init__(self, page: Page, sink: Callable[[Record], None] | None = None) -> None:
        self.page = page
        self.revision = 0
        self.sink = sink
        self._done: list[_Revision] = []
        self._undone: list[_Revision] = []
        self._sealed = True
        self._listeners: list[Callable[[Change], None]] = []

    @property
    def undo_name(self) -> str | None:
        """The operation that undo would take back, if any."""
        return self._done[-1].transaction.name if self._done else None

    @property
    def redo_name(self) -> str | None:
        """The operation that redo would do again, if any."""
        return self._undone[-1].transaction.name if self._undone else None

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Calls `listener` after every change; what it returns ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def apply(
        self, transaction: Transaction | None, *, group: str | None = None, initiator: object | None = None
    ) -> Change | None:
        """Carries out a transaction; None does nothing. MisfitError leaves all as it was.

        Transactions of one `group` that follow each other are undone as one, until `seal` is called.
        """
        if transaction is None or not transaction.steps:
            return None
        joined = bool(group and self._done and not self._sealed and self._done[-1].group == group)
        return self._do(transaction, group, joined=joined, initiator=initiator)

    def undo(self, *, initiator: object | None = None) -> Change | None:
        """Takes the last revision back; None at the beginning."""
        if not self._done:
            return None
        change = self._step("undo", self._done[-1].transaction.invert(), Record("undo"), initiator)
        self._undone.append(self._done.pop())
        return self._finish(change)

    def redo(self, *, initiator: object | None = None) -> Change | None:
        """Does again what was undone last; None when nothing was."""
        if not self._undone:
            return None
        change = self._step("redo", self._undone[-1].transaction, Record("redo"), initiator)
        self._done.append(self._undone.pop())
        return self._finish(change)

    def seal(self) -> None:
        """Ends the current group: what comes next is undone by itself."""
        self._sealed = True

    def replay(self, record: Record) -> None:
        """Repeats a journal's record without writing it again; MisfitError when it does not fit."""
        sink, self.sink = self.sink, None
        try:
            if record.kind == "undo":
                self.undo()
            elif record.kind == "redo":
                self.redo()
            elif record.transaction is not None:
                self._do(record.transaction, record.group, joined=record.joined and bool(self._done), initiator=None)
        finally:
            self.sink = sink

    def _do(self, transaction: Transaction, group: str | None, *, joined: bool, initiator: object | None) -> Change:
        change = self._step("do", transaction, Record("do", transaction, group, joined), initiator)
        self._undone.clear()
        if joined:
            self._done[-1] = _Revision(self._done[-1].transaction.then(transaction), group)
        else:
            self._done.append(_Revision(transaction, group))
        return self._finish(change, sealed=group is None)

    def _step(
        self, kind: Literal["do", "undo", "redo"], transaction: Transaction, record: Record, initiator: object | None
    ) -> Change:
        after = transaction.apply(self.page)
        if self.sink is not None:
            self.sink(record)
        return Change(kind, self.page, after, transaction, initiator)

    def _finish(self, change: Change, *, sealed: bool = True) -> Change:
        self.page = change.after
        self.revision += 1
        self._sealed = sealed
        for listener in tuple(self._listeners):
            listener(change)
        return change
