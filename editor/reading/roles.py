"""What a head reads like: the name of a section, one shaped like such names, or those who wrote the story."""

from editor.reading.bylines import all_names
from editor.reading.marks import Marks, tight

ORDINARY, STANDING, AUTHOR, SHAPED = range(4)
KINDS = 4
NAMED = 3.0
"""What `section_like` says of a name that papers run, with or without a part of its own behind it."""


def section_like(text: str, marks: Marks) -> float:
    """How much a head reads like a standing one; 4 for a name that papers run, 0 for an ordinary line."""
    solid, _ = tight(text)
    if solid in marks.sections:
        return 4.0
    if any(solid.startswith((name + "·", name + "•", name + "—")) for name in marks.sections):
        return 3.0
    return 1.6 if marks.section_shape.search(solid) and len(solid) <= 18 else 0.0


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
