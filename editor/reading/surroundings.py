"""What the rest of the page says of a link between two pieces: other links, the pieces beside, the shape of columns.

Columns of one story are equally long but for the last, and where a picture or a head parts columns, what goes on below
goes on in turn: the first piece in the first below, the second in the second. So a link is likely where those of its
neighbours are, and unlikely where its end or its start has another one that is likelier.
"""

from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from editor.reading.places import MODES, Columns, Ends, Flags, Floats, Grid, Ints, Reading, Tracks

BETWEEN = 5
"""What may stand between two lines that follow each other in raw order (places.Grid), and that they do not."""
BESIDE = 2
"""Lines from one piece's end, or start, to that of another in the row below."""
FAINT, FAINTEST = 0.02, -2.0
"""What is added to chances before their logarithm is taken, and what stands for that of a link that cannot be."""


class Links(Struct, frozen=True):
    """Pairs of pieces (`upper`, `lower`) that may go on each other, and what each by itself tells.

    `columns` are those of the pieces by `tracks`; `hot` are the features of editor.reading.stitch and `score` the log
    odds by them, `chance` the chance that follows from all of these, `seam` the log odds of the seam alone, `like` the
    likeness of topics, `seen` the chance by the search near by (-1.0 out of its reach), `taken` whether that search
    took it.
    """

    ends: Ends
    columns: Columns
    tracks: Tracks
    upper: Ints
    lower: Ints
    hot: dict[str, Ints]
    score: Floats
    chance: Floats
    seam: Floats
    like: Floats
    seen: Floats
    taken: Flags


class _Beside(Struct, frozen=True):
    """The pieces that, in raw order, end before and after, and that start before and after; and whether there are."""

    ends: tuple[Ints, Ints]
    starts: tuple[Ints, Ints]
    has_end: tuple[Flags, Flags]
    has_start: tuple[Flags, Flags]


def as_tracks(runs: Sequence[Sequence[int]], count: int) -> Tracks:
    """Each run of the `count` lines as a column of its own, where columns come one after the other."""
    row, first, last = np.zeros(count, np.int64), np.zeros(count, np.int64), np.zeros(count, np.int64)
    for run in runs:
        at = list(run)
        row[at], first[at], last[at] = np.arange(len(at)), at[0], at[-1]
    return Tracks(row, first, last)


def table(of: Links, grid: Grid, mode: Reading) -> Floats:
    """A row of numbers for each link, about as large as 1."""
    beside = _beside(of.ends)
    columns = [*_rivals(of, beside), *_shapes(of, beside), *_seams(of), *_places(of, grid)]
    modes = np.arange(MODES) == int(mode)
    return np.column_stack(
        [
            *columns,
            np.tile(modes, (len(of.upper), 1)),
            np.full(len(of.upper), np.log(len(of.ends.first)) / 3),
        ]
    ).astype(np.float64)


def _rivals(of: Links, beside: _Beside) -> list[Floats | Flags]:
    """How likely the link is, and others: of its end, of its start, of the pieces beside."""
    upper, lower = of.upper, of.lower
    count = len(of.ends.first)
    chance = np.zeros((count, count))
    chance[upper, lower] = of.chance
    odds = np.clip(of.chance, 0.001, 0.999)
    after, before = _next_best(chance), _next_best(chance.T)

    def level(step: int) -> tuple[Floats, Flags]:
        """The link of the pieces beside on that side, and whether they stand in the next row."""
        a, b = beside.ends[step][upper], beside.starts[step][lower]
        both = beside.has_end[step][upper] & beside.has_start[step][lower]
        near = (np.abs(of.ends.last[a] - of.ends.last[upper]) <= BESIDE) & (
            np.abs(of.ends.first[b] - of.ends.first[lower]) <= BESIDE
        )
        return np.where(both, _log(chance[a, b]), FAINTEST), both & near

    (above, close_above), (below, close_below) = level(0), level(1)
    leads = np.where(beside.has_start[0][lower], _log(chance[beside.starts[0][lower], upper]), FAINTEST)
    follows = np.where(beside.has_end[1][upper], _log(chance[lower, beside.ends[1][upper]]), FAINTEST)
    return [
        np.clip(of.score, -8, 8) / 4,
        np.log(odds / (1 - odds)) / 3,
        _log(after[upper, lower]),
        _log(before[lower, upper]),
        below,
        above,
        close_below,
        close_above,
        leads,
        follows,
        below * close_below,
        above * close_above,
        _log(chance.max(axis=0)[upper]),
        _log(chance.max(axis=1)[lower]),
    ]


def _shapes(of: Links, beside: _Beside) -> list[Floats | Flags]:
    """How long pieces and their columns are."""
    upper, lower, shape = of.upper, of.lower, of.columns
    first, length = shape.first[lower], shape.length[upper]
    longer = first - length
    before = beside.starts[0][lower]
    return [
        np.log(of.ends.size[upper]) / 2,
        np.log(of.ends.size[lower]) / 2,
        np.clip(longer, -8, 8) / 4,
        longer == 0,
        np.abs(longer) <= 1,
        longer > 1,
        longer < -1,
        (first == shape.first[before]) & beside.has_start[0][lower],
        shape.short[upper],
        np.log(np.maximum(1, length)) / 2,
        np.log(np.maximum(1, first)) / 2,
    ]


def _seams(of: Links) -> list[Floats | Flags]:
    """What the two lines show, and what the two pieces speak of."""
    closed, opening = of.ends.closed[of.upper], of.ends.opening[of.lower]
    like = np.log(of.like + 0.01)
    shorter = np.minimum(of.ends.size[of.upper], of.ends.size[of.lower])
    return [
        closed == 1,
        opening == 1,
        opening == 2,
        (closed == 1) & (opening > 0),
        np.clip(of.seam, -6, 7) / 4,
        like + 3,
        like * np.log(shorter) / 3,
    ]


def _places(of: Links, grid: Grid) -> list[Floats | Flags]:
    """Where the two lines stand, in raw order and in their columns."""
    shape, upper, lower = of.columns, of.upper, of.lower
    above, start, top = of.ends.last[upper], of.ends.first[lower], shape.begins[upper]
    between = np.where(start - above == 1, 1 + grid.between[start], 0)
    known = shape.top[upper] >= 0
    level = np.clip(shape.up[lower] - shape.top[upper], -6, 6) / 3 * known
    starts = np.unique(of.tracks.first) if of.tracks.known else np.sort(of.ends.first)
    passed = np.searchsorted(starts, start) - np.searchsorted(starts, top, side="right")
    if grid.known:
        right = grid.lane[start] - grid.lane[top]
        passed = np.where(right != 0, right - 1, -1)
    passed = np.where(start < top, -1, passed)
    return [
        *(between == kind for kind in range(BETWEEN)),
        grid.headed[start],
        known,
        level,
        level == 0,
        np.clip(shape.up[lower] - shape.bottom[upper], -6, 6) / 3 * known,
        np.clip(passed, -2, 6) / 3,
        passed == 0,
        passed == 1,
        passed < 0,
        np.clip(start - above, -60, 60) / 30,
        start > above,
        start - above == 1,
        np.where(of.seen < 0, FAINTEST, _log(of.seen)),
        of.taken,
    ]


def _beside(ends: Ends) -> _Beside:
    def around(lines: Ints) -> tuple[tuple[Ints, Ints], tuple[Flags, Flags]]:
        order = np.argsort(lines, kind="stable")
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        before, after = order[np.maximum(rank - 1, 0)], order[np.minimum(rank + 1, len(order) - 1)]
        return (before, after), (rank > 0, rank < len(order) - 1)

    (found, has_end), (other, has_start) = around(ends.last), around(ends.first)
    return _Beside(found, other, has_end, has_start)


def _next_best(chance: Floats) -> Floats:
    """For each row and column the greatest chance in that row but for this one."""
    ranked = np.sort(chance, axis=1)
    best = np.zeros(chance.shape, np.bool_)
    best[np.arange(len(chance)), chance.argmax(axis=1)] = True
    return np.where(best, ranked[:, -2:-1], ranked[:, -1:])


def _log(chance: Floats) -> Floats:
    return np.log(np.maximum(chance, 0.0) + FAINT)
