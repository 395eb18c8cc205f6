"""Furniture: what belongs to the page and to no article (folio, masthead, imprint, hotlines, addresses, codes)."""

import re

from editor.reading.marks import Marks, tight

_DIGITS = re.compile(r"[0-9]+")
MOST = 90
"""Code points without white space; a longer line is running text that mentions such things."""


def furniture(text: str, marks: Marks) -> float:
    """The chance (0 to 1) that a line is furniture: how much of it furniture's own words cover.

    A date alone says nothing; a line that runs on or tells something in a sentence is none.
    """
    solid, _ = tight(text)
    if marks.own_furniture.fullmatch(solid):
        return 0.99
    if not solid or len(solid) > MOST or solid[-1] in "，、；。":
        return 0.0
    covered, kinds = _covered(solid, marks)
    words = [at for at, char in enumerate(solid) if char.isalnum()]
    share = sum(covered[at] for at in words) / len(words) if words else 0.0
    if kinds < 2:
        share *= 0.5
    elif kinds >= 5:
        share *= 1.3
    return min(0.99, share) if "，" not in solid and "。" not in solid else share * 0.5


def furniture_ends(text: str, marks: Marks) -> int:
    """Where the last of furniture's own words ends in a line; 0 when it has none."""
    solid, places = tight(text)
    covered, _ = _covered(solid, marks)
    return places[covered.rindex(1)] + 1 if any(covered) else 0


def _covered(solid: str, marks: Marks) -> tuple[bytearray, int]:
    """Which code points furniture's own words cover (1), and what these words say; two dates say no more than one."""
    covered = bytearray(len(solid))
    said: dict[str, int] = {}
    for weight, pattern in ((2, marks.strong), (1, marks.weak)):
        for match in pattern.finditer(solid):
            if match.end() > match.start():
                said[_DIGITS.sub("0", match.group())] = weight
                covered[match.start() : match.end()] = b"\1" * (match.end() - match.start())
    return covered, sum(said.values())
