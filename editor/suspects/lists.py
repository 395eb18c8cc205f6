"""Numbered points with one left out or one counted twice: 一是…三是, （一）…（三）."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from editor.core.evidence import Evidence
from editor.core.finding import Place
from editor.core.page import BODY_ROLES, Article, Page
from editor.resources import resource
from editor.suspects.contract import Context, Spot

KIND = "lists"

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")}


class Style(Struct, frozen=True):
    """One way of counting; `pattern` has the numeral as its group."""

    name: str
    pattern: str


class _Point(Struct, frozen=True):
    number: int
    said: str
    place: Place


@cache
def _styles() -> tuple[tuple[str, re.Pattern[str]], ...]:
    content = msgspec.toml.decode(resource("suspects/lists.toml").read_bytes(), type=dict[str, list[Style]])
    return tuple((style.name, re.compile(style.pattern)) for style in content["style"])


def numeral(text: str) -> int:
    """The value of 3, ③, 三, 十三 or 二十三; 0 when it is none of them."""
    if text.isdecimal():
        return int(text)
    if "①" <= text <= "⑳":
        return ord(text) - ord("①") + 1
    tens, ten, ones = text.rpartition("十")
    if any(char not in _DIGITS for char in tens + ones) or len(ones) > 1 or len(tens) > 1:
        return 0
    return (_DIGITS.get(tens, 1) * 10 if ten else 0) + _DIGITS.get(ones, 0)


def _points(article: Article, pattern: re.Pattern[str]) -> Iterator[_Point]:
    for at, block in enumerate(article.blocks):
        for match in pattern.finditer(block.text) if block.role in BODY_ROLES else ():
            number = numeral(match[1])
            if number:
                yield _Point(number, match[0], Place(article.id, at, match.start(), match.end()))


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """The first point after a gap and every repeated one, in counts that begin at one."""
    del evidence, context
    for article in page.articles:
        for _, pattern in _styles():
            last: _Point | None = None
            for point in _points(article, pattern):
                if point.number == 1:
                    last = point
                    continue
                if last is None:
                    continue
                if point.number == last.number + 2 or (point.number == last.number > 1):
                    code = "gap" if point.number > last.number else "twice"
                    yield Spot(code, (last.said, point.said), (), 0.75, place=point.place)
                last = point if point.number > last.number else None
