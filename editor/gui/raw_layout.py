"""Where everything in the raw pane stands: rows, doubtful seams under them, lines that had to be broken."""

from bisect import bisect_right
from collections.abc import Callable

from msgspec import Struct
from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextLayout, QTextOption

from editor.commands.rows import Row, Rows
from editor.core.evidence import SeamKind
from editor.core.finding import Finding
from editor.gui.theme import Theme
from editor.gui.utf16 import from_units, units


class Columns(Struct, frozen=True):
    """The pane's columns in device-independent pixels: right edge of the number, stripe, letter, text, right margin."""

    number: float
    stripe: float
    stripe_width: float
    letter: float
    text: float
    right: float


class Item(Struct, frozen=True):
    """A row's place: its top, the height of its text, of the doubtful seam under it, and of the gap to the next row."""

    top: float
    height: float
    doubt: float
    gap: float


def columns(theme: Theme) -> Columns:
    """The columns at a theme's zoom; the numbers are those of the design's drawing."""
    zoom = theme.zoom
    return Columns(36 * zoom, 44 * zoom, 20 * zoom, 78 * zoom, 92 * zoom, 12 * zoom)


class RawLayout:
    """The places of a page's rows for one width and theme.

    `doubts` are drawn under the row of their index, `title` says what a kind of suspect is called.
    """

    def __init__(
        self, rows: Rows, doubts: dict[int, list[Finding]], theme: Theme, width: int, title: Callable[[str], str]
    ) -> None:
        self.columns = columns(theme)
        self.font = theme.font("raw", serif=True)
        self.zoom = theme.zoom
        self._title = title
        self._small_font = theme.font("small")
        self._small = QFontMetricsF(self._small_font)
        self._bold = QFontMetricsF(theme.font("small", bold=True))
        self.metrics = QFontMetricsF(self.font)
        self.line = round(25 * theme.zoom)
        self.width = max(80.0, width - self.columns.text - self.columns.right)
        self.doubt_line = round(18 * theme.zoom)
        self.items: list[Item] = []
        top = 8.0 * theme.zoom
        story_gap = 8.0 * theme.zoom
        for at, row in enumerate(rows.items):
            height = self.line * self._lines(row.text)
            doubt = sum(self.doubt_height(finding) for finding in doubts.get(at, ()))
            gap = story_gap if row.after is SeamKind.STORY and not doubt else 0.0
            self.items.append(Item(top, height, doubt, gap))
            top += height + doubt + gap
        self.height = top + 8.0 * theme.zoom
        self._tops = [item.top for item in self.items]

    def at(self, y: float) -> int:
        """The row at a height of the whole text, kept within the rows; -1 when there are none."""
        return min(len(self.items) - 1, max(0, bisect_right(self._tops, y) - 1)) if self.items else -1

    def chip(self, finding: Finding) -> float:
        """The width of the box with a finding's kind."""
        return self._bold.horizontalAdvance(self._title(finding.kind)) + 10 * self.zoom

    def doubt(self, finding: Finding) -> QTextLayout:
        """The reason of a doubtful seam: its first line beside the box, further ones below from the text's edge on."""
        layout = QTextLayout(finding.reason, self._small_font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        left, top = self.chip(finding) + 6 * self.zoom, (self.doubt_line - self._small.height()) / 2
        room = 40 * self.zoom
        while (line := layout.createLine()).isValid():
            line.setLineWidth(max(40.0, self.width - left - room))
            line.setPosition(QPointF(left, top))
            left, room, top = 0.0, 0.0, top + self.doubt_line
        layout.endLayout()
        return layout

    def doubt_height(self, finding: Finding) -> float:
        """How much a doubtful seam takes."""
        return (self.doubt(finding).lineCount() + 0.6) * self.doubt_line

    def text(self, row: Row) -> QTextLayout:
        """The row's text, broken to the pane's width; to be drawn at (columns.text, item.top)."""
        layout = QTextLayout(row.text, self.font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAnywhere)
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
        layout.setTextOption(option)
        layout.beginLayout()
        top = (self.line - self.metrics.height()) / 2
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self.width)
            line.setPosition(QPointF(0, top))
            top += self.line
        layout.endLayout()
        return layout

    def stretch(self, row: Row, layout: QTextLayout, start: int, end: int) -> list[tuple[float, float, int]]:
        """Raw [`start`, `end`) of a row on the screen: left and right in the text column, and which broken line."""
        first = units(row.text[: max(0, start - row.start)])
        last = units(row.text[: max(0, end - row.start)])
        out: list[tuple[float, float, int]] = []
        for at in range(layout.lineCount()):
            line = layout.lineAt(at)
            begin, stop = line.textStart(), line.textStart() + line.textLength()
            if first < stop and last > begin:
                left, right = max(first, begin), min(last, stop)
                out.append((_x(line.cursorToX(left)), _x(line.cursorToX(right)), at))
        return out

    def caret(self, row: Row, layout: QTextLayout, offset: int) -> tuple[float, int]:
        """The x of a caret before the raw `offset`, and which broken line it is in."""
        at = units(row.text[: max(0, offset - row.start)])
        line = layout.lineForTextPosition(at)
        if not line.isValid():
            return 0.0, 0
        return _x(line.cursorToX(at)), line.lineNumber()

    def offset(self, row: Row, x: float, y: float) -> int:
        """The raw offset under a point of the row's text column (`y` from the row's top)."""
        layout = self.text(row)
        if not layout.lineCount():
            return row.start
        line = layout.lineAt(min(layout.lineCount() - 1, max(0, int(y // self.line))))
        return row.start + from_units(row.text, line.xToCursor(x))

    def _lines(self, text: str) -> int:
        if 1.2 * len(text) * self.font.pixelSize() <= self.width:  # no newspaper's glyph is wider; asking Qt is slow
            return 1
        if self.metrics.horizontalAdvance(text) <= self.width:
            return 1
        return max(1, self.text(Row(0, 0, len(text), text, ())).lineCount())


def _x(found: object) -> float:
    """QTextLine.cursorToX gives the position and what it made of the cursor."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
