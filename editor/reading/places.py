"""Where the pieces of stories stand: as far as raw order, rows of columns read side by side, and printed columns tell.

A piece is a run of lines whose order is settled: a part of a column, a column, or several. Columns of one story begin
in the same row, next to each other, and all but the last are equally long.
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

CLOSE = 4
"""Raw lines between lines of one column that may go on each other without a look at the rest of the page."""
ROWS = (0.15, 0.6)
"""Shares of links that are no step to the next raw line: pages that flow, that flow in part, that were read by rows."""
BLOCKS = 0.02
"""From this share of lines behind a gap on, the text comes in blocks, as extractors that look at the page give it."""


class Reading(IntEnum):
    """How a page was read: by ROWS, then where the raw text shows columns or comes in blocks."""

    FLOWING = 0
    MIXED = 1
    BY_ROWS = 2
    COLUMNS = 3
    BLOCKS = 4


MODES = len(Reading)

AHEAD = (-60, -12, -4, 0, 1, 2, 4, 9, 25, 61)
BESIDE = (-60, -12, -3, 0, 1, 2, 3, 5, 9, 25)
RISE = (-20, -8, -3, 0, 1, 4, 9, 21)
RIGHT = (-1, 0, 1, 2, 3)
SIZES = (2, 6)
SEEN = (0.02, 0.1, 0.3, 0.6, 0.9)
LEVEL = (-2, 0, 1, 2, 4)
"""How many rows lower the column begins than the one before it."""
PASSED = (0, 1, 2, 3, 5)
"""How many pieces begin, in raw order, after the top of the one column and before that of the other."""
DOWN = (1, 2, 3, 4)
"""How many rows below the end the start stands."""
LONGER = (-4, -1, 0, 1, 2, 5)
"""How many lines longer the column is than the one before it."""
TALL = 4
"""Lines of a column whose length says something."""

GROUPS: dict[str, tuple[int, ...]] = {
    "ahead": (MODES, len(AHEAD) + 1),
    "beside": (MODES, len(BESIDE) + 1),
    "placed": (len(RIGHT) + 1, len(RISE) + 1, 3),
    "sizes": (len(SIZES) + 1, len(SIZES) + 1),
    "headed": (MODES, 2),
    "band": (MODES, len(SEEN) + 2),
    "kinds": (MODES, 2, 3),
    "block": (MODES, 5, 2, 3),
    "taken": (MODES, 2),
    "level": (MODES, len(LEVEL) + 1, len(PASSED) + 2),
    "down": (MODES, len(DOWN) + 1, 2),
    "longer": (MODES, len(LONGER) + 1, 3),
}
"""Groups of one-hot features of an end and a start that may belong together."""


class Grid(Struct, frozen=True):
    """Where lines stand on the page, as far as the raw text tells.

    `lane` is the column from the left (-1 unknown), `row` the raw line, `headed` whether a head line stands right
    before the line in raw order, `block` the number of the stretch of raw text that it stands in: empty lines, more
    than the page commonly has, and lines that are no body part them. `between` tells what stands before the line since
    the one before it in this order: 0 nothing, 1 a gap, 2 lines that are neither body nor head, 3 a head. `tight` marks
    lines with fewer empty raw lines before them than the page commonly has: no other column lies between.
    """

    lane: Ints
    row: Ints
    headed: Flags
    block: Ints
    between: Ints
    tight: Flags

    @property
    def known(self) -> bool:
        """Whether the raw text shows columns at all."""
        return bool(len(self.lane)) and int(self.lane.max()) > 0

    @property
    def in_blocks(self) -> bool:
        """Whether gaps part the lines into blocks, as extractors do that look for columns."""
        return bool(np.count_nonzero(self.between == 1) >= BLOCKS * len(self.between) > 0)

    def beside(self, upper: Ints, lower: Ints) -> Flags:
        """Whether both are parts of one raw line of a page in blocks: they stand in two columns, side by side.

        Where the raw text shows columns, lanes tell more.
        """
        return (self.row[lower] == self.row[upper]) & (self.in_blocks and not self.known)

    def close(self, upper: Ints, lower: Ints) -> Flags:
        """Whether the lower line stands below the upper one in its column, with at most a head's room between."""
        down = self.row[lower] - self.row[upper]
        return (self.lane[lower] == self.lane[upper]) & (down > 0) & (down <= CLOSE)


class Tracks(Struct, frozen=True):
    """What the search near by made of columns, sure or not: each line's row, and its track's first and last line.

    Empty arrays where rows are not known. A track is a run of lines that went on each other; pieces are its parts.
    """

    row: Ints
    first: Ints
    last: Ints

    @property
    def known(self) -> bool:
        """Whether there are rows."""
        return bool(len(self.row))


class Columns(Struct, frozen=True):
    """The first and the last column of each piece; the whole piece is both where rows of lines are not known.

    A column reaches as far as its track does: `top` is the row (-1 unknown) and `begins` the place of the last column's
    first line, `length` its rows down to the piece's end, `short` whether the column before it is longer by two and
    more; `up` is the row of the piece's first line, `first` the rows of the first column from there on, `bottom` the
    row of the piece's last line.
    """

    top: Ints
    begins: Ints
    length: Ints
    short: Flags
    up: Ints
    first: Ints
    bottom: Ints


class Ends(Struct, frozen=True):
    """First and last line of each piece, its size in lines, and what the two lines look like.

    `closed` is 1 where the last line ends a sentence, a signature or a credit, `opening` 2 where the first line can
    only open a story (a dateline), 1 where it may be set in like a paragraph's first, else 0.
    """

    first: Ints
    last: Ints
    size: Ints
    closed: Ints
    opening: Ints
    columns: Columns


def columns_of(parts: Sequence[Sequence[int]], tracks: Tracks) -> Columns:
    """The columns of pieces; a line that does not stand below the one before it begins another."""
    out: list[tuple[int, ...]] = []
    for part in parts:
        if not tracks.known:
            out.append((-1, part[0], len(part), 0, -1, len(part), -1))
            continue
        rows = tracks.row[list(part)]
        edges = [0, *(np.flatnonzero(rows[1:] <= rows[:-1]) + 1).tolist(), len(part)]
        begins = int(tracks.first[part[edges[-2]]])
        end = int(tracks.last[part[edges[1] - 1]])
        top, up, bottom = int(tracks.row[begins]), int(rows[0]), int(rows[-1])
        length = bottom - top + 1
        short = len(edges) > 2 and edges[-2] - edges[-3] >= length + 2
        out.append((top, begins, length, short, up, int(tracks.row[end]) - up + 1, bottom))
    table = np.array(out, dtype=np.int64).reshape(-1, 7).T
    top, begins, length, short, up, first, bottom = table
    return Columns(top, begins, length, short.astype(np.bool_), up, first, bottom)


def features(
    ends: Ends, upper: Ints, lower: Ints, grid: Grid, tracks: Tracks, mode: Reading, band: Floats, taken: Flags
) -> dict[str, Ints]:
    """Flat indices of the one hot features.

    `mode` is how the page was read, `band` for each pair the chance that the search near by gave it, -1.0 for those
    out of its reach, `taken` whether that search took the one to go on the other.
    """
    start, above = ends.first[lower], ends.last[upper]
    none = np.zeros(len(upper), dtype=np.int64)
    right = np.clip(grid.lane[start] - grid.lane[above], -1, 4)
    rise = _bucket(RISE, grid.row[start] - grid.row[ends.first[upper]])
    fall = np.where(grid.row[start] < grid.row[above], 0, np.where(grid.row[start] - grid.row[above] <= CLOSE, 1, 2))
    size = _bucket(SIZES, ends.size)
    kinds = ends.closed[upper] * 3 + ends.opening[lower]
    out = {
        "ahead": (len(AHEAD) + 1, none if grid.known else _bucket(AHEAD, start - above)),
        "beside": (len(BESIDE) + 1, none if grid.known else _bucket(BESIDE, start - ends.first[upper])),
        "headed": (2, grid.headed[start].astype(np.int64)),
        "band": (len(SEEN) + 2, np.where(band < 0, 0, 1 + _bucket(SEEN, band))),
        "taken": (2, taken.astype(np.int64)),
        "block": (30, np.where(start - above != 1, 0, 1 + grid.between[start]) * 6 + kinds),
        "kinds": (6, kinds),
        **_by_columns(ends, upper, lower, grid, tracks),
    }
    return {name: mode * size_ + at for name, (size_, at) in out.items()} | {
        "placed": ((right + 1) * (len(RISE) + 1) + rise) * 3 + fall if grid.known else none,
        "sizes": size[upper] * (len(SIZES) + 1) + size[lower],
    }


def reading(grid: Grid, rows: float) -> Reading:
    """How a page was read of whose links the share `rows` is no step to the next raw line."""
    if grid.known:
        return Reading.COLUMNS
    by_rows = Reading(int(np.searchsorted(np.array(ROWS), rows)))
    return Reading.BLOCKS if by_rows < Reading.BY_ROWS and grid.in_blocks else by_rows


def _by_columns(ends: Ends, upper: Ints, lower: Ints, grid: Grid, tracks: Tracks) -> dict[str, tuple[int, Ints]]:
    """The groups that compare columns, with the number of features in each."""
    of = ends.columns
    known = of.top[upper] >= 0
    starts = np.unique(tracks.first) if tracks.known else np.sort(ends.first)
    top, start = of.begins[upper], ends.first[lower]
    passed = np.searchsorted(starts, start) - np.searchsorted(starts, top, side="right")
    if grid.known:
        passed = np.where(grid.lane[start] > grid.lane[top], grid.lane[start] - grid.lane[top] - 1, -1)
    order = np.where(start < top, 0, 1 + _bucket(PASSED, np.maximum(passed, 0)))
    order = np.where(grid.known & (passed < 0), 0, order)
    level = np.where(known, _bucket(LEVEL, of.up[lower] - of.top[upper]), 0)
    same = (grid.lane[start] == grid.lane[ends.last[upper]]).astype(np.int64)
    down = np.where(known, _bucket(DOWN, of.up[lower] - of.bottom[upper]), 0)
    longer = _bucket(LONGER, of.first[lower] - of.length[upper])
    tall = np.where(of.short[upper], 2, (of.length[upper] >= TALL).astype(np.int64))
    return {
        "level": ((len(LEVEL) + 1) * (len(PASSED) + 2), level * (len(PASSED) + 2) + np.where(known, order, 0)),
        "down": ((len(DOWN) + 1) * 2, down * 2 + same),
        "longer": ((len(LONGER) + 1) * 3, longer * 3 + tall),
    }


def _bucket(edges: Sequence[float], values: Ints | Floats) -> Ints:
    return np.searchsorted(np.array(edges), values, side="right").astype(np.int64)
