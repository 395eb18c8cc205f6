"""Which piece of a story follows which, anywhere on the page.

A piece is a run of lines whose order is settled. Pieces break at column ends, at other stories and where the search of
editor.reading.band was unsure. An end may go on at any start within sight; what speaks for it is the seam itself and
where the two stand in raw order, which depends on how the page was read (in rows or story by story).
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SIGHT = 700
"""Lines between an end and a start that may belong together: more than a broadsheet page holds."""


class Tuning(Struct, frozen=True):
    """Log odds: `chance` that a given end and start belong together, `next` when the start is the next line in raw
    order, `beside` when it is the line after the first line of the end's own piece (the next column, read in rows),
    `near` the same within three lines, `back` when it stands before the end in raw order and not beside.
    """

    chance: float = -2.5
    next: float = 2.0
    beside: float = 2.5
    near: float = 1.0
    back: float = -1.0
    top: float = 4.0
    away: float = -2.0
    rounds: int = 30


class Grid(Struct, frozen=True):
    """Where lines stand on the page, as far as the raw text tells: column from the left (-1 unknown) and raw line."""

    lane: Ints
    row: Ints


def candidates(pieces: Sequence[Sequence[int]]) -> tuple[Ints, Ints]:
    """Pairs of pieces (places) whose end and start are in sight of each other."""
    starts = np.array([piece[0] for piece in pieces])
    ends = np.array([piece[-1] for piece in pieces])
    by_start = np.argsort(starts, kind="stable")
    low = np.searchsorted(starts[by_start], ends - SIGHT)
    high = np.searchsorted(starts[by_start], ends + SIGHT)
    from_piece = np.repeat(np.arange(len(pieces)), high - low)
    offsets = np.arange(len(from_piece)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    to_piece = by_start[np.repeat(low, high - low) + offsets]
    apart = from_piece != to_piece
    return from_piece[apart], to_piece[apart]


def scores(
    pieces: Sequence[Sequence[int]], upper: Ints, lower: Ints, links: Floats, grid: Grid, tuning: Tuning
) -> Floats:
    """Log odds of each candidate: its seam's, and what the places in raw order, or on the page, add."""
    starts = np.array([piece[0] for piece in pieces])
    ends = np.array([piece[-1] for piece in pieces])
    ahead = starts[lower] - ends[upper]
    if len(grid.lane) and grid.lane.max() > 0:
        return links + tuning.chance + _placed(starts, ends, upper, lower, grid, tuning)
    beside = starts[lower] - starts[upper]
    place = np.where(ahead == 1, tuning.next, np.where(ahead < 0, tuning.back, 0.0))
    place = np.where((beside == 1) & (ahead < 0), tuning.beside, place)
    place = np.where((beside > 1) & (beside <= 3) & (ahead < 0), tuning.near, place)
    return links + place + tuning.chance


def _placed(starts: Ints, ends: Ints, upper: Ints, lower: Ints, grid: Grid, tuning: Tuning) -> Floats:
    """Where columns are known: on in the same column, or at the top of the next one, as high as this piece began."""
    right = grid.lane[starts[lower]] - grid.lane[ends[upper]]
    rise = grid.row[starts[lower]] - grid.row[starts[upper]]
    down = grid.row[starts[lower]] - grid.row[ends[upper]]
    out = np.full(len(upper), tuning.away)
    out = np.where((right == 0) & (down > 0) & (down <= 4), tuning.next, out)
    out = np.where((right == 1) & (np.abs(rise) <= 3) & (down < 0), tuning.top, out)
    out = np.where((right == 1) & (np.abs(rise) > 3) & (np.abs(rise) <= 8) & (down < 0), tuning.near, out)
    return np.where((right < 0) | ((right == 0) & (down < 0)), tuning.away * 2, out)


def joined(count: int, upper: Ints, lower: Ints, score: Floats, tuning: Tuning) -> dict[int, int]:
    """For each piece the one that follows it; one to one and without rings."""
    odds = np.exp(np.clip(score, -30.0, 20.0))
    above, below = np.ones(count), np.ones(count)
    for _ in range(tuning.rounds):
        above = 1 / (1 + np.bincount(upper, odds * below[lower], count))
        below = 1 / (1 + np.bincount(lower, odds * above[upper], count))
    chance = odds * above[upper] * below[lower]
    out: dict[int, int] = {}
    taken: set[int] = set()
    last = list(range(count))
    for at in np.argsort(-chance, kind="stable"):
        if chance[at] < 0.35:
            break
        first, second = int(upper[at]), int(lower[at])
        if first in out or second in taken or last[second] == first:
            continue
        out[first] = second
        taken.add(second)
        head, tail = last[first], last[second]
        last[head], last[tail] = tail, head
    return out
