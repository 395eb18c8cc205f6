"""How much two pieces of text speak of the same things: the rare pairs of characters that they share."""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

COMMON = 0.3
"""A pair of characters that stands in more than this share of the pieces says nothing."""
MANY = 12
"""Nor does one that stands in more pieces than this, on a page of any size."""
MIDDLE = 0.03
"""The likeness that says nothing, neither for one story nor for two."""
RARE_LEAST = 0.2
"""What the most common pair weighs, in tens of log probability."""


class Topics(Struct, frozen=True):
    """Pairs of pieces (upper * count + lower, sorted, upper before lower) with their likeness, 0 to 1.

    `weight` is what all pairs of characters of a piece weigh.
    """

    count: int
    keys: Ints
    likeness: Floats
    weight: Floats

    def of(self, upper: Ints, lower: Ints) -> Floats:
        """The likeness of pairs of pieces, in either order."""
        if not len(self.keys):
            return np.zeros(len(upper))
        wanted = np.minimum(upper, lower) * self.count + np.maximum(upper, lower)
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        return np.where(self.keys[at] == wanted, self.likeness[at], 0.0)

    def shared(self) -> Floats:
        """For every two pieces the weight that they share; nothing for a piece with itself."""
        upper, lower = self.keys // self.count, self.keys % self.count
        out = np.zeros((self.count, self.count))
        out[upper, lower] = self.likeness * np.sqrt(self.weight[upper] * self.weight[lower])
        return out + out.T


def topics(texts: Sequence[str], model: Model) -> Topics:
    """Compares all texts; a pair of characters weighs more the rarer it is in Chinese and on the page.

    Linear in the length of the texts: pairs that many of them share are passed over.
    """
    holders: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for gram in dict.fromkeys([text[k : k + 2] for k in range(len(text) - 1)]):
            if gram.isalpha():
                holders[gram].append(at)
    count = len(texts)
    held = np.array([len(where) for where in holders.values()], dtype=np.float64)
    rarity = model.rarities(list(holders)) if holders else np.zeros(0)
    weights = (np.maximum(RARE_LEAST, rarity / 10) * np.log((count + 1) / (held + 0.3))) ** 2
    every = np.array([at for where in holders.values() for at in where], dtype=np.int64)
    norm = np.full(count, 1e-9)
    np.add.at(norm, every, np.repeat(weights, held.astype(np.int64)))
    keys, worth = _shared(list(holders.values()), weights, min(MANY, max(2, int(COMMON * count))), count)
    return Topics(count, keys, worth / np.sqrt(norm[keys // count] * norm[keys % count]), norm)


def _shared(holders: Sequence[list[int]], weights: Floats, most: int, count: int) -> tuple[Ints, Floats]:
    """The keys of pairs of pieces that share anything, sorted, and what all that they share weighs.

    `holders` are the pieces that have a pair of characters, ascending; one that more than `most` have is passed over.
    """
    held = np.array([len(where) for where in holders], dtype=np.int64)
    keys: list[Ints] = [np.zeros(0, np.int64)]
    worth: list[Floats] = [np.zeros(0)]
    for size in range(2, most + 1):
        rows = np.flatnonzero(held == size)
        where = np.array([holders[row] for row in rows.tolist()], dtype=np.int64).reshape(-1, size)
        first, second = np.triu_indices(size, 1)
        keys.append((where[:, first] * count + where[:, second]).ravel())
        worth.append(np.repeat(weights[rows], len(first)))
    found, at = np.unique(np.concatenate(keys), return_inverse=True)
    total = np.zeros(len(found))
    np.add.at(total, at, np.concatenate(worth))
    return found, total
