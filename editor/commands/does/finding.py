"""Going from one place of what was looked for to the next, and replacing it."""

from functools import partial

from msgspec import structs

from editor.commands.answers import put_text
from editor.commands.desk import Desk
from editor.commands.finding_text import Bad, find_all
from editor.commands.registry import Menu, command
from editor.commands.selection import Selection
from editor.core import operations
from editor.core.finding import Place
from editor.core.places import TextPlace, offset_of


@command("edit.find", "Ctrl+F", menu=Menu.EDIT)
def find(desk: Desk) -> None:
    """Text or a regular expression, in all articles and furniture."""
    desk.port.show("find")


@command("edit.find_next", "F3", menu=Menu.EDIT)
def find_next(desk: Desk) -> None:
    """The next place of what was looked for."""
    go(desk, 1)


@command("edit.find_previous", "Shift+F3", menu=Menu.EDIT)
def find_previous(desk: Desk) -> None:
    """The one before."""
    go(desk, -1)


def go(desk: Desk, by: int) -> None:
    """To the next (1) or previous (-1) place, round the page; asks what to look for when nothing was yet."""
    found = find_all(desk.page, desk.search.wanted)
    if isinstance(found, Bad):
        desk.port.tell(desk.texts.say("find.bad", what=found.what))
    elif not desk.search.wanted.text:
        desk.port.show("find")
    elif not found:
        desk.port.tell(desk.texts.say("find.none"))
    else:
        at = (desk.search.at + by) % len(found) if desk.search.at >= 0 or by > 0 else len(found) - 1
        desk.search = structs.replace(desk.search, at=at)
        show(desk, found[at])


def show(desk: Desk, place: Place) -> None:
    """Stands at a place in the articles and in the raw text, with its characters selected."""
    first = offset_of(desk.page, TextPlace(place.article, place.block, place.start))
    last = offset_of(desk.page, TextPlace(place.article, place.block, max(place.start, place.end - 1)))
    desk.stretch = (place,)
    desk.place = TextPlace(place.article, place.block, place.start)
    if first is not None and last is not None and first <= last:
        desk.select(Selection(first, last + 1, lines=False), "find")


def replace_one(desk: Desk, text: str) -> None:
    """Replaces the place found last and goes to the next."""
    found = find_all(desk.page, desk.search.wanted)
    if isinstance(found, Bad) or not 0 <= desk.search.at < len(found):
        go(desk, 1)
        return
    desk.apply(put_text(desk.page, found[desk.search.at], text))
    desk.search = structs.replace(desk.search, at=desk.search.at - 1)
    go(desk, 1)


def replace_all(desk: Desk, text: str) -> None:
    """Replaces every place, as one step."""
    found = find_all(desk.page, desk.search.wanted)
    if isinstance(found, Bad) or not found:
        return
    steps = [partial(put_text, place=place, text=text) for place in reversed(found)]
    desk.apply(operations.together("replace", desk.page, steps))
    desk.port.tell(desk.texts.say("tell.replaced", count=len(found)))
