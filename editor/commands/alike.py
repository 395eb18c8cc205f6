"""All places where one of a pair of look-alike characters stands, each with the text around it."""

from collections.abc import Iterator

from msgspec import Struct

from editor.commands.answers import present_place
from editor.core.finding import Finding, Place
from editor.core.page import Page

AROUND = 12
"""Characters of context on either side."""


class Occurrence(Struct, frozen=True):
    """One of the pair at a place of the present text, with what stands before and after."""

    place: Place
    before: str
    character: str
    after: str


def pair_of(page: Page, finding: Finding | None) -> tuple[str, str] | None:
    """What stands there and what a suspect's first choice would put there, when each is one character."""
    if finding is None:
        return None
    place = present_place(page, finding)
    text = next((choice.text for choice in finding.choices if choice.text is not None), None)
    if place is None or text is None:
        return None
    said = page.blocks(place.article)[place.block].text[place.start : place.end]
    if len(said) != len(text):
        return None
    differing = {(a, b) for a, b in zip(said, text, strict=True) if a != b}
    return differing.pop() if len(differing) == 1 else None


def occurrences(page: Page, pair: tuple[str, str]) -> list[Occurrence]:
    """Every place of either character, in page order."""
    return list(_occurrences(page, pair))


def _occurrences(page: Page, pair: tuple[str, str]) -> Iterator[Occurrence]:
    for owner, number, block in page.all_blocks():
        text = block.text
        for at, character in enumerate(text):
            if character in pair:
                before, after = text[max(0, at - AROUND) : at], text[at + 1 : at + 1 + AROUND]
                yield Occurrence(Place(owner, number, at, at + 1), before, character, after)
