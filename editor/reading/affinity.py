"""How well a head fits a body: the rare words they share, and where the two stand."""

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading.headvalues import ZONES, Body, Line, weights
from editor.reading.marks import Marks, tight
from editor.reading.roles import KINDS
from editor.reading.subjects import subjects

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

SHARES = (0.02, 0.1, 0.2, 0.35, 0.5, 0.7)
RANKS = (0.35, 0.6, 0.85, 0.999)
BETWEEN = (1, 4, 16, 64)
PLACES = len(BETWEEN) + 1
"""A head's place against a body's first line: directly before, a few lines before … and the same behind."""
HEADS_BETWEEN = (1, 2, 4)
"""Lines of other heads that stand between a head and the body line it stands before."""
LEFT = 6.0
"""Code points that a head may stand beside its body's column where columns stand side by side."""

SOURCES = 6
LINES = (8, 15, 25, 40)
"""Lines of a body: sections stand over long stories, and what is short and has no dateline is often a piece of one."""
LONGEST = 30
"""Code points of a body's beginning that name where it comes from."""

GROUPS: dict[str, tuple[int, ...]] = {
    "share": (len(SHARES) + 1, len(RANKS) + 1),
    "place": (2, ZONES, 2 * PLACES + 1),
    "direct": (2, len(HEADS_BETWEEN) + 3),
    "column": (2, 6),
    "opens": (2, 2),
    "nearest": (2, 3),
    "who": (KINDS, SOURCES),
    "long": (KINDS, len(LINES) + 1),
    "subject": (3,),
}


class Fit(Struct, frozen=True):
    """Heads by bodies: `hot` for each group the flat index of a feature, `share` of a head's weight found in a body."""

    hot: dict[str, Ints]
    share: Floats


def fits(
    heads: Sequence[Sequence[Line]],
    bodies: Sequence[Body],
    order: Sequence[int],
    marks: Marks,
    model: Model,
    *,
    flowing: bool,
) -> Fit:
    """The features of every head with every body.

    `order` are the indices of all body lines of the page, ascending; `flowing` whether raw order is reading order for
    the most part.
    """
    texts = ["".join(line.text for line in head) for head in heads]
    told = [body.text for body in bodies]
    share = shares(texts, told, model)
    best = share.max(axis=1, keepdims=True, initial=1e-9)
    part = np.asarray(share / best, dtype=np.float64)
    ranks = np.searchsorted(np.array(RANKS), part, side="right").astype(np.int64)
    place = places(heads, bodies, order)
    near = np.where(place <= PLACES, place, 99)
    nearest = (near == near.min(axis=1, keepdims=True, initial=99)) * 1 + (place == 0)
    kinds = np.array([head[0].kind for head in heads], dtype=np.int64)[:, None]
    sizes = [length(body) for body in bodies]
    zone = np.array([head[-1].zone for head in heads], dtype=np.int64)
    opens = np.array([body.opens * 2 + body.dateline for body in bodies], dtype=np.int64)
    return Fit(
        {
            "share": np.searchsorted(np.array(SHARES), share, side="right") * (len(RANKS) + 1) + ranks,
            "place": place + (flowing * ZONES + zone)[:, None] * (2 * PLACES + 1),
            "direct": direct(heads, bodies, place) + flowing * (len(HEADS_BETWEEN) + 3),
            "column": columns(heads, bodies) + flowing * 6,
            "opens": np.broadcast_to(opens, share.shape),
            "nearest": nearest + flowing * 3,
            "who": kinds * SOURCES + np.array([source(body, marks) for body in bodies]),
            "long": kinds * (len(LINES) + 1) + np.array(sizes, dtype=np.int64),
            "subject": subjects(texts, told, marks),
        },
        share,
    )


def source(body: Body, marks: Marks) -> int:
    """Whose a story is.

    0 the paper's own (本报讯), 1 and 2 by wire, with and without a dateline, 3 and 4 unsaid, 5 its own with place or
    date (本报上海1月4日讯). Authors are named over stories without a dateline, and sections stand over the paper's own.
    """
    opening, _ = tight(body.text[:LONGEST])
    wired = marks.wired.match(opening) is not None
    if body.dateline:
        return 0 if marks.plain.match(opening) else 1 if wired else 5
    return 2 if wired else 3 + body.opens


def length(body: Body) -> int:
    """Place in LINES; a body with a dateline is no piece, however short."""
    return max(int(np.searchsorted(np.array(LINES), len(body.fragments), side="right")), int(body.dateline))


def grams(text: str) -> Counter[str]:
    """Pairs of neighbouring characters that mean something; marks and spaces part them."""
    return Counter(text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum())


@lru_cache(maxsize=1024)
def _kinds(text: str) -> frozenset[str]:
    """The different grams of a body; its heads are looked for many times."""
    return frozenset(grams("".join(text.split())))


def shares(heads: Sequence[str], bodies: Sequence[str], model: Model) -> Floats:
    """What share of each head's weight stands in each body.

    A pair of characters weighs more the rarer it is in Chinese and the fewer bodies of the page have it.
    """
    pairs = [grams("".join(head.split())) for head in heads]
    known = {gram: at for at, gram in enumerate(dict.fromkeys(gram for head in pairs for gram in head))}
    if not known:
        return np.zeros((len(heads), len(bodies)))
    within = np.array([[gram in body for gram in known] for body in map(_kinds, bodies)], dtype=np.float64)
    within = within.reshape(len(bodies), len(known))
    rare = np.maximum(0.2, model.rarities(list(known)) / 10)
    worth = np.maximum(rare * np.log((len(bodies) + 1) / (within.sum(axis=0) + 0.3)), 0.05)
    weight = np.zeros((len(heads), len(known)))
    for row, head in enumerate(pairs):
        at = [known[gram] for gram in head]
        weight[row, at] = worth[at]
    return weight @ within.T / np.maximum(weight.sum(axis=1, keepdims=True), 1e-9)


def places(heads: Sequence[Sequence[Line]], bodies: Sequence[Body], order: Sequence[int]) -> Ints:
    """For each head and body: how many other body lines stand between the head and the body's first line.

    0 directly before it, up to PLACES - 1 the farther before; PLACES and on the same for heads that stand behind the
    first line, within the body or after it; the last is the place right behind a body's last line.
    """
    rank = {index: at for at, index in enumerate(order)}
    line = np.array(order, dtype=np.int64)
    first = np.array([rank.get(body.fragments[0], 0) if body.fragments else 0 for body in bodies], dtype=np.int64)
    last = np.array([rank.get(body.fragments[-1], 0) if body.fragments else 0 for body in bodies], dtype=np.int64)
    stand = np.array([np.searchsorted(line, head[-1].at) for head in heads], dtype=np.int64)
    ahead = first[None, :] - stand[:, None]
    steps = np.searchsorted(np.array(BETWEEN), np.abs(ahead), side="right")
    out = np.where(ahead >= 0, steps, PLACES + np.minimum(steps, PLACES - 1))
    return np.where((stand[:, None] == last[None, :] + 1) & (ahead < 0), 2 * PLACES, out)


def direct(heads: Sequence[Sequence[Line]], bodies: Sequence[Body], place: Ints) -> Ints:
    """What stands between a head and a body's first line, where that is no body line.

    0 it is one, or the head stands behind; 1 something else that is no head; 2 and on the more lines of other heads.
    """
    first = np.array([body.fragments[0] if body.fragments else -1 for body in bodies], dtype=np.int64)[None, :]
    ahead = np.array([head[-1].ahead for head in heads], dtype=np.int64)[:, None]
    between = first - np.array([head[-1].at for head in heads], dtype=np.int64)[:, None] - 1
    near = np.searchsorted(np.array(HEADS_BETWEEN), between, side="right") + 2
    return np.where(place != 0, 0, np.where(ahead < first, 1, near)).astype(np.int64)


def columns(heads: Sequence[Sequence[Line]], bodies: Sequence[Body]) -> Ints:
    """Where bodies begin against heads, on pages whose columns stand side by side.

    0 unknown, 1 in another column, 2 in the same one but higher up, 3 to 5 below the head: near, farther, far.
    """
    left = np.array([body.left for body in bodies])
    row = np.array([body.row for body in bodies])
    mine = np.array([head[0].left for head in heads])
    rows = np.array([head[-1].row for head in heads])
    below = row[None, :] - rows[:, None]
    same = np.abs(left[None, :] - mine[:, None]) <= LEFT
    near = np.where(below <= 0, 2, np.where(below <= 4, 3, np.where(below <= 16, 4, 5)))
    return np.where((left[None, :] < 0) | (mine[:, None] < 0), 0, np.where(same, near, 1)).astype(np.int64)


def parts(fit: Fit, head: int, body: int) -> dict[str, float]:
    """What each group adds to the log odds of a pair, rounded for show."""
    by = weights().matches
    found = {group: by.hot[group][int(at[head, body])] for group, at in fit.hot.items()}
    found["share"] += by.numbers["share"] * float(fit.share[head, body])
    return {group: round(worth, 2) for group, worth in found.items()}


def log_odds(fit: Fit) -> Floats:
    """Heads by bodies: the log odds that they belong together."""
    by = weights().matches
    total = np.full(fit.share.shape, by.bias)
    for group, at in fit.hot.items():
        total += np.array(by.hot[group])[at]
    return total + by.numbers["share"] * fit.share
