"""One post given to two people, and one person introduced as head and as deputy of the same body."""

import re
from collections import defaultdict
from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.finding import Choice
from editor.core.page import Page
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import line_number, raw_start
from editor.suspects.people import Mention, data, mentions

KIND = "titles"

_SENTENCE = re.compile(r"[。！？；]")


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """The second name for one post, then the deputy who is called head elsewhere (or the other way round)."""
    del evidence, context
    found = [mention for mention in mentions(page) if mention.post and not _elsewhen(page, mention)]
    yield from _two_people(page, found)
    yield from _two_ranks(found)


def _elsewhen(page: Page, mention: Mention) -> bool:
    """Whether the words round a mention speak of another time, rank or of a change in office."""
    place = mention.place
    text = page.blocks(place.article)[place.block].text
    title = place.start - len(mention.title)
    sentence = _SENTENCE.split(text[: place.start])[-1] + _SENTENCE.split(text[place.end :])[0]
    before = re.search(rf"(?:{data().other})[一-鿿]{{0,6}}$", text[max(0, title - 10) : title])
    named = before is not None and not (mention.title[0] == "副" and before[0] == "副")
    return named or re.search(data().change, sentence) is not None


def _where(page: Page, mention: Mention) -> str:
    block = page.blocks(mention.place.article)[mention.place.block]
    return str(line_number(page, max(0, raw_start(block))))


def _two_people(page: Page, found: list[Mention]) -> Iterator[Spot]:
    posts: defaultdict[str, dict[str, Mention]] = defaultdict(dict)
    for mention in found:
        body = len(mention.post) - len(mention.title)
        if _single(mention) and body >= _needed(page, mention):
            posts[mention.post].setdefault(mention.name, mention)
    for post, people in posts.items():
        first, *others = people.values()
        for other in others:
            if _apart(first.name, other.name):
                args = (post, other.name, first.name, _where(page, first))
                choices = (Choice(text=first.name),)
                yield Spot("two_people", args, choices, 0.6, other.name, place=other.place)


def _single(mention: Mention) -> bool:
    """Whether the post is one that one person holds; a secretariat has several secretaries."""
    return mention.title in data().single and not mention.post.endswith("书记处书记")


def _needed(page: Page, mention: Mention) -> int:
    """How many characters must name the body, so that it is one body.

    Four for 书记 (a town’s 镇党委, not 省委), three for others, none for 区长, which says it itself unless it follows
    another title that names the place (某市委副书记、市长).
    """
    text = page.blocks(mention.place.article)[mention.place.block].text
    chained = text[: mention.place.start - len(mention.post)].endswith("、")
    if mention.title in {"市长", "区长", "县长", "镇长"} and not chained:
        return 0
    return 4 if mention.title == "书记" else 3


def _apart(one: str, other: str) -> bool:
    """Whether two names are two people's; a difference of one character is told by the detector of names."""
    return one not in other and other not in one and sum(a != b for a, b in zip(one, other, strict=False)) > 1


def _two_ranks(found: list[Mention]) -> Iterator[Spot]:
    ranks: defaultdict[tuple[str, str], dict[bool, list[Mention]]] = defaultdict(lambda: {True: [], False: []})
    for mention in found:
        deputy = mention.title.startswith("副")
        title = mention.title.removeprefix("副")
        if title in data().single:
            body = mention.post[: -len(mention.title)]
            ranks[mention.name, body + title][deputy].append(mention)
    for (name, post), sides in ranks.items():
        if sides[True] and sides[False]:
            later = found.index(sides[True][0]) > found.index(sides[False][0])
            fewer, more = sorted((sides[later], sides[not later]), key=len)
            for mention in fewer:
                yield Spot("two_ranks", (name, mention.title, more[0].title, post), (), 0.6, name, place=mention.place)
