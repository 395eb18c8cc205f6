"""Quotation marks and brackets that do not pair, or stay open over a story's end.

A quotation may run over several paragraphs, each opening it again and only the last closing it.
"""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from editor.core.evidence import Evidence
from editor.core.finding import Choice, Place
from editor.core.page import BODY_ROLES, Article, Block, Page, Role
from editor.resources import resource
from editor.suspects.contract import Context, Spot

KIND = "pairs"

_LATIN = re.compile("[A-Za-z0-9]")
FOLD = str.maketrans("()[]", "（）［］")


class Pairs(Struct, frozen=True):
    """`resources/suspects/pairs.toml`."""

    marks: list[tuple[str, str]]
    nest: str
    numbered: str
    apostrophe: str


class _Mark(Struct, frozen=True):
    """One mark in a text: `block` is its block's place in the article, `open` the opening form of its pair.

    `latin` says that it may be an apostrophe: a letter or digit is beside it.
    """

    block: int
    at: int
    opens: bool
    open: str
    close: str
    leads: bool
    latin: bool


@cache
def data() -> Pairs:
    """The marks that pair."""
    return msgspec.toml.decode(resource("suspects/pairs.toml").read_bytes(), type=Pairs)


@cache
def _forms() -> dict[str, tuple[str, str, bool]]:
    forms: dict[str, tuple[str, str, bool]] = {}
    for left, right in data().marks:
        forms[left] = (left, right, True)
        forms[right] = (left, right, False)
    return forms


def _marks(block: Block, number: int) -> list[_Mark]:
    text = block.text
    passed = {match.end() - 1 for match in re.finditer(data().numbered, text)}
    passed |= {match.start() for match in re.finditer(data().apostrophe, text)}
    forms, first = _forms(), len(text) - len(text.lstrip())
    out: list[_Mark] = []
    for at, char in enumerate(text.translate(FOLD)):
        if char in forms and at not in passed:
            left, right, opens = forms[char]
            latin = char == "’" and _LATIN.search(text[max(0, at - 1) : at + 2]) is not None
            out.append(_Mark(number, at, opens, left, right, at == first, latin))
    return out


def _spot(article: str, mark: _Mark, reason: str, confidence: float, choice: str = "") -> Spot:
    shown = mark.open if mark.opens else mark.close
    choices = (Choice(text=choice),) if choice else ()
    return Spot(reason, (shown, choice), choices, confidence, shown, Place(article, mark.block, mark.at, mark.at + 1))


def _turned_close(mark: _Mark, rest: list[_Mark]) -> bool:
    """Whether a closing mark without its opening one stands where that should: the next of its kind closes too."""
    later = next((other for other in rest if other.open == mark.open and other.block == mark.block), None)
    return later is not None and not later.opens


def _turned_open(mark: _Mark, rest: list[_Mark]) -> bool:
    """Whether an opening mark inside its own kind should close: no closing one comes before the next opening one."""
    later = next((other for other in rest if other.open == mark.open and other.block == mark.block), None)
    return later is None or later.opens


def _walk(article: str, marks: list[_Mark], *, from_before: bool) -> tuple[list[Spot], list[_Mark]]:
    """The faults of a row of marks and those that are open at its end."""
    out: list[Spot] = []
    stack: list[_Mark] = []
    for number, mark in enumerate(marks):
        rest = marks[number + 1 :]
        same = next((other for other in reversed(stack) if other.open == mark.open), None)
        if mark.opens:
            if same is None or mark.open in data().nest:
                stack.append(mark)
            elif mark.block != same.block and mark.leads:
                continue
            elif mark.block == same.block and _turned_open(mark, rest):
                out.append(_spot(article, mark, "turned", 0.9, mark.close))
                del stack[stack.index(same) :]
            else:
                out.append(_spot(article, same, "open", 0.85))
                stack[stack.index(same)] = mark
        elif same is not None:
            out.extend(_spot(article, left, "open", 0.85) for left in stack[stack.index(same) + 1 :])
            del stack[stack.index(same) :]
        elif _turned_close(mark, rest):
            out.append(_spot(article, mark, "turned", 0.9, mark.open))
            stack.append(mark)
        elif not mark.latin and (not from_before or any(other.open == mark.open for other in marks[:number])):
            out.append(_spot(article, mark, "close", 0.85))
    return out, stack


def _body(article: Article) -> Iterator[Spot]:
    marks: list[_Mark] = []
    for number, block in enumerate(article.blocks):
        if block.role in BODY_ROLES:
            marks.extend(_marks(block, number))
    roles = {block.role for block in article.blocks}
    spots, left = _walk(article.id, marks, from_before=Role.JUMP_FROM in roles)
    yield from spots
    last = max((number for number, block in enumerate(article.blocks) if block.role in BODY_ROLES), default=-1)
    for mark in left:
        if not (Role.JUMP_TO in roles and mark.block == last):
            yield _spot(article.id, mark, "over_end", 0.8)


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Marks without their partners, in each article's body and in its head lines."""
    del evidence, context
    for article in page.articles:
        yield from _body(article)
        heads = [pair for pair in enumerate(article.blocks) if pair[1].role not in BODY_ROLES]
        marks = [mark for number, block in heads for mark in _marks(block, number)]
        spots, left = _walk(article.id, marks, from_before=False)
        yield from spots
        yield from (_spot(article.id, mark, "open", 0.8) for mark in left)
