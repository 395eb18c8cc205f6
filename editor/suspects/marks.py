"""Sentence marks that are doubled, contradict each other, open a paragraph, or are made of the wrong signs."""

import re
from collections.abc import Iterator

from editor.core.page import Role
from editor.suspects.chars import HAN
from editor.suspects.contract import Context, Hit

KIND = "marks"

LONGEST = 64
"""So many ideographs without a mark between them are more than any of 1,733 news articles has (60)."""
ROLES = (Role.PARAGRAPH, Role.CROSSHEAD, Role.HEADLINE, Role.KICKER, Role.DECK)

_ROW = re.compile(r"[，。、；：]{2,}|[，、；：。]+[？！]+|[？！]+[，。、；：]+")
_ELLIPSIS = re.compile(rf"(?<=[{HAN}，”])(?:\.{{3,}}|·{{3,}}|。{{3,}}|、{{3,}})")
_DASH = re.compile(rf"(?<=[{HAN}”》])(?:--+|－－+)")
_HEAD = re.compile(r"^\s*([，。、；：？！])")
_STRETCH = re.compile(rf"[{HAN}]{{{LONGEST},}}")
_STRENGTH = "、，；：。！？"


def find(text: str, context: Context) -> Iterator[Hit]:
    """Rows of marks of which only one can stand, home-made ellipses and dashes, stretches with none, a mark first."""
    del context
    spread = [match.span() for match in _ELLIPSIS.finditer(text)]
    for start, end in spread:
        yield Hit(start, end, "ellipsis", (text[start:end],), ("……",), 0.85, "ellipsis")
    for match in _ROW.finditer(text):
        if not any(start <= match.start() < end for start, end in spread):
            yield _row(match)
    for match in _DASH.finditer(text):
        yield Hit(*match.span(), "dash", (match[0],), ("——",), 0.8, "dash")
    for match in _STRETCH.finditer(text):
        yield Hit(*match.span(), "stretch", (str(len(match[0])),), (), 0.6, "stretch")
    head = _HEAD.match(text)
    if head and not _ROW.match(text, head.start(1)):
        yield Hit(head.start(1), head.end(1), "head", (head[1],), (), 0.85, "head")


def _row(match: re.Match[str]) -> Hit:
    marks = match[0]
    best = max(marks, key=_STRENGTH.index)
    others = [mark for mark in dict.fromkeys(marks) if mark != best]
    code = "row" if others else "doubled"
    return Hit(*match.span(), code, (marks, best), (best, *others), 0.9, marks)
