"""What is selected in the raw pane, as a value of raw offsets; it outlives every change of the page."""

import re
from collections.abc import Callable, Collection
from typing import TypeVar

from msgspec import Struct, structs

from editor.commands.rows import Row, Rows

_T = TypeVar("_T")
_STOP = re.compile(r"\s+|(?<=[，。、；：？！”’）》…])|(?=[“‘（《])")


class Selection(Struct, frozen=True):
    """`anchor` stays, `caret` moves. With `lines` the rows between the two are selected, else the characters.

    `marked` are starts of rows picked one by one; while there are any, they are what commands work on.
    """

    anchor: int = 0
    caret: int = 0
    lines: bool = True
    marked: frozenset[int] = frozenset()

    @property
    def empty(self) -> bool:
        """A caret within a line that selects nothing by itself."""
        return not self.lines and self.anchor == self.caret


def to_line(selection: Selection, rows: Rows, at: int, *, extend: bool = False) -> Selection:
    """Moves to the row `at`, kept within the page; `extend` selects the rows on the way."""
    if not len(rows):
        return selection
    caret = rows[min(max(at, 0), len(rows) - 1)].start
    return Selection(selection.anchor if extend else caret, caret, lines=True, marked=selection.marked)


def to_offset(selection: Selection, offset: int, *, extend: bool = False) -> Selection:
    """Moves the caret to a raw offset within a line."""
    return Selection(selection.anchor if extend else offset, offset, lines=False, marked=selection.marked)


def beside(selection: Selection, rows: Rows, by: int) -> int:
    """The raw offset one character on (1) or back (-1) in the row; from whole lines, the row's start or end."""
    row = rows[rows.index(selection.caret)]
    if selection.lines:
        return row.start if by > 0 else row.end
    return min(max(selection.caret + by, row.start), row.end)


def next_stop(selection: Selection, rows: Rows, by: int) -> int:
    """The next (1) or previous (-1) place in the row where a part, a word between spaces, or a clause begins."""
    row = rows[rows.index(selection.caret)]
    stops = {row.start, row.end, *(part.start for part in row.parts), *(part.end for part in row.parts)}
    stops |= {row.start + found.end() for found in _STOP.finditer(row.text)}
    if selection.lines:
        return min(stops - {row.start}) if by > 0 else max(stops - {row.end})
    ahead = [s for s in stops if (s > selection.caret if by > 0 else s < selection.caret)]
    return (min(ahead) if by > 0 else max(ahead)) if ahead else selection.caret


def chosen_rows(selection: Selection, rows: Rows) -> list[Row]:
    """The rows that are touched, in raw order."""
    if selection.marked:
        return [row for row in rows.items if row.start in selection.marked]
    if not len(rows):
        return []
    first, last = sorted((rows.index(selection.anchor), rows.index(selection.caret)))
    return list(rows.items[first : last + 1])


def chosen_spans(selection: Selection, rows: Rows) -> list[tuple[int, int]]:
    """The raw spans that commands work on, one for each row touched.

    A caret within a line that several blocks share stands for the part it is in, otherwise for the line.
    """
    touched = chosen_rows(selection, rows)
    if selection.marked or selection.lines:
        return [(row.start, row.end) for row in touched]
    if selection.empty:
        part = rows.part_at(selection.caret)
        if part is None or len(touched[0].parts) == 1:
            return [(row.start, row.end) for row in touched]
        return [(part.start, part.end)]
    low, high = sorted((selection.anchor, selection.caret))
    return [(max(low, row.start), min(high, row.end)) for row in touched if row.start < high and row.end > low]


def toggled(selection: Selection, row: Row) -> Selection:
    """Picks a row, or drops it from those picked."""
    return structs.replace(selection, marked=selection.marked ^ {row.start})


def widened(selection: Selection, rows: Rows) -> Selection:
    """The rows of the same block around the selection; where they are selected already, those of the same story."""
    touched = chosen_rows(selection, rows)
    if not touched or not touched[0].parts:
        return selection
    part = touched[0].parts[0]
    block = _around(rows, touched, (part.owner, part.block), lambda row: {(p.owner, p.block) for p in row.parts})
    if selection.lines and [row.start for row in touched] == [row.start for row in block]:
        block = _around(rows, touched, part.owner, lambda row: {p.owner for p in row.parts})
    return Selection(block[0].start, block[-1].start, lines=True)


def _around(rows: Rows, touched: list[Row], wanted: _T, of: Callable[[Row], Collection[_T]]) -> list[Row]:
    first, last = rows.index(touched[0].start), rows.index(touched[-1].start)
    while first > 0 and wanted in of(rows[first - 1]):
        first -= 1
    while last + 1 < len(rows) and wanted in of(rows[last + 1]):
        last += 1
    return list(rows.items[first : last + 1])
