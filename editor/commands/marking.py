"""What of the articles' present text the raw pane's selection stands for."""

from itertools import islice

from editor.commands.desk import Desk
from editor.commands.rows import Part
from editor.commands.selection import chosen_rows, chosen_spans
from editor.core.finding import Place
from editor.core.page import Page
from editor.core.runs import text_offset

MOST = 80
"""So many stretches are told; who has more selected sees more than a screen of them."""


def chosen_places(desk: Desk) -> list[Place]:
    """The selected raw lines, or characters, as stretches of blocks: one for each part, furniture left out.

    One row alone, which is merely where the caret is, gives none.
    """
    selection = desk.selection
    rows = chosen_rows(selection, desk.rows)
    if len(rows) < 2 and (selection.lines or selection.empty) and not selection.marked:
        return []
    spans = chosen_spans(selection, desk.rows)
    parts = (part for row in rows for part in row.parts if any(a < part.end and b > part.start for a, b in spans))
    found = (_place(desk.page, part, spans) for part in islice(parts, MOST))
    return [place for place in found if place is not None]


def _place(page: Page, part: Part, spans: list[tuple[int, int]]) -> Place | None:
    runs = page.blocks(part.owner)[part.block].runs
    text = page.raw.text
    start = max(part.start, min(a for a, b in spans if b > part.start))
    end = min(part.end, max(b for a, b in spans if a < part.end))
    solid = [at for at in range(start, end) if not text[at].isspace()]
    if not solid:
        return None
    first, last = text_offset(runs, solid[0]), text_offset(runs, solid[-1])
    return Place(part.owner, part.block, first, last + 1) if first is not None and last is not None else None
