"""Where a row's text goes on: its seam in reading order, not merely with the row below."""

from itertools import chain

from editor.commands.rows import Row, Rows
from editor.core.page import FURNITURE, Page


def seam_below(page: Page, rows: Rows, row: Row) -> tuple[int, int] | None:
    """The seam (raw offset behind the row's last character, that of the next one's first) in reading order.

    At a story's end it is the seam with the next raw row; None at the end of the page.
    """
    left = row.start + len(row.text.rstrip())
    right = _next_in_story(page, rows, left)
    if right is None:
        below = rows.index(row.start) + 1
        if below >= len(rows):
            return None
        lower = rows[below]
        right = lower.start + len(lower.text) - len(lower.text.lstrip())
    return left, right


def _next_in_story(page: Page, rows: Rows, left: int) -> int | None:
    """The raw offset of the first solid character that the story of the character before `left` has after it."""
    part = rows.part_at(left - 1)
    if part is None or part.owner == FURNITURE:
        return None
    passed = False
    text = page.raw.text
    for run in chain.from_iterable(block.runs for block in page.blocks(part.owner)):
        start = left if run.start < left <= run.end else run.start
        passed = passed or run.start < left <= run.end
        if passed and not run.inserted and (solid := text[start : run.end].lstrip()):
            return run.end - len(solid)
    return None
