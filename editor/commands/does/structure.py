"""The structure layer: whose the selected raw lines are, what they are, and what lies between them."""

from functools import partial
from itertools import pairwise

from editor.commands.answers import put_text
from editor.commands.credits import parted
from editor.commands.desk import Desk
from editor.commands.registry import Context, Menu, command
from editor.commands.seams import seam_below
from editor.commands.selection import Selection, chosen_rows, chosen_spans
from editor.commands.stories import story_entry, story_numbered
from editor.commands.why import explanation
from editor.core import operations, structure
from editor.core.evidence import SeamKind
from editor.core.finding import Place
from editor.core.page import FURNITURE, Kind, Page, Role
from editor.core.places import place_of
from editor.core.transaction import Transaction
from editor.reading.marks import default_marks


def _did(desk: Desk, transaction: Transaction | None, otherwise: str) -> None:
    """Carries out, drops the picked rows and shows where the caret's text has gone; says why when there is nothing."""
    if not desk.apply(transaction):
        desk.port.tell(desk.texts.say(otherwise))
        return
    kept = desk.selection
    desk.select(Selection(kept.anchor, kept.caret, kept.lines))


def _spans(desk: Desk) -> list[tuple[int, int]]:
    return chosen_spans(desk.selection, desk.rows)


def _owner(desk: Desk) -> str:
    """The article that the caret's row belongs to; empty for none and for the furniture."""
    part = desk.rows.part_at(desk.selection.caret)
    return "" if part is None or part.owner == FURNITURE else part.owner


# --- whose -------------------------------------------------------------------------------------------------------


def _register_assign(number: int) -> None:
    def assign(desk: Desk) -> None:
        article = story_numbered(desk.page, number)
        if article is None:
            desk.port.tell(desk.texts.say("tell.no_story", number=number))
            return
        _did(desk, structure.assign(desk.page, _spans(desk), article.id), "tell.already")

    command(f"assign.{number}", str(number), context=Context.RAW)(assign)


for _number in range(1, 10):
    _register_assign(_number)


@command("assign.new", "N", context=Context.RAW, menu=Menu.STRUCTURE)
def assign_new(desk: Desk) -> None:
    """A new story of the selected lines."""
    _did(desk, structure.assign(desk.page, _spans(desk), None), "tell.already")


@command("assign.find", "/", context=Context.RAW, menu=Menu.STRUCTURE)
def assign_find(desk: Desk) -> None:
    """To a story found by typing part of what it says."""

    def give(ident: str) -> None:
        _did(desk, structure.assign(desk.page, _spans(desk), ident), "tell.already")

    entries = [story_entry(desk.page, article) for article in desk.page.articles]
    desk.port.choose(desk.texts.say("choose.story"), entries, give)


# --- where stories begin and end ---------------------------------------------------------------------------------


@command("story.split", "S", context=Context.RAW, menu=Menu.STRUCTURE)
def split(desk: Desk) -> None:
    """A new story from the caret (from the start of its line) on."""
    selection = desk.selection
    if not len(desk.rows):
        desk.port.tell(desk.texts.say("tell.no_split"))
        return
    row = desk.rows[desk.rows.index(selection.caret)]
    at = min(row.start, selection.anchor) if selection.lines else min(selection.anchor, selection.caret)
    at += len(desk.page.raw.text[at : row.end]) - len(desk.page.raw.text[at : row.end].lstrip())
    place = place_of(desk.page, at)
    if place is None or place.owner == FURNITURE:
        desk.port.tell(desk.texts.say("tell.no_split"))
        return
    _did(desk, structure.split(desk.page, place.owner, place.block, place.offset), "tell.no_split")


@command("story.merge", "M", context=Context.RAW, menu=Menu.STRUCTURE)
def merge(desk: Desk) -> None:
    """The caret's story becomes the end of the one above it."""
    owner = _owner(desk)
    _did(desk, structure.merge_up(desk.page, owner) if owner else None, "tell.no_merge")


@command("seam.settle", "Return", "Enter", context=Context.RAW, menu=Menu.STRUCTURE)
def settle(desk: Desk) -> None:
    """Joins the selected lines, or breaks them where they are joined; with one line, at the seam below it."""
    touched = chosen_rows(desk.selection, desk.rows)
    seams = [
        (upper.start + len(upper.text.rstrip()), lower.start + len(lower.text) - len(lower.text.lstrip()))
        for upper, lower in pairwise(touched)
    ]
    if len(touched) == 1:
        below = seam_below(desk.page, desk.rows, touched[0])
        seams = [below] if below else []
    joined = all(_same_block(desk.page, left, right) for left, right in seams)
    kind = SeamKind.PARAGRAPH if joined else SeamKind.JOIN
    steps = [partial(structure.settle_seam, left=left, right=right, kind=kind) for left, right in seams]
    _did(desk, operations.together("seam", desk.page, steps), "tell.no_seam")


def _same_block(page: Page, left: int, right: int) -> bool:
    above, below = place_of(page, left - 1), place_of(page, right)
    return above is not None and below is not None and (above.owner, above.block) == (below.owner, below.block)


@command("seam.why", "W", context=Context.RAW, menu=Menu.STRUCTURE)
def why(desk: Desk) -> None:
    """What the engine thinks of the caret's line and its seam with the next."""
    if len(desk.rows):
        row = desk.rows[desk.rows.index(desk.selection.caret)]
        desk.port.tell(explanation(desk.page, desk.analysis.evidence, row, desk.texts))


@command("story.up", "Alt+Up", context=Context.RAW, menu=Menu.STRUCTURE)
def story_up(desk: Desk) -> None:
    """The caret's story goes before the one above."""
    owner = _owner(desk)
    _did(desk, structure.move_article(desk.page, owner, -1) if owner else None, "tell.no_move")


@command("story.down", "Alt+Down", context=Context.RAW, menu=Menu.STRUCTURE)
def story_down(desk: Desk) -> None:
    """The caret's story goes behind the one below."""
    owner = _owner(desk)
    _did(desk, structure.move_article(desk.page, owner, 1) if owner else None, "tell.no_move")


@command("story.kind", "Y", context=Context.RAW, menu=Menu.STRUCTURE)
def next_kind(desk: Desk) -> None:
    """Story, photo, notice in turn."""
    owner = _owner(desk)
    if owner:
        kinds = list(Kind)
        kind = kinds[(kinds.index(desk.page.article(owner).kind) + 1) % len(kinds)]
        _did(desk, structure.set_kind(desk.page, owner, kind), "tell.already")
        desk.port.tell(desk.texts.say(f"kind.{kind.value}"))


# --- what --------------------------------------------------------------------------------------------------------


def _register_role(name: str, key: str, role: Role) -> None:
    def mark(desk: Desk) -> None:
        _did(desk, structure.retag(desk.page, _spans(desk), role), "tell.already")

    command(f"mark.{name}", key, context=Context.RAW, menu=Menu.STRUCTURE)(mark)


for _name, _key, _role in (
    ("headline", "H", Role.HEADLINE),
    ("kicker", "K", Role.KICKER),
    ("deck", "D", Role.DECK),
    ("section", "G", Role.SECTION),
    ("dateline", "L", Role.DATELINE),
    ("paragraph", "P", Role.PARAGRAPH),
    ("crosshead", "X", Role.CROSSHEAD),
):
    _register_role(_name, _key, _role)


@command("mark.byline", "B", context=Context.RAW, menu=Menu.STRUCTURE)
def byline(desk: Desk) -> None:
    """Credits, one or several in a line."""
    spans = _spans(desk)
    steps = [
        partial(structure.retag, spans=spans, role=Role.BYLINE),
        partial(parted, spans=spans, marks=default_marks()),
    ]
    _did(desk, operations.together("retag", desk.page, steps), "tell.already")


@command("mark.caption", "C", context=Context.RAW, menu=Menu.STRUCTURE)
def caption(desk: Desk) -> None:
    """A photo of its own; within a photo its text. The marker that points to the photo is no part of what it says."""
    spans = _spans(desk)
    part = desk.rows.part_at(desk.selection.caret)
    photos = {article.id for article in desk.page.articles if article.kind is Kind.PHOTO}
    if part is not None and part.owner in photos:
        new = partial(structure.retag, spans=spans, role=Role.PARAGRAPH)
    else:
        new = partial(structure.assign, spans=spans, target=None, role=Role.PARAGRAPH, kind=Kind.PHOTO)
    unmarked = [partial(_without_marker, offset=start) for start, _ in spans[:1]]
    _did(desk, operations.together("assign", desk.page, [new, *unmarked]), "tell.already")


def _without_marker(page: Page, offset: int) -> Transaction | None:
    place = place_of(page, offset)
    if place is None:
        return None
    found = default_marks().marker.match(page.blocks(place.owner)[place.block].text)
    return put_text(page, Place(place.owner, place.block, 0, found.end()), "") if found else None


@command("mark.furniture", "F", context=Context.RAW, menu=Menu.STRUCTURE)
def furniture(desk: Desk) -> None:
    """To the page, to no article."""
    _did(desk, structure.assign(desk.page, _spans(desk), FURNITURE), "tell.already")


@command("mark.jump", "T", context=Context.RAW, menu=Menu.STRUCTURE)
def jump(desk: Desk) -> None:
    """A jump line; 上接 (or 上承) says that the story comes from another page, anything else that it goes on there."""
    said = "".join(desk.page.raw.text[start:end] for start, end in _spans(desk))
    role = Role.JUMP_FROM if "上接" in said or "上承" in said else Role.JUMP_TO
    _did(desk, structure.retag(desk.page, _spans(desk), role), "tell.already")
