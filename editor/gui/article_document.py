"""The page's articles in a QTextDocument, a text block for each block, and the places that both know."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from typing import cast

from msgspec import Struct
from PySide6.QtCore import QRectF
from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextLine

from editor.core.page import Block, Page
from editor.gui.article_styles import ArticleStyles, Look
from editor.gui.difference import replaced, row_changes
from editor.gui.plain import SEPARATOR, shown
from editor.gui.utf16 import from_units, to_units, units


class Row(Struct, frozen=True):
    """A block of the page as the document shows it: its article, its place there, and its text with stand-ins."""

    article: str
    index: int
    block: Block
    text: str

    @property
    def look(self) -> Look:
        """What its formats depend on."""
        return Look(self.block.role, self.index == 0)


class ArticleDocument:
    """Draws pages into a document, touching no more than what differs, and translates positions.

    `flat` is the text that the document has when nobody has typed since the last drawing, `raw` the page's raw text,
    `unsure` the rows whose formats typing may have mingled.
    """

    def __init__(self, document: QTextDocument, styles: ArticleStyles) -> None:
        self.document = document
        self.styles = styles
        self.rows: list[Row] = []
        self.flat = ""
        self.raw = ""
        self.unsure = range(0)
        self._first: dict[str, int] = {}

    # --- drawing -------------------------------------------------------------------------------------------------

    def raw_text(self) -> str:
        """The document's present text, blocks parted by U+2029 (toPlainText would lose no-break spaces)."""
        return self.document.toRawText()

    def draw(self, page: Page | None) -> QTextCursor | None:
        """Makes the document show `page` (None: nothing).

        Gives the end of the last stretch, in reading order, whose text it changed; None when it changed none.
        """
        rows = self._rows_of(page)
        before = [row.look for row in self.rows]
        want = [row.text for row in rows] or [""]
        writer = QTextCursor(self.document)
        writer.beginEditBlock()
        last = self._write(writer, want)
        self.rows = rows
        self.raw = page.raw.text if page is not None else ""
        self.flat = SEPARATOR.join(want)
        self._first = {row.article: at for at, row in reversed(list(enumerate(rows))) if row.index == 0}
        looks = [row.look for row in rows]
        doubtful = range(len(rows)) if len(before) != len(rows) else self.unsure
        other = {at for at, (was, now) in enumerate(zip(before, looks, strict=False)) if was != now}
        self._style(writer, sorted(other | {at for at in doubtful if at < len(rows) and not self._has(at, looks[at])}))
        self.unsure = range(0)
        writer.endEditBlock()
        return last

    def touched(self, position: int, added: int) -> None:
        """Takes note of Qt's contentsChange: over a block's end, formats have mingled."""
        first = self.document.findBlock(position).blockNumber()
        last = self.document.findBlock(position + added).blockNumber()
        if first != last:
            self.unsure = range(max(0, first - 1), last + 2) if not self.unsure else range(self.document.blockCount())

    def restyle(self, styles: ArticleStyles) -> None:
        """Another theme: every block gets its formats anew."""
        self.styles = styles
        writer = QTextCursor(self.document)
        writer.beginEditBlock()
        self._style(writer, range(len(self.rows)))
        writer.endEditBlock()

    def _rows_of(self, page: Page | None) -> list[Row]:
        known = {id(row.block): row for row in self.rows}
        rows: list[Row] = []
        for article in page.articles if page is not None else ():
            for index, block in enumerate(article.blocks):
                row = known.get(id(block))
                if row is None or row.article != article.id or row.index != index:
                    row = Row(article.id, index, block, shown(block.text) if row is None else row.text)
                rows.append(row)
        return rows

    def _write(self, writer: QTextCursor, want: Sequence[str]) -> QTextCursor | None:
        now = self.raw_text()
        if self.document.characterCount() - 1 != units(now):  # half a surrogate pair, which no Python string shows
            self.document.clear()
            self.unsure = range(len(want))
            now = ""
        have = now.split(SEPARATOR)
        changes = row_changes(have, want)
        if not changes:
            return None
        starts = [0, *accumulate(units(text) + 1 for text in have)]
        last: QTextCursor | None = None
        for a, b, c, d in reversed(changes):
            old, new = SEPARATOR.join(have[a:b]), SEPARATOR.join(want[c:d])
            at = starts[a]
            if a == b or c == d:  # whole rows come or go with one separator: the one behind, at the end the one before
                gone, come = SEPARATOR * (a < b), SEPARATOR * (c < d)
                at_end = b == len(have)
                at, old, new = (at - 1, gone + old, come + new) if at_end else (at, old + gone, new + come)
            change = replaced(old, new)
            at += to_units(old, change.start)
            writer.setPosition(at)
            writer.setPosition(at + units(old[change.start : change.end]), QTextCursor.MoveMode.KeepAnchor)
            writer.insertText(change.text)
            if last is None:
                last = QTextCursor(writer)
            if not b - a == d - c == 1:
                self.unsure = range(len(want))
        return last

    def _has(self, row: int, look: Look) -> bool:
        """Whether a row has the formats of a look from its first letter to its last."""
        block = self.text_block(row)
        block_format, char_format = self.styles.formats(look)
        if block.blockFormat() != block_format or block.charFormat() != char_format:
            return False
        piece = block.begin()
        while not piece.atEnd():
            if piece.fragment().charFormat() != char_format:
                return False
            piece += 1
        return True

    def _style(self, writer: QTextCursor, rows: Iterable[int]) -> None:
        for row in rows:
            block = self.text_block(row)
            block_format, char_format = self.styles.formats(self.rows[row].look)
            writer.setPosition(block.position())
            writer.setBlockFormat(block_format)
            writer.setBlockCharFormat(char_format)
            writer.setPosition(block.position() + block.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            writer.setCharFormat(char_format)

    # --- geometry ------------------------------------------------------------------------------------------------

    def box(self, row: int) -> QRectF:
        """The rectangle of a row's text in the document."""
        return self.document.documentLayout().blockBoundingRect(self.text_block(row))

    def rows_between(self, top: float, bottom: float) -> tuple[int, int] | None:
        """The first and last row that stand between two heights of the document; None where there is none."""
        every = range(len(self.rows))
        first = bisect_left(every, top, key=lambda row: self.box(row).bottom())
        last = bisect_left(every, bottom, key=lambda row: self.box(row).top()) - 1
        return (first, last) if first <= last else None

    def bars(self, start: int, end: int) -> Iterator[QRectF]:
        """A bar for each line that [`start`, `end`) of the document is on, down to where an underline goes."""
        block = self.document.findBlock(start)
        layout, base = block.layout(), block.position()
        pushed = len(layout.preeditAreaText()) if layout.preeditAreaText() else 0
        ahead = layout.preeditAreaPosition()
        a, b = (at - base + (pushed if pushed and at - base >= ahead else 0) for at in (start, end))
        em = self.styles.em
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            low, high = max(a, line.textStart()), min(b, line.textStart() + line.textLength())
            if low < high:
                left, right = _x(line, low), _x(line, high)
                baseline = line.y() + line.ascent()
                bar = QRectF(left, baseline - 0.95 * em, right - left, 1.17 * em)
                yield bar.translated(layout.position())

    # --- places --------------------------------------------------------------------------------------------------

    def row_number(self, article: str, index: int) -> int | None:
        """The number of the text block that shows a block of the page."""
        first = self._first.get(article)
        if first is None or not 0 <= index < len(self.rows) - first:
            return None
        return first + index if self.rows[first + index].article == article else None

    def text_block(self, row: int) -> QTextBlock:
        """The text block of a row."""
        return self.document.findBlockByNumber(row)

    def place(self, position: int) -> tuple[int, int] | None:
        """Row and code point of a document position; None on an empty page."""
        if not self.rows:
            return None
        block = self.document.findBlock(position)
        row = min(max(block.blockNumber(), 0), len(self.rows) - 1)
        return row, from_units(self.rows[row].text, position - block.position())

    def position(self, row: int, offset: int) -> int:
        """The document position of a code point of a row, at most the row's end."""
        return self.text_block(row).position() + to_units(self.rows[row].text, offset)

    def articles(self) -> list[tuple[str, int, int]]:
        """Each article's id with its first row and the row behind its last."""
        firsts = sorted(self._first.items(), key=lambda item: item[1])
        edges = [*firsts, ("", len(self.rows))]
        return [(ident, first, end) for (ident, first), (_, end) in pairwise(edges)]

    def flat_spans(self) -> list[tuple[str, int, int]]:
        """Each article's id with where it begins and ends in `flat`, the separator behind it not counted."""
        starts = [0, *accumulate(len(row.text) + 1 for row in self.rows)]
        return [(ident, starts[first], starts[end] - 1) for ident, first, end in self.articles()]

    def flat_position(self, at: int) -> int:
        """The document position of a code point of `flat`."""
        return to_units(self.flat, at)


def _x(line: QTextLine, at: int) -> float:
    return cast("tuple[float, int]", line.cursorToX(at))[0]  # the stubs call the pair an object
