"""The raw lines of one head joined: a headline broken over two or three lines, often inside a word."""

from collections.abc import Sequence
from itertools import groupby

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import em, headtypes, shape
from editor.reading.headvalues import STANDS, TURN, ZONES, Line, weights
from editor.reading.matching import best_matching
from editor.reading.roles import KINDS
from editor.reading.signs import balance

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

REACH = 8
"""Fragments between two lines of one head, at most; OCR reads the columns between them."""
BESIDE = 8.0
"""Code points by which two lines of one head may start beside each other where columns stand side by side."""
QUOTED = 2.0
"""What it adds, in log odds, that the next line closes the quotation mark or bracket that the upper one opens."""
SET_APART = 2.5
"""What it takes off that more empty lines than usual stand between."""
WHOLE = 5.0
"""What it takes off that one of two lines is a head by itself (Line.whole)."""
CLAUSES = (0.2, 1.2, 0.0, -0.5)
"""Log odds that what a gap parts within a line are two clauses of one head, by `agreement`. These and the three below
by logistic regression on 193 gaps in the heads of 320 made pages; on parts left out it is wrong at 12 of them.
"""
CLAUSE_SEAM = 1.3
"""What the log odds that they are two lines of one head count for beside that."""
SLOGAN, SLOGANS = 4, 3.7
"""A clause of so few code points is seldom a head by itself (勠力同心 奋进新征程), and what that adds."""
CLOSES = 1.2
"""What it adds that the first of the two is nothing but closing marks."""
REST = 4.0
"""Log odds against a single character having a head behind it in its line: it is the rest of another."""
TURNED = 50.0
"""What a pair gains that is joined against its own odds."""
NARROWER = (-4.0, -1.0, -0.3, 0.3)
APART = (2, 3, 5)
STUBS = (2.1, 3.6, 5.1)
"""Widths in em: a line that short is seldom a head by itself."""
STEPS = len(shape.BRIDGES) + 1

GROUPS: dict[str, tuple[int, ...]] = {
    "bridge": (STEPS, 2),
    "natural": (STEPS, STEPS),
    "narrower": (2, len(NARROWER) + 1, len(APART) + 1),
    "like": (3, 2),
    "brackets": (4, 2),
    "stub": (len(STUBS) + 1, 2),
    "first": (len(STUBS) + 1,),
    "gap": (2,),
    "space": (2,),
    "agree": (4,),
    "full": (5, 2),
    "kinds": (KINDS, KINDS),
    "zone": (ZONES, 2),
}
SPEAKS = 0.15
"""The share of its weight that a line must find in a body to say where it belongs."""


class Joins(Struct, frozen=True):
    """Pairs of places in the head lines, the upper one first, with the log odds that they are two lines of one head."""

    upper: Ints
    lower: Ints
    score: Floats

    def unsure(self, least: float) -> list[int]:
        """The pairs whose odds are below `least` either way, the least sure first."""
        order = np.argsort(np.abs(self.score), kind="stable").tolist()
        return [at for at in order if abs(float(self.score[at])) < least]


NO_JOINS = Joins(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


def joins(lines: Sequence[Line], share: Floats, model: Model, room: Floats) -> Joins:
    """How head lines, in raw order, go on each other.

    `share` says for each line what part of its weight each body holds (affinity.shares): two lines that speak of two
    stories are no one head. `room` is what the page's types have (headtypes.page_room).
    """
    upper, lower = candidates(lines)
    seam = scores(lines, upper, lower, share, model, room)
    score = seam.copy()
    of = np.array([line.at for line in lines], dtype=np.int64)
    clauses = of[upper] == of[lower]
    closes = [
        _apart(lines[a], lines[b]) <= 1 and _closes(lines[a].text, lines[b].text) for a, b in _pairs(upper, lower)
    ]
    score += QUOTED * np.array(closes, dtype=np.float64)
    parted = [lines[b].gap > 0 and lines[b].left < 0 for _, b in _pairs(upper, lower)]
    score -= SET_APART * np.array(parted, dtype=np.float64)
    score[clauses] = _of_one_line(lines, upper, lower, share, seam)[clauses]
    single = [len(lines[a].text) == 1 and em.is_han(lines[a].text) for a, _ in _pairs(upper, lower)]
    score[clauses & np.array(single, dtype=np.bool_)] = -REST
    whole = np.array([line.whole for line in lines], dtype=np.bool_)
    score -= WHOLE * (whole[upper] | whole[lower])
    return Joins(upper, lower, score)


def _of_one_line(lines: Sequence[Line], upper: Ints, lower: Ints, share: Floats, seam: Floats) -> Floats:
    """Log odds that two stretches of one line are of one head; `seam` are those that two lines would have."""
    out = np.array(CLAUSES)[agreement(share, upper, lower)] + CLAUSE_SEAM * seam
    lefts = [lines[above].text for above, _ in _pairs(upper, lower)]
    short = [len(left) <= SLOGAN for left in lefts]
    closing = [not left.strip("".join(em.CLOSERS)) for left in lefts]
    return out + SLOGANS * np.array(short, dtype=np.float64) + CLOSES * np.array(closing, dtype=np.float64)


def joined(count: int, of: Joins, turned: frozenset[int] = frozenset()) -> list[tuple[int, ...]]:
    """`count` head lines (places) put together into heads, each in reading order; the pairs `turned` the other way."""
    gain = np.full((count, count), -1.0)
    score = of.score.copy()
    for at in turned:
        score[at] = -1.0 if score[at] > 0 else TURNED
    gain[of.upper, of.lower] = score
    follow: dict[int, int] = dict(best_matching(gain))
    heads: list[tuple[int, ...]] = []
    for start in sorted(set(range(count)) - set(follow.values())):
        chain = [start]
        while chain[-1] in follow:
            chain.append(follow[chain[-1]])
        heads.append(tuple(chain))
    return heads


def candidates(lines: Sequence[Line]) -> tuple[Ints, Ints]:
    """Pairs of places in `lines` near enough to be two lines of one head, the upper one first."""
    pairs = [
        (above, below)
        for above, line in enumerate(lines)
        for below in range(above + 1, min(len(lines), above + 3 * REACH))
        if _apart(line, lines[below]) <= REACH and abs(lines[below].left - line.left) <= BESIDE
    ]
    table = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _pairs(upper: Ints, lower: Ints) -> list[tuple[int, int]]:
    return list(zip(upper.tolist(), lower.tolist(), strict=True))


def _apart(upper: Line, lower: Line) -> int:
    """How many lines lie from one to the other, 1 for the next one.

    Fragments; where columns stand side by side raw lines, of which large type takes two or three.
    """
    return max(1, lower.row - upper.row - 1) if upper.left >= 0 else lower.at - upper.at


def features(
    lines: Sequence[Line], upper: Ints, lower: Ints, share: Floats, model: Model, room: Floats, *, near: bool = False
) -> dict[str, Ints]:
    """For each group the flat index of the feature that a pair has; `near` takes each lower line for the next one."""
    texts = [line.text for line in lines]
    width = np.array([em.greatest(text.strip()) for text in texts])
    pairs = _pairs(upper, lower)
    lefts, rights = [texts[above] for above, _ in pairs], [texts[below] for _, below in pairs]
    apart = np.array([1 if near else _apart(lines[a], lines[b]) for a, b in pairs], dtype=np.int64)
    next_ = np.array([near or lines[b].at - lines[a].at == 1 for a, b in pairs], dtype=np.int64)
    side = np.array([lines[above].left >= 0 for above, _ in pairs], dtype=np.int64)
    narrower = np.searchsorted(np.array(NARROWER), width[lower] - width[upper], side="right")
    like = np.minimum((np.abs(width[:, None] - width[None, :]) <= 0.5).sum(axis=1) - 1, 2)
    wide = (width[upper] >= np.median(width)).astype(np.int64)
    kinds = np.array([line.kind for line in lines], dtype=np.int64)
    upto, onward = printed(lines)
    opened = np.array([_bracket(a, b) for a, b in zip(lefts, rights, strict=True)], dtype=np.int64)
    return {
        "bridge": shape.steps(model, lefts, rights) * 2 + wide,
        "natural": shape.steps(model, lefts, ["。"] * len(lefts)) * STEPS
        + shape.steps(model, ["。"] * len(rights), rights),
        "narrower": (side * (len(NARROWER) + 1) + narrower) * (len(APART) + 1)
        + np.searchsorted(np.array(APART), apart, side="right"),
        "like": like[upper] * 2 + (np.abs(width[lower] - width[upper]) <= 0.25),
        "brackets": opened * 2 + next_,
        "stub": np.searchsorted(np.array(STUBS), width[lower]) * 2 + next_,
        "first": np.searchsorted(np.array(STUBS), width[upper]),
        "gap": np.array([lines[below].gap > 0 for _, below in pairs], dtype=np.int64),
        "agree": agreement(share, upper, lower),
        "full": np.array([headtypes.full(upto[above], onward[below], room) for above, below in pairs]) * 2 + next_,
        "kinds": kinds[upper] * KINDS + kinds[lower],
        "zone": np.array([line.zone for line in lines], dtype=np.int64)[lower] * 2 + next_,
        "space": np.array([" " in texts[above] for above, _ in pairs], dtype=np.int64),
    }


def scores(
    lines: Sequence[Line], upper: Ints, lower: Ints, share: Floats, model: Model, room: Floats, *, near: bool = False
) -> Floats:
    """Log odds that the lower line of each pair goes on the upper one; `near` as for `features`."""
    below, _, boxes = STANDS
    stands = lines[0].stands if lines else below
    by = weights().rows[TURN if near and stands == boxes else stands]
    total = np.full(len(upper), by.bias)
    if not len(upper):
        return total
    for group, at in features(lines, upper, lower, share, model, room, near=near).items():
        total += np.array(by.hot[group])[at]
    return total


def printed(lines: Sequence[Line]) -> tuple[list[headtypes.Row], list[headtypes.Row]]:
    """The widths of each head line's printed line, which gaps may part into several: up to its end, from its start."""
    upto: list[headtypes.Row] = []
    onward: list[headtypes.Row] = []
    for _, row in groupby(lines, key=lambda line: line.at):
        texts = [line.text for line in row]
        upto += [headtypes.row(" ".join(texts[: at + 1])) for at in range(len(texts))]
        onward += [headtypes.row(" ".join(texts[at:])) for at in range(len(texts))]
    return upto, onward


def agreement(share: Floats, upper: Ints, lower: Ints) -> Ints:
    """Whether two lines speak of the same body: 0 one of them does not say, 1 yes, 2 not foremost, 3 no."""
    if not share.shape[1]:
        return np.zeros(len(upper), dtype=np.int64)
    best, most = share.argmax(axis=1), share.max(axis=1)
    same = best[upper] == best[lower]
    nearly = (share[upper, best[lower]] >= 0.5 * most[upper]) | (share[lower, best[upper]] >= 0.5 * most[lower])
    told = (most[upper] >= SPEAKS) & (most[lower] >= SPEAKS)
    return np.where(~told, 0, np.where(same, 1, np.where(nearly, 2, 3))).astype(np.int64)


def _bracket(left: str, right: str) -> int:
    """1 when `right` closes what `left` leaves open, 2 when something stays open, 3 when it is all marks, else 0."""
    if not any(map(str.isalnum, right)):
        return 3
    return 1 if _closes(left, right) else 2 if balance(left)[0] or balance(right)[1] else 0


def _closes(left: str, right: str) -> bool:
    """Whether `right` closes what `left` leaves open."""
    return bool(balance(left)[0] and balance(right)[1])
