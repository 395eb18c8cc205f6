"""Two stories that follow each other in a text that flows made one, where the heads of the page fit better so.

A paper seldom prints a story without a head. So where a story begins right behind another's end, with no head between,
and the two have one head between them, they are one: a report in two parts, each with its own dateline.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from editor.language.model import Model
from editor.reading import heads, headwork
from editor.reading.layout import Layout
from editor.reading.pieces import Label
from editor.reading.rejoin import joined
from editor.reading.signs import ENDS, end_sign

LEAST = 1.0
"""What the page must gain, in log odds."""
TRIALS = 16
"""Pairs of stories tried on a page; far more than have been seen on one."""


def merged(layout: Layout, model: Model) -> Layout:
    """The layout with such stories made one; the same where columns stand side by side, or raw order does not flow."""
    lines = headwork.head_lines(layout)
    bodies = headwork.bodies(layout, model)
    sided = any(fragment.lane >= 0 for fragment in layout.lines)
    if not lines or sided or len(lines) * len(bodies) > heads.AT_ONCE or not heads.flows(bodies):
        return layout
    best = heads.worth(lines, bodies, layout.marks, model)
    for above, below in list(_neighbours(layout))[:TRIALS]:
        other = _one(layout, above, below)
        worth = heads.worth(lines, headwork.bodies(other, model), layout.marks, model)
        if worth > best + LEAST:
            layout, best = other, worth
    return layout


def _neighbours(layout: Layout) -> Iterator[tuple[int, int]]:
    """Last and first lines of stories that follow each other, the upper one's last sentence at its end.

    The lower stories come last to first, so that a pair's lines stay the ends of their stories when others are joined.
    """
    last = {story.lines[-1] for story in layout.stories}
    for story in sorted(layout.stories, key=lambda story: -story.lines[0]):
        above = story.lines[0] - 1
        alone = above in last and above != story.lines[-1] and len(layout.labels[above]) == 1
        if alone and end_sign(layout.text(above, Label.BODY)) == ENDS.index("sentence"):
            yield above, story.lines[0]


def _one(layout: Layout, above: int, below: int) -> Layout:
    """The layout with the story that begins at `below` behind the one that ends at `above`."""
    upper = next(story for story in layout.stories if story.lines[-1] == above)
    lower = next(story for story in layout.stories if story.lines[0] == below)
    if upper is lower:
        return layout
    kept = tuple(joined(upper, lower) if one is upper else one for one in layout.stories if one is not lower)
    return replace(layout, stories=kept)
