"""Bodies that no head belongs to, put behind the stories that they go on.

Nearly every story has a head, so that a body without one, and without a dateline, is most often a further column of a
story whose first one ended with a paragraph. The rare words that it shares with one story more than with any other say
which.
"""

from collections.abc import Sequence

from editor.core.evidence import Reason
from editor.language.model import Model
from editor.reading import affinity
from editor.reading.headvalues import Body, Head
from editor.reading.layout import Layout, Story
from editor.reading.signs import end_sign

ENOUGH = ((0.08, 1.3), (0.03, 3.0))
"""The share of its weight that a body must find in a story to go behind it, and how many times that of any other."""
UNLIKELY = -1.0
"""Log odds that it begins with a sentence, below which it goes on something else."""
CHANCE = (0.02, 0.8, 0.18)
"""What such a seam is, as join, paragraph and story: the engine guesses, and the proofreader shall see that."""


def rejoined(layout: Layout, heads: Sequence[Head], bodies: Sequence[Body], model: Model) -> Layout:
    """The layout with headless bodies behind the stories they go on; the same one when there are none."""
    headed = {head.article for head in heads if any(reason.code != "head_no_words" for reason in head.match.reasons)}
    lone = [body for body in bodies if body.id not in headed and not body.dateline]
    told = [body for body in bodies if body.id in headed and not body.closed and _ended(body)]
    if not lone or not told:
        return layout
    share = affinity.shares([body.text for body in lone], [body.text for body in told], model)
    behind: dict[str, str] = {}
    for row, body in enumerate(lone):
        fit = [
            (float(share[row, at]), other.id)
            for at, other in enumerate(told)
            if other.fragments[0] < body.fragments[0] and other.id not in behind.values()
        ]
        fit.sort(reverse=True)
        if fit and body.opening >= UNLIKELY and _clearly([worth for worth, _ in fit]):
            behind[body.id] = fit[0][1]
    return _merged(layout, behind) if behind else layout


def _clearly(shares: Sequence[float]) -> bool:
    """Whether a body goes on the first of some stories, by the shares that it finds in them, the greatest first."""
    other = shares[1] if len(shares) > 1 else 0.0
    return any(shares[0] >= least and shares[0] >= times * other for least, times in ENOUGH)


def _ended(body: Body) -> bool:
    return end_sign(body.text) == 0


def _merged(layout: Layout, behind: dict[str, str]) -> Layout:
    tail = {to: story for story in layout.stories if (to := behind.get(story.id))}
    out = [joined(story, tail[story.id]) if story.id in tail else story for story in layout.stories]
    kept = tuple(story for story in out if story.id not in behind)
    return Layout(layout.lines, layout.labels, kept, layout.photos, layout.marks)


def joined(story: Story, tail: Story) -> Story:
    """One story of two."""
    return Story(
        story.id,
        story.lines + tail.lines,
        story.opens | tail.opens | {tail.lines[0]},
        (*story.chances, CHANCE, *tail.chances),
        (*story.reasons, (Reason("rejoined", 1.4),), *tail.reasons),
        story.dated,
    )
