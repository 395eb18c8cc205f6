"""Undo and redo, of text and structure alike."""

from editor.commands.desk import Desk
from editor.commands.registry import Menu, command
from editor.commands.selection import Selection
from editor.core.fields import flat
from editor.core.page import FURNITURE, Block, Page, Run
from editor.core.places import TextPlace, place_of
from editor.core.session import Change
from editor.core.transaction import BlockSplice


@command("edit.undo", "Ctrl+Z", menu=Menu.EDIT)
def undo(desk: Desk) -> None:
    """Takes the last step back, of text or of structure, and shows where it was."""
    _shown(desk, desk.session.undo(), "tell.no_undo", "tell.undone")


@command("edit.redo", "Ctrl+Y", "Ctrl+Shift+Z", menu=Menu.EDIT)
def redo(desk: Desk) -> None:
    """Does it again."""
    _shown(desk, desk.session.redo(), "tell.no_redo", "tell.redone")


def _shown(desk: Desk, change: Change | None, nothing: str, done: str) -> None:
    if change is None:
        desk.port.tell(desk.texts.say(nothing))
        return
    desk.port.tell(desk.texts.say(done, name=desk.texts.say(f"step.{change.transaction.name}")))
    text = end_of_text_change(change)
    if text is not None and text.owner != FURNITURE:
        desk.stand_at(text, "")
        return
    offset = first_touched(change)
    if offset is None or not len(desk.rows):
        return
    row = desk.rows[desk.rows.index(offset)]
    desk.place = place_of(desk.page, offset) or desk.place
    desk.select(Selection(row.start, row.start))


def end_of_text_change(change: Change) -> TextPlace | None:
    """Where the text that a change put (or put back) first ends; None for one that moved or retagged what was there."""
    typed = change.transaction.name == "type"
    for step in change.transaction.steps:
        if not isinstance(step, BlockSplice):
            continue
        same_roles = [block.role for block in step.removed] == [block.role for block in step.inserted]
        moved = sorted(block.text for block in step.removed) == sorted(block.text for block in step.inserted)
        if typed or (same_roles and not moved):
            was, now = flat(step.removed), flat(step.inserted)
            head = _alike(was, now)
            tail = _alike(was[head:][::-1], now[head:][::-1])
            said = now[: len(now) - tail].split("\n")
            return TextPlace(step.owner, step.at + len(said) - 1, len(said[-1]))
    return None


def _alike(a: str, b: str) -> int:
    """How many letters two texts begin with alike."""
    return next((at for at, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b)))


def first_touched(change: Change) -> int | None:
    """The first raw offset at which a change put something else; None when it touched decisions only."""
    before, after = _placed(change.before, change), _placed(change.after, change)
    return min((run.start for _, run in before ^ after), default=None)


def _placed(page: Page, change: Change) -> set[tuple[str, Run]]:
    """Every run of the articles touched, with the owner, role and neighbours that it has there."""
    owners = change.transaction.owners
    return {
        (f"{owner} {block.role} {_opening(block)}", run)
        for owner, _, block in page.all_blocks()
        if owner in owners
        for run in block.runs
    }


def _opening(block: Block) -> int:
    return block.runs[0].start if block.runs else -1
