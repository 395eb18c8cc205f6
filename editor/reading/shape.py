"""What a line looks like beside its neighbours: the features that tell head lines from body lines."""

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import cuts, em, geometry
from editor.reading.fragments import Fragment
from editor.reading.signs import STARTS, balance, end_sign, start_sign

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

FUNCTION = frozenset("的了是在和着这那他她它们也就都而及我你吗呢吧與這們說说個个")
SPACED = re.compile(r"[㐀-鿿”》』」] +[㐀-鿿“《『「0-9]")
WIDTHS = ("stub", "quarter", "half", "most", "indented", "near", "full", "over")
ENDINGS = ("sentence", "pause", "open")
BRIDGES = (-3.0, 0.0, 2.0, 4.0)
BESTS = (1.0, 2.5, 4.0, 5.5, 7.0)
WINDOW = 24
"""Lines on either side among which the best partner is looked for where columns run through each other."""
CHANCES = (0.1, 0.4, 0.7, 0.95)
HEADS_NEAR = (0.3, 1.0, 2.0, 3.5)
NEAR = 5
"""Lines on either side that stand in the same rows of a page that was read row by row."""
AHEAD, BEHIND = 6, 4
"""Lines ahead, and behind, that show where a band of stories begins: first lines follow, last lines went before."""
OUTSIDE = -1
"""A line that is known to be no text of an article: furniture, a jump line."""
DATELINE, CREDIT = STARTS.index("dateline"), STARTS.index("credit")
NONE = 3
"""The place of a neighbour that is not there, or is no line of text, among ENDINGS."""

GROUPS: dict[str, tuple[int, ...]] = {
    "width": (len(WIDTHS), len(ENDINGS)),
    "start": (len(STARTS),),
    "marks": (3, 2),
    "function": (4,),
    "space": (2, len(WIDTHS)),
    "above": (4, len(WIDTHS)),
    "below": (4, len(WIDTHS)),
    "opens": (3,),
    "gap": (2, 2),
    "flow_in": (4, len(BRIDGES) + 1),
    "flow_out": (3, len(BRIDGES) + 1),
    "firsts": (2, 2),
    "phrase": (len(BRIDGES) + 1, len(BRIDGES) + 1),
    "between": (4, 5, 3),
    "wide": (2, len(ENDINGS), 5),
    "alone": (2, 3, len(ENDINGS), 3),
    "goes_on": (len(ENDINGS), len(BESTS) + 1),
    "comes_from": (2, len(BESTS) + 1),
    "under": (4, len(WIDTHS), len(ENDINGS)),
    "over": (5, len(WIDTHS), len(ENDINGS)),
    "cut": (len(cuts.FITS), 4, len(BRIDGES) + 1),
    "brackets": (3, len(ENDINGS)),
    "band": (4, 3, 3),
}
SECOND: dict[str, tuple[int, ...]] = {
    "head_above": (len(CHANCES) + 2, len(BRIDGES) + 1),
    "head_below": (len(CHANCES) + 2, len(BRIDGES) + 1),
    "tail": (len(CHANCES) + 2, len(WIDTHS), len(ENDINGS)),
    "lead": (len(CHANCES) + 2, len(WIDTHS) + 1, len(ENDINGS)),
    "among": (len(HEADS_NEAR) + 1, len(WIDTHS)),
}
"""Groups of the second round, which knows what the first thought of a line's neighbours."""


class Shapes(Struct, frozen=True):
    """Arrays over lines.

    `hot` holds for each group the flat index of its one hot feature, `above` and `below` the places of the neighbours
    (-1 none), `into` and `out` the bridges to them; `flows` is how much of the page runs on in raw order.
    """

    hot: dict[str, Ints]
    above: Ints
    below: Ints
    into: Ints
    out: Ints
    flows: float


def neighbours(fragments: Sequence[Fragment]) -> tuple[Ints, Ints]:
    """For each fragment the one above and the one below (-1 none): in its column where columns stand side by side."""
    count = len(fragments)
    above, below = np.arange(-1, count - 1), np.append(np.arange(1, count), -1)[:count]
    if not any(fragment.column for fragment in fragments):
        return above, below
    above, below = np.full(count, -1), np.full(count, -1)
    edge: dict[int, int] = {}
    for at, fragment in enumerate(fragments):
        near = [column for column in edge if abs(column - fragment.column) <= 6]
        if near:
            best = max(near, key=lambda column: (fragments[edge[column]].line, -abs(column - fragment.column)))
            above[at] = edge.pop(best)
            below[above[at]] = at
        edge[fragment.column] = at
    return above, below


def width_kind(text: str, measure: geometry.Measure) -> int:
    """Place in WIDTHS."""
    solid = "".join(text.split())
    least, most = em.least(solid, measure.ascii_em), em.greatest(solid, measure.ascii_em)
    full = measure.width
    if least > full + 0.5:
        return 7
    if most >= full - 0.25:
        return 6
    if least <= full - 2 <= most + 0.25:
        return 4
    if least > full - 2:
        return 5
    return min(3, int(4 * most / full))


def ending(text: str) -> int:
    """Place in ENDINGS."""
    sign = end_sign(text)
    return 0 if sign == 0 else 1 if sign in {1, 7} else 2


class Told(Struct, frozen=True):
    """What marks alone tell of the fragments.

    `texts` are they without what was peeled off, `taken` holds for each 0, or its place in STARTS when it opens with a
    dateline or is a credit, or OUTSIDE; `closed` says whether a credit or a jump line was peeled off its end; `jumps`
    are the onward jump lines that stand on lines of their own.
    """

    texts: Sequence[str]
    taken: Sequence[int]
    closed: Sequence[bool]
    jumps: Sequence[str] = ()


def shapes(fragments: Sequence[Fragment], told: Told, model: Model) -> Shapes:
    """The features of all fragments."""
    texts = told.texts
    of = geometry.measure(texts)
    above, below = neighbours(fragments)
    widths = np.array([width_kind(text, of) for text in texts], dtype=np.int64)
    ends = np.array([ending(text) for text in texts], dtype=np.int64)
    starts = np.array([start_sign(text) for text in texts], dtype=np.int64)
    known = np.array(told.taken, dtype=np.int64)
    ended = np.array(told.closed, dtype=np.bool_)
    starts = np.where(known > 0, known, starts)
    into = _bridges(texts, above, np.arange(len(texts)), model)
    out = _bridges(texts, np.arange(len(texts)), below, model)
    gaps = _gaps(fragments)
    outside = (known == OUTSIDE) | (known == CREDIT)
    apart = outside | ended
    hot = {
        "width": widths * len(ENDINGS) + ends,
        "start": starts,
        "marks": np.array([min(2, text.count("，")) * 2 + ("。" in text[:-1]) for text in texts], dtype=np.int64),
        "function": np.array([min(3, sum(char in FUNCTION for char in text)) for text in texts], dtype=np.int64),
        "space": np.array([bool(SPACED.search(text)) for text in texts], dtype=np.int64) * len(WIDTHS) + widths,
        "above": np.where((above < 0) | apart[above], NONE, ends[above]) * len(WIDTHS) + widths[above],
        "below": np.where((below < 0) | outside[below], NONE, ends[below]) * len(WIDTHS) + widths[below],
        "opens": np.where(
            below < 0, 0, np.where(starts[below] == DATELINE, 1, np.where(starts[below] == CREDIT, 2, 0))
        ),
        "gap": gaps * 2 + np.where(below < 0, 1, gaps[below]),
        "flow_in": np.where((above < 0) | apart[above], NONE, ends[above]) * (len(BRIDGES) + 1) + into,
        "flow_out": ends * (len(BRIDGES) + 1) + out,
        "firsts": (above < 0).astype(np.int64) * 2 + (below < 0),
        "phrase": steps(model, ["。"] * len(texts), texts) * (len(BRIDGES) + 1)
        + steps(model, texts, ["。"] * len(texts)),
    }
    next_kind = np.where(
        (below < 0) | outside[below],
        0,
        np.where(starts[below] == DATELINE, 1, np.where(widths[below] == 4, 2, np.where(widths[below] == 7, 3, 4))),
    )
    last_kind = np.where((above < 0) | apart[above], NONE, ends[above])
    size = np.where(widths >= 6, widths - 5, 0)
    hot["under"] = last_kind * len(WIDTHS) * len(ENDINGS) + hot["width"]
    hot["over"] = next_kind * len(WIDTHS) * len(ENDINGS) + hot["width"]
    hot["between"] = (last_kind * 5 + next_kind) * 3 + size
    done = (last_kind == NONE) | ((last_kind == 0) & (widths[above] < 5))
    follows = np.where(next_kind == 1, 1, np.where((next_kind == 0) | (next_kind == 2), 2, 0))
    hot["alone"] = ((done * 3 + follows) * len(ENDINGS) + ends) * 3 + size
    hot["wide"] = ((widths == 7) * len(ENDINGS) + ends) * 5 + next_kind
    best_in, best_out = _bests(texts, known, ends, model)
    hot["goes_on"] = ends * (len(BESTS) + 1) + best_out
    hot["comes_from"] = (widths == 4) * (len(BESTS) + 1) + best_in
    rooms = [cuts.room(jump, of) for jump in told.jumps]
    fits = np.array([cuts.fit(text, rooms, of) for text in texts], dtype=np.int64)
    hot["cut"] = (fits * 4 + last_kind) * (len(BRIDGES) + 1) + into
    hot["brackets"] = np.array([_brackets(text) for text in texts], dtype=np.int64) * len(ENDINGS) + ends
    hot["band"] = _band(starts, widths, ends) * 3 + size
    runs_on = (ends != 0) & ~apart & (below >= 0) & (widths >= 4)
    flows = float((out[runs_on] >= 2).mean()) if runs_on.any() else 1.0
    return Shapes(hot, above, below, into, out, flows)


def _brackets(text: str) -> int:
    """0 when marks pair within the line, 1 when it closes what it did not open, 2 when it leaves some open."""
    opened, closed = balance(text)
    return 1 if closed else 2 if opened else 0


def _band(starts: Ints, widths: Ints, ends: Ints) -> Ints:
    """How many first lines stand just ahead of each line (to 3), times 3, and last lines just behind (to 2)."""
    first = (starts == DATELINE) | (widths == WIDTHS.index("indented"))
    last = (ends == 0) & (widths < WIDTHS.index("near"))
    return np.minimum(3, _within(first, 1, AHEAD)) * 3 + np.minimum(2, _within(last, -BEHIND, -1))


def _within(what: npt.NDArray[Any], first: int, last: int) -> npt.NDArray[Any]:
    """For each line the sum of `what` over the lines from `first` to `last` places after it."""
    total = np.concatenate([[0], np.cumsum(what)])
    at = np.arange(len(what))
    low, high = (np.clip(at + edge, 0, len(what)) for edge in (first, last + 1))
    return total[high] - total[low]


def second_round(shapes: Shapes, chance: Floats) -> dict[str, Ints]:
    """The groups of SECOND, given the first round's chances that a line is a head."""
    bucket = np.searchsorted(np.array(CHANCES), chance, side="right")
    steps, none = len(BRIDGES) + 1, len(CHANCES) + 1
    width = shapes.hot["width"]
    lower = np.where(shapes.below < 0, len(WIDTHS), width[shapes.below] // len(ENDINGS))
    up, down = (np.where(side < 0, none, bucket[side]) for side in (shapes.above, shapes.below))
    near = np.searchsorted(np.array(HEADS_NEAR), _within(chance, -NEAR, NEAR) - chance, side="right")
    return {
        "tail": up * len(WIDTHS) * len(ENDINGS) + width,
        "lead": (down * (len(WIDTHS) + 1) + lower) * len(ENDINGS) + width % len(ENDINGS),
        "among": near * len(WIDTHS) + width // len(ENDINGS),
        "head_above": np.where(shapes.above < 0, none, bucket[shapes.above]) * steps + shapes.into,
        "head_below": np.where(shapes.below < 0, none, bucket[shapes.below]) * steps + shapes.out,
    }


def _bests(texts: Sequence[str], known: Ints, ends: Ints, model: Model) -> tuple[Ints, Ints]:
    """For each line the best bridge into it and out of it within WINDOW, as places among BESTS."""
    count = len(texts)
    pairs = [
        (a, b)
        for a in range(count)
        if known[a] != OUTSIDE and ends[a] != 0
        for b in range(max(0, a - WINDOW), min(count, a + WINDOW + 1))
        if a != b and known[b] == 0
    ]
    best_in, best_out = np.full(count, -9.0), np.full(count, -9.0)
    if pairs:
        upper, lower = np.array(pairs).T
        bridge = model.bridges([texts[a] for a, _ in pairs], [texts[b] for _, b in pairs])
        np.maximum.at(best_in, lower, bridge)
        np.maximum.at(best_out, upper, bridge)
    steps = np.array(BESTS)
    return np.searchsorted(steps, best_in, side="right"), np.searchsorted(steps, best_out, side="right")


def _bridges(texts: Sequence[str], left: Ints, right: Ints, model: Model) -> Ints:
    pairs: list[tuple[int, int]] = list(zip(left.tolist(), right.tolist(), strict=True))
    lefts = [texts[a] if min(a, b) >= 0 else "" for a, b in pairs]
    return steps(model, lefts, [texts[b] if min(a, b) >= 0 else "" for a, b in pairs])


def steps(model: Model, lefts: Sequence[str], rights: Sequence[str]) -> Ints:
    """The bridges of pairs of texts as places among BRIDGES."""
    if not lefts:
        return np.zeros(0, dtype=np.int64)
    scores = model.bridges(list(lefts), list(rights))
    return np.searchsorted(np.array(BRIDGES), scores, side="right").astype(np.int64)


def _gaps(fragments: Sequence[Fragment]) -> Ints:
    """Whether more empty lines stand before a line than the page commonly has between lines."""
    gaps = np.array([fragment.gap for fragment in fragments], dtype=np.int64)
    usual = int(np.median(gaps)) if len(gaps) else 0
    return (gaps > usual).astype(np.int64)
