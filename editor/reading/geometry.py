"""Geometry without coordinates: the measure of a page's columns, and what a line's width says about it."""

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.reading import em

Floats = npt.NDArray[np.float64]

_TOKEN = re.compile(r"[（《【「『“‘〈〔]*(?:[0-9A-Za-z.%+\-/&]+|[^0-9A-Za-z])[，。、；：？！）》】」』”’％%〉〕]*")
_ONE = re.compile(r"[（《【「『“‘〈〔]*.[，。、；：？！）》】」』”’％%〉〕]*")
_NARROWEST = 6.0


class Measure(Struct, frozen=True):
    """The column's width: `width` in em, `ascii_em` how wide a digit or letter is set (half an em, or a whole one)."""

    width: float
    ascii_em: float = 0.5


def measure(texts: Sequence[str]) -> Measure:
    """The measure that most lines of `texts` fill; 16 em when none repeats."""
    best = (0.0, Measure(16.0))
    for ascii_em in (0.5, 1.0):
        widths = Counter(
            round(em.greatest(text, ascii_em) * 2) / 2 for text in texts if em.greatest(text, ascii_em) >= _NARROWEST
        )
        if not widths:
            continue
        width, _ = max(widths.items(), key=lambda item: (item[1] + 0.5 * widths.get(item[0] + 1, 0), -item[0]))
        count = widths[width] + widths.get(width + 1, 0) + widths.get(width + 0.5, 0) + (ascii_em == 0.5) * 2
        best = max(best, (float(count), Measure(width, ascii_em)), key=lambda pair: pair[0])
    return best[1]


def first_token(text: str, ascii_em: float) -> float:
    """The least width of what a line break cannot part at the start of `text`, in em."""
    match = (_TOKEN if ascii_em < 1 else _ONE).match(text)
    return em.least(match.group(), ascii_em) if match else 1.0


class Widths(Struct, frozen=True):
    """For each line: least and greatest width, the least width of its first token, the measure of its column; in em."""

    least: Floats
    greatest: Floats
    token: Floats
    column: Floats


def widths(texts: Sequence[str], of: Measure) -> Widths:
    """The widths of lines set in one measure."""
    solid = ["".join(text.split()) for text in texts]
    return Widths(
        np.array([em.least(text, of.ascii_em) for text in solid]),
        np.array([em.greatest(text, of.ascii_em) for text in solid]),
        np.array([first_token(text, of.ascii_em) for text in solid]),
        np.full(len(solid), of.width),
    )
