"""Jump lines given to the story that was cut or goes on."""

import re
from collections.abc import Iterator, Sequence

import numpy as np

from editor.reading import cuts
from editor.reading.headvalues import Body
from editor.reading.jumps import Jump
from editor.reading.matching import Floats, best_matching
from editor.reading.signs import ENDS, end_sign

ENDED, SIGNED = ENDS.index("sentence"), ENDS.index("signed")
ROOMS = ((5.25, 7.25), (7.75, 9.25))
"""Em that the end of a cut story leaves for its jump line (（下转第2版）): not set in, and set in."""
ROOM = cuts.NARROWEST + cuts.APART
"""Em that the shortest jump line takes in the line it shares."""
NEARNESS = ((1, 3.0), (3, 1.5), (10, 0.5))
"""Log odds for a jump line that stands at most so many raw lines from the end it belongs to."""
CREDITED = -6.0
"""Log odds that a story which a credit closes was cut."""
_SOURCE = re.compile(r"[。！？…][”’」』]*[（(][^（()）]{2,}[）)]$")
"""What closes a body besides credits: writers or a source in brackets behind its last sentence (（本报综合消息）)."""
ANYWHERE = 3.0
"""How much more probable it is that a jump line belongs to some story of its page than to none, in log odds."""


def assign_jumps(jumps: Sequence[tuple[int, Jump]], bodies: Sequence[Body]) -> dict[int, tuple[str, float]]:
    """For each jump (by its place in `jumps`; first member: its fragment's index) the body's id and the confidence.

    下转 goes to an end that was cut in mid-sentence, has room for it in its last line and stands near; 上接 to a story
    that opens in mid-sentence. Each body takes at most one of a kind; a jump line that fits none is left out.
    """
    out: dict[int, tuple[str, float]] = {}
    for places, odds in _judged(jumps, bodies):
        for row, column in best_matching(odds + ANYWHERE):
            chance = np.exp(odds[row] - odds[row].max())
            out[places[row]] = (bodies[column].id, float(chance[column] / chance.sum()))
    return out


def worth(jumps: Sequence[tuple[int, Jump]], bodies: Sequence[Body]) -> float:
    """The log odds that these are the page's bodies as far as its jump lines tell: each belongs to some story."""
    return sum(
        float(odds[pair]) + ANYWHERE for _, odds in _judged(jumps, bodies) for pair in best_matching(odds + ANYWHERE)
    )


def _judged(jumps: Sequence[tuple[int, Jump]], bodies: Sequence[Body]) -> Iterator[tuple[list[int], Floats]]:
    """For 下转 and for 上接 the places in `jumps`, and the log odds of each with every body."""
    for onward, judge in ((True, _cut_end), (False, _mid_start)):
        places = [place for place, (_, jump) in enumerate(jumps) if jump.onward == onward]
        if places and bodies:
            yield places, np.array([[judge(jumps[place][0], body) for body in bodies] for place in places])


def _cut_end(line: int, body: Body) -> float:
    """Log odds that the jump line in fragment `line` (下转) stands at the end of `body`."""
    if not body.fragments:
        return -9.0
    last = body.fragments[-1]
    if line == last:
        return 12.0
    odds = CREDITED if _closed(body) else 2.5 if cut_end(body) else -2.5
    if body.room >= 0:
        fits = any(least <= body.room + body.squeeze and body.room <= most for least, most in ROOMS)
        odds += 2.0 if fits else -0.5 if body.room >= ROOM else -2.0
    return odds + _near(line - last)


def cut_end(body: Body) -> bool:
    """Whether a body ends in mid-sentence, or with a jump line."""
    return body.cut or not (_closed(body) or end_sign(body.text) == ENDED)


def _closed(body: Body) -> bool:
    return body.closed or end_sign(body.text) == SIGNED or _SOURCE.search(body.text) is not None


def _mid_start(line: int, body: Body) -> float:
    """Log odds that the jump line in fragment `line` (上接) stands before the start of `body`."""
    if not body.fragments:
        return -9.0
    first = body.fragments[0]
    if line == first:
        return 12.0
    return -body.opening + _near(first - line)


def _near(steps: int) -> float:
    if steps <= 0:
        return -0.5 if steps > -4 else 0.0
    return next((worth for most, worth in NEARNESS if steps <= most), 0.0)
