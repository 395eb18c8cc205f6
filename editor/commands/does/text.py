"""The text layer's commands: what becomes of the paragraph or story in which the caret stands."""

from functools import partial

from msgspec import structs

from editor.commands.desk import Desk
from editor.commands.registry import Context, Menu, command
from editor.core import editing, operations, structure
from editor.core.page import FURNITURE, Role, spans
from editor.core.places import TextPlace
from editor.core.transaction import Transaction


def _did(desk: Desk, transaction: Transaction | None, otherwise: str, *, to: TextPlace | None = None) -> None:
    """Carries out; the caret stays with its character, or goes `to` a place."""
    if not desk.apply(transaction):
        desk.port.tell(desk.texts.say(otherwise))
        return
    place = to or desk.place
    if place is not None:
        desk.stand_at(place, "")


def _story(desk: Desk) -> TextPlace | None:
    """The caret, when it stands in an article that is there."""
    place = desk.place
    known = place is not None and any(article.id == place.owner for article in desk.page.articles)
    return place if known else None


@command("text.split", "Ctrl+Return", "Ctrl+Enter", context=Context.ARTICLE)
def split(desk: Desk) -> None:
    """The story ends at the caret; what follows is a new one."""
    place = _story(desk)
    made = structure.split(desk.page, place.owner, place.block, place.offset) if place else None
    _did(desk, made, "tell.no_split")


@command("text.merge", "Ctrl+M", context=Context.ARTICLE)
def merge(desk: Desk) -> None:
    """The caret's story becomes the end of the one above it."""
    place = _story(desk)
    _did(desk, structure.merge_up(desk.page, place.owner) if place else None, "tell.no_merge")


def _move_paragraph(desk: Desk, by: int) -> None:
    place = _story(desk)
    if place is None:
        return
    to = structs.replace(place, block=place.block + by)
    _did(desk, editing.move_block(desk.page, place.owner, place.block, by), "tell.no_move", to=to)


@command("text.paragraph_up", "Alt+Up", context=Context.ARTICLE)
def paragraph_up(desk: Desk) -> None:
    """The paragraph goes before the one above."""
    _move_paragraph(desk, -1)


@command("text.paragraph_down", "Alt+Down", context=Context.ARTICLE)
def paragraph_down(desk: Desk) -> None:
    """The paragraph goes behind the one below."""
    _move_paragraph(desk, 1)


def _move_story(desk: Desk, by: int) -> None:
    place = _story(desk)
    _did(desk, structure.move_article(desk.page, place.owner, by) if place else None, "tell.no_move", to=place)


@command("text.story_up", "Alt+Shift+Up", context=Context.ARTICLE)
def story_up(desk: Desk) -> None:
    """The story goes before the one above."""
    _move_story(desk, -1)


@command("text.story_down", "Alt+Shift+Down", context=Context.ARTICLE)
def story_down(desk: Desk) -> None:
    """The story goes behind the one below."""
    _move_story(desk, 1)


def _blocks(desk: Desk) -> list[tuple[str, int]]:
    """The blocks that the article pane's selection touches, else the caret's."""
    if desk.stretch:
        return list(dict.fromkeys((place.article, place.block) for place in desk.stretch))
    place = _story(desk)
    return [(place.owner, place.block)] if place else []


def _spans(desk: Desk) -> list[tuple[int, int]]:
    """The raw spans of those blocks; none where all of their text was typed."""
    return spans(desk.page.blocks(owner)[at] for owner, at in _blocks(desk))


def _register_role(name: str, key: str, role: Role) -> None:
    def mark(desk: Desk) -> None:
        held = _spans(desk)
        if held:
            _did(desk, structure.retag(desk.page, held, role), "tell.already")
        else:
            steps = [partial(editing.set_role, article=owner, block=at, role=role) for owner, at in _blocks(desk)]
            _did(desk, operations.together("role", desk.page, steps), "tell.already")

    command(f"text.{name}", key, context=Context.ARTICLE)(mark)


for _name, _key, _role in (
    ("headline", "Ctrl+H", Role.HEADLINE),
    ("kicker", "Ctrl+K", Role.KICKER),
    ("deck", "Ctrl+D", Role.DECK),
    ("section", "Ctrl+G", Role.SECTION),
    ("dateline", "Ctrl+L", Role.DATELINE),
    ("byline", "Ctrl+B", Role.BYLINE),
    ("paragraph", "Ctrl+P", Role.PARAGRAPH),
    ("crosshead", "Ctrl+J", Role.CROSSHEAD),
    ("jump", "Ctrl+T", Role.JUMP_TO),
):
    _register_role(_name, _key, _role)


@command("text.furniture", "Ctrl+Shift+F", context=Context.ARTICLE)
def furniture(desk: Desk) -> None:
    """To the page, to no article."""
    _did(desk, structure.assign(desk.page, _spans(desk), FURNITURE), "tell.already")


@command("text.to_raw", "Esc", context=Context.ARTICLE, menu=Menu.NONE)
def to_raw(desk: Desk) -> None:
    """Back to the structure layer, at the same place."""
    desk.port.focus(Context.RAW)
