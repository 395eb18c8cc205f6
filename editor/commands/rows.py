"""The raw text as the raw pane shows it: a row for each raw line that says something, and whose each part of it is."""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from msgspec import Struct, structs

from editor.core.evidence import SeamKind
from editor.core.page import Page, Role


class Part(Struct, frozen=True):
    """A stretch of a raw line that one block holds: raw code points, the owner's id, the block's place and role.

    `corrected` are the raw spans in it whose text now is another.
    """

    start: int
    end: int
    owner: str
    block: int
    role: Role
    corrected: tuple[tuple[int, int], ...] = ()


class Row(Struct, frozen=True):
    """A raw line; `number` counts all raw lines from 1. `after` is what its boundary with the next row is now."""

    number: int
    start: int
    end: int
    text: str
    parts: tuple[Part, ...]
    after: SeamKind | None = None

    @property
    def owner(self) -> str:
        """Whose its first part is; empty for nobody's."""
        return self.parts[0].owner if self.parts else ""


class Rows:
    """All rows of a page, found by raw offset. A value: a changed page has other rows."""

    def __init__(self, page: Page) -> None:
        self.items = _rows(page)
        self._starts = [row.start for row in self.items]

    def __len__(self) -> int:
        return len(self.items)

    def __getitem__(self, at: int) -> Row:
        return self.items[at]

    def index(self, offset: int) -> int:
        """The row that holds a raw offset, or the one before it; 0 when there is none."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def part_at(self, offset: int) -> Part | None:
        """The part that holds the raw character at `offset`, else the last one before it in its row."""
        if not self.items:
            return None
        parts = self.items[self.index(offset)].parts
        before = [part for part in parts if part.start <= offset]
        return before[-1] if before else parts[0] if parts else None


def _rows(page: Page) -> tuple[Row, ...]:
    parts = _parts(page)
    rows: list[Row] = []
    at = 0
    for line in page.raw.lines:
        while at < len(parts) and parts[at].end <= line.start:
            at += 1
        inside: list[Part] = []
        for part in parts[at:]:
            if part.start >= line.end:
                break
            inside.append(_clipped(part, line.start, line.end))
        if line.text.strip():
            rows.append(Row(line.number, line.start, line.end, line.text, tuple(_merged(inside))))
    seams = [_seam(upper, lower) for upper, lower in pairwise(rows)]
    below = [structs.replace(row, after=seam) for row, seam in zip(rows, seams, strict=False)]
    return (*below, *rows[-1:])


def _parts(page: Page) -> list[Part]:
    found = [
        Part(run.start, run.end, owner, at, block.role, ((run.start, run.end),) if run.why else ())
        for owner, at, block in page.all_blocks()
        for run in block.runs
        if not run.inserted
    ]
    return sorted(found, key=lambda part: (part.start, part.end))


def _clipped(part: Part, start: int, end: int) -> Part:
    cut = tuple((max(a, start), min(b, end)) for a, b in part.corrected if a < end and b > start)
    return structs.replace(part, start=max(part.start, start), end=min(part.end, end), corrected=cut)


def _merged(parts: Iterable[Part]) -> list[Part]:
    out: list[Part] = []
    for part in parts:
        if out and (out[-1].owner, out[-1].block) == (part.owner, part.block):
            out[-1] = structs.replace(out[-1], end=part.end, corrected=out[-1].corrected + part.corrected)
        else:
            out.append(part)
    return out


def _seam(upper: Row, lower: Row) -> SeamKind | None:
    if not upper.parts or not lower.parts:
        return None
    left, right = upper.parts[-1], lower.parts[0]
    if left.owner != right.owner:
        return SeamKind.STORY
    return SeamKind.JOIN if left.block == right.block else SeamKind.PARAGRAPH
