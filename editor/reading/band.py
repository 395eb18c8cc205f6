"""Which line follows which, near by: a soft assignment over a band of raw order.

Row i, column d + REACH of a band speaks of the link from line i to line i + d. Every line has at most one successor
and one predecessor, and where columns are read side by side neighbouring lines go on at the same distance. Both are
found together: a doubly normalised matrix (Sinkhorn), whose scores are raised, round by round, by the links of the
neighbouring lines at the same distance. Linear in the number of lines.
"""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REACH = 24
"""How far, in lines, a successor may stand in raw order: twice the columns of the widest broadsheet, and room."""
NEVER = -1e3


class Tuning(Struct, frozen=True):
    """Weights of the search, in log odds.

    `back` for a successor that stands before its line, `away` for each line of distance, `alone` for a line without
    successor or predecessor, `support` of the neighbours' links, `aside` of those at one line more or less.
    """

    back: float = -1.5
    away: float = -0.02
    alone: float = -0.5
    support: float = 2.5
    aside: float = 0.2
    rounds: int = 12
    balances: int = 6


JUMBLED = Tuning(back=-0.45, away=-0.05, support=1.0)
"""For pages on which the lines of a column stand in any order near by."""
ALONE = Tuning(back=-0.45, away=-0.05, rounds=1, balances=20)
"""For the same pages, by the links alone."""


def pairs_within(count: int, reach: int = REACH) -> tuple[Ints, Ints]:
    """All pairs of lines in reach of each other."""
    upper = np.repeat(np.arange(count), 2 * reach + 1)
    lower = upper + np.tile(np.arange(-reach, reach + 1), count)
    inside = (lower >= 0) & (lower < count) & (lower != upper)
    return upper[inside], lower[inside]


def laid_out(count: int, upper: Ints, lower: Ints, scores: Floats, reach: int = REACH) -> Floats:
    """The band of scores; NEVER where there is no pair."""
    band = np.full((count, 2 * reach + 1), NEVER)
    band[upper, lower - upper + reach] = scores
    return band


def solve(band: Floats, tuning: Tuning) -> Floats:
    """The chance of every link of the band."""
    count = len(band)
    if not count:
        return band
    distance = np.arange(-_reach(band), _reach(band) + 1)
    scores = band + np.where(distance > 0, 0.0, tuning.back) + tuning.away * np.abs(distance)
    chance = _balanced(scores, tuning)
    for _ in range(tuning.rounds - 1):
        chance = _balanced(scores + tuning.support * np.log(_neighbours(chance, count, tuning.aside) * 5 + 0.1), tuning)
    return chance


def _balanced(scores: Floats, tuning: Tuning) -> Floats:
    odds = np.exp(np.clip(scores, -30.0, 20.0))
    alone = np.exp(tuning.alone)
    below = np.ones(len(scores))
    above = below
    reach = _reach(scores)
    for _ in range(tuning.balances):
        above = 1 / (alone + (odds * _by_row(below, reach)).sum(1))
        below = 1 / (alone + _by_column(odds * above[:, None]))
    return odds * above[:, None] * _by_row(below, reach)


def _reach(band: Floats) -> int:
    return band.shape[1] // 2


def _by_row(values: Floats, reach: int) -> Floats:
    """For each place of the band the value of its lower line."""
    return np.lib.stride_tricks.sliding_window_view(np.pad(values, reach), 2 * reach + 1)


def _by_column(band: Floats) -> Floats:
    """The band summed for each lower line."""
    reach = _reach(band)
    out = np.zeros(len(band) + 2 * reach)
    for column in range(2 * reach + 1):
        out[column : column + len(band)] += band[:, column]
    return out[reach:-reach]


_SHAPE = ((-3, 0.1), (-2, 0.2), (-1, 0.2), (1, 0.2), (2, 0.2), (3, 0.1))


def _neighbours(chance: Floats, count: int, aside: float) -> Floats:
    """How far the lines around go on at the same distance, or (`aside`) at one line more or less."""
    out = np.zeros_like(chance)
    share = np.zeros(count)
    for step, weight in _SHAPE:
        low, high = max(0, -step), min(count, count - step)
        if low < high:
            out[low:high] += weight * chance[low + step : high + step]
            share[low:high] += weight
    out /= np.maximum(share, 0.1)[:, None]
    beside = np.pad(out, ((0, 0), (1, 1)))
    return out + aside * 0.5 * (beside[:, :-2] + beside[:, 2:])


def chosen(chance: Floats, least: float) -> dict[int, int]:
    """The successor of each line that has one: links of at least `least`, the surest first, none against another."""
    lines, places = np.nonzero(chance >= least)
    out: dict[int, int] = {}
    taken: set[int] = set()
    for at in np.argsort(-chance[lines, places], kind="stable"):
        line, follower = int(lines[at]), int(lines[at] + places[at] - REACH)
        if line not in out and follower not in taken:
            out[line] = follower
            taken.add(follower)
    return out
