"""The people whom a page names, told by the titles before them and the words after them."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from editor.core.finding import Place
from editor.core.page import BODY_ROLES, Page, Role
from editor.language.words import frequency
from editor.resources import resource
from editor.suspects.chars import HAN
from editor.suspects.trade import trade

COMMON = 20
"""A word that the dictionary counts so often, directly after a name, shows where the name ends."""

USUAL = 500
"""A word that the dictionary counts so often is no surname with half a given name."""

EVERYDAY = 3000
"""A word so common is none of the given names that are words too (建国, 和平)."""

READ = (*BODY_ROLES, Role.HEADLINE, Role.KICKER, Role.DECK)
_EDGE = re.compile(rf"$|[^{HAN}A-Za-z0-9·]")


class People(Struct, frozen=True):
    """`resources/suspects/people.toml`."""

    titles: list[str]
    single: list[str]
    other: str
    change: str
    follows: str
    says: str
    loose: str
    particles: str


class Mention(Struct, frozen=True):
    """A name in a block's text; `post` is the body and title directly before it, empty when no title stands there."""

    name: str
    place: Place
    title: str = ""
    post: str = ""


@cache
def data() -> People:
    """How people are introduced."""
    return msgspec.toml.decode(resource("suspects/people.toml").read_bytes(), type=People)


@cache
def _title() -> re.Pattern[str]:
    return re.compile("|".join(sorted(data().titles, key=len, reverse=True)))


@cache
def _follows() -> re.Pattern[str]:
    return re.compile(data().follows)


@cache
def _bare() -> re.Pattern[str]:
    """A name that opens a clause and is followed by what people do."""
    return re.compile(rf"(?:(?<=[。，；：”])|^)(?=[{HAN}]{{2,4}}?(?:{data().says}))")


def name_length(text: str, at: int, *, after: re.Pattern[str] | None = None) -> int:
    """How many characters the name at `at` has (2 to 4), 0 when none stands there or its end cannot be told.

    `after` is what must follow it; else a mark, a word that goes with people, or any common word.
    """
    compound = text[at : at + 2] in trade().compound
    if not compound and (text[at : at + 1] not in trade().surnames or _is_word(text, at)):
        return 0
    lengths = (4, 3) if compound else (3, 2)
    return next((length for length in lengths if _ends(text, at, at + length, after)), 0)


def _is_word(text: str, at: int) -> bool:
    """Whether a common word stands there and no name: 来到, 高度; 曾两次."""
    return frequency(text[at : at + 2]) >= USUAL or frequency(text[at + 1 : at + 3]) >= EVERYDAY


def _ends(text: str, start: int, end: int, after: re.Pattern[str] | None) -> bool:
    if end > len(text) or re.fullmatch(rf"[{HAN}]+", text[start:end]) is None:
        return False
    if _EDGE.match(text, end):
        return after is None
    if text[end - 1] in data().loose:
        return False
    if after is not None:
        return after.match(text, end) is not None
    return _follows().match(text, end) is not None or frequency(text[end : end + 2]) >= COMMON


def _post(text: str, at: int, title: str) -> str:
    """The title with what stands before it back to a mark or a word that ends a phrase; at most eight characters."""
    before = re.split(rf"[^{HAN}]|和|与|由|向|对|的|是|在|被|为", text[max(0, at - 8) : at])[-1]
    return before + title


def _in_text(text: str, article: str, block: int) -> Iterator[Mention]:
    said = re.compile(data().says)
    for match in _title().finditer(text):
        length = name_length(text, match.end())
        if length:
            place = Place(article, block, match.end(), match.end() + length)
            yield Mention(text[place.start : place.end], place, match[0], _post(text, match.start(), match[0]))
    for match in _bare().finditer(text):
        length = name_length(text, match.start(), after=said)
        if length:
            place = Place(article, block, match.start(), match.start() + length)
            yield Mention(text[place.start : place.end], place)


def mentions(page: Page) -> list[Mention]:
    """Every mention in the page's articles, in the order of the page."""
    out: list[Mention] = []
    for article in page.articles:
        for at, block in enumerate(article.blocks):
            if block.role in READ:
                out.extend(_in_text(block.text, article.id, at))
    return out
