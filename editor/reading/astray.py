"""Head lines that the order took for lines of a body.

A head that fills a column looks like a body line, but nothing goes on it and it goes on nothing. What the seams on
both sides say, once all lines have their order, and how much it looked like a head before, tell it apart. On 174 made
pages, each read in five ways by PDF extractors, this finds 66 heads and takes 8 other lines for one.
"""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from editor.language.model import Model
from editor.reading.layout import TOLD, Arranged, Story, storied
from editor.reading.peel import opens_with_dateline
from editor.reading.pieces import Label
from editor.reading.signs import ENDS, end_sign

MOST = 3
"""Lines of such a head."""
APART, ANEW, WHOLE = 0.25, 0.1, 0.5
"""The chance of a link below which nothing goes on a line, below which it begins no paragraph, and from which on two
lines are one head's.
"""
CLOSED = 2.0
"""Log odds from which on the lines around a head go on each other: it breaks into their sentence."""
LEADS, TRAILS, BETWEEN, CUT = 0.1, 0.04, 0.15, 0.3
"""How much a line at the beginning, at the end, and in the middle must have looked like a head, and one that leaves the
room of a jump line besides.
"""
_RUNNING = re.compile(r"[，。；：、？！]")
_BRACKETED = re.compile(r"[（(].*[）)]")


class _Stretch(Struct, frozen=True):
    """Lines [`start`, `end`) of a story, and the chance that what is below goes on them (-1 nothing is)."""

    start: int
    end: int
    below: float


def freed(made: Arranged, model: Model) -> Arranged:
    """`made` with such lines labelled as heads and out of its chains."""
    layout = storied(made, made.chains, {}, model)
    heads = {
        story.lines[at]
        for story in layout.stories
        for stretch in _stretches(made, story)
        if _head(made, story, stretch, model)
        for at in range(stretch.start, stretch.end)
    }
    if not heads:
        return made
    labels = tuple(
        (replace(pieces[0], label=Label.HEAD, confidence=TOLD),) if at in heads else pieces
        for at, pieces in enumerate(made.labels)
    )
    chains = tuple(tuple(at for at in chain if made.nodes[at] not in heads) for chain in made.chains)
    return replace(made, labels=labels, chains=tuple(chain for chain in chains if chain))


def _stretches(made: Arranged, story: Story) -> Iterator[_Stretch]:
    """Lines without a mark of running text that go on each other, but on nothing else; not a whole story."""
    joins = [chance[0] for chance in story.chances]
    bare = [_bare(made, line) for line in story.lines]
    count = len(story.lines)
    start = 0
    while start < count:
        end = start + 1
        while end < count and joins[end - 1] >= WHOLE:
            end += 1
        above, below = joins[start - 1] if start else -1.0, joins[end - 1] if end < count else -1.0
        if end - start <= min(MOST, count - 1) and all(bare[start:end]) and max(above, below) < APART:
            yield _Stretch(start, end, below)
        start = end


def _bare(made: Arranged, line: int) -> bool:
    """Whether a fragment is one body piece as a head could be."""
    text, pieces = made.lines[line].text, made.labels[line]
    body = [piece.label for piece in pieces] == [Label.BODY]
    return body and not _RUNNING.search(text) and not opens_with_dateline(text, made.marks)


def _head(made: Arranged, story: Story, stretch: _Stretch, model: Model) -> bool:
    """Whether a stretch is a head: by where it stands in the story, and how much it looked like one."""
    lines = story.lines[stretch.start : stretch.end]
    text = "".join([made.lines[line].text for line in lines])
    looked = max(1.0 - made.labels[line][0].confidence for line in lines)
    if _BRACKETED.fullmatch(text):
        return False
    if made.labels[lines[-1]][0].cut and (looked < CUT or model.bridge(text, "。") < 0):
        return False
    if stretch.start == 0:
        return looked >= LEADS
    over = made.lines[story.lines[stretch.start - 1]].text
    ended = end_sign(over) == ENDS.index("sentence")
    if stretch.end == len(story.lines):
        return ended and looked >= TRAILS
    if ended:
        return stretch.below < ANEW and looked >= BETWEEN
    return model.bridge(over, made.lines[story.lines[stretch.end]].text) >= CLOSED
