"""The last lines of bodies cut by a jump line, where they were taken for heads.

A line cut to make room for its jump line is short and ends in mid-sentence, as a head does. Where the jump line was
painted elsewhere, what tells is that it stands right behind its body and leaves just the room that a jump line takes.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from msgspec.structs import replace

from editor.core.evidence import Reason
from editor.language.model import Model
from editor.reading import cuts, em, geometry
from editor.reading.headvalues import Body, Head, Line
from editor.reading.jumpends import cut_end
from editor.reading.layout import Layout, Story
from editor.reading.pieces import Label
from editor.reading.roles import STANDING, kind
from editor.reading.signs import ENDS, end_sign

ROOM = 1.0
"""Em that may be left beside the jump line and what parts it from the text: the next character did not fit."""
OPEN = (1.5, 1.0)
"""Log odds where the body above ends in mid-sentence: a start, and a factor for how well the line goes on it."""
ENDED = (-0.9, 0.7, -1.2, -0.7, -1.3, 2.3)
"""Log odds where a sentence ends there: a start; factors for how well the line begins and ends a sentence, how well a
head below goes on it, and how much it looks like a head itself (log odds); what a jump line adds that has no cut end.
By logistic regression on 223 such lines of made pages: of 35 that were no heads 24 are told, and 7 of the others taken
for such, each fifth of them judged by the rest.
"""
NO_HEAD = -4.0
"""What stands for the bridge to the line below where that is no head."""
CHANCE = (0.9, 0.08, 0.02)
"""What such a seam is, as join, paragraph and story."""


def marked(lines: Sequence[Line], odds: Mapping[int, float]) -> list[Line]:
    """Head lines with what `tails` says of them."""
    return [replace(line, tail=odds[line.at]) if line.at in odds else line for line in lines]


def restored(layout: Layout, heads: Iterable[Head], odds: Mapping[int, float]) -> Layout:
    """The layout with those tails that are no heads (they were given to no story) back in their bodies."""
    alone = {head.parts[0][0] for head in heads if not head.article and len(head.parts) == 1}
    back = alone & odds.keys()
    if not back:
        return layout
    stories = tuple(_longer(layout, story) if story.lines[-1] + 1 in back else story for story in layout.stories)
    labels = tuple(
        tuple(replace(piece, label=Label.BODY) for piece in pieces) if at in back else pieces
        for at, pieces in enumerate(layout.labels)
    )
    return Layout(layout.lines, labels, stories, layout.photos, layout.marks)


def tails(layout: Layout, bodies: Iterable[Body], model: Model) -> dict[int, float]:
    """For head lines (indices of fragments) that may be the end of the body above: the log odds that they are.

    `bodies` are those of the layout.
    """
    jumps = {
        em.least("".join(layout.lines[line].text[jump.start : jump.end].split()))
        for line, jump in layout.jumps()
        if jump.onward and len(layout.labels[line]) == 1
    }
    if not jumps or any(fragment.lane >= 0 for fragment in layout.lines):
        return {}
    width = geometry.measure([fragment.text for fragment in layout.lines]).width
    onward = sum(jump.onward for _, jump in layout.jumps())
    missed = onward > sum(cut_end(body) for body in bodies)
    out: dict[int, float] = {}
    for story in layout.stories:
        at = story.lines[-1] + 1
        if at < len(layout.lines) and [piece.label for piece in layout.labels[at]] == [Label.HEAD]:
            odds = _odds(layout, at, width, jumps, model, missed=missed)
            if odds is not None:
                out[at] = odds
    return out


def _odds(layout: Layout, at: int, measure: float, jumps: set[float], model: Model, *, missed: bool) -> float | None:
    text, above = layout.lines[at].text, layout.text(at - 1, Label.BODY)
    over = layout.labels[at - 1][-1]
    if not above or over.label is not Label.BODY or over.cut or kind(text, layout.marks) == STANDING:
        return None
    ended = end_sign(above) == ENDS.index("sentence")
    used = em.least("".join(text.split()))
    indents = (0.0, cuts.INDENT) if ended else (0.0,)
    left = {measure - used - cuts.APART - jump - indent for jump in jumps for indent in indents}
    if not any(-0.01 <= room < ROOM for room in left):
        return None
    if not ended:
        start, goes_on = OPEN
        return start + goes_on * model.bridge(above, text)
    below = layout.text(at + 1, Label.HEAD) if at + 1 < len(layout.lines) else ""
    chance = layout.labels[at][0].confidence
    looks = float(np.log(chance / max(1.0 - chance, 1e-6)))
    goes_on = model.bridge(text, below) if below else NO_HEAD
    signs = (1.0, model.bridge("。", text), model.bridge(text, "。"), goes_on, looks, float(missed))
    return float(np.dot(ENDED, signs))


def _longer(layout: Layout, story: Story) -> Story:
    """A story with the fragment behind its last one."""
    last = story.lines[-1]
    ended = end_sign(layout.text(last, Label.BODY)) == ENDS.index("sentence")
    chance = (CHANCE[1], CHANCE[0], CHANCE[2]) if ended else CHANCE
    return Story(
        story.id,
        (*story.lines, last + 1),
        story.opens | {last + 1} if ended else story.opens,
        (*story.chances, chance),
        (*story.reasons, (Reason("rejoined", 1.4),)),
        story.dated,
    )
