"""Statistics of written Chinese: how probable a text is, how well one line goes on another.

Two models from one file (resources/model, built by resources/scripts/build_model.py): characters in trigrams, for
speed, and words in bigrams, for reach. Probabilities are natural logarithms. Digits count as one character, letters as
another, traditional characters as their simplified form, half-width marks as full-width ones. Everything is pure and
safe to use from several threads.
"""

from functools import cache

import numpy as np
import numpy.typing as npt

from editor.language.tables import Characters, Words, read
from editor.resources import resource

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REACH = 6
"""How many characters on either side of a break say whether it is one."""


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

    def word_frequency(self, word: str) -> float:
        """Share of `word` among all words of the word model, 0.0 when it is none of them."""
        return self.words.frequency(self.characters.encode(word))

    def bridge(self, left: str, right: str) -> float:
        """How much better `right` goes on `left` than chance has it, in log odds.

        Above 0 speaks for one text running across. Looks at REACH characters on either side; takes about 0.2 ms.
        """
        return float(self.bridges([left], [right])[0])

    def bridges(self, lefts: list[str], rights: list[str]) -> Floats:
        """`bridge` for pairs, a microsecond or two each."""
        return self.characters.bridges(
            self.characters.encode_ends([left[-REACH:] for left in lefts], 2, last=True),
            self.characters.encode_ends([right[:REACH] for right in rights], 2, last=False),
        )


@cache
def load() -> Model:
    """The shipped model; reads a file of 8 MB once, in some tens of milliseconds."""
    arrays = read(resource("model/model.npz"))
    return Model(Characters(arrays), Words(arrays))
