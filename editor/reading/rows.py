"""The raw lines of one head joined: a headline broken over two or three lines, often inside a word."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from editor.language.model import Model
from editor.reading import em, shape
from editor.reading.headvalues import Line, weights
from editor.reading.matching import best_matching
from editor.reading.signs import balance

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

REACH = 8
"""Fragments between two lines of one head, at most; OCR reads the columns between them."""
BESIDE = 8.0
"""Code points by which two lines of one head may start beside each other where columns stand side by side."""
NARROWER = (-4.0, -1.0, -0.3, 0.3)
APART = (2, 3, 5)
STEPS = len(shape.BRIDGES) + 1

GROUPS: dict[str, tuple[int, ...]] = {
    "bridge": (STEPS, 2),
    "natural": (STEPS, STEPS),
    "narrower": (len(NARROWER) + 1, len(APART) + 1),
    "like": (3,),
    "brackets": (4,),
    "gap": (2,),
    "space": (2,),
    "agree": (4,),
}
SPEAKS = 0.15
"""The share of its weight that a line must find in a body to say where it belongs."""


def joined(lines: Sequence[Line], share: Floats, model: Model) -> list[tuple[int, ...]]:
    """Head lines (places in `lines`, which stand in raw order) put together into heads, each in reading order.

    `share` says for each line what part of its weight each body holds (affinity.shares): two lines that speak of two
    stories are no one head.
    """
    upper, lower = candidates(lines)
    if not len(upper):
        return [(at,) for at in range(len(lines))]
    score = scores(lines, upper, lower, share, model)
    follow: dict[int, int] = {}
    gain = np.full((len(lines), len(lines)), -1.0)
    gain[upper, lower] = score
    follow.update(best_matching(gain))
    starts = [at for at in range(len(lines)) if at not in set(follow.values())]
    heads: list[tuple[int, ...]] = []
    for start in starts:
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


def _apart(upper: Line, lower: Line) -> int:
    """How many lines lie from one to the other, 1 for the next one.

    Fragments; where columns stand side by side raw lines, of which large type takes two or three.
    """
    return max(1, lower.row - upper.row - 1) if upper.left >= 0 else lower.at - upper.at


def features(lines: Sequence[Line], upper: Ints, lower: Ints, share: Floats, model: Model) -> dict[str, Ints]:
    """For each group the flat index of the feature that a pair has."""
    texts = [line.text for line in lines]
    width = np.array([em.greatest("".join(text.split())) for text in texts])
    pairs: list[tuple[int, int]] = list(zip(upper.tolist(), lower.tolist(), strict=True))
    lefts, rights = [texts[above] for above, _ in pairs], [texts[below] for _, below in pairs]
    apart = np.array([_apart(lines[above], lines[below]) for above, below in pairs], dtype=np.int64)
    like = np.minimum((np.abs(width[:, None] - width[None, :]) <= 0.5).sum(axis=1) - 1, 2)
    wide = (width[upper] >= np.median(width)).astype(np.int64)
    opened = np.array([_bracket(a, b) for a, b in zip(lefts, rights, strict=True)], dtype=np.int64)
    return {
        "bridge": shape.steps(model, lefts, rights) * 2 + wide,
        "natural": shape.steps(model, lefts, ["。"] * len(lefts)) * STEPS
        + shape.steps(model, ["。"] * len(rights), rights),
        "narrower": np.searchsorted(np.array(NARROWER), width[lower] - width[upper], side="right") * (len(APART) + 1)
        + np.searchsorted(np.array(APART), apart, side="right"),
        "like": like[upper],
        "brackets": opened,
        "gap": np.array([lines[below].gap > 0 for _, below in pairs], dtype=np.int64),
        "agree": agreement(share, upper, lower),
        "space": np.array([" " in texts[above] for above, _ in pairs], dtype=np.int64),
    }


def scores(lines: Sequence[Line], upper: Ints, lower: Ints, share: Floats, model: Model) -> Floats:
    """Log odds that the lower line of each pair goes on the upper one."""
    by = weights().rows
    total = np.full(len(upper), by.bias)
    for group, at in features(lines, upper, lower, share, model).items():
        total += np.array(by.hot[group])[at]
    return total


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
    opened, _ = balance(left)
    _, closed = balance(right)
    return 1 if opened and closed else 2 if opened or closed else 0
