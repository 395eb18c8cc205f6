"""The long work, pure but for what it remembers: taking a page apart, and looking for suspects.

It is done on a snapshot in another thread. The engine and the detectors' language model are loaded when first needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from editor.commands.desk import Analysis, Desk
from editor.core import operations
from editor.core.evidence import Evidence

if TYPE_CHECKING:
    from editor.core.page import Page
    from editor.core.raw import RawText
    from editor.reading.profile import Profile
    from editor.suspects.cache import Cache
    from editor.suspects.contract import Learned


class Labour:
    """One worker's engine and detectors, with a newspaper's profile if there is one. For one thread at a time."""

    def __init__(self, profile: Profile | None = None) -> None:
        self._profile = profile
        self._judged: tuple[RawText, Evidence] | None = None
        self._read: Cache | None = None

    def propose(self, raw: RawText) -> Page:
        """The page taken apart."""
        from editor.reading import engine  # noqa: PLC0415 - loads the model: only when needed, off the GUI thread

        proposal = engine.propose(raw, self._profile)
        self._judged = (raw, proposal.evidence)
        return proposal.page

    def analyse(self, page: Page, revision: int, language: str, learned: Learned | None = None) -> Analysis:
        """What engine and detectors say of a page; the reasons in that language."""
        from editor import suspects  # noqa: PLC0415 - as above
        from editor.suspects.cache import Cache  # noqa: PLC0415 - as above

        if self._read is None:
            self._read = Cache()
        if self._judged is None or self._judged[0] != page.raw:
            self.propose(page.raw)
        evidence = self._judged[1] if self._judged is not None else Evidence()
        found = suspects.find(page, evidence, learned=learned, language=language, reader=self._read)
        return Analysis(revision, evidence, tuple(found), page)


def proposed(desk: Desk, page: Page, revision: int) -> bool:
    """Takes a proposal made for `revision`; a page that was worked on meanwhile stays, and the user is told."""
    desk.proposal_wanted = False
    if page.raw != desk.page.raw or revision != desk.session.revision:
        desk.port.tell(desk.texts.say("tell.stale_proposal"))
        return False
    return desk.apply(operations.take_proposal(desk.page, page))
