"""Where a story is cut by a jump line: its last line breaks off where the jump line, set behind it, takes the room."""

from collections.abc import Sequence

from editor.reading import em
from editor.reading.geometry import Measure

NARROWEST = 4.5
"""Em of the narrowest jump line (下转2版)."""
APART = 0.5
"""Em that stand between the text and its jump line at least."""
SLACK = 1.25
"""Em by which the text falls short of its room at most: one more character would not fit."""
INDENT = 2.0
"""Em by which a paragraph's first line is set in."""
FITS = ("none", "flush", "set_in")


def room(jump: str, measure: Measure) -> float:
    """Em that the line has for its text beside `jump` (marks squeezed)."""
    return measure.width - max(NARROWEST, em.least("".join(jump.split()), measure.ascii_em)) - APART


def fit(text: str, rooms: Sequence[float], measure: Measure) -> int:
    """Place in FITS: whether `text` fills one of `rooms`, as a line that begins a paragraph or as another."""
    solid = "".join(text.split())
    least, greatest = em.least(solid, measure.ascii_em), em.greatest(solid, measure.ascii_em)
    for kind, indent in ((1, 0.0), (2, INDENT)):
        if any(least <= at - indent + 0.1 and greatest > at - indent - SLACK for at in rooms):
            return kind
    return 0
