"""What changed between two texts, and between two rows of texts: the least that must be touched."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct


class Replaced(Struct, frozen=True):
    """[`start`, `end`) of the old text gave way to `text`; code points."""

    start: int
    end: int
    text: str


def common_head(a: str, b: str, most: int) -> int:
    """How many of the first `most` code points are the same; by bisection, for Python is fast at slices."""
    if a[:most] == b[:most]:
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if a[low:middle] == b[low:middle]:
            low = middle
        else:
            high = middle
    return low


def common_tail(a: str, b: str, most: int) -> int:
    """How many of the last `most` code points are the same."""
    if a[len(a) - most :] == b[len(b) - most :]:
        return most
    low, high = 0, most
    while high - low > 1:
        middle = (low + high) // 2
        if a[len(a) - middle : len(a) - low] == b[len(b) - middle : len(b) - low]:
            low = middle
        else:
            high = middle
    return low


def replaced(old: str, new: str, caret: int | None = None) -> Replaced:
    """The one stretch in which two texts differ.

    Of equal letters in a row any could be the new one; where it costs nothing, the stretch is taken to end at `caret`
    (a code point of `new`), where typing and deleting leave it.
    """
    most = min(len(old), len(new))
    head = common_head(old, new, most)
    tail = common_tail(old, new, most - head)
    if caret is not None:
        nearer_tail = common_tail(old, new, min(most, len(new) - caret))
        nearer_head = common_head(old, new, most - nearer_tail)
        if nearer_head + nearer_tail >= head + tail:
            head, tail = nearer_head, nearer_tail
    return Replaced(head, len(old) - tail, new[head : len(new) - tail])


def row_changes(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Stretches of two rows of texts that differ, as (old from, old to, new from, new to), in order."""
    most = min(len(old), len(new))
    head = 0
    while head < most and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < most - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    if head == len(old) == len(new):
        return []
    matcher = SequenceMatcher(None, old[head : len(old) - tail], new[head : len(new) - tail], autojunk=False)
    changes: list[tuple[int, int, int, int]] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "replace" and b - a == d - c:
            changes += [(head + a + n, head + a + n + 1, head + c + n, head + c + n + 1) for n in range(b - a)]
        elif tag != "equal":
            changes.append((head + a, head + b, head + c, head + d))
    return changes
