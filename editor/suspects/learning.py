"""What users teach by accepting and ignoring: good words, wrong words with their right form, names.

A suspect of one character teaches the word it lies in, so that the character stays a suspect elsewhere. The store keeps
what was taught for each newspaper's profile beside it; a page's own decisions stay with the page.
"""

from collections.abc import Iterable
from typing import Literal

import msgspec
from msgspec import Struct

from editor.core.finding import Finding
from editor.core.page import Page
from editor.language import words
from editor.suspects.contract import Learned

Answer = Literal["accepted", "ignored"]

LONGEST = 8
"""What is taught has at most this many characters; longer ones would never come again."""


class _Stored(Struct, omit_defaults=True, forbid_unknown_fields=True):
    """The stored form: lists in order, so that it reads well and differs little."""

    good: list[str] = []
    pairs: list[tuple[str, str]] = []
    names: list[str] = []


def encode(learned: Learned) -> str:
    """What was learned as JSON, the same for the same."""
    stored = _Stored(sorted(learned.good), sorted(learned.pairs), sorted(learned.names))
    return msgspec.json.format(msgspec.json.encode(stored), indent=2).decode() + "\n"


def decode(text: str | bytes) -> Learned:
    """The reverse of `encode`; msgspec.ValidationError or DecodeError says what is wrong with it, and where."""
    stored = msgspec.json.decode(text, type=_Stored)
    return Learned(frozenset(stored.good), frozenset(stored.pairs), frozenset(stored.names))


def merged(some: Iterable[Learned]) -> Learned:
    """All of it together; what is good in one is no wrong word in another."""
    parts = list(some)
    good = frozenset[str]().union(*(part.good for part in parts))
    pairs = frozenset[tuple[str, str]]().union(*(part.pairs for part in parts))
    names = frozenset[str]().union(*(part.names for part in parts))
    return Learned(good, frozenset(pair for pair in pairs if pair[0] not in good), names)


def word_at(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch that a suspect at [`start`, `end`) teaches: its word, or itself with its neighbours."""
    at = 0
    low, high = start, end
    for word in words.cut(text):
        if at < end and at + len(word) > start:
            low, high = min(low, at), max(high, at + len(word))
        at += len(word)
    if high - low < 2:
        low -= low > 0 and text[low - 1].isalnum()
        high += high < len(text) and text[high].isalnum()
    return low, high


def taught(learned: Learned, page: Page, finding: Finding, answer: Answer, choice: str = "") -> Learned:
    """What is known after an answer to a finding, read off the page before it is changed.

    Ignored: its word is good. Accepted with a `choice`: the word is wrong and what the choice makes of it is right.
    Findings without a place in a text, or on too long a one, teach nothing.
    """
    if finding.place is None:
        return learned
    place = finding.place
    text = page.blocks(place.article)[place.block].text
    low, high = word_at(text, place.start, place.end)
    was = text[low:high]
    if not 2 <= len(was) <= LONGEST:
        return learned
    pairs = frozenset(pair for pair in learned.pairs if pair[0] != was)
    if answer == "ignored":
        return Learned(learned.good | {was}, pairs, learned.names)
    now = text[low : place.start] + choice + text[place.end : high]
    if not choice or now == was:
        return learned
    return Learned(learned.good - {was}, pairs | {(was, now)}, learned.names)
