"""How lines hang together on a page that was read row by row: what tells a head from a body line before any order.

A line of a body goes on one line and another goes on it, a row further up and down, at the distance at which the lines
beside it do so too. A head stands alone; it is as wide as its type allows, as other heads of the page are, and the
lines that stand below it speak of the same things.
"""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import band, em, geometry, order
from editor.reading.marks import Marks
from editor.reading.signs import Signs, observe

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

HELD = (0.05, 0.2, 0.5, 0.8)
"""Upper edges of the chance that a line has one that goes on it, or that it goes on."""
LINKS = (-4.0, -2.0, 0.0, 2.0, 4.0)
"""Upper edges of the log odds of a line's best link."""
SIZES = (0.25, 0.45, 0.52, 0.58, 0.64, 0.7, 0.82, 0.95, 1.06)
"""Upper edges of a line's width as a share of the measure."""
SHORT, FULL = 0.82, 0.95
"""Shares of the measure up to which a line is short, and from which it fills its column."""
AS_WIDE = 0.3
"""Em by which lines of one width differ at most."""
ALIKE = (1, 3)
"""How many other short lines of the page that end in no mark are exactly as wide."""
SHARES = (0.0, 0.15, 0.3, 0.5)
"""Upper edges of the share of a line's weight that comes back in the lines below."""
BELOW = 72
"""Lines below a head among which its story begins: several rows of the widest broadsheet."""
STEP = len(HELD) + 1

GROUPS: dict[str, tuple[int, ...]] = {
    "onward": (3, 3, STEP),
    "back": (3, 3, STEP),
    "held": (3, STEP, STEP),
    "best_on": (3, 3, len(LINKS) + 1),
    "best_back": (3, 3, len(LINKS) + 1),
    "size": (2, len(SIZES) + 1, 3),
    "alike": (len(ALIKE) + 1, 3, STEP),
    "again": (3, 3, len(SHARES) + 1),
    "earlier": (3, 3, len(SHARES) + 1),
}
"""Groups of one-hot features; the endings are shape.ENDINGS."""


class Threads(Struct, frozen=True):
    """For each line the chance that another goes on it, that it goes on another, and its best links' log odds."""

    onward: Floats
    back: Floats
    best_on: Floats
    best_back: Floats


def threads(signs: Signs, inside: npt.NDArray[np.bool_], model: Model) -> Threads:
    """Follows the lines near by; those that are not `inside` take no part."""
    count = len(signs.texts)
    upper, lower = band.pairs_within(count)
    part = inside[upper] & inside[lower]
    upper, lower = upper[part], lower[part]
    scores = order.links(signs, upper, lower, model)
    chance = band.solve(band.laid_out(count, upper, lower, scores), band.Tuning())
    back = np.zeros(count)
    np.add.at(back, lower, chance[upper, lower - upper + band.REACH])
    best_on, best_back = np.full(count, -9.0), np.full(count, -9.0)
    down = lower > upper
    np.maximum.at(best_on, upper[down], scores[down])
    np.maximum.at(best_back, lower[down], scores[down])
    return Threads(chance.sum(1), back, best_on, best_back)


def features(
    texts: Sequence[str], ends: Ints, inside: npt.NDArray[np.bool_], marks: Marks, model: Model
) -> dict[str, Ints]:
    """Flat indices of the features of GROUPS; `ends` are places in shape.ENDINGS."""
    of = geometry.measure([text for text, part in zip(texts, inside.tolist(), strict=True) if part])
    signs = observe(texts, of, marks)
    found = threads(signs, inside, model)
    width = (signs.widths.least + signs.widths.greatest) / 2
    share = width / of.width
    kind = np.searchsorted(np.array((SHORT, FULL)), share, side="right")
    by = kind * 3 + ends
    onward, back = (np.searchsorted(np.array(HELD), chance, side="right") for chance in (found.onward, found.back))
    best_on, best_back = (
        np.searchsorted(np.array(LINKS), best, side="right") for best in (found.best_on, found.best_back)
    )
    style = int(of.ascii_em == 1.0)
    whole = np.array([all(em.is_han(char) for char in "".join(text.split())) for text in texts], dtype=np.int64)
    size = np.searchsorted(np.array(SIZES), share, side="right")
    lone = (kind == 0) & (ends == 2) & inside
    alike = np.searchsorted(np.array(ALIKE), _alike(width, lone), side="right")
    later, earlier = again(texts, model)
    return {
        "onward": by * STEP + onward,
        "back": by * STEP + back,
        "held": (kind * STEP + onward) * STEP + back,
        "best_on": by * (len(LINKS) + 1) + best_on,
        "best_back": by * (len(LINKS) + 1) + best_back,
        "size": (style * (len(SIZES) + 1) + size) * 3 + np.where(ends == 2, 1 + whole, 0),
        "alike": (alike * 3 + ends) * STEP + back,
        "again": by * (len(SHARES) + 1) + np.searchsorted(np.array(SHARES), later, side="left"),
        "earlier": by * (len(SHARES) + 1) + np.searchsorted(np.array(SHARES), earlier, side="left"),
    }


def _alike(width: Floats, lone: npt.NDArray[np.bool_]) -> Ints:
    """For each lone line how many other lone lines are exactly as wide."""
    wide = np.sort(width[lone])
    low, high = (np.searchsorted(wide, width + edge) for edge in (-AS_WIDE, AS_WIDE))
    return np.where(lone, high - low - 1, 0).astype(np.int64)


def again(texts: Sequence[str], model: Model) -> tuple[Floats, Floats]:
    """What share of each line's weight comes back in the lines below, and in those above: rare words weigh more."""
    grams = [[text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalpha()] for text in texts]
    named = sorted({gram for line in grams for gram in line})
    place = {gram: at for at, gram in enumerate(named)}
    weight = np.maximum(0.2, model.rarities(named) / 10) if named else np.zeros(0)
    return _found(grams, place, weight, 1), _found(grams, place, weight, -1)


def _found(grams: Sequence[Sequence[str]], place: dict[str, int], weight: Floats, step: int) -> Floats:
    count = len(grams)
    out = np.zeros(count)
    near: Counter[str] = Counter()
    for at in range(count - 1, -1, -1) if step > 0 else range(count):
        ids = [place[gram] for gram in grams[at]]
        hit = [place[gram] for gram in grams[at] if near[gram]]
        out[at] = weight[hit].sum() / weight[ids].sum() if ids else 0.0
        near.update(grams[at])
        gone = at + BELOW * step
        if 0 <= gone < count:
            near.subtract(grams[gone])
    return out
