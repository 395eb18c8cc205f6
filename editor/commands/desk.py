"""The desk: what commands work on. It holds the session and where the user is, and tells the panes what to redraw."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from editor.commands.finding_text import Search
from editor.commands.keymap import Keymap
from editor.commands.lessons import Lessons
from editor.commands.rows import Rows
from editor.commands.selection import Selection, to_line
from editor.commands.texts import Texts
from editor.core.evidence import Evidence
from editor.core.ledger import ledger
from editor.core.places import TextPlace, offset_of, place_of
from editor.store.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.commands.port import Port
    from editor.core.finding import Finding, Place
    from editor.core.ledger import Ledger
    from editor.core.page import Page
    from editor.core.session import Change, Session
    from editor.core.transaction import Transaction
    from editor.store.document import Document


class Aspect(StrEnum):
    """What may have changed."""

    PAGE = "page"
    SELECTION = "selection"
    SUSPECTS = "suspects"
    DOCUMENT = "document"
    LOOK = "look"


class System(Struct, frozen=True):
    """What the desktop would have where the settings say "system"."""

    language: str = "zh"
    theme: str = "light"


class Analysis(Struct, frozen=True):
    """What engine and detectors say of the page at `revision` of its session; -1 before anything was looked at."""

    revision: int = -1
    evidence: Evidence = Evidence()
    findings: tuple[Finding, ...] = ()
    page: Page | None = None


class Desk:
    """One page under work. Panes listen, commands act; `source` names the pane that an announcement comes from."""

    def __init__(
        self,
        session: Session,
        port: Port,
        settings: Settings | None = None,
        system: System | None = None,
        document: Document | None = None,
        lessons: Lessons | None = None,
    ) -> None:
        self.port = port
        self.system = system or System()
        self.lessons = lessons or Lessons()
        self.settings = settings or Settings()
        self.texts = Texts(self.language)
        self.keymap = Keymap(self.settings.keys)
        self._listeners: list[Callable[[Aspect, str], None]] = []
        self._unsubscribe: Callable[[], None] = _nothing
        self.load(session, document)

    def load(self, session: Session, document: Document | None = None) -> None:
        """Puts another page on the desk, its first line selected. A raw page that nobody worked on wants a proposal."""
        self._unsubscribe()
        self.session = session
        self.document = document
        self.proposal_wanted = document is not None and document.target is None and not document.replayed
        self._counted: tuple[Page, Rows, Ledger] | None = None
        self.analysis = Analysis()
        self.current = ""
        self.place: TextPlace | None = None
        self.stretch: tuple[Place, ...] = ()
        self.search = Search()
        self._unsubscribe = session.subscribe(self._changed)
        self.selection = to_line(Selection(), self.rows, 0)
        for aspect in (Aspect.PAGE, Aspect.SELECTION, Aspect.SUSPECTS, Aspect.DOCUMENT):
            self.announce(aspect)

    @property
    def language(self) -> str:
        """The interface's language, "zh" or "en"."""
        return self.system.language if self.settings.language == "system" else self.settings.language

    @property
    def theme(self) -> str:
        """The theme's name, "light" or "dark"."""
        return self.system.theme if self.settings.theme == "system" else self.settings.theme

    @property
    def page(self) -> Page:
        """The page as it stands."""
        return self.session.page

    @property
    def rows(self) -> Rows:
        """The page's rows, kept until it changes."""
        return self._count()[1]

    @property
    def ledger(self) -> Ledger:
        """The page's ledger, kept until it changes."""
        return self._count()[2]

    def listen(self, listener: Callable[[Aspect, str], None]) -> None:
        """Calls `listener` with every aspect that changed and the name of the pane that began it (or nothing)."""
        self._listeners.append(listener)

    def announce(self, aspect: Aspect, source: str = "") -> None:
        """Tells everybody."""
        for listener in tuple(self._listeners):
            listener(aspect, source)

    def apply(self, transaction: Transaction | None, *, group: str | None = None) -> bool:
        """Carries out an operation; whether there was anything to do."""
        return self.session.apply(transaction, group=group) is not None

    def select(self, selection: Selection, source: str = "") -> None:
        """Selects in the raw pane; the article pane follows (from a line's indent, which no run holds, to its text)."""
        self.selection = selection
        text = self.page.raw.text
        at = selection.caret
        while at < len(text) and text[at].isspace() and text[at] != "\n" and place_of(self.page, at) is None:
            at += 1
        self.place = place_of(self.page, at) or self.place
        self.announce(Aspect.SELECTION, source)

    def stand_at(self, place: TextPlace, source: str, anchor: TextPlace | None = None) -> None:
        """The caret moved in the article pane; the raw pane follows to the line, or to all from `anchor` on."""
        self.place = place
        offset = offset_of(self.page, place)
        start = offset_of(self.page, anchor) if anchor is not None else offset
        if offset is not None and start is not None and len(self.rows):
            row, first = self.rows[self.rows.index(offset)], self.rows[self.rows.index(start)]
            self.selection = Selection(first.start, row.start, lines=True, marked=self.selection.marked)
        self.announce(Aspect.SELECTION, source)

    def analysed(self, analysis: Analysis) -> bool:
        """Takes what was found, unless the page has changed since; whether it was taken."""
        if analysis.revision != self.session.revision or (analysis.page is not None and analysis.page is not self.page):
            return False
        self.analysis = analysis
        self.announce(Aspect.SUSPECTS)
        return True

    def prefer(self, **changes: object) -> None:
        """Changes settings; the window looks accordingly."""
        self.settings = structs.replace(self.settings, **changes)
        self.texts = Texts(self.language)
        self.keymap = Keymap(self.settings.keys)
        self.announce(Aspect.LOOK)

    def _changed(self, change: Change) -> None:
        """The caret stays with its character."""
        offset = offset_of(change.before, self.place) if self.place is not None else None
        self.place = place_of(change.after, offset) if offset is not None else None
        self.stretch = ()
        self.announce(Aspect.PAGE)

    def _count(self) -> tuple[Page, Rows, Ledger]:
        if self._counted is None or self._counted[0] is not self.page:
            self._counted = (self.page, Rows(self.page), ledger(self.page))
        return self._counted


def _nothing() -> None:
    pass
