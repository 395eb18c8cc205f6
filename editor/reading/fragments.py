"""Raw text cut into fragments: one repaired line of text each, columns that stood side by side cut apart."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from editor.core.page import Run
from editor.core.raw import RawText
from editor.reading import columns, em, frames, geometry, repair
from editor.reading.blocks import said
from editor.reading.marks import Marks, default_marks

REST = 2
SET_IN = 0.5
"""Raw lines below, and em from its column's edge, where the rest of a line broken at a squeezed mark may stand."""


class Fragment(Struct, frozen=True):
    """One line of text.

    `index` is its place in the list that `fragments` returns: raw order, but column after column where columns stand
    side by side in the raw lines. `runs` are its corrected runs, `text` what they say (no outer spaces), `line` its raw
    line's number from 1, `lane` its column's number from the left and `column` where it starts in its raw line, in code
    points (-1 and 0 where no columns stand side by side), `gap` the empty raw lines before it (in its column), `width`
    its least and greatest width in em (marks squeezed or not; ASCII half an em), `indent` em that it is set in (-1
    unknown).
    """

    index: int
    runs: tuple[Run, ...]
    text: str
    line: int
    column: int
    gap: int
    width: tuple[float, float]
    lane: int = -1
    indent: float = -1.0

    @property
    def start(self) -> int:
        """The raw offset of its first character."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """The raw offset just after its last character."""
        return self.runs[-1].end


class _Line(Struct, frozen=True):
    runs: tuple[Run, ...]
    number: int
    gap: int
    cell: columns.Cell


def fragments(raw: RawText, marks: Marks | None = None) -> tuple[Fragment, ...]:
    """Every line of `raw` that holds more than white space, repaired; linear in the text."""
    marks = marks or default_marks()
    lines = _lines(raw)
    measure = geometry.measure([said(line.runs) for line in lines])
    lines = [
        _Line(runs, line.number, line.gap if at == 0 else 0, line.cell)
        for line, around in zip(lines, _around(lines), strict=True)
        for at, runs in enumerate(frames.parted(line.runs, measure, marks, around))
    ]
    made: list[Fragment] = []
    for group in frames.mended([line.runs for line in lines], _next_to_each_other(lines), measure, marks):
        first = lines[group[0]]
        runs = tuple(run for at in group for run in lines[at].runs)
        text, cell = said(runs), first.cell
        made.append(
            Fragment(len(made), runs, text, first.number, cell.column, first.gap, _width(text), cell.lane, cell.indent)
        )
    return tuple(made)


def _lines(raw: RawText) -> list[_Line]:
    out: list[_Line] = []
    table = repair.table_for(raw.text)
    last, lane = 0, -1
    for line, cell in columns.cells(raw.lines):
        last = last if cell.lane == lane else 0
        lane = cell.lane
        runs = repair.repaired(raw.text, cell.start, cell.end, table)
        out.append(_Line(runs, line.number, max(0, line.number - last - 1), cell))
        last = line.number
    return out


def _around(lines: Sequence[_Line]) -> list[frames.Around]:
    """For each line what stands before and after it."""
    texts = ["", *[said(line.runs) for line in lines], ""]
    return [frames.Around(above, below) for above, below in zip(texts, texts[2:], strict=False)]


def _next_to_each_other(lines: Sequence[_Line]) -> list[bool]:
    """For each line whether the one after it may be its rest: in the next raw line, or near below it and far in."""
    return [
        after.number - line.number == 1
        if line.cell.lane < 0
        else line.cell.lane == after.cell.lane and after.number - line.number <= REST and after.cell.indent >= SET_IN
        for line, after in pairwise(lines)
    ] + [False]


def _width(text: str) -> tuple[float, float]:
    """Least and greatest width; spaces do not count."""
    solid = "".join(text.split())
    return em.least(solid), em.greatest(solid)
