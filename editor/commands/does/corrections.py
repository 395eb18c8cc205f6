"""Going through the corrections, the engine's and one's own, and taking one back."""

from editor.commands.corrections import told
from editor.commands.desk import Desk
from editor.commands.registry import Context, Menu, command
from editor.core.finding import Place
from editor.core.operations import together
from editor.core.page import FURNITURE
from editor.core.places import TextPlace
from editor.core.restore import Corrected, corrected_places, restore


@command("correction.next", "F7", menu=Menu.EDIT)
def following(desk: Desk) -> None:
    """The next correction behind the caret, whatever it says."""
    _go(desk, 1)


@command("correction.previous", "Shift+F7", menu=Menu.EDIT)
def previous(desk: Desk) -> None:
    """The one before it."""
    _go(desk, -1)


def _go(desk: Desk, by: int) -> None:
    order = {article.id: at for at, article in enumerate(desk.page.articles)} | {FURNITURE: len(desk.page.articles)}
    every = list(corrected_places(desk.page))
    if not every:
        desk.port.tell(desk.texts.say("tell.no_correction"))
        return

    def rank(place: Corrected) -> tuple[int, int, int]:
        return order[place.owner], place.block, place.start

    here = desk.place
    stands = (order[here.owner], here.block, here.offset) if here is not None and here.owner in order else (-1, 0, 0)
    ahead = [place for place in every if (rank(place) > stands if by > 0 else rank(place) < stands)]
    found = (ahead or every)[0 if by > 0 else -1]
    desk.stand_at(TextPlace(found.owner, found.block, found.start), "")
    desk.port.tell(told(desk.page, found.run, desk.texts).replace("\n", " · "))


@command("correction.restore", "Ctrl+U", context=Context.ARTICLE, menu=Menu.EDIT)
def restored(desk: Desk) -> None:
    """The raw text again, at the caret or all over the selection."""
    here = desk.place
    places = desk.stretch
    if not places and here is not None and any(article.id == here.owner for article in desk.page.articles):
        places = (Place(here.owner, here.block, here.offset, here.offset),)
    made = together(
        "restore", desk.page, [lambda page, p=p: restore(page, p.article, p.block, p.start, p.end) for p in places]
    )
    if not desk.apply(made):
        desk.port.tell(desk.texts.say("tell.no_correction_here"))
