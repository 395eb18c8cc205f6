"""Raw lines that are not lines of the page: two frames run into one, or one line broken at a squeezed mark."""

import re
from collections.abc import Iterator, Sequence

from editor.core.page import Run
from editor.reading import em
from editor.reading.blocks import cut, said, trimmed
from editor.reading.bylines import credit_at_end
from editor.reading.datelines import dateline
from editor.reading.furniture import furniture
from editor.reading.geometry import Measure
from editor.reading.jumps import jump_lines
from editor.reading.marks import Marks

Runs = tuple[Run, ...]

SHORTEST = 3.5
"""Em of the shortest piece of another frame that is cut off."""
_TOLD = re.compile(r"[，。；：、0-9]")
"""What running text has and the tail of a head, which may stand beside a body's line, has not."""
_SPEAKS = em.CLOSING | frozenset("据據")
"""What may stand before a dateline in running text (据新华社…电)."""
FURNITURE = 0.6
TIGHT = 0.3
"""Em by which a line that fills its measure may miss it: rounding."""


def fills(text: str, measure: Measure) -> bool:
    """Whether `text` is exactly as wide as a line, or as one that is set in by two em."""
    solid = "".join(text.split())
    least, greatest = em.least(solid, measure.ascii_em), em.greatest(solid, measure.ascii_em)
    return any(least <= room + TIGHT and greatest >= room - TIGHT for room in (measure.width, measure.width - 2))


def parted(runs: Runs, measure: Measure, marks: Marks) -> Iterator[Runs]:
    """A raw line's runs, cut where a space parts what fills a line of the column from what does not fit beside it.

    What stands behind a cut line's jump line is of another column too, and a dateline begins a line of its own.
    """
    text = said(runs)
    for jump in jump_lines(text, marks):
        if jump.onward and text[: jump.start].strip() and text[jump.end :].strip():
            yield tuple(trimmed(cut(runs, 0, jump.end)))
            yield from parted(tuple(trimmed(cut(runs, jump.end, len(text)))), measure, marks)
            return
    solid = "".join(text.split())
    room = measure.width
    for at, char in enumerate(text):
        rest = text[at:].lstrip()
        if char.isspace() and at and dateline(rest, marks) and text[at - 1] not in _SPEAKS:
            yield tuple(trimmed(cut(runs, 0, at)))
            yield tuple(trimmed(cut(runs, at, len(text))))
            return
    wide = room + 0.5 < em.least(solid, measure.ascii_em) <= 2 * room + 1
    if wide and credit_at_end(text, marks) is None and furniture(text, marks) < FURNITURE:
        for at, char in enumerate(text):
            if char.isspace() and _apart(text[:at], text[at:], measure):
                yield tuple(trimmed(cut(runs, 0, at)))
                yield tuple(trimmed(cut(runs, at, len(text))))
                return
    yield runs


def _apart(left: str, right: str, measure: Measure) -> bool:
    if em.greatest("".join(right.split()), measure.ascii_em) < SHORTEST:
        return False
    ended = left.rstrip("”’」』）")[-1:] in em.SENTENCE_END
    if ended:
        return fills(right, measure)
    if left[-1:] in em.CLOSING:
        return False
    return fills(left, measure) or (fills(right, measure) and bool(_TOLD.search(right)) and not _TOLD.search(left))


def broken(upper: str, lower: str, measure: Measure, marks: Marks) -> bool:
    """Whether two raw lines are one line of the column, broken where a closing mark meets an opening one."""
    if upper[-1:] not in em.CLOSING or lower[:1] not in em.OPENING or fills(upper, measure) or fills(lower, measure):
        return False
    return fills(upper + lower, measure) and not jump_lines(lower, marks) and not jump_lines(upper, marks)


def mended(lines: Sequence[Runs], continues: Sequence[bool], measure: Measure, marks: Marks) -> list[list[int]]:
    """Places of raw lines in groups: two where one line was broken in two, else one.

    `continues` says of each line whether the one after it may be its rest.
    """
    groups: list[list[int]] = []
    for at, runs in enumerate(lines):
        before = groups[-1] if groups else []
        if len(before) == 1 and continues[at - 1] and broken(said(lines[before[0]]), said(runs), measure, marks):
            before.append(at)
        else:
            groups.append([at])
    return groups
