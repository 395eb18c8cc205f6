"""Undo and redo, of text and structure alike."""

from editor.commands.desk import Desk
from editor.commands.registry import Menu, command
from editor.commands.rows import place_of
from editor.commands.selection import Selection
from editor.core.page import Block, Page, Run
from editor.core.session import Change


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
    offset = first_touched(change)
    if offset is None or not len(desk.rows):
        return
    row = desk.rows[desk.rows.index(offset)]
    desk.place = place_of(desk.page, offset) or desk.place
    desk.select(Selection(row.start, row.start))


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
