"""Jump lines: found, read, and given to the story that was cut or goes on."""

from collections.abc import Sequence

from msgspec import Struct

from editor.reading.heads import Body
from editor.reading.marks import Marks


class Jump(Struct, frozen=True):
    """A jump line in a text: its span, `onward` for 下转 (else 上接), the page in ASCII digits as it is named (2, A3)."""

    start: int
    end: int
    onward: bool
    page: str


def jump_lines(text: str, marks: Marks) -> tuple[Jump, ...]:
    """Every jump line in `text`, left to right."""
    raise NotImplementedError


def assign_jumps(jumps: Sequence[tuple[int, Jump]], bodies: Sequence[Body]) -> dict[int, tuple[str, float]]:
    """For each jump (by its place in `jumps`; first member: its fragment's index) the body's id and the confidence.

    下转 goes to an end that was cut in mid-sentence and stands near, 上接 to a story that opens in mid-sentence;
    each body takes at most one of a kind.
    """
    raise NotImplementedError
