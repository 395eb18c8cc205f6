"""Opening, saving, ending."""

from collections.abc import Callable
from pathlib import Path

from editor.commands.desk import Aspect, Desk
from editor.commands.palette import Entry
from editor.commands.registry import Menu, command
from editor.core.page import untaken
from editor.core.transaction import MisfitError
from editor.store.document import Document, default_target
from editor.store.settings import with_recent
from editor.store.trouble import TroubleError


@command("file.open", "Ctrl+O", menu=Menu.FILE)
def ask_open(desk: Desk) -> None:
    """Raw text or a saved page."""
    settled(desk, lambda: desk.port.ask_open(lambda path: open_page(desk, path)))


def open_page(desk: Desk, path: Path, folder: Path | None = None) -> bool:
    """Puts the page in the file at `path` on the desk; the one before stays where that cannot be."""
    try:
        document = Document(path, untaken, folder)
    except TroubleError as trouble:
        desk.port.tell(trouble.sentence(desk.language), bad=True)
        return False
    if desk.document is not None:
        desk.document.close()
    desk.load(document.session, document)
    say_opened(desk, document)
    return True


def say_opened(desk: Desk, document: Document) -> None:
    """Tells what was found beside the page: work that a crash left behind, a journal that was set aside."""
    if document.recovered:
        torn = desk.texts.say("tell.torn") if document.torn else ""
        desk.port.tell(desk.texts.say("tell.recovered", count=document.recovered) + torn)
    elif document.aside is not None:
        desk.port.tell(desk.texts.say("tell.aside", path=document.aside), bad=True)
    desk.prefer(recent=with_recent(desk.settings, document.source).recent)


@command("file.recent", "Ctrl+Shift+O", menu=Menu.FILE)
def open_recent(desk: Desk) -> None:
    """One of the pages opened last, found by typing part of its name."""

    def choose() -> None:
        entries = [Entry(name, (Path(name).name + f"　{Path(name).parent}", name)) for name in desk.settings.recent]
        desk.port.choose(desk.texts.say("choose.recent"), entries, lambda name: open_page(desk, Path(name)))

    settled(desk, choose)


@command("file.save", "Ctrl+S", menu=Menu.FILE)
def save(desk: Desk) -> None:
    """Where it was saved before; the first time asks where."""
    if desk.document is None:
        return
    if desk.document.target is None:
        save_as(desk)
    else:
        _save(desk, desk.document.target, overwrite=False)


@command("file.save_as", "Ctrl+Shift+S", menu=Menu.FILE)
def save_as(desk: Desk) -> None:
    """Asks where; the page goes on under that name."""
    if desk.document is not None:
        suggested = desk.document.target or default_target(desk.document.source)
        desk.port.ask_save(suggested, lambda path: _save(desk, path, overwrite=True))


def _save(desk: Desk, path: Path, *, overwrite: bool) -> bool:
    """`overwrite` was confirmed when the name was asked for; the page's own file is never overwritten if it changed."""
    assert desk.document is not None  # noqa: S101 - both callers looked
    desk.session.seal()
    own = desk.document.target is not None and path.resolve() == desk.document.target.resolve()
    try:
        desk.document.save(path, overwrite=overwrite and not own)
    except (TroubleError, MisfitError) as trouble:
        said = trouble.sentence(desk.language) if isinstance(trouble, TroubleError) else str(trouble)
        desk.port.tell(said, bad=True)
        return False
    desk.announce(Aspect.DOCUMENT)
    desk.port.tell(desk.texts.say("tell.saved", path=path))
    return True


@command("file.quit", "Ctrl+Q", menu=Menu.FILE)
def quit_(desk: Desk) -> None:
    """Asks first when something was not saved."""
    settled(desk, desk.port.close)


def settled(desk: Desk, then: Callable[[], None]) -> None:
    """Goes on once the page is saved, or its changes are dropped; a mere proposal is no change of the user's."""
    document = desk.document
    if document is None or not document.modified or only_proposed(desk):
        then()
        return

    def answered(wanted: bool) -> None:
        if not wanted:
            then()
        elif document.target is not None:
            if _save(desk, document.target, overwrite=False):
                then()
        else:
            path = default_target(document.source)
            desk.port.ask_save(path, lambda path: then() if _save(desk, path, overwrite=True) else None)

    desk.port.ask_unsaved(answered)


def only_proposed(desk: Desk) -> bool:
    """Whether nothing happened yet but the engine's own proposal."""
    return (
        desk.document is not None
        and desk.document.target is None
        and (desk.session.revision, desk.session.undo_name) in ((0, None), (1, "propose"))
    )
