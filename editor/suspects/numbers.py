"""Shares that add up to more than a whole, things that shrink by a multiple, numbers and units that are none."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from editor.core.page import Role
from editor.resources import resource
from editor.suspects.contract import Context, Hit

KIND = "numbers"
ROLES = (Role.PARAGRAPH, Role.CROSSHEAD, Role.HEADLINE, Role.KICKER, Role.DECK)

WHOLE = 101.0
"""Per cent; rounding of the parts may bring a right sum a little over a hundred."""

LEAST = 3
"""Two shares over a hundred may belong to two wholes."""

_SENTENCE = re.compile(r"[^。！？；]+")
_VALUE = re.compile(r"\d+(?:\.\d+)?")


class Numbers(Struct, frozen=True):
    """`resources/suspects/numbers.toml`: patterns, and for each unit symbol its wrong forms."""

    shrinks: str
    twice: str
    share: str
    spread: str
    several: str
    points: str
    groups: str
    units: dict[str, list[str]]


@cache
def _data() -> Numbers:
    return msgspec.toml.decode(resource("suspects/numbers.toml").read_bytes(), type=Numbers)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(getattr(_data(), name))


@cache
def _units() -> tuple[re.Pattern[str], dict[str, str]]:
    right = {wrong: symbol for symbol, wrongs in _data().units.items() for wrong in wrongs}
    longest = "|".join(sorted(map(re.escape, right), key=len, reverse=True))
    return re.compile(rf"(?<=\d)\s?(?P<unit>{longest})(?![A-Za-z0-9²³])"), right


def find(text: str, context: Context) -> Iterator[Hit]:
    """Each in turn; every one but units without a choice, for only the source knows the right number."""
    del context
    for name in ("shrinks", "twice", "points"):
        for match in _pattern(name).finditer(text):
            yield Hit(*match.span(), name, (match[0],), (), 0.8)
    for match in _pattern("groups").finditer(text):
        if _ill_grouped(match[0]):
            yield Hit(*match.span(), "groups", (match[0],), (), 0.75)
    for sentence in _SENTENCE.finditer(text):
        yield from _shares(sentence[0], sentence.start())
    pattern, right = _units()
    for match in pattern.finditer(text):
        symbol = right[match["unit"]]
        yield Hit(*match.span("unit"), "unit", (match["unit"], symbol), (symbol,), 0.7, match["unit"])


def _ill_grouped(number: str) -> bool:
    """Whether some of the groups after the first have three digits and some have not."""
    sizes = {len(group) for group in number.split(",")[1:]}
    return 3 in sizes and sizes != {3}


def _shares(sentence: str, offset: int) -> Iterator[Hit]:
    if _pattern("several").search(sentence):
        return
    parts = list(_pattern("share").finditer(sentence))
    total = sum(float(part["value"]) for part in parts)
    if len(parts) >= LEAST and total > WHOLE:
        yield Hit(offset + parts[0].start(), offset + parts[-1].end(), "sum", (f"{total:g}",), (), 0.7)
        return
    for match in _pattern("spread").finditer(sentence):
        values = [float(value) for value in _VALUE.findall(match["values"])]
        if sum(values) > WHOLE:
            yield Hit(offset + match.start(), offset + match.end(), "sum", (f"{sum(values):g}",), (), 0.7)
