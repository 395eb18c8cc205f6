"""Head lines: the raw lines of one head joined, roles told apart, heads given to bodies one to one."""

from collections.abc import Sequence

from msgspec import Struct

from editor.core.evidence import HeadMatch
from editor.core.page import Role
from editor.reading.marks import Marks


class Body(Struct, frozen=True):
    """A story's body as the order left it: `fragments` its line numbers (indices) in reading order, `text` joined.

    `dateline` whether it opens with one, `opens` whether it opens like a story (false: in mid-sentence).
    """

    id: str
    fragments: tuple[int, ...]
    text: str
    dateline: bool = False
    opens: bool = True


class Line(Struct, frozen=True):
    """A HEAD fragment: `at` its index among the fragments, `gap` empty raw lines before, `left` em from the left or -1."""

    at: int
    text: str
    gap: int = 0
    left: float = -1.0


class Head(Struct, frozen=True):
    """One head: the fragments (indices) whose lines make it, in order, its role, the article, and why."""

    lines: tuple[int, ...]
    text: str
    role: Role
    article: str
    match: HeadMatch


def assign(lines: Sequence[Line], bodies: Sequence[Body], marks: Marks) -> list[Head]:
    """Every head line joined and given to one of `bodies`; a head that fits none has the article ""."""
    raise NotImplementedError
