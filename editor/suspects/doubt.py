"""How far a seam of a proposal is to be doubted: the chance that it is wrong.

The engine's chance for a seam looks at two lines. That the order as a whole is right far more often than that is what
the weights learned (resources/suspects/doubt.json, fitted by resources/scripts/fit_doubt.py).
"""

import unicodedata
from collections.abc import Sequence
from functools import cache

import msgspec
import numpy as np
import numpy.typing as npt

from editor.core.evidence import Seam, SeamKind
from editor.core.page import Page
from editor.language.model import load
from editor.resources import resource
from editor.suspects.broken_word import across

Floats = npt.NDArray[np.float64]

FEATURES = ("odds", "apart", "parted", "ended", "word", "bridge", "mixed", "mixed_apart", "near")
"""What is looked at; their order is that of the weights. The bias comes last."""

REACH = 8
_ENDS = "。！？…”」』"


@cache
def _weights() -> Floats:
    stored = msgspec.json.decode(resource("suspects/doubt.json").read_bytes(), type=dict[str, float])
    return np.array([stored[name] for name in (*FEATURES, "bias")])


def features(page: Page, seams: Sequence[Seam]) -> Floats:
    """A row for each seam, of the FEATURES in their order."""
    text = unicodedata.normalize("NFKC", page.raw.text)
    text = text if len(text) == len(page.raw.text) else page.raw.text
    lefts = ["".join(text[max(0, seam.left - 2 * REACH) : seam.left].split())[-REACH:] for seam in seams]
    rights = ["".join(text[seam.right : seam.right + 2 * REACH].split())[:REACH] for seam in seams]
    chance = np.clip([seam.confidence for seam in seams], 0.01, 0.99)
    odds = np.log(chance / (1 - chance))
    apart = np.array([bool(text[seam.left : seam.right].strip()) or seam.right < seam.left for seam in seams], float)
    parted = np.array([seam.kind is SeamKind.PARAGRAPH for seam in seams], float)
    ended = np.array([left[-1:] in _ENDS for left in lefts], float)
    word = np.array([bool(across(left, right)[0]) for left, right in zip(lefts, rights, strict=True)], float)
    bridge = np.clip(load().bridges(lefts, rights), -8, 8) if seams else np.zeros(0)
    joined = 1 - parted
    mixed = np.full(len(seams), apart.mean() if seams else 0.0)
    before = np.concatenate([odds[:1], odds[:-1]])
    after = np.concatenate([odds[1:], odds[-1:]])
    near = np.minimum(before, after)
    rows = (odds, apart, parted, ended, word * joined, bridge * joined * (1 - ended), mixed, mixed * apart, near)
    return np.stack(rows, axis=1)


def doubts(page: Page, seams: Sequence[Seam]) -> list[float]:
    """For each seam the chance (0 to 1) that it is wrong."""
    by = _weights()
    rows = features(page, seams) @ by[:-1] + by[-1]
    return [float(chance) for chance in 1 / (1 + np.exp(-rows))]
