"""Columns side by side in one raw line, told apart by where lines begin over the whole page."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from editor.core.raw import RawLine
from editor.reading import em

_CELL = re.compile(r"\S(?:\S| (?! ))*")
_GAP = re.compile(r"(?<=\S)[ \t\u3000]+(?=\S)")

SHARE = 0.15
"""A page has columns side by side when this share of its lines holds a wide gap."""
WIDE = 3
"""Spaces that make a gap wide; fewer stand at squeezed marks."""
EVEN = 5
"""A column's edge is where at least so many lines begin (and one line in forty)."""
APART = 10
"""Code points between the edges of two columns, at least: eight characters and a gap."""
LINE = 8
"""Characters of a line, at least; letter-spaced heads and names have wide gaps between fewer."""
OUT, IN = 1, 5
"""Code points that a line may begin before and behind its column's edge: rounding, and an indent."""
CELL_EM = 0.75
"""Width of a code point of the grid in em: pdftotext fits it to the narrowest characters of the page."""


class Cell(Struct, frozen=True):
    """A piece of a raw line.

    Its raw span, its column's number from the left (-1 none), code points before it in the line, and em from its
    column's edge (-1.0 unknown).
    """

    start: int
    end: int
    lane: int = -1
    column: int = 0
    indent: float = -1.0


def cells(lines: Sequence[RawLine]) -> list[tuple[RawLine, Cell]]:
    """Every piece of text of the page with its line.

    Where columns stand side by side the first column comes whole before the second; elsewhere the order is the raw one.
    """
    inked = [line for line in lines if line.text.strip()]
    edges = _edges(inked)
    if len(edges) < 2:
        return list(_whole(inked))
    cut = [(line, cell) for line in inked for cell in _cells(line, edges)]
    return sorted(cut, key=lambda pair: (pair[1].lane, pair[0].number, pair[1].start))


def _whole(lines: Sequence[RawLine]) -> Iterator[tuple[RawLine, Cell]]:
    """Each line as one piece; its indent is known where the page indents by spaces."""
    leads = [em.greatest(line.text[: len(line.text) - len(line.text.lstrip())]) for line in lines]
    indents = sum(1.0 <= lead <= 4.0 for lead in leads) >= max(3, SHARE * 0.5 * len(lines))
    for line, lead in zip(lines, leads, strict=True):
        body = line.text.strip()
        start = line.start + len(line.text) - len(line.text.lstrip())
        yield line, Cell(start, start + len(body), indent=lead if indents else -1.0)


def _edges(lines: Sequence[RawLine]) -> list[int]:
    """Where columns begin, from the left; empty when the page is read one line at a time."""
    begins: Counter[int] = Counter()
    wide = 0
    for line in lines:
        found = [match.start() for match in _CELL.finditer(line.text)]
        begins.update(found)
        wide += any(len(match.group()) >= WIDE for match in _GAP.finditer(line.text))
    if not lines or wide < SHARE * len(lines):
        return []
    least = max(EVEN, len(lines) // 40)
    edges: list[int] = []
    for place, count in sorted(begins.items(), key=lambda item: (-item[1], item[0])):
        near = count + begins[place - 1] + begins[place + 1]
        if near >= least and all(abs(place - edge) >= APART for edge in edges):
            edges.append(place)
    return sorted(edges)


def _cells(line: RawLine, edges: Sequence[int]) -> Iterator[Cell]:
    """A line cut at its gaps that lead to a column's edge, and at gaps too wide for a space."""
    start = len(line.text) - len(line.text.lstrip())
    for gap in _GAP.finditer(line.text):
        if _parts(gap, edges) or _between(line.text[start : gap.start()], gap, line.text[gap.end()]):
            yield _cell(line, start, gap.start(), edges)
            start = gap.end()
    end = len(line.text.rstrip())
    yield _cell(line, start, end, edges)


def _parts(gap: re.Match[str], edges: Sequence[int]) -> bool:
    size, place = len(gap.group()), gap.end()
    if size >= WIDE:
        return size > WIDE + 1 or any(edge - OUT <= place <= edge + IN for edge in edges)
    return size > 1 and any(abs(place - edge) <= OUT for edge in edges)


def _between(left: str, gap: re.Match[str], right: str) -> bool:
    """Whether a wide gap stands behind a line's worth of text, and not where two marks were squeezed."""
    squeezed = left[-1] in em.CLOSING and right in em.OPENING
    return len(gap.group()) >= WIDE and len("".join(left.split())) >= LINE and not squeezed


def _cell(line: RawLine, start: int, end: int, edges: Sequence[int]) -> Cell:
    lane = max((at for at, edge in enumerate(edges) if edge - OUT <= start), default=0)
    return Cell(line.start + start, line.start + end, lane, start, max(0.0, (start - edges[lane]) * CELL_EM))
