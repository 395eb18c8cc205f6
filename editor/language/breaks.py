"""How much more probable two short texts are as one than as two, over all ways to cut them into words.

What can be told of either side alone is reckoned once for all pairs: what leads to a break (`lattice.forward`), and
what goes on from it. A pair adds the words that meet at the break, and those that run across it.
"""

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language import lattice
from editor.language.lattice import REACH
from editor.language.tables import Characters, Words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Rest(Struct, frozen=True):
    """What texts say from each of their places on.

    `words` are word numbers by row, start and length (-1 none). `after` holds, by row, place and length of the word
    that ends there (0: none does), the log probability of what is left; `alone` that where the next character is no
    word (-inf where it is one).
    """

    words: Ints
    after: Floats
    alone: Floats


def across(characters: Characters, words: Words, lefts: Ints, rights: Ints, upper: Ints, lower: Ints) -> Floats:
    """For pairs of rows the log odds of one text against two.

    `lefts` end at the last column, `rights` begin at the first; `upper` and `lower` are the pairs' rows in them.
    """
    before, came = lattice.forward(characters, words, lefts)
    rest = _rest(characters, words, rights)
    total = _met(words, before, came, rest, upper, lower)
    for length in range(2, REACH + 1):
        for head in range(max(1, length - lefts.shape[1]), min(length - 1, rights.shape[1]) + 1):
            tail = length - head
            whole = np.flatnonzero((lefts[upper, -tail] > 0) & (rights[lower, head - 1] > 0))
            spelt = np.hstack([lefts[upper[whole], -tail:], rights[lower[whole], :head]])
            number = np.where((spelt > 0).all(axis=1), words.find(spelt), -1)
            held = number >= 0
            rows, word = whole[held], number[held]
            at = lefts.shape[1] - tail
            path = _led(words, before, came, upper[rows], at, word) + _left(words, rest, lower[rows], head, word)
            total[rows] = np.logaddexp(total[rows], path)
    end = lefts.shape[1]
    return total - np.logaddexp.reduce(came[:, end], axis=1)[upper] - rest.after[lower, 0, 0]


def _rest(characters: Characters, words: Words, rows: Ints) -> Rest:
    """Goes back from the end of each row."""
    count, width = rows.shape
    every = np.arange(count, dtype=np.int64)
    starts = lattice.words_in(words, rows)
    after = np.full((count, width + 1, REACH + 1), -np.inf)
    after[:, width] = 0.0
    alone = np.full((count, width + 1), -np.inf)
    alone[:, width] = 0.0
    single = np.where(rows >= 0, characters.uni[np.maximum(rows, 0)], 0.0)
    rest = Rest(starts, after, alone)
    for at in range(width - 1, -1, -1):
        alone[:, at] = np.where(starts[:, at, 1] < 0, single[:, at] + after[:, at + 1, 0], -np.inf)
        after[:, at, 0] = _left(words, rest, every, at, None)
        for before in range(1, min(REACH, at) + 1):
            number = starts[:, at - before, before]
            held = np.flatnonzero(number >= 0)
            after[held, at, before] = _left(words, rest, held, at, number[held])
    return rest


def _left(words: Words, rest: Rest, rows: Ints, at: int, before: Ints | None) -> Floats:
    """The log probability of rows from `at` on behind the words `before`, or behind no word."""
    total = rest.alone[rows, at]
    for length in range(1, min(REACH, rest.words.shape[1] - at) + 1):
        number = rest.words[rows, at, length]
        held = np.flatnonzero(number >= 0)
        if len(held):
            word = number[held]
            step = words.log_p[word] if before is None else words.after(before[held], word)
            total[held] = np.logaddexp(total[held], step + rest.after[rows[held], at + length, length])
    return total


def _led(words: Words, starts: Ints, came: Floats, rows: Ints, at: int, word: Ints) -> Floats:
    """The log probability of rows up to `at` and a word behind."""
    total = came[rows, at, 0] + words.log_p[word]
    for before in range(1, min(REACH, at) + 1):
        number = starts[rows, at - before, before]
        held = np.flatnonzero((number >= 0) & np.isfinite(came[rows, at, before]))
        if len(held):
            step = came[rows[held], at, before] + words.after(number[held], word[held])
            total[held] = np.logaddexp(total[held], step)
    return total


def _met(words: Words, starts: Ints, came: Floats, rest: Rest, upper: Ints, lower: Ints) -> Floats:
    """The log probability of pairs, of all ways in which no word runs across the break."""
    end = starts.shape[1]
    total = came[upper, end, 0] + rest.after[lower, 0, 0]
    for before in range(1, min(REACH, end) + 1):
        number = starts[upper, end - before, before]
        held = np.flatnonzero((number >= 0) & np.isfinite(came[upper, end, before]))
        if len(held):
            path = came[upper[held], end, before] + _left(words, rest, lower[held], 0, number[held])
            total[held] = np.logaddexp(total[held], path)
    return total
