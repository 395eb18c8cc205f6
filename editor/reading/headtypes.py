"""What the widths of a head's lines say: which type it is set in, and over how many columns its story stands.

A head is broken only where it fills its block, so that all its lines but the last are as wide as their type allows.
The block is as wide as the story's columns together, and a page has few sizes of type, one for each kind of head.
Which sizes are usual is known from pages; a page whose lines fill another headline type has its own.
"""

from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import em, shape
from editor.reading.headvalues import Line, weights

Floats = npt.NDArray[np.float64]

ROLES = ("section", "kicker", "headline", "deck")
WIDEST = 6
"""Columns that a story stands over, at most."""
LEAST = 4
"""Em that a block holds of any type, at least."""
SLACK = 0.5
"""Em that a line may fall short by a space that was lost."""
OWN_SIZES = np.arange(1.3, 3.01, 0.02)
"""Sizes in body em that a page's own headline type may have, the same over any number of columns."""
OWN_LEAST = 2.5
"""What its lines must gain by that, in log odds: more than one line does; pages in the usual types gain nothing."""
FULL = 0.4
"""The share of head lines that fill their type; the others are of any width up to EVEN em."""
EVEN = 40.0
BY_ROLE, BY_COLUMNS = (0.1, 0.15, 0.55, 0.2), (0.5, 0.25, 0.12, 0.06, 0.04, 0.03)
"""The shares of full lines of each kind (ROLES), and over one column and more."""
WHOLE = shape.BRIDGES.index(0.0) + 1
"""The step of the bridge to a full stop from which on a line may be whole."""
HEADLINE = ROLES.index("headline")
BROKEN_ELSEWHERE = -4.0
"""What it adds to the log probability that a line is broken where its type would have room for more."""
TOO_WIDE = -4.0
"""What it adds that a line is wider than its type allows."""
LENGTHS = (20.5, 24.5, 28.5, 32.5, 36.5, 40.5)
"""Em of a whole head."""
BY_LINES = (8, 15, 22, 30, 45, 60, 90)


class Row(Struct, frozen=True):
    """One printed line of a head: its least and greatest width in em (with and without spaces), its first token's."""

    least: float
    greatest: float
    first: float


def rows(head: Sequence[Line]) -> list[Row]:
    """The printed lines of a head; clauses of one raw line are one."""
    texts: list[str] = []
    at = -1
    for line in head:
        if texts and line.at == at:
            texts[-1] += " " + line.text
        else:
            texts.append(line.text)
        at = line.at
    return [row(text) for text in texts]


def row(text: str) -> Row:
    """The widths of one printed line."""
    solid = "".join(text.split())
    width = em.greatest(solid)
    return Row(width, width + 0.5 * (len(text.strip()) - len(solid)), em.em(solid[0]) if solid else 1.0)


def page_room(lines: Sequence[Line], measure: float, model: Model) -> Floats:
    """`usual_room`, but for headlines that of a page's own type where its head lines fill one.

    Only lines count that do not end as a sentence could: whole heads are of like length by chance, or for looks.
    """
    usual = usual_room(measure)
    texts = [" ".join(line.text for line in printed) for printed in _printed(lines)]
    broken = shape.steps(model, texts, ["。"] * len(texts)) < WHOLE
    width = np.array([row(text).least for text in texts])[broken]
    best, gain = usual, OWN_LEAST
    for headline in _own_rooms(measure):
        room = usual.copy()
        room[HEADLINE] = headline
        more = _fills(width, room) - _fills(width, usual)
        if more > gain:
            best, gain = room, more
    return best


@cache
def usual_room(measure: float) -> Floats:
    """Em of type that the block of each kind of head (ROLES) holds over 1 to WIDEST columns of `measure` em."""
    habits = weights().habits
    size = np.array([[habits.sizes[role][min(1, n)] for n in range(WIDEST)] for role in ROLES])
    return _room(measure, size)


@cache
def _own_rooms(measure: float) -> tuple[Floats, ...]:
    """The different rooms of one type over 1 to WIDEST columns."""
    rooms = {tuple(_room(measure, np.full(WIDEST, size)).tolist()) for size in OWN_SIZES.tolist()}
    return tuple(np.array(room) for room in sorted(rooms))


def _room(measure: float, size: Floats) -> Floats:
    count = np.arange(1, WIDEST + 1)
    span = count * measure + (count - 1) * weights().habits.gutter
    return np.maximum(LEAST, np.floor(span / size + 1e-6))


def _fills(width: Floats, room: Floats) -> float:
    """Log probability of the widths of head lines, by how many fill a type."""
    fills = (width[:, None, None] <= room) & (width[:, None, None] > room - SLACK)
    full = (fills * np.outer(BY_ROLE, BY_COLUMNS)).sum(axis=(1, 2))
    return float(np.log((1 - FULL) / EVEN + FULL * full).sum())


def _printed(lines: Sequence[Line]) -> list[list[Line]]:
    return [list(row) for _, row in groupby(lines, key=lambda line: line.at)]


def likely(head: Sequence[Line], room: Floats) -> Floats:
    """Log probability of a head's widths by kind (ROLES) and columns: 0 where they agree with it; `room` as above."""
    out = np.zeros_like(room)
    printed = rows(head)
    for upper, lower in pairwise(printed):
        filled = (upper.least <= room) & (upper.greatest + lower.first > room - SLACK)
        out += np.where(filled, 0.0, BROKEN_ELSEWHERE)
    if printed:
        out += np.where(printed[-1].least > room, TOO_WIDE, 0.0)
    return out


def length(head: Sequence[Line]) -> float:
    """How rare a head as long as this is, as a log ratio (Habits.length)."""
    wide = sum(row.least for row in rows(head))
    return weights().habits.length[int(np.searchsorted(np.array(LENGTHS), wide))]


def full(upper: Row, lower: Row, room: Floats) -> int:
    """Whether a line ends where a type is full, and the lower line fits too.

    1 a headline's, 2 a headline's but for a lost space, 3 another type's, 4 that but for a space, 0 none's.
    """
    filled = (upper.least <= room) & (upper.greatest + lower.first > room - SLACK) & (lower.least <= room)
    close = filled & (upper.greatest + lower.first > room)
    if filled[HEADLINE].any():
        return 1 if close[HEADLINE].any() else 2
    if filled.any():
        return 3 if close.any() else 4
    return 0


def bucket(lines: int, *, cut: bool) -> int:
    """The row of Habits.columns for a body of so many lines."""
    return int(np.searchsorted(np.array(BY_LINES), lines, side="right")) * 2 + cut
