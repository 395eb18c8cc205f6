"""Names that differ in one character from one that the page, or the user's list, writes otherwise."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache

from msgspec import Struct
from pypinyin import Style, lazy_pinyin
from rapidfuzz.distance import Hamming

from editor.core.evidence import Evidence
from editor.core.finding import Choice, Place
from editor.core.page import Page
from editor.language.words import known
from editor.suspects.chars import HAN, is_han
from editor.suspects.contract import Context, Spot
from editor.suspects.people import READ, Mention, data, mentions, name_length

KIND = "names"

OFTEN = 2
"""A name stands so many times before another that is nearly it is a slip."""

PHRASE_OFTEN = 3
"""As much for words of no person: places, organisations, works."""


SIDES = ((3, 1), (2, 2), (1, 3))
"""How many characters before and after it say that two characters stand in the same phrase."""

_HAN = re.compile(f"[{HAN}]{{5,}}")


class _Block(Struct, frozen=True):
    article: str
    at: int
    text: str


@cache
def alike(one: str, other: str) -> bool:
    """Whether two characters sound the same."""
    sounds = lazy_pinyin(one + other, style=Style.NORMAL)
    return sounds[0] == sounds[-1]


def _blocks(page: Page) -> list[_Block]:
    return [
        _Block(article.id, at, block.text)
        for article in page.articles
        for at, block in enumerate(article.blocks)
        if block.role in READ
    ]


def _variants(name: str) -> re.Pattern[str]:
    """Strings of the name's length that differ from it in one character."""
    each = (f"{name[:at]}[{HAN}]{name[at + 1 :]}" for at in range(len(name)))
    return re.compile(f"(?=({'|'.join(each)}))")


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """People first, then phrases that stand on the page many times one way and once another."""
    del evidence
    blocks, found = _blocks(page), mentions(page)
    told: set[tuple[str, int, int]] = set()
    for spot in (*_people(blocks, found, context.learned.names), *_phrases(blocks)):
        place = spot.place
        if place and not any((place.article, place.block, at) in told for at in range(place.start, place.end)):
            told.update((place.article, place.block, at) for at in range(place.start, place.end))
            yield spot


def _people(blocks: list[_Block], found: list[Mention], listed: frozenset[str]) -> Iterator[Spot]:
    whole = "\n".join([block.text for block in blocks])
    posts: defaultdict[str, set[str]] = defaultdict(set)
    for mention in found:
        posts[mention.name].add(mention.post)
    names = {name for name in {*posts, *listed} if len(name) >= 3}
    for name in sorted(names, key=lambda name: (-whole.count(name), name)):
        count, pattern = whole.count(name), _variants(name)
        if (count >= OFTEN or name in listed) and len(pattern.findall(whole)) > count:
            for block, at, other in _nearly(blocks, name, pattern):
                if other in listed or not _is_name(block.text, at, len(name)):
                    continue
                if name in listed or _slip(block, name, other, (count, whole.count(other)), posts):
                    code = "listed" if name in listed else "person"
                    place = Place(block.article, block.at, at, at + len(name))
                    args = (other, name, str(count))
                    yield Spot(code, args, (Choice(text=name),), 0.8, f"{other}/{name}", place)


def _nearly(blocks: list[_Block], name: str, pattern: re.Pattern[str]) -> Iterator[tuple[_Block, int, str]]:
    """Where strings stand that differ from `name` in one character."""
    for block in blocks:
        for match in pattern.finditer(block.text):
            if match[1] != name:
                yield block, match.start(), match[1]


def _is_name(text: str, at: int, length: int) -> bool:
    """Whether a person's name of that length stands there: its end can be told, and a title or a mark is before it."""
    before = text[:at]
    opens = not before or not is_han(before[-1]) or before.endswith(tuple(data().titles)) or before[-1] in data().loose
    return opens and name_length(text, at) == length


def _slip(block: _Block, name: str, other: str, counts: tuple[int, int], posts: dict[str, set[str]]) -> bool:
    """Whether `other` is `name` misspelt and no second person.

    A second person is introduced: other titles than the name's speak for two people, and so does one sentence that has
    both. Without any introduction of its own, in an article that has the name, it is a slip.
    """
    if counts[1] * 2 > counts[0] or re.search(f"{name}[^。！？]*{other}|{other}[^。！？]*{name}", block.text):
        return False
    mine, its = posts.get(name, set()) - {""}, posts.get(other, set()) - {""}
    if its:
        return bool(mine & its)
    return known(other) is False and Hamming.distance(name, other) == 1


def _phrases(blocks: list[_Block]) -> Iterator[Spot]:
    """A character that differs from the one that always stands between the same four others, and sounds like it."""
    between: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    places: dict[tuple[str, str, str], tuple[_Block, int]] = {}
    for block in blocks:
        for stretch in _HAN.finditer(block.text):
            start, end = stretch.span()
            for at in range(start, end):
                for left, right in SIDES:
                    if at - left >= start and at + right < end:
                        around = (block.text[at - left : at], block.text[at + 1 : at + 1 + right])
                        char = block.text[at]
                        between[around][char] += 1
                        places[(*around, char)] = block, at
    for (left, right), chars in between.items():
        if len(chars) == 2:
            (often, many), (once, few) = chars.most_common()
            if many >= PHRASE_OFTEN and few == 1 and once not in data().particles and alike(often, once):
                block, at = places[left, right, once]
                place = Place(block.article, block.at, at, at + 1)
                args = (left + once + right, left + often + right, str(many))
                yield Spot("phrase", args, (Choice(text=often),), 0.75, f"{once}/{often}", place)
