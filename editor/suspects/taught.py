"""Words that a user corrected before, found again."""

from collections.abc import Iterator

from editor.core.page import BODY_ROLES, HEAD_ROLES
from editor.suspects.contract import Context, Hit

KIND = "taught"
ROLES = (*HEAD_ROLES, *BODY_ROLES)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Every place of a wrong word, but where it is part of its right form or of a good word."""
    for was, now in sorted(context.learned.pairs):
        right = {now, *(word for word in context.learned.good if was in word)}
        at = text.find(was)
        while at >= 0:
            if not any(_inside(text, at, was, word) for word in right):
                yield Hit(at, at + len(was), "again", (was, now), (now,), 0.9, f"{was}{now}")
            at = text.find(was, at + len(was))


def _inside(text: str, at: int, was: str, word: str) -> bool:
    """Whether the wrong word at `at` is part of `word` there."""
    start = word.find(was)
    while start >= 0:
        if at >= start and text.startswith(word, at - start):
            return True
        start = word.find(was, start + 1)
    return False
