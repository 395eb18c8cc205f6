"""Words in a text without spaces: Qt takes a whole Chinese sentence for one word."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence

from PySide6.QtGui import QKeyEvent, QKeySequence

Cut = Callable[[str], list[str]]
"""Gives the words of a text in their order; joined they are the text."""

_STANDARD = QKeySequence.StandardKey
_STEPS = {
    _STANDARD.MoveToPreviousWord: (-1, "move"),
    _STANDARD.MoveToNextWord: (1, "move"),
    _STANDARD.SelectPreviousWord: (-1, "select"),
    _STANDARD.SelectNextWord: (1, "select"),
    _STANDARD.DeleteStartOfWord: (-1, "delete"),
    _STANDARD.DeleteEndOfWord: (1, "delete"),
}


def by_letters(text: str) -> list[str]:
    """What can be had without a dictionary: Latin words, numbers, and every other character by itself."""
    return re.findall(r"[A-Za-zÀ-ɏ']+|[0-9.,]+|\s+|.", text, re.DOTALL)


def word_starts(text: str, cut: Cut) -> list[int]:
    """The code points at which a word or a group of marks begins."""
    starts: list[int] = []
    at, after_mark = 0, False
    for word in cut(text):
        mark = not any(letter.isalnum() for letter in word)
        if not word.isspace() and not (mark and after_mark):
            starts.append(at)
        at += len(word)
        after_mark = mark
    return starts


def word_around(text: str, at: int, cut: Cut) -> tuple[int, int]:
    """The word that holds the code point `at`, without spaces behind it."""
    starts = word_starts(text, cut)
    place = bisect_right(starts, at) - 1
    start = starts[place] if place >= 0 else 0
    end = starts[place + 1] if place + 1 < len(starts) else len(text)
    return start, start + len(text[start:end].rstrip())


def next_word(texts: Sequence[str], row: int, at: int, by: int, cut: Cut) -> tuple[int, int]:
    """Row and code point where the next (1) or previous (-1) word begins, over the ends of rows too."""
    starts = word_starts(texts[row], cut)
    if by > 0:
        if at >= len(texts[row]):
            return (row + 1, 0) if row + 1 < len(texts) else (row, at)
        place = bisect_right(starts, at)
        return row, starts[place] if place < len(starts) else len(texts[row])
    if at == 0:
        return (row - 1, len(texts[row - 1])) if row else (row, at)
    place = bisect_left(starts, at) - 1
    return row, starts[place] if place >= 0 else 0


def word_key(event: QKeyEvent) -> tuple[int, str] | None:
    """Which way a key goes by words, and whether it moves, selects or deletes; None for any other key."""
    return next((step for key, step in _STEPS.items() if event.matches(key)), None)
