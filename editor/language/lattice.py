"""The probability of short texts over all ways to cut them into words, many texts at a time."""

import numpy as np
import numpy.typing as npt

from editor.language.tables import NOTHING, Characters, Words

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

REACH = 5
"""The longest word looked for, in characters; longer ones are rare, and come out as two."""
UNWORDED = -14.0
"""What `longest` says for a character in no word: about what the rarest word says."""


def scores(characters: Characters, words: Words, rows: Ints) -> Floats:
    """Log probability of each row of character ids under the word model.

    A character that is no word of the model (a mark, a digit, a rare one) costs what it costs alone and cuts the
    context. NOTHING costs nothing.
    """
    _, best = forward(characters, words, rows)
    return np.logaddexp.reduce(best[:, rows.shape[1], :], axis=1)


def forward(characters: Characters, words: Words, rows: Ints) -> tuple[Ints, Floats]:
    """The words in each row (see `words_in`), and the log probability of what leads to each place.

    The latter by row, place and length of the word that ends there; 0 for what ends in no word.
    """
    count, width = rows.shape
    starts = words_in(words, rows)
    best = np.full((count, width + 1, REACH + 1), -np.inf)
    single = np.where(rows >= 0, characters.uni[np.maximum(rows, 0)], 0.0)
    best[:, 0, 0] = 0.0
    for at in range(width):
        came = best[:, at, :]
        _step(words, starts, came, single[:, at], at, best)
    return starts, best


def longest(words: Words, rows: Ints, columns: Ints) -> tuple[Ints, Floats]:
    """The length and log probability of the longest word over one column of each row, the likeliest of that length.

    1 and UNWORDED where no word of two characters or more lies there.
    """
    found, count = words_in(words, rows), np.arange(len(rows))
    length, log_p = np.ones(len(rows), np.int64), np.full(len(rows), UNWORDED)
    for size in range(2, min(REACH, rows.shape[1]) + 1):
        for back in range(size):
            start = columns - back
            fits = (start >= 0) & (start + size <= rows.shape[1])
            word = np.where(fits, found[count, np.where(fits, start, 0), size], -1)
            p = words.log_p[word]
            better = (word >= 0) & ((size > length) | (p > log_p))
            length, log_p = np.where(better, size, length), np.where(better, p, log_p)
    return length, log_p


def words_in(words: Words, rows: Ints) -> Ints:
    """Word numbers by row, start and length (0 unused), -1 where there is none."""
    count, width = rows.shape
    found = np.full((count, width, REACH + 1), NOTHING)
    for length in range(1, min(REACH, width) + 1):
        windows = np.lib.stride_tricks.sliding_window_view(rows, length, axis=1)
        flat = words.find(windows.reshape(-1, length)).reshape(count, -1)
        found[:, : width - length + 1, length] = np.where((windows > 0).all(axis=2), flat, -1)
    return found


def _step(words: Words, starts: Ints, came: Floats, single: Floats, at: int, best: Floats) -> None:
    """Goes on from position `at` with every word that starts there. Column 0 holds paths without a word before."""
    width = starts.shape[1]
    for length in range(1, min(REACH, width - at) + 1):
        word = starts[:, at, length]
        if length == 1:
            alone = np.logaddexp.reduce(came, axis=1) + single
            best[:, at + 1, 0] = np.where(word < 0, alone, best[:, at + 1, 0])
        rows = np.flatnonzero(word >= 0)
        if not len(rows):
            continue
        number = word[rows]
        total = came[rows, 0] + words.log_p[number]
        for before in range(1, min(REACH, at) + 1):
            first = starts[rows, at - before, before]
            held = np.flatnonzero((first >= 0) & np.isfinite(came[rows, before]))
            if len(held):
                step = came[rows[held], before] + words.after(first[held], number[held])
                total[held] = np.logaddexp(total[held], step)
        best[rows, at + length, length] = total
