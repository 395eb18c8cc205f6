"""Geometry without coordinates: the measure of a page's columns, and what a line's width says about it."""

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.reading import em

Floats = npt.NDArray[np.float64]

_TOKEN = re.compile(r"[（《【「『“‘〈〔]*(?:[0-9A-Za-z.%+\-/&]+|[^0-9A-Za-z])[，。、；：？！）》】」』”’％%〉〕]*")
_ONE = re.compile(r"[（《【「『“‘〈〔]*.[，。、；：？！）》】」』”’％%〉〕]*")
_NARROWEST = 6.0
EXCESS = 0.5
"""What a line wider than the measure counts against it: heads and captions are, body lines never."""


class Measure(Struct, frozen=True):
    """The column's width: `width` in em, `ascii_em` how wide a digit or letter is set (half an em, or a whole one)."""

    width: float
    ascii_em: float = 0.5


def measure(texts: Sequence[str]) -> Measure:
    """The measure that most lines of `texts` fill and few exceed; 16 em when there is nothing to go by.

    Lines that are two em short of it speak for it too: paragraphs are set in.
    """
    solid = ["".join(text.split()) for text in texts]
    best = (0.0, Measure(16.0))
    for ascii_em in (0.5, 1.0):
        least = np.array([em.least(text, ascii_em) for text in solid])
        greatest = np.array([em.greatest(text, ascii_em) for text in solid])
        wide = greatest >= _NARROWEST
        least, greatest = least[wide], greatest[wide]
        for room in np.unique(np.round(greatest * 2) / 2):
            full = (least <= room + 0.25) & (greatest >= room - 0.25)
            set_in = (least <= room - 1.75) & (greatest >= room - 2.25) & ~full
            worth = full.sum() + 0.5 * set_in.sum() - EXCESS * (least > room + 0.25).sum() + 2 * (ascii_em == 0.5)
            best = max(best, (float(worth), Measure(float(room), ascii_em)), key=lambda pair: pair[0])
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
