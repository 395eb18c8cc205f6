"""How probable it is that one line goes on another, as the same paragraph or the next one.

A multinomial logistic model over named features; its weights are data (resources/seams.json, fitted by
resources/scripts/fit_seams.py). Classes: join, paragraph, none (another story, or chance). The prior of "none" is that
of the fit, one chance pair for each true one; the order adds its own.
"""

from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.reading.echoes import LEVELS
from editor.reading.signs import ENDS, STARTS, Signs
from editor.resources import resource

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

HAN = ENDS.index("han")
CLASSES = ("join", "paragraph", "none")
SLACKS = (0.0, 1.0, 2.0, 4.0)
"""Upper edges, in em, of how much room was left when the upper line was broken; more is the last bucket."""
LOWER = ("over", "full", "near", "indented", "short", "stub", "indented_end")
BRIDGES = (-4.0, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 4.0, 6.0)
"""Upper edges of the buckets that a bridge falls into; it says much when it is high, little when it is low."""

GROUPS: dict[str, tuple[int, ...]] = {
    "marks": (len(ENDS), len(STARTS)),
    "room": (2, len(SLACKS) + 1, len(LOWER)),
    "quotes": (3, 3),
    "indent": (2, 4),
    "bridge": (3, len(BRIDGES) + 1),
    "echo": (3, LEVELS),
    "reporters": (2, 2),
}
"""Groups of one-hot features with their shapes."""


Pairs = dict[str, Ints]
"""Feature values of pairs: for each group the flat index of its one hot feature."""


class Weights(Struct, frozen=True):
    """`hot` for each group a row of three weights (CLASSES) a feature, and `bias`."""

    hot: dict[str, list[list[float]]]
    bias: list[float]


def lower_kind(signs: Signs) -> Ints:
    """Place in LOWER of each line's own width; what ends a sentence may be a paragraph's last line, and short."""
    width = signs.widths
    out = np.full(len(signs.texts), 4, dtype=np.int64)
    out[width.greatest <= width.column / 2] = 5
    set_in = (width.least <= width.column - 2) & (width.greatest >= width.column - 2.25)
    out[set_in] = np.where(signs.end[set_in] == 0, 6, 3)
    out[(width.least > width.column - 2) & (width.least <= width.column)] = 2
    out[(width.greatest >= width.column - 0.25) & (width.least <= width.column + 0.25)] = 1
    out[width.least > width.column + 0.5] = 0
    return out


def pairs(signs: Signs, upper: Ints, lower: Ints, bridge: Floats) -> Pairs:
    """Features of pairs of lines, given by their places; `bridge` is the language model's score of each."""
    width = signs.widths
    slack = width.column[upper] - width.least[upper] - width.token[lower]
    bucket = np.searchsorted(np.array(SLACKS), slack, side="right")
    bucket[slack <= 0] = 0
    ended = (signs.end[upper] == 0).astype(np.int64)
    kinds = lower_kind(signs)[lower]
    set_in = signs.indent[lower]
    indent = np.where(set_in < 0, 0, np.where(set_in < 0.6, 1, np.where(set_in < 3.5, 2, 3))).astype(np.int64)
    words = np.where(signs.end[upper] == HAN, 0, np.where(ended == 1, 1, 2))
    return {
        "marks": signs.end[upper] * len(STARTS) + signs.start[lower],
        "room": (ended * (len(SLACKS) + 1) + bucket) * len(LOWER) + kinds,
        "quotes": np.minimum(signs.opened[upper], 2) * 3 + np.minimum(signs.closed[lower], 2),
        "indent": ended * 4 + indent,
        "echo": words * LEVELS + signs.echoes.of(upper, lower),
        "reporters": signs.unsaid[upper] * 2 + signs.says[lower],
        "bridge": words * (len(BRIDGES) + 1) + np.searchsorted(np.array(BRIDGES), bridge, side="right"),
    }


def weights(*, misread: bool = False) -> Weights:
    """The shipped weights, for texts whose letters are right or for those that an OCR engine read."""
    return _all_weights()["misread" if misread else "clear"]


@cache
def _all_weights() -> dict[str, Weights]:
    return msgspec.json.decode(resource("seams.json").read_bytes(), type=dict[str, Weights])


def logits(of: Pairs, by: Weights, without: Sequence[str] = ()) -> Floats:
    """Scores of pairs for each class, one row a pair; groups named in `without` are left out (for ablation)."""
    out = np.tile(np.array(by.bias), (len(of["marks"]), 1))
    for group, at in of.items():
        if group not in without:
            out += np.array(by.hot[group])[at]
    return out


def chances(scores: Floats) -> Floats:
    """Probabilities of the classes."""
    exp = np.exp(scores - scores.max(axis=1, keepdims=True))
    return exp / exp.sum(axis=1, keepdims=True)


def links(scores: Floats) -> Floats:
    """Log odds that the lower line goes on the upper one at all."""
    return np.logaddexp(scores[:, 0], scores[:, 1]) - scores[:, 2]
