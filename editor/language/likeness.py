"""Which characters look or sound alike.

Shapes are vectors made by resources/scripts/build_glyphs.py; sounds are pypinyin's readings without tones.
"""

import unicodedata
from functools import cache

import numpy as np
import numpy.typing as npt
from pypinyin.pinyin_dict import pinyin_dict

from editor.resources import resource

Singles = npt.NDArray[np.float32]

NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
"""Sounds that many speakers do not tell apart."""


class Shapes:
    """The looks of characters; see `shapes()`."""

    def __init__(
        self, codes: npt.NDArray[np.uint16], plain: npt.NDArray[np.bool_], vectors: npt.NDArray[np.int8]
    ) -> None:
        self.plain = "".join(chr(int(code)) for code in codes[plain])
        self._at = {chr(int(code)): at for at, code in enumerate(codes)}
        self._vectors = vectors.astype(np.float32) / np.float32(127)

    def vectors(self, text: str) -> Singles:
        """One row a character of `text`, zeros where its looks are not known."""
        at = np.array([self._at.get(char, -1) for char in text], np.int64)
        return np.where(at[:, None] >= 0, self._vectors[at], np.float32(0))

    def alike(self, one: str, other: str) -> float:
        """How much two characters look alike: 1 the same, above 0.5 to be mixed up, near 0 nothing in common."""
        first, second = self.vectors(one + other)
        return float(first @ second)


@cache
def shapes() -> Shapes:
    """The shipped table of 9,667 characters."""
    with np.load(resource("suspects/glyphs.npz"), allow_pickle=False) as stored:
        return Shapes(stored["codes"], stored["plain"], stored["vectors"])


@cache
def syllables(char: str) -> frozenset[str]:
    """The readings of a character without tones; empty for what is none."""
    readings = pinyin_dict.get(ord(char), "")
    plain = unicodedata.normalize("NFD", readings).encode("ascii", "ignore").decode()
    return frozenset(plain.split(",")) - {""}


def rough(syllable: str) -> str:
    """The syllable as a speaker has it who does not tell zh from z or ng from n."""
    for sound, near in NEAR:
        syllable = syllable.replace(sound, near)
    return syllable


def sound_alike(one: str, other: str) -> int:
    """2 when two characters share a reading, 1 when they nearly do, else 0."""
    first, second = syllables(one), syllables(other)
    if first & second:
        return 2
    return int(bool({rough(s) for s in first} & {rough(s) for s in second}))
