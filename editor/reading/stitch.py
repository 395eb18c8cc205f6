"""Which piece of a story follows which, anywhere on the page.

A piece is a run of lines whose order is settled. Pieces break at column ends, at other stories and where the search of
editor.reading.band was unsure. An end may go on at any start within sight; what speaks for it is the seam itself, where
the two stand in raw order or on the page, and what the pieces beside them do: columns of one story end together and
begin together. Weights are data (resources/stitch.json, fitted by resources/scripts/fit_stitch.py).
"""

from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.resources import resource

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

CLOSE = 4
"""Raw lines between lines of one column that may go on each other without a look at the rest of the page."""
SIGHT = 700
"""Lines between an end and a start that may belong together: more than a broadsheet page holds."""
LINK_LOW, LINK_HIGH = -6.0, 7.0

AHEAD = (-60, -12, 0, 1, 2, 4, 9, 25, 61)
BESIDE = (-60, -12, -3, 0, 1, 2, 3, 5, 9, 25)
RISE = (-20, -8, -3, 0, 1, 4, 9, 21)
RIGHT = (-1, 0, 1, 2, 3)
ROWS = (0.15, 0.6)
SIZES = (2, 6)
SEEN = (0.02, 0.1, 0.3, 0.6, 0.9)
GROUPS: dict[str, tuple[int, ...]] = {
    "ahead": (len(ROWS) + 2, len(AHEAD) + 1),
    "beside": (len(ROWS) + 2, len(BESIDE) + 1),
    "placed": (len(RIGHT) + 1, len(RISE) + 1, 3),
    "sizes": (len(SIZES) + 1, len(SIZES) + 1),
    "headed": (len(ROWS) + 2, 2),
    "band": (len(ROWS) + 2, len(SEEN) + 2),
    "kinds": (len(ROWS) + 2, 2, 3),
    "block": (len(ROWS) + 2, 5),
}
"""Groups of one-hot features: steps in raw order by how the page was read, places on the page where columns show."""


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
    headed: npt.NDArray[np.bool_]
    block: Ints
    between: Ints
    tight: npt.NDArray[np.bool_]

    @property
    def known(self) -> bool:
        """Whether the raw text shows columns at all."""
        return bool(len(self.lane)) and int(self.lane.max()) > 0

    def close(self, upper: Ints, lower: Ints) -> npt.NDArray[np.bool_]:
        """Whether the lower line stands below the upper one in its column, with at most a head's room between."""
        down = self.row[lower] - self.row[upper]
        return (self.lane[lower] == self.lane[upper]) & (down > 0) & (down <= CLOSE)


class Weights(Struct, frozen=True):
    """Log odds: for each group's features, for each unit of the seam's own, and the bias."""

    hot: dict[str, list[float]]
    link: float
    bias: float


class Tuning(Struct, frozen=True):
    """What the joining goes by.

    `support` is the weight of what the pieces beside do, `open_end` the odds that nothing follows an end in the middle
    of a sentence, `open_start` that nothing comes before a start, for each of the values of `Ends.opening`, `least` the
    chances at which pieces are joined, round by round: after each the pieces are longer and their places tell more.
    The rest are log odds for columns (see `columns`): `level` for one as long as the one before it, `uneven` against a
    longer one; columns have at least `column` lines, and begin at most `beside` lines apart.
    """

    support: float = 1.0
    open_end: float = 0.02
    open_start: tuple[float, float, float] = (0.08, 0.45, 1.0)
    least: tuple[float, ...] = (0.9, 0.7, 0.5, 0.35)
    balances: int = 20
    level: float = 0.0
    uneven: float = 0.0
    column: int = 4
    beside: int = 12


BY_ROWS = Tuning(support=1.5, open_start=(0.05, 0.3, 1.0), least=(0.9, 0.8, 0.7, 0.5, 0.3), level=5.0, uneven=1.0)
"""For pages that were read row by row: raw order shows columns that stand side by side."""


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


@cache
def weights() -> Weights:
    """The shipped weights."""
    return msgspec.json.decode(resource("stitch.json").read_bytes(), type=Weights)


def candidates(ends: Ends) -> tuple[Ints, Ints]:
    """Pairs of pieces (places) whose end and start are in sight of each other, sorted."""
    by_start = np.argsort(ends.first, kind="stable")
    low = np.searchsorted(ends.first[by_start], ends.last - SIGHT)
    high = np.searchsorted(ends.first[by_start], ends.last + SIGHT)
    upper = np.repeat(np.arange(len(low)), high - low)
    offsets = np.arange(len(upper)) - np.repeat(np.cumsum(high - low) - (high - low), high - low)
    lower = by_start[np.repeat(low, high - low) + offsets]
    apart = upper != lower
    order = np.argsort(upper[apart] * len(low) + lower[apart], kind="stable")
    return upper[apart][order], lower[apart][order]


def features(ends: Ends, upper: Ints, lower: Ints, grid: Grid, rows: float, band: Floats) -> dict[str, Ints]:
    """Flat indices of the one hot features.

    `rows` is the share of links that are no step to the next raw line, `band` for each pair the chance that the search
    near by gave it, -1.0 for those out of its reach.
    """
    mode = len(ROWS) + 1 if grid.known else int(np.searchsorted(np.array(ROWS), rows))
    start, above = ends.first[lower], ends.last[upper]
    ahead = np.searchsorted(np.array(AHEAD), start - above, side="right")
    beside = np.searchsorted(np.array(BESIDE), start - ends.first[upper], side="right")
    right = np.clip(grid.lane[start] - grid.lane[above], -1, 4)
    rise = np.searchsorted(np.array(RISE), grid.row[start] - grid.row[ends.first[upper]], side="right")
    fall = np.where(grid.row[start] < grid.row[above], 0, np.where(grid.row[start] - grid.row[above] <= CLOSE, 1, 2))
    size = np.searchsorted(np.array(SIZES), ends.size, side="right")
    none = np.zeros(len(upper), dtype=np.int64)
    return {
        "ahead": mode * (len(AHEAD) + 1) + (none if grid.known else ahead),
        "beside": mode * (len(BESIDE) + 1) + (none if grid.known else beside),
        "placed": ((right + 1) * (len(RISE) + 1) + rise) * 3 + fall if grid.known else none,
        "sizes": size[upper] * (len(SIZES) + 1) + size[lower],
        "headed": mode * 2 + grid.headed[start].astype(np.int64),
        "band": mode * (len(SEEN) + 2)
        + np.where(band < 0, 0, 1 + np.searchsorted(np.array(SEEN), band, side="right")).astype(np.int64),
        "block": mode * 5 + np.where(start - above != 1, 0, 1 + grid.between[start]),
        "kinds": (mode * 2 + ends.closed[upper]) * 3 + ends.opening[lower],
    }


def scores(hot: dict[str, Ints], links: Floats, by: Weights) -> Floats:
    """Log odds of each candidate."""
    out = by.bias + by.link * np.clip(links, LINK_LOW, LINK_HIGH)
    for group, at in hot.items():
        out = out + np.array(by.hot[group])[at]
    return out


def columns(ends: Ends, upper: Ints, lower: Ints, tuning: Tuning) -> Floats:
    """Log odds from what columns of one story are like where a page is read row by row.

    They begin next to each other, the left one first, and all but the last are equally long.
    """
    step = ends.first[lower] - ends.first[upper]
    beside = (step > 0) & (step <= tuning.beside) & (ends.size[upper] >= tuning.column)
    more = ends.size[lower] - ends.size[upper]
    level = beside & (np.abs(more) <= 1) & (ends.size[lower] >= tuning.column)
    uneven = beside & (more > 1)
    return tuning.level * level - tuning.uneven * uneven


def joined(ends: Ends, upper: Ints, lower: Ints, score: Floats, tuning: Tuning, least: float) -> dict[int, int]:
    """For each piece the one that follows it with a chance of at least `least`; one to one and without rings."""
    chance = balanced(ends, upper, lower, score, tuning)
    beside = _beside(ends, upper, lower, chance)
    chance = balanced(ends, upper, lower, score + tuning.support * np.log(beside * 4 + 0.5), tuning)
    out: dict[int, int] = {}
    taken: set[int] = set()
    other = list(range(len(ends.first)))
    for at in np.argsort(-chance, kind="stable"):
        if chance[at] < least:
            break
        first, second = int(upper[at]), int(lower[at])
        if first in out or second in taken or other[second] == first:
            continue
        out[first] = second
        taken.add(second)
        head, tail = other[first], other[second]
        other[head], other[tail] = tail, head
    return out


def balanced(ends: Ends, upper: Ints, lower: Ints, score: Floats, tuning: Tuning) -> Floats:
    """The chance of each candidate when every end and every start has one partner, or stays alone.

    An end in mid-sentence goes on somewhere; a line that does not look like a beginning has one before it.
    """
    odds = np.exp(np.clip(score, -30.0, 20.0))
    no_follower = np.where(ends.closed == 1, 1.0, tuning.open_end)
    no_leader = np.array(tuning.open_start)[ends.opening]
    above, below = np.ones(len(ends.first)), np.ones(len(ends.first))
    for _ in range(tuning.balances):
        above = 1 / (no_follower + np.bincount(upper, odds * below[lower], len(above)))
        below = 1 / (no_leader + np.bincount(lower, odds * above[upper], len(below)))
    return odds * above[upper] * below[lower]


def _beside(ends: Ends, upper: Ints, lower: Ints, chance: Floats) -> Floats:
    """The chance that the piece that ends beside goes on in the one that begins beside, the better of both sides."""
    count = len(ends.first)
    keys = upper * count + lower
    by_last, by_first = np.argsort(ends.last, kind="stable"), np.argsort(ends.first, kind="stable")
    last_rank, first_rank = np.empty(count, np.int64), np.empty(count, np.int64)
    last_rank[by_last], first_rank[by_first] = np.arange(count), np.arange(count)
    out = np.zeros(len(upper))
    for step in (-1, 1):
        a, b = last_rank[upper] + step, first_rank[lower] + step
        inside = (a >= 0) & (a < count) & (b >= 0) & (b < count)
        a, b = by_last[np.clip(a, 0, count - 1)], by_first[np.clip(b, 0, count - 1)]
        near = (np.abs(ends.last[a] - ends.last[upper]) <= 2) & (np.abs(ends.first[b] - ends.first[lower]) <= 2)
        wanted = a * count + b
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        out = np.maximum(out, np.where(inside & near & (keys[at] == wanted), chance[at], 0.0))
    return out
