"""What a seam would say that the page says elsewhere: names and terms come back, and a break in one shows.

苏哈 ‖ 托 is one word where another line of the page holds 苏哈托, whether a dictionary knows it or not.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Ints = npt.NDArray[np.int64]

LEVELS = 4
"""0 nothing comes back, 1 the two characters at the seam, 2 three of the four, 3 both threes."""
_PLANE = 0x10000


class Echoes(Struct, frozen=True):
    """The last and first two characters of each line (0: a mark, a digit, nothing), and all twos and threes of lines.

    `twos` and `threes` are sorted keys.
    """

    tails: Ints
    heads: Ints
    twos: Ints
    threes: Ints

    def of(self, upper: Ints, lower: Ints) -> Ints:
        """For pairs of lines the level of what stands across their seam."""
        if not len(upper):
            return np.zeros(0, dtype=np.int64)
        before, end = self.tails[upper].T
        start, after = self.heads[lower].T
        two = _held(self.twos, _key(end, start))
        three = _held(self.threes, _key(before, end, start)).astype(np.int64) + _held(
            self.threes, _key(end, start, after)
        )
        return np.where(three > 0, 1 + three, two.astype(np.int64))


def echoes(texts: Sequence[str]) -> Echoes:
    """Reads all lines; linear in their length."""
    codes = [_codes(text) for text in texts]
    padded = [np.concatenate([np.zeros(2, np.int64), line, np.zeros(2, np.int64)]) for line in codes]
    tails = np.array([line[-4:-2] for line in padded], dtype=np.int64).reshape(-1, 2)
    heads = np.array([line[2:4] for line in padded], dtype=np.int64).reshape(-1, 2)
    run = np.concatenate([np.zeros(1, np.int64), *padded])
    twos, threes = _key(run[:-1], run[1:]), _key(run[:-2], run[1:-1], run[2:])
    return Echoes(tails, heads, np.unique(twos[twos > 0]), np.unique(threes[threes > 0]))


def _codes(text: str) -> Ints:
    """Code points, 0 for what is no letter: marks part words, and figures come back by chance."""
    codes = [ord(char) if char.isalpha() and ord(char) < _PLANE else 0 for char in text]
    return np.array(codes, dtype=np.int64)


def _key(*codes: Ints) -> Ints:
    """One number for each row of characters, 0 where one of them is no letter."""
    key, whole = codes[0], codes[0] > 0
    for code in codes[1:]:
        key, whole = key * _PLANE + code, whole & (code > 0)
    return np.where(whole, key, 0)


def _held(keys: Ints, wanted: Ints) -> npt.NDArray[np.bool_]:
    if not len(keys):
        return np.zeros(len(wanted), dtype=np.bool_)
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return (keys[at] == wanted) & (wanted > 0)
