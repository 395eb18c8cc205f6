"""The model's arrays, unpacked for look-up."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Arrays = dict[str, npt.NDArray[np.generic]]

BITS = 14
"""Bits of a character id in a key; resources/scripts/build_model.py packs the same way."""
STEP, BOW_STEP, BOW_TOP, PAIR_STEP = 0.08, 0.04, 2.0, 0.22
"""The steps in which log probabilities and back-off weights are stored."""
LONGEST = 8
NOTHING = -1
"""Fills rows of ids up to a common length."""


def read(path: Path) -> Arrays:
    """The arrays of a model file."""
    with np.load(path, allow_pickle=False) as stored:
        return {name: stored[name] for name in stored.files}


def _whole(array: npt.NDArray[np.generic]) -> Ints:
    return array.astype(np.int64)


def _log_p(array: npt.NDArray[np.generic]) -> Floats:
    return array.astype(np.float64) * -STEP


def _log_bow(array: npt.NDArray[np.generic]) -> Floats:
    return BOW_TOP - array.astype(np.float64) * BOW_STEP


def find(keys: Ints, wanted: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Where each wanted key stands among the sorted keys, and whether it does."""
    at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
    return at, keys[at] == wanted


class Characters:
    """Character trigrams with back-off. Ids: 0 unknown or white space, 1 digit, 2 Latin letter, then characters."""

    def __init__(self, arrays: Arrays) -> None:
        self._ids = np.zeros(0x10000, np.int64)
        self._ids[_whole(arrays["codes"])] = _whole(arrays["ids"])
        self.uni = _log_p(arrays["uni"])
        self.uni_bow = _log_bow(arrays["uni_bow"])
        rows = np.repeat(np.arange(len(self.uni)), _whole(arrays["two_rows"]))
        self._two = rows << BITS | _whole(arrays["two"])
        self._two_p = _log_p(arrays["two_p"])
        self._two_bow = _log_bow(arrays["two_bow"])
        rows = np.repeat(np.arange(len(self._two)), _whole(arrays["three_rows"]))
        self._three = rows << BITS | _whole(arrays["three"])
        self._three_p = _log_p(arrays["three_p"])

    def encode(self, text: str) -> Ints:
        """Ids of the characters, one a code point."""
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32).astype(np.int64)
        return np.where(codes < 0x10000, self._ids[codes & 0xFFFF], 0)

    def encode_rows(self, texts: Sequence[str], *, flush: bool = False) -> Ints:
        """Ids of many texts, one row a text, filled up with NOTHING to the longest; at their start if `flush`."""
        lengths = np.array([len(text) for text in texts], np.int64)
        rows = np.full((len(texts), int(lengths.max(initial=0))), NOTHING)
        column = np.arange(rows.shape[1])
        rows[(column[::-1] if flush else column) < lengths[:, None]] = self.encode("".join(texts))
        return rows

    def pairs(self) -> tuple[Ints, Ints, Floats]:
        """All stored bigrams: first ids, sorted, second ids, log probabilities."""
        return self._two >> BITS, self._two & ((1 << BITS) - 1), self._two_p

    def after_one(self, first: Ints, second: Ints) -> Floats:
        """Log probability of each `second` after its `first`."""
        at, held = find(self._two, first << BITS | second)
        return np.where(held, self._two_p[at], self.uni_bow[first] + self.uni[second])

    def after_two(self, first: Ints, second: Ints, third: Ints) -> Floats:
        """Log probability of each `third` after `first` and `second`."""
        row, held = find(self._two, first << BITS | second)
        at, found = find(self._three, row << BITS | third)
        lower = self.after_one(second, third) + np.where(held, self._two_bow[row], 0.0)
        return np.where(held & found, self._three_p[at], lower)

    def log_p(self, ids: Ints) -> Floats:
        """Log probability of each id after the two before it; the first has no context."""
        padded = np.concatenate([np.zeros(2, np.int64), ids])
        return self.after_two(padded[:-2], padded[1:-1], ids)

    def bridges(self, lefts: Sequence[str], rights: Sequence[str], upper: Ints, lower: Ints) -> Floats:
        """Log odds that texts go on one another, by two characters of each, against having met by chance.

        `upper` and `lower` are the places of pairs in `lefts` and `rights`.
        """
        before, end = self.encode("".join([text[-2:].rjust(2) for text in lefts])).reshape(-1, 2).T
        start, after = self.encode("".join([text[:2].ljust(2) for text in rights])).reshape(-1, 2).T
        alone = self.uni[start] + self.after_one(start, after)
        joined = self.after_two(before[upper], end[upper], start[lower])
        joined += self.after_two(end[upper], start[lower], after[lower])
        return joined - alone[lower]


class Words:
    """Words and their bigrams."""

    def __init__(self, arrays: Arrays) -> None:
        lengths = _whole(arrays["word_lengths"])
        chars = _whole(arrays["word_chars"])
        self._keys: list[Ints] = [np.zeros(0, np.int64)]
        self._first = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
        start = 0
        for length in range(1, LONGEST + 1):
            size = int(lengths[length]) * length
            self._keys.append(self.keys(chars[start : start + size].reshape(-1, length)))
            start += size
        self.log_p = _log_p(arrays["word_p"])
        self.bow = _log_bow(arrays["word_bow"])
        packed = _whole(arrays["pairs"])
        low = packed[:, 0] | packed[:, 1] << 8 | packed[:, 2] << 16
        self._pairs = np.repeat(np.arange(len(self.log_p)), _whole(arrays["pair_rows"])) << 18 | low >> 6
        self._pair_p = (low & 63) * -PAIR_STEP

    @staticmethod
    def keys(rows: Ints) -> Ints:
        """One key for each row of character ids; in the order of spelling up to four characters."""
        key = np.zeros(len(rows), np.int64)
        for at in range(rows.shape[1]):
            key = (key << BITS if at < 4 else key * 0x9E3779B1) + rows[:, at]
        return key

    def find(self, rows: Ints) -> Ints:
        """The number of the word that each row of character ids spells, -1 where none does."""
        length = int(rows.shape[1])
        if length > LONGEST or not len(self._keys[length]):
            return np.full(len(rows), -1)
        at, held = find(self._keys[length], self.keys(rows))
        return np.where(held, at + int(self._first[length]), -1)

    def frequency(self, ids: Ints) -> float:
        """Share of the word that `ids` spell, 0.0 when there is none."""
        number = int(self.find(ids[None, :])[0]) if len(ids) else -1
        return float(np.exp(self.log_p[number])) if number >= 0 else 0.0

    def after(self, first: Ints, second: Ints) -> Floats:
        """Log probability of each word after the one before it."""
        at, held = find(self._pairs, first << 18 | second)
        return np.where(held, self._pair_p[at], self.bow[first] + self.log_p[second])
