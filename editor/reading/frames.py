"""Raw lines that are not lines of the page: two frames run into one, or one line broken at a squeezed mark."""

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct

from editor.core.page import Run
from editor.reading import em
from editor.reading.blocks import cut, said, trimmed
from editor.reading.bylines import credit_at_end, credits_of, is_name, nameless
from editor.reading.cuts import INDENT
from editor.reading.datelines import dateline
from editor.reading.furniture import furniture, furniture_ends
from editor.reading.geometry import Measure
from editor.reading.jumps import jump_lines
from editor.reading.marks import Marks
from editor.reading.signs import balance

Runs = tuple[Run, ...]

SHORTEST = 3.5
"""Em of the shortest piece of another frame that is cut off."""
_TOLD = re.compile(r"[，。；：、0-9]")
"""What running text has and the tail of a head, which may stand beside a body's line, has not."""
_PAUSES = "，、；："
_SPEAKS = em.CLOSING | frozenset("据據")
"""What may stand before a dateline in running text (据新华社…电)."""
FURNITURE = 0.6
GAPS = 2
"""Gaps from the end of a line on at which a head's last characters may begin."""
HEAD = 4
"""Characters that a head in a line of furniture begins with at least; a name has fewer."""
_RUNNING = re.compile(r"[，。；、]")
PARTS = 5
"""Parts that one line is broken into at most (“天宫” ‖ “蛟龙” ‖ “天眼”)."""
GAP = 0.5
"""Em that a gap inside a line takes, behind a dateline say."""
TIGHT = 0.3
"""Em by which a line that fills its measure may miss it: rounding."""


def fills(text: str, measure: Measure) -> bool:
    """Whether `text` is exactly as wide as a line, or as one that is set in by two em."""
    return any(_as_wide(text, room, measure) for room in (measure.width, measure.width - INDENT))


def _as_wide(text: str, room: float, measure: Measure) -> bool:
    solid = "".join(text.split())
    least, greatest = em.least(solid, measure.ascii_em), em.greatest(solid, measure.ascii_em)
    return least <= room + TIGHT and greatest >= room - TIGHT


class Around(Struct, frozen=True):
    """The texts of the raw lines above and below a line; "" where there is none."""

    above: str
    below: str


def parted(runs: Runs, measure: Measure, marks: Marks, around: Around) -> Iterator[Runs]:
    """A raw line's runs, cut where a space parts what fills a line of the column from what does not fit beside it.

    What stands behind a cut line's jump line is of another column too, and a dateline begins a line of its own. The end
    of a head comes before the line that it stood beside.
    """
    text = said(runs)
    for jump in jump_lines(text, marks):
        if jump.onward and text[: jump.start].strip() and text[jump.end :].strip():
            yield tuple(trimmed(cut(runs, 0, jump.end)))
            yield from parted(tuple(trimmed(cut(runs, jump.end, len(text)))), measure, marks, Around("", around.below))
            return
    at = _head_ends(runs, around) or _dateline_begins(runs, marks) or _photo_ends(text, measure, marks, around)
    at = at or _furniture_ends(runs, marks)
    tail = 0 if at else _tail_begins(runs, measure, marks, around)
    if tail:
        yield tuple(trimmed(cut(runs, tail, len(text))))
        yield tuple(trimmed(cut(runs, 0, tail)))
        return
    at = at or _frame_ends(text, measure, marks, around)
    if at:
        yield tuple(trimmed(cut(runs, 0, at)))
        yield tuple(trimmed(cut(runs, at, len(text))))
        return
    yield runs


def _gaps(runs: Runs) -> Iterator[int]:
    """Where white space stands, or stood behind a closing mark before it was taken out."""
    at = 0
    for run in runs:
        yield from (at + k for k, char in enumerate(run.text) if char.isspace() and at + k)
        if not run.text and run.why == "space":
            yield at
        at += len(run.text)


def _head_ends(runs: Runs, around: Around) -> int:
    """Where the rest of the head above ends, when the line begins with the mark that closes what is open there.

    No line of a head is wider than the one above, which filled its block.
    """
    text, above = said(runs), "".join(around.above.split())
    if text[:1] not in em.CLOSERS or not balance(above)[0]:
        return 0
    if em.least("".join(text.split())) <= em.greatest(above):
        return 0
    return next((at for at in _gaps(runs) if _TOLD.search(text[:at]) is None and text[at:].strip()), 0)


def _dateline_begins(runs: Runs, marks: Marks) -> int:
    """Where a dateline begins behind something else: a head's end, or the line of another column."""
    text = said(runs)
    for at in _gaps(runs):
        speaks = text[at - 1 : at] in _SPEAKS and (text[at - 1] not in em.CLOSERS or _TOLD.search(text[:at]))
        if not speaks and text[:at].strip() and dateline(text[at:].lstrip(), marks):
            return at
    return 0


def _photo_ends(text: str, measure: Measure, marks: Marks, around: Around) -> int:
    """Where a photo's frame ends before a line that fills its column, by the photographer's credit.

    The name may stand below its role; where no gap ends it, it is as long as lets the rest fill the column.
    """
    if not _wider(text, measure) or not any(role in text for role in marks.photographer):
        return 0
    named_below = is_name("".join(around.below.split()), marks)
    for at in (at for at, char in enumerate(text) if char.isspace()):
        left = text[:at].rstrip()
        if fills(text[at:], measure) and (_credited(left, marks) or (named_below and nameless(left, marks))):
            return at
    solid = (at for at in range(2, len(text)) if em.is_han(text[at - 1]) and em.is_han(text[at]))
    full = (at for at in solid if _as_wide(text[at:], measure.width, measure))
    return next((at for at in full if _credited(text[:at], marks, known=True)), 0)


def _credited(text: str, marks: Marks, *, known: bool = False) -> bool:
    """Whether `text` ends with a photographer's credit behind something else; `known`: with a surname that is known."""
    at = credit_at_end(text, marks) or 0
    named = credits_of(text[at:], marks) if at else ()
    if len(named) != 1 or text[at:][slice(*named[0].role)] not in marks.photographer:
        return False
    return not known or is_name(named[0].said[-1], marks)


def _furniture_ends(runs: Runs, marks: Marks) -> int:
    """Where a head begins that was run into a line of furniture: behind a gap, and nothing in it is furniture."""
    text = said(runs)
    ends = furniture_ends(text, marks)
    if not ends or furniture(text[:ends], marks) < FURNITURE:
        return 0
    rest = "".join(text[ends:].split())
    headed = len(rest) >= HEAD and all(map(em.is_han, rest[:HEAD]))
    return next((at for at in _gaps(runs) if headed and at >= ends), 0)


def _frame_ends(text: str, measure: Measure, marks: Marks, around: Around) -> int:
    """Where the first of two frames ends in a line that is too wide for a column.

    Without a gap between them only where no line above or below is as wide: that would be a measure of its own.
    """
    if not _double(text, measure) or _told_by_marks(text, marks):
        return 0
    for at, char in enumerate(text):
        if char.isspace() and not _bare(text[:at], marks) and _apart(text[:at], text[at:], measure, around):
            return at
    alike = any(_wider(near, measure) for near in (around.above, around.below))
    return 0 if alike else _mark_ends(text, measure)


def _told_by_marks(text: str, marks: Marks) -> bool:
    """Whether a line closes with a credit, or is furniture: the gaps in it part no frames."""
    return credit_at_end(text, marks) is not None or furniture(text, marks) >= FURNITURE


def _mark_ends(text: str, measure: Measure) -> int:
    """Where a line of another column begins right behind a closing mark: squeezing the mark took the gap.

    Both are running text and fill a column.
    """
    for at in range(2, len(text)):
        left, right = text[:at], text[at:].lstrip()
        if left[-1] in em.CLOSING and right[:1] not in em.CLOSING and fills(left, measure) and fills(right, measure):
            runs_on = _RUNNING.search(right) or _as_wide(right, measure.width, measure)
            if runs_on and _RUNNING.search(left[:-1]):
                return at
    return 0


def _wider(text: str, measure: Measure) -> bool:
    """Whether `text` is too wide for a line of the column."""
    return em.least("".join(text.split()), measure.ascii_em) > measure.width + 0.5


def _double(text: str, measure: Measure) -> bool:
    """Whether `text` is too wide for a column, but not for two."""
    return _wider(text, measure) and em.least("".join(text.split()), measure.ascii_em) <= 2 * measure.width + 1


def _tail_begins(runs: Runs, measure: Measure, marks: Marks, around: Around) -> int:
    """Where a head's last characters begin behind the first line of a story, which they stood beside."""
    text = said(runs)
    above, below = ("".join(near.split()) for near in (around.above, around.below))
    dated = dateline(text, marks) is not None
    wide = bool(below) and em.least("".join(text.split())) > em.greatest(below) + 0.5
    if not above or not (dated or wide) or _told_by_marks(text, marks):
        return 0
    if dated and balance(above)[0] and balance(text)[1] and text[-1] in em.CLOSERS and not _bare(text[:-1], marks):
        return len(text) - 1
    gaps = [at for at in _gaps(runs) if text[at : at + 1].isspace() or text[at - 1] in _PAUSES]
    for at in gaps[: -GAPS - 1 : -1]:
        tail = text[at:].lstrip()
        if _TOLD.search(above + tail) or not any(map(em.is_han, tail)) or em.greatest(tail) > em.greatest(above):
            return 0
        if (wide or not _bare(text[:at], marks)) and _set_in(text[:at], measure, around):
            return at
    return 0


def _bare(text: str, marks: Marks) -> bool:
    """Whether `text` is a dateline and no more."""
    span = dateline(text, marks)
    return span is not None and not text[span[1] :].strip()


def _set_in(text: str, measure: Measure, around: Around) -> bool:
    """Whether `text` is as wide as a paragraph's first line in the column of the line below."""
    solid, below = "".join(text.split()), "".join(around.below.split())
    least, most = em.least(below, measure.ascii_em) - INDENT, em.greatest(below, measure.ascii_em) - INDENT
    gap = GAP * (len(text.split()) > 1)
    return em.least(solid, measure.ascii_em) <= most + TIGHT and em.greatest(solid, measure.ascii_em) + gap > least - 1


def _apart(left: str, right: str, measure: Measure, around: Around) -> bool:
    if em.greatest("".join(right.split()), measure.ascii_em) < SHORTEST:
        return False
    ended = left.rstrip("”’」』）")[-1:] in em.SENTENCE_END
    if ended:
        return fills(right, measure)
    if left[-1:] in em.CLOSING:
        return False
    begins = fills(right, measure) or _set_in(right, measure, around)
    headed = any(map(em.is_han, left)) and not _TOLD.search(left)
    return fills(left, measure) or (begins and headed and bool(_TOLD.search(right)))


def broken(upper: str, lower: str, measure: Measure, marks: Marks) -> bool:
    """Whether two raw lines are one line, broken before closing marks or where one meets an opening one.

    Both together fill a line, but before closing marks that are all there is. Where one of two that meet does so by
    itself, the other, which is short, does not end a sentence: no line of its own would.
    """
    if lower and not lower.strip("".join(em.CLOSERS)):
        return bool(balance(upper)[0])
    if not _met(upper, lower) or not fills(upper + lower, measure):
        return False
    if jump_lines(lower, marks) or jump_lines(upper, marks):
        return False
    if lower[-1] == "）" and dateline(lower[1:-1], marks):
        return False
    short = lower if fills(upper, measure) else upper if fills(lower, measure) else ""
    return short.rstrip("".join(em.CLOSERS))[-1:] not in em.SENTENCE_END


def mended(lines: Sequence[Runs], continues: Sequence[bool], measure: Measure, marks: Marks) -> list[list[int]]:
    """Places of raw lines in groups: several where one line was broken, else one.

    `continues` says of each line whether the one after it may be its rest.
    """
    texts = [said(runs) for runs in lines]
    groups: list[list[int]] = []
    at = 0
    while at < len(texts):
        most = at + 1
        while most < min(at + PARTS, len(texts)) and continues[most - 1] and not _begins_head(texts, most, measure):
            most += 1
        end = next(end for end in range(most, at, -1) if _one(texts[at:end], measure, marks))
        groups.append(list(range(at, end)))
        at = end
    return groups


def _begins_head(texts: Sequence[str], at: int, measure: Measure) -> bool:
    """Whether a line is a head's first, quoted or in brackets, below the end of a body: no body goes on as it does.

    A credit that opens with a round bracket is no head, though it may be broken so too.
    """
    text, below = texts[at], texts[at + 1] if at + 1 < len(texts) else ""
    above = texts[at - 1]
    ended = above.endswith("）") or above.rstrip("".join(em.CLOSERS))[-1:] in em.SENTENCE_END
    quoted = text[:1] in em.OPENING and text[0] != "（"
    return ended and quoted and bool(below) and not _TOLD.search(text + below) and not fills(below, measure)


def _one(parts: Sequence[str], measure: Measure, marks: Marks) -> bool:
    """Whether raw lines are one line, at whichever of its breaks it is looked at."""
    breaks = range(1, len(parts))
    return all(broken("".join(parts[:at]), "".join(parts[at:]), measure, marks) for at in breaks)


def _met(upper: str, lower: str) -> bool:
    return upper[-1:] in em.CLOSING and lower[:1] in em.OPENING
