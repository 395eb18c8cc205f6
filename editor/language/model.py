"""Statistics of written Chinese: how probable a text is, how well one line goes on another.

Two models from one file (resources/model, built by resources/scripts/build_model.py): characters in trigrams, for
speed, and words in bigrams, for reach. Probabilities are natural logarithms. Digits count as one character, letters as
another, traditional characters as their simplified form, half-width marks as full-width ones. Everything is pure and
safe to use from several threads.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import numpy.typing as npt

from editor.language import breaks, lattice
from editor.language.tables import Characters, Words, read
from editor.resources import resource

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REACH = 6
"""How many characters on either side of a break say whether it is one."""
BRIDGE = (0.65, 0.37, 0.03)
"""Weights of characters and words in `bridge`, and its start: three numbers by logistic regression, seen on news
sentences that were not counted (the text of pages gives 0.81, 0.19, -0.20, and picks as well).
"""


class Model:
    """The language model. `load()` gives the shared one."""

    def __init__(self, characters: Characters, words: Words) -> None:
        self.characters = characters
        self.words = words

    def log_p(self, text: str, before: str = "") -> Floats:
        """Log probability of each character of `text` after the two before it; `before` is what precedes the text."""
        context = before[-2:]
        ids = self.characters.encode(context + text)
        return self.characters.log_p(ids)[len(context) :]

    def score(self, text: str) -> float:
        """Log probability of `text` by its characters; line ends and white space cut the context."""
        return float(self.log_p(text).sum())

    def char_p(self, char: str) -> float:
        """Log probability of one character anywhere; about -17 for one never seen."""
        return float(self.characters.uni[self.characters.encode(char)].sum())

    def rarity(self, text: str) -> float:
        """How much a coincidence of this text would surprise: minus its log probability, 0 for an empty one."""
        return -self.score(text)

    def rarities(self, pairs: Sequence[str]) -> Floats:
        """`rarity` of many pairs of characters."""
        first, second = self.characters.encode("".join(pairs)).reshape(-1, 2).T
        return -(self.characters.uni[first] + self.characters.after_one(first, second))

    def word_frequency(self, word: str) -> float:
        """Share of `word` among all words of the word model, 0.0 when it is none of them."""
        return self.words.frequency(self.characters.encode(word))

    def word_scores(self, texts: list[str]) -> Floats:
        """Log probability of each text by its words, over all ways to cut it; about a microsecond a character."""
        return lattice.scores(self.characters, self.words, self.characters.encode_rows(texts))

    def bridge(self, left: str, right: str) -> float:
        """How much better `right` goes on `left` than chance has it, in log odds.

        Above 0 speaks for one text running across. Looks at REACH characters on either side.
        """
        return float(self.bridges([left], [right])[0])

    def bridges(self, lefts: list[str], rights: list[str]) -> Floats:
        """`bridge` for pairs: 0.006 ms each when there are many of few texts."""
        left, upper = _distinct(lefts)
        right, lower = _distinct(rights)
        left, right = [text[-REACH:] for text in left], [text[:REACH] for text in right]
        ends, starts = self.characters.encode_rows(left, flush=True), self.characters.encode_rows(right)
        by_word = breaks.across(self.characters, self.words, ends, starts, upper, lower)
        by_char, word, start = BRIDGE
        return by_char * self.characters.bridges(left, right, upper, lower) + word * by_word + start

    def quick_bridges(self, lefts: list[str], rights: list[str]) -> Floats:
        """A rough `bridge` from two characters on either side: 0.002 ms each, for sifting many."""
        left, upper = _distinct(lefts)
        right, lower = _distinct(rights)
        return self.characters.bridges(left, right, upper, lower)


def _distinct(texts: Sequence[str]) -> tuple[list[str], Ints]:
    """The different ones of some texts, and the place among them of each."""
    place = {text: at for at, text in enumerate(dict.fromkeys(texts))}
    return list(place), np.array([place[text] for text in texts], dtype=np.int64)


@cache
def load() -> Model:
    """The shipped model; reads a file of 8 MB once, in some tens of milliseconds."""
    arrays = read(resource("model/model.npz"))
    return Model(Characters(arrays), Words(arrays))
