"""What a head reads like: the name of a section, one shaped like such names, or those who wrote the story."""

from editor.reading.bylines import all_names
from editor.reading.marks import Marks, tight

ORDINARY, STANDING, AUTHOR, SHAPED = range(4)
KINDS = 4
NAMED = 3.0
"""What `section_like` says of a name that papers run, with or without a part of its own behind it."""

LONGEST = 18
VERSE = frozenset({3, 4, 5, 6})
"""Code points of the name of a section that is told by its form, and of the phrases that it consists of."""


def section_like(text: str, marks: Marks) -> float:
    """How much a head reads like a standing one; 4 for a name that papers run, 0 for an ordinary line."""
    solid, _ = tight(text)
    if solid in marks.sections:
        return 4.0
    if any(solid.startswith((name + "·", name + "•", name + "—")) for name in marks.sections):
        return 3.0
    shaped = marks.section_shape.search(solid) is not None and len(solid) <= LONGEST
    return 1.6 if shaped or _verses(text) else 0.0


def _verses(text: str) -> bool:
    """Whether a head is two or more short phrases of one length (开好局 起好步): of 35 such heads of papers 29 are."""
    phrases = text.split()
    return len(phrases) > 1 and {len(phrase) for phrase in phrases} <= {len(phrases[0])} & VERSE


def kind(text: str, marks: Marks) -> int:
    """Whether a line reads like the name of a section (STANDING; SHAPED by its form only) or like authors (AUTHOR).

    Papers set authors as a deck: 本报驻德国记者江建国, an office with a name behind it, or two names and more.
    """
    solid, _ = tight(text)
    like = section_like(text, marks)
    if like >= NAMED:
        return STANDING
    if marks.posted.fullmatch(solid):
        return AUTHOR
    after = max((match.end() for match in marks.titles.finditer(solid)), default=0)
    if all_names(solid[after:], marks) > (not after) and not marks.deeds.search(solid[after:]):
        return AUTHOR
    return SHAPED if like else ORDINARY
