"""The long work, pure, to be done on a snapshot in another thread: taking a page apart, and looking for suspects."""

from editor import suspects
from editor.commands.desk import Analysis, Desk
from editor.core import operations
from editor.core.page import Page
from editor.core.raw import RawText


def propose(raw: RawText) -> Page:
    """The page taken apart."""
    from editor.reading import engine  # noqa: PLC0415 - loads the model: only when needed, off the GUI thread

    return engine.propose(raw).page


def analyse(page: Page, revision: int, language: str) -> Analysis:
    """What engine and detectors say of a page; the reasons in that language."""
    from editor.reading import engine  # noqa: PLC0415 - as above

    evidence = engine.judge(page)
    return Analysis(revision, evidence, tuple(suspects.find(page, evidence, language=language)))


def proposed(desk: Desk, page: Page, revision: int) -> bool:
    """Takes a proposal made for `revision`; a page that was worked on meanwhile stays, and the user is told."""
    desk.proposal_wanted = False
    if page.raw != desk.page.raw or revision != desk.session.revision:
        desk.port.tell(desk.texts.say("tell.stale_proposal"))
        return False
    return desk.apply(operations.take_proposal(desk.page, page))
