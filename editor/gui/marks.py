"""Marks of suspects and corrections in the article pane, painted for the rows in sight only."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice

from msgspec import Struct
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextCursor

from editor.core.finding import Finding, Place
from editor.core.page import Page, Run
from editor.gui.article_document import ArticleDocument
from editor.gui.raw_paint import SURE


class CorrectedStretch(Struct, frozen=True):
    """Code points [`start`, `end`) of a row that a correction left, or the letters beside what it took out."""

    start: int
    end: int
    run: Run


class Marks:
    """Knows where findings stand (their places move with the text) and which stretches were corrected."""

    def __init__(self, shown: ArticleDocument) -> None:
        self._shown = shown
        self._placed: list[tuple[QTextCursor, Finding]] = []
        self.current: str | None = None

    def set_findings(self, findings: Sequence[Finding], page: Page | None) -> None:
        """Puts a mark at each finding that is open or put off; those without a place are looked up by raw span."""
        self._placed = []
        if page is None:
            return
        raw = RawPlaces(page)
        for finding in findings:
            if finding.state == "repaired":
                continue
            for place in [finding.place] if finding.place is not None else raw.of(finding.span):
                span = self.span(place)
                if span is not None:
                    cursor = QTextCursor(self._shown.document)
                    cursor.setPosition(span[0])
                    cursor.setPosition(span[1], QTextCursor.MoveMode.KeepAnchor)
                    self._placed.append((cursor, finding))

    def span(self, place: Place) -> tuple[int, int] | None:
        """Document positions of a place; of an empty one, those of the letter behind it (before it, at a row's end)."""
        row = self._shown.row_number(place.article, place.block)
        if row is None:
            return None
        start, end = widened(place.start, place.end, len(self._shown.rows[row].text))
        return self._shown.position(row, start), self._shown.position(row, end)

    def placed(self, first: int, last: int) -> Iterator[tuple[int, int, Finding]]:
        """Findings that have a mark in the rows from `first` to `last`, with the document positions that it covers."""
        begin = self._shown.text_block(first).position()
        block = self._shown.text_block(last)
        finish = block.position() + block.length()
        for cursor, finding in self._placed:
            start, end = cursor.selectionStart(), cursor.selectionEnd()
            if start < end and start < finish and end > begin:
                yield start, end, finding

    def paint_ground(self, painter: QPainter, top: float, first: int, last: int) -> None:
        """Paints, under the text of the rows from `first` to `last`, the ground of the current finding."""
        theme = self._shown.styles.theme
        for start, end, finding in self.placed(first, last):
            if finding.key == self.current:
                for bar in self._shown.bars(start, end):
                    painter.fillRect(bar.translated(0, -top), theme.colour("match"))

    def paint(self, painter: QPainter, top: float, first: int, last: int) -> None:
        """Paints, over the text of the rows from `first` to `last`, waves and dots."""
        theme = self._shown.styles.theme
        width = max(1.0, theme.pixels("body") / 13)
        painter.setPen(_dotted(theme.colour("corrected"), round(width)))
        for row in range(first, last + 1):
            for stretch in corrected_stretches(self._shown.rows[row].block.runs, self._shown.raw):
                start, end = self._shown.position(row, stretch.start), self._shown.position(row, stretch.end)
                for bar in self._shown.bars(start, end):
                    painter.drawLine(bar.bottomLeft() - QPointF(0, top), bar.bottomRight() - QPointF(0, top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for start, end, finding in self.placed(first, last):
            sure = finding.confidence >= SURE and finding.state != "later"
            painter.setPen(QPen(theme.colour("doubt" if sure else "hint"), width))
            for bar in self._shown.bars(start, end):
                painter.drawPath(_wave(bar.translated(0, -top), 1.6 * width))

    def findings_at(self, position: int) -> Iterator[Finding]:
        """Findings whose mark covers a document position."""
        return (f for cursor, f in self._placed if cursor.selectionStart() <= position < cursor.selectionEnd())

    def correction_at(self, row: int, offset: int) -> Run | None:
        """The correction that left its mark at a code point of a row."""
        stretches = corrected_stretches(self._shown.rows[row].block.runs, self._shown.raw)
        return next((s.run for s in stretches if s.start <= offset < s.end), None)


def corrected_stretches(runs: Sequence[Run], raw: str) -> Iterator[CorrectedStretch]:
    """Where a block's text is not the raw text's. Spaces and line ends that were taken out leave no mark."""
    size = sum(len(run.text) for run in runs)
    seen = 0
    for run in runs:
        if run.why and (run.text.strip() or raw[run.start : run.end].strip()) and size:
            start, end = widened(seen, seen + len(run.text), size)
            yield CorrectedStretch(start, end, run)
        seen += len(run.text)


class RawPlaces:
    """Where the raw characters of a page now stand; made once for many questions."""

    def __init__(self, page: Page) -> None:
        self._runs: list[tuple[int, int, str, int, Run]] = []
        for owner, at, block in page.all_blocks():
            seen = 0
            for run in block.runs:
                if not run.inserted:
                    self._runs.append((run.start, seen, owner, at, run))
                seen += len(run.text)
        self._runs.sort(key=lambda held: held[0])

    def of(self, span: tuple[int, int]) -> list[Place]:
        """A place for each block that holds some of a raw span's characters."""
        found: dict[tuple[str, int], tuple[int, int]] = {}
        first = max(0, bisect_right(self._runs, span[0], key=lambda held: held[0]) - 1)
        for start, seen, owner, at, run in islice(self._runs, first, None):
            if start >= span[1]:
                break
            low, high = max(start, span[0]), min(run.end, span[1])
            if low < high:
                a, b = (seen, seen + len(run.text)) if run.why else (seen + low - start, seen + high - start)
                old = found.get((owner, at), (a, b))
                found[owner, at] = (min(a, old[0]), max(b, old[1]))
        return [Place(owner, at, a, b) for (owner, at), (a, b) in found.items()]


def widened(start: int, end: int, size: int) -> tuple[int, int]:
    """A stretch within `size` code points, an empty one with the letter behind it, at the end with the one before."""
    start, end = min(start, size), min(max(start, end), size)
    if start == end:
        return (start, start + 1) if start < size else (max(0, start - 1), start)
    return start, end


def _dotted(colour: QColor, width: int) -> QPen:
    """Dots without antialiasing: with it they take longer than the text."""
    pen = QPen(colour, width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1, 2])
    return pen


def _wave(bar: QRectF, height: float) -> QPainterPath:
    """A wave under a stretch of a line, its troughs and crests `height` apart."""
    path = QPainterPath(bar.bottomLeft())
    count = max(2, round(bar.width() / (1.7 * height)))
    step = bar.width() / count
    for at in range(count):
        x = bar.left() + at * step
        crest = bar.bottom() + (height if at % 2 else -height)
        path.quadTo(x + step / 2, crest, x + step, bar.bottom())
    return path
