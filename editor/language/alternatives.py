"""What else could stand at a place: characters that fit both sides, ranked by the model and by likeness."""

from functools import cache, lru_cache

import numpy as np

from editor.language.likeness import Singles, rough, shapes, syllables
from editor.language.model import Model, load
from editor.language.tables import Floats, Ints

LOOKS = np.float32(8.0)
"""What full likeness of shape adds to a log probability when candidates are sifted."""
FAR = np.float32(-99)
"""The likeness of what is no candidate."""
RAREST = -14.0
"""Characters less probable than this are never proposed."""
CHUNK = 500
"""Places sifted at a time: 10 MB of scores."""
ROWS = 2000
"""How many rows of candidate scores are kept, 20 KB each."""


class Alternatives:
    """Candidates for places in a text; `alternatives()` gives the shared one."""

    def __init__(self, model: Model) -> None:
        chars = model.characters
        self.model = model
        self.text = "".join(char for char in shapes().plain if model.char_p(char) > RAREST)
        self.ids = chars.encode(self.text)
        self._looks = shapes().vectors(self.text)
        self._column = np.full(len(chars.uni), -1)
        self._column[self.ids] = np.arange(len(self.ids))
        self._first, self._second, self._log_p = chars.pairs()
        self._by_second = np.argsort(self._second, kind="stable")
        self._second_sorted = self._second[self._by_second]
        self._sounding = _by_sound(self.text)
        self.after = lru_cache(ROWS)(self._after)
        self.before = lru_cache(ROWS)(self._before)
        self.like = lru_cache(ROWS)(self._like)
        self.heard = lru_cache(ROWS)(self._heard)

    def _after(self, left: int) -> Singles:
        """Log probability of every candidate after the character `left`."""
        chars = self.model.characters
        row = (chars.uni_bow[left] + chars.uni[self.ids]).astype(np.float32)
        low, high = np.searchsorted(self._first, (left, left + 1))
        columns = self._column[self._second[low:high]]
        row[columns[columns >= 0]] = self._log_p[low:high][columns >= 0]
        return row

    def _before(self, right: int) -> Singles:
        """Log probability of the character `right` after every candidate."""
        chars = self.model.characters
        row = (chars.uni_bow[self.ids] + chars.uni[right]).astype(np.float32)
        low, high = np.searchsorted(self._second_sorted, (right, right + 1))
        pairs = self._by_second[low:high]
        columns = self._column[self._first[pairs]]
        row[columns[columns >= 0]] = self._log_p[pairs[columns >= 0]]
        return row

    def _like(self, char: str) -> Singles:
        """What likeness of shape to `char` adds to every candidate; the character itself is out."""
        row = self._looks @ shapes().vectors(char)[0] * LOOKS
        return np.where(self.ids == self.model.characters.encode(char)[0], FAR, row)

    def _heard(self, char: str) -> Singles:
        """0 for the candidates that sound like `char`, far less for all others and for the character itself."""
        row = np.full(len(self.ids), FAR)
        for syllable in syllables(char):
            row[self._sounding.get(syllable, ())] = 0.0
        return np.where(self.ids == self.model.characters.encode(char)[0], FAR, row)

    def sift(self, ids: Ints, places: list[int], likeness: list[Singles], most: int) -> Ints:
        """Columns of the `most` likeliest candidates for each place, one row a place, in no order.

        `likeness` has a row of every candidate's likeness for each place (from `like` or `heard`).
        """
        scores = np.empty((min(CHUNK, len(places)), len(self.ids)), np.float32)
        best: list[Ints] = []
        for start in range(0, len(places), CHUNK):
            some = places[start : start + CHUNK]
            for row, (at, like) in enumerate(zip(some, likeness[start : start + CHUNK], strict=True)):
                np.add(self.after(int(ids[at - 1]) if at else 0), like, out=scores[row])
                if at + 1 < len(ids) and ids[at + 1]:
                    scores[row] += self.before(int(ids[at + 1]))
            best.append(np.argpartition(-scores[: len(some)], most, axis=1)[:, :most])
        return np.concatenate(best)

    def scores(self, ids: Ints, places: Ints, candidates: Ints) -> tuple[Floats, Floats]:
        """Log probability of each candidate id at its place and of the two characters after it; and of it alone.

        `candidates` has one row of ids for each place. White space and the end of the text say nothing.
        """
        padded = np.concatenate([np.zeros(2, np.int64), ids, np.zeros(2, np.int64)])
        shape = candidates.shape
        a, b, d, e = (np.broadcast_to(padded[places + step][:, None], shape) for step in (0, 1, 3, 4))
        chars = self.model.characters
        own = chars.after_two(a, b, candidates)
        next_one = np.where(d > 0, chars.after_two(b, candidates, d), 0.0)
        next_two = np.where((d > 0) & (e > 0), chars.after_two(candidates, d, e), 0.0)
        return own + next_one + next_two, own


def _by_sound(text: str) -> dict[str, Ints]:
    found: dict[str, list[int]] = {}
    for column, char in enumerate(text):
        for syllable in syllables(char):
            found.setdefault(syllable, []).append(column)
    near: dict[str, set[int]] = {}
    for syllable, columns in found.items():
        near.setdefault(rough(syllable), set()).update(columns)
    return {syllable: np.array(sorted(near[rough(syllable)]), np.int64) for syllable in found}


@cache
def alternatives() -> Alternatives:
    """The candidates of the shipped model."""
    return Alternatives(load())
