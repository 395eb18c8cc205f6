"""Which piece of a story follows which, anywhere on the page.

A piece is a run of lines whose order is settled. Pieces break at column ends, at other stories and where the search of
editor.reading.band was unsure. An end may go on at any start within sight; what speaks for it is the seam itself, where
the two stand (editor.reading.places), whether they speak of the same things, and what the pieces beside them do.
Weights are data (resources/stitch.json, fitted by resources/scripts/fit_stitch.py).
"""

from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.reading import places
from editor.reading.matching import best_matching
from editor.reading.places import Ends
from editor.resources import resource

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SIGHT = 700
"""Lines between an end and a start that may belong together: more than a broadsheet page holds."""
AT_ONCE = 400
"""Pieces that are assigned over the whole page; a page in more is hardly one, and they are joined by their chances."""
NEVER = -50.0
LINK_LOW, LINK_HIGH = -6.0, 7.0
TOPIC = (0.01, 0.03, 0.06, 0.1, 0.16)
"""Upper edges of the likeness of what two pieces speak of."""
GROUPS = places.GROUPS | {"topic": (len(TOPIC) + 1, len(places.SIZES) + 1)}


class Weights(Struct, frozen=True):
    """Log odds: for each group's features, for each unit of the seam's own, and the bias."""

    hot: dict[str, list[float]]
    link: float
    bias: float


class Tuning(Struct, frozen=True):
    """What the joining goes by.

    `support` is the weight of what the pieces beside do, `open_end` the odds that nothing follows an end in the middle
    of a sentence, `open_start` that nothing comes before a start, for each of the values of `Ends.opening`, `least` the
    chances at which pieces are joined, round by round: after each the pieces are longer and their places tell more;
    from `whole` on all that can be joined is.
    """

    support: float = 1.0
    open_end: float = 0.02
    open_start: tuple[float, float, float] = (0.08, 0.45, 1.0)
    least: tuple[float, ...] = (0.9, 0.7, 0.5, 0.35)
    whole: float = 0.5
    balances: int = 20


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


def topic(ends: Ends, upper: Ints, lower: Ints, likeness: Floats) -> Ints:
    """The flat index of the feature of group "topic"; the shorter piece says how much likeness can tell."""
    size = np.searchsorted(np.array(places.SIZES), np.minimum(ends.size[upper], ends.size[lower]), side="right")
    return np.searchsorted(np.array(TOPIC), likeness, side="right") * (len(places.SIZES) + 1) + size


def scores(hot: dict[str, Ints], links: Floats, by: Weights) -> Floats:
    """Log odds of each candidate."""
    out = by.bias + by.link * np.clip(links, LINK_LOW, LINK_HIGH)
    for group, at in hot.items():
        out = out + np.array(by.hot[group])[at]
    return out


def supported(ends: Ends, upper: Ints, lower: Ints, score: Floats, chance: Floats, tuning: Tuning) -> Floats:
    """Log odds of each candidate with what the pieces beside do counted in."""
    return score + tuning.support * np.log(_beside(ends, upper, lower, chance) * 4 + 0.5)


def joined(ends: Ends, upper: Ints, lower: Ints, score: Floats, tuning: Tuning, least: float) -> dict[int, int]:
    """For each piece the one that follows it, one to one and without rings.

    While `least` is high only what has that chance is joined. In the last rounds all is, as the assignment that gains
    most over the whole page, unless there are too many pieces for it.
    """
    if least <= tuning.whole and len(ends.first) <= AT_ONCE:
        return _assigned(ends, upper, lower, score, tuning)
    return _likeliest(ends, upper, lower, balanced(ends, upper, lower, score, tuning), least)


def _assigned(ends: Ends, upper: Ints, lower: Ints, score: Floats, tuning: Tuning) -> dict[int, int]:
    """The assignment that gains most; rings are opened at their weakest link."""
    alone_above, alone_below = _alone(ends, tuning)
    gain = np.full((len(ends.first), len(ends.first)), NEVER)
    gain[upper, lower] = score - np.log(alone_above)[upper] - np.log(alone_below)[lower]
    out = dict(best_matching(gain))
    for first in list(out):
        ring, at = [first], out.get(first)
        while at is not None and at not in ring:
            ring.append(at)
            at = out.get(at)
        if at == first:
            del out[min(ring, key=lambda piece: gain[piece, out[piece]])]
    return out


def _likeliest(ends: Ends, upper: Ints, lower: Ints, chance: Floats, least: float) -> dict[int, int]:
    """Links of at least that chance, the surest first, none against another."""
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


def _alone(ends: Ends, tuning: Tuning) -> tuple[Floats, Floats]:
    """The odds that nothing follows an end, and that nothing comes before a start."""
    return np.where(ends.closed == 1, 1.0, tuning.open_end), np.array(tuning.open_start)[ends.opening]


def balanced(ends: Ends, upper: Ints, lower: Ints, score: Floats, tuning: Tuning) -> Floats:
    """The chance of each candidate when every end and every start has one partner, or stays alone.

    An end in mid-sentence goes on somewhere; a line that does not look like a beginning has one before it.
    """
    odds = np.exp(np.clip(score, -30.0, 20.0))
    no_follower, no_leader = _alone(ends, tuning)
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
