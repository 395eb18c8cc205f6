"""The chains of body lines cut into the parts that may change places, and what speaks for two being one story's."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import order, places, stitch, topics
from editor.reading.layout import Arranged
from editor.reading.signs import ENDS, STARTS

Floats = npt.NDArray[np.float64]
Run = tuple[int, ...]
"""A chain, as places of segments."""

SEAM, TOPIC, SAME = 0.6, 3.3, 0.3
"""Log odds that two runs are one story: factors for the seam and for what both speak of, and a start."""
GAINS, SPEAKS = (-8.0, 6.0), (-2.3, 2.3)
"""Bounds for what a seam is worth, and for the logarithm of how much more than nothing a likeness says."""
LIKE = (0.003, 0.3)
"""Bounds for likeness."""
NEVER = -30.0
COMMON = 2.0
"""How many times what chains have in common says nothing."""
EASE = 3.0
"""Lines that are thought to speak of both things, so that short runs say less."""
HOLDS, HOLDS_APART = 2.5, 7.0
"""What a seam is worth that is not cut, and what one is after a sentence's end that is no step in raw order."""
HEAD_BETWEEN = 3
"""What places.Grid says of a line with a head before it."""
ROW_BELOW = 2
"""Raw lines to the next line of a printed column, at most."""
STEP = 4.0
"""Log odds for two lines that follow each other in raw order, with no head between: they are seldom two stories'."""
DATED = 4.0
"""What it takes off a seam that the lower part opens with a dateline, or with those who wrote it."""
OPENS = tuple(STARTS.index(name) for name in ("dateline", "opening_credit"))


class Gist(Struct, frozen=True):
    """What a run speaks of: the weight that it shares with each segment, and its own."""

    shared: Floats
    weight: float


class Segments(Struct, frozen=True):
    """Parts of chains that are not parted again.

    `lines` are places in the signs, `gain` (upper, lower) what a seam between two is worth, in log odds beside none.
    `gists` keeps those of runs that were asked for.
    """

    lines: tuple[tuple[int, ...], ...]
    gain: Floats
    steps: npt.NDArray[np.bool_]
    shared: Floats
    weight: Floats
    ease: float
    middle: float
    gists: dict[Run, Gist] = {}

    def gist(self, run: Run) -> Gist:
        """What a run speaks of."""
        if run not in self.gists:
            at = list(run)
            self.gists[run] = Gist(self.shared[at].sum(axis=0), float(self.weight[at].sum()))
        return self.gists[run]

    def worth(self, upper: Run, lower: Run) -> float:
        """Log odds that one story holds both runs, the lower one behind the upper one."""
        one, other = self.gist(upper), self.gist(lower)
        whole = math.sqrt(one.weight * other.weight)
        like = (float(one.shared[list(lower)].sum()) + self.ease * self.middle) / (whole + self.ease)
        speak = _within(math.log(max(like, LIKE[0]) / self.middle), SPEAKS)
        seam = SEAM * _within(float(self.gain[upper[-1], lower[0]]), GAINS)
        return seam + STEP * bool(self.steps[upper[-1], lower[0]]) + TOPIC * speak + SAME


def _within(value: float, bounds: tuple[float, float]) -> float:
    return min(max(value, bounds[0]), bounds[1])


def segments(made: Arranged, model: Model) -> tuple[Segments, tuple[Run, ...]] | None:
    """The chains cut wherever a move may cut them; none for pages too big.

    They are cut twice: into small parts first, then into those that the seams between do not hold together.
    """
    if not made.chains:
        return None
    fine = [[chain[a:b] for a, b in _cuts(made, chain)] for chain in made.chains]
    if sum(map(len, fine)) > stitch.AT_ONCE:
        return None
    gain = _gains(made, [part for chain in fine for part in chain], model)
    parts: list[list[tuple[int, ...]]] = []
    at = 0
    for chain in fine:
        parts.append(_held(made, chain, [float(gain[k, k + 1]) for k in range(at, at + len(chain) - 1)]))
        at += len(chain)
    flat = [part for chain in parts for part in chain]
    ends = np.cumsum([len(chain) for chain in parts]).tolist()
    runs = tuple(tuple(range(end - len(chain), end)) for chain, end in zip(parts, ends, strict=True))
    texts = ["".join([made.signs.texts[line] for line in part]) for part in flat]
    about = topics.topics(texts, model)
    ease = EASE * float(about.weight.sum()) / sum(map(len, flat))
    steps = _steps(made, np.array([part[-1] for part in flat]), np.array([part[0] for part in flat]))
    middle = _middle(about.shared(), about.weight, runs)
    return Segments(tuple(flat), _gains(made, flat, model), steps, about.shared(), about.weight, ease, middle), runs


def _middle(shared: Floats, weight: Floats, runs: Sequence[Run]) -> float:
    """The likeness that says nothing: what chains of the page have in common, where that is more than is usual."""
    of = [list(run) for run in runs]
    likes = [
        float(shared[np.ix_(a, b)].sum()) / float(np.sqrt(weight[a].sum() * weight[b].sum()) + 1e-9)
        for at, a in enumerate(of)
        for b in of[at + 1 :]
    ]
    return max(topics.MIDDLE, COMMON * float(np.mean(likes))) if likes else topics.MIDDLE


def _steps(made: Arranged, last: places.Ints, first: places.Ints) -> places.Flags:
    """Which lines (columns) stand right behind which (rows), in raw order or in their printed column.

    In raw order a story's end, where a credit closes it or opens the lines below, says that they do not go on.
    """
    upper, lower = last[:, None], first[None, :]
    if not made.grid.known:
        ended = made.signs.end[upper] == ENDS.index("credit")
        begun = made.signs.start[lower] == STARTS.index("opening_credit")
        return (lower - upper == 1) & (made.grid.between[lower] < HEAD_BETWEEN) & ~ended & ~begun
    down = made.grid.row[lower] - made.grid.row[upper]
    return (made.grid.lane[lower] == made.grid.lane[upper]) & (down > 0) & (down <= ROW_BELOW)


def _held(made: Arranged, chain: list[tuple[int, ...]], gains: Sequence[float]) -> list[tuple[int, ...]]:
    """The parts of a chain with those made one that the seams between hold together."""
    out = chain[:1]
    for part, gain in zip(chain[1:], gains, strict=True):
        upper, lower = out[-1][-1], part[0]
        apart = lower - upper != 1 and made.signs.end[upper] in order.CLOSED
        if gain > (HOLDS_APART if apart else HOLDS):
            out[-1] += part
        else:
            out.append(part)
    return out


def _gains(made: Arranged, lines: list[tuple[int, ...]], model: Model) -> Floats:
    """What each seam between two parts is worth beside none."""
    ends = order.ends_of(lines, made.signs, made.near.tracks)
    of = order.looked_at(lines, ends, made.near, made.signs, made.grid, model)
    again = order.reviewed(of, made.near, made.grid)
    upper, lower, score = of.upper, of.lower, of.score if again is None else again
    tuning = stitch.Tuning()
    gain = np.full((len(lines), len(lines)), NEVER)
    alone = np.where(ends.closed == 1, 1.0, tuning.open_end)[upper] * np.array(tuning.open_start)[ends.opening][lower]
    dated = np.isin(made.signs.start[ends.first[lower]], OPENS)
    gain[upper, lower] = score - np.log(alone) - DATED * dated
    return gain


def _cuts(made: Arranged, chain: Sequence[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for at in range(1, len(chain) + 1):
        if at == len(chain) or _loose(made, chain[at - 1], chain[at]):
            yield start, at
            start = at


def _loose(made: Arranged, upper: int, lower: int) -> bool:
    """Whether a chain may be parted between two lines."""
    if made.signs.start[lower] == STARTS.index("credit") or (upper, lower) in made.held:
        return False
    if lower - upper != 1 or made.grid.between[lower] == HEAD_BETWEEN:
        return True
    return bool(made.signs.end[upper] in order.CLOSED and made.signs.start[lower] != STARTS.index("no_start"))
