"""Marks that were misread, most of them between digits: 2、5% for 2.5%, 1一10 for 1—10, 1：60 for the ratio 1∶60."""

import re
from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from editor.core.page import BODY_ROLES, HEAD_ROLES
from editor.resources import resource
from editor.suspects.contract import Context, Hit

KIND = "misread_marks"
ROLES = (*HEAD_ROLES, *BODY_ROLES)


class Marks(Struct, frozen=True):
    """`resources/suspects/misread_marks.toml`; each pattern names the misread `mark`."""

    point: str
    dash: str
    ratio: str
    one: str

    def patterns(self) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
        """Reason, right form and pattern of each."""
        return (
            ("point", ".", re.compile(self.point)),
            ("dash", "—", re.compile(self.dash)),
            ("ratio", "∶", re.compile(self.ratio)),
            ("one", "一", re.compile(self.one)),
        )


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    return msgspec.toml.decode(resource("suspects/misread_marks.toml").read_bytes(), type=Marks).patterns()


def find(text: str, context: Context) -> Iterator[Hit]:
    """Misread marks."""
    del context
    for reason, now, pattern in _patterns():
        for match in pattern.finditer(text):
            at, was = match.start("mark"), match["mark"]
            before, after = re.search(r"\d*.?$", text[:at]), re.match(r"\d*.?", text[at + 1 :])
            said = f"{before[0] if before else ''}{now}{after[0] if after else ''}"
            yield Hit(at, at + 1, reason, (was, now, said), (now,), 0.85, f"{reason}{was}")
