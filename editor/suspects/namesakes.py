"""Places where a text likely has a name: there no model knows what is probable."""

import re
from functools import cache

import msgspec
from msgspec import Struct

from editor.resources import resource
from editor.suspects.people import data as people
from editor.suspects.trade import trade


class _Words(Struct, frozen=True):
    """`resources/suspects/reread.toml`; `abbreviated` is a pattern."""

    foreign: str
    abbreviated: str


@cache
def _words() -> _Words:
    return msgspec.toml.decode(resource("suspects/reread.toml").read_bytes(), type=_Words)


@cache
def _foreign() -> frozenset[str]:
    return frozenset(_words().foreign)


@cache
def _abbreviated() -> re.Pattern[str]:
    return re.compile(_words().abbreviated)


@cache
def _titles() -> tuple[str, ...]:
    return tuple(people().titles)


def personal(text: str, at: int) -> bool:
    """Whether a title and a surname before `at`, or at it, make it part of a person's name."""
    surnames = trade().surnames
    starts = range(max(0, at - 2), at + 1)
    return any(text[start] in surnames and text[:start].endswith(_titles()) for start in starts)


def foreign(text: str, at: int) -> int:
    """How many characters in a row around `at` may transcribe a foreign name, `at` among them; 0 to 4."""
    if text[at] not in _foreign():
        return 0
    low, high = at, at + 1
    while low > 0 and text[low - 1] in _foreign():
        low -= 1
    while high < len(text) and text[high] in _foreign():
        high += 1
    return min(4, high - low)


def listed(text: str, at: int) -> bool:
    """Whether `at` lies in an item of a list that is a name or a single character: what should stand there is open."""
    low, high = at, at + 1
    while low > 0 and _in_item(text[low - 1]):
        low -= 1
    while high < len(text) and _in_item(text[high]):
        high += 1
    before, after, item = text[low - 1 : low], text[high : high + 1], text[low:high]
    if "、" not in {before, after}:
        return False
    return len(item) == 1 or (len(item) <= 3 and item[0] in trade().surnames)


def parallel(text: str, at: int) -> bool:
    """Whether `at` lies in a figure like 走深走细走实, where a character comes back three times every second place."""
    return any(
        text[low] == text[low + 2] == text[low + 4] and _in_item(text[low])
        for low in range(max(0, at - 5), min(at + 1, len(text) - 4))
    )


def abbreviated(text: str, at: int) -> bool:
    """Whether `at` lies in the short name of an office: each of its characters stands for a word of its own."""
    return any(match.start(1) <= at < match.end(1) for match in _abbreviated().finditer(text))


def _in_item(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
