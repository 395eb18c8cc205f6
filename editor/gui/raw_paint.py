"""Painting of the raw pane's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QTextLayout

from editor.commands.selection import chosen_rows
from editor.commands.stories import role_code, story_number
from editor.core.evidence import SeamKind
from editor.core.page import Role

if TYPE_CHECKING:
    from editor.commands.desk import Desk
    from editor.commands.rows import Part, Row
    from editor.core.finding import Finding
    from editor.gui.raw_layout import Item
    from editor.gui.raw_pane import RawPane

SURE = 0.8
"""From this confidence on a suspect is underlined in the colour of doubt, below in that of a hint."""


def paint_rows(pane: RawPane, desk: Desk, area: QRect) -> None:
    """Paints what of the rows lies in `area` of the viewport."""
    painter = QPainter(pane.viewport())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(area, pane.theme.colour("raw"))
    brush = _Brush(pane, desk, painter)
    scroll = pane.verticalScrollBar().value()
    at = pane.layout_.at(area.top() + scroll)
    while 0 <= at < len(desk.rows) and pane.layout_.items[at].top - scroll <= area.bottom():
        brush.row(at, pane.layout_.items[at], scroll)
        at += 1
    painter.end()


class _Brush:
    """One painting: what is the same for all rows."""

    def __init__(self, pane: RawPane, desk: Desk, painter: QPainter) -> None:
        self.pane, self.desk, self.painter = pane, desk, painter
        self.theme, self.layout = pane.theme, pane.layout_
        self.columns = pane.layout_.columns
        self.active = pane.hasFocus()
        selection = desk.selection
        self.selected = {row.start for row in chosen_rows(selection, desk.rows)}
        self.caret_row = desk.rows.index(selection.caret)
        self.numbers = {"": -1}

    def number(self, owner: str) -> int:
        """The story number of an owner."""
        if owner not in self.numbers:
            self.numbers[owner] = story_number(self.desk.page, owner)
        return self.numbers[owner]

    def row(self, at: int, item: Item, scroll: int) -> None:
        """One row with the doubt or the rule under it."""
        row = self.desk.rows[at]
        top = item.top - scroll
        self._ground(at, row, item, top)
        self._margin(row, item, top)
        layout = self.layout.text(row)
        self._stretches(at, row, layout, top)
        self.painter.setPen(self.theme.colour("faint" if row.owner == "furniture" else "text"))
        layout.draw(self.painter, QPointF(self.columns.text, top))
        if len(row.parts) > 1:
            self._shares(row, layout, top)
        self._marks(at, row, layout, top)
        self._seam(at, row, item, layout, top)

    # --- ground and margin ---------------------------------------------------------------------------------------

    def _ground(self, at: int, row: Row, item: Item, top: float) -> None:
        selection, painter = self.desk.selection, self.painter
        width = self.pane.viewport().width()
        whole = QRectF(0, top, width, item.height)
        if row.start in self.selected and (selection.lines or selection.marked):
            alone = len(self.selected) == 1 and not selection.marked
            painter.fillRect(whole, self.theme.colour("current" if alone else "selected"))
        elif at == self.caret_row:
            painter.fillRect(whole, self.theme.colour("current"))
        if at == self.caret_row and self.active:
            painter.fillRect(QRectF(0, top, 3 * self.theme.zoom, item.height), self.theme.colour("focus"))

    def _margin(self, row: Row, item: Item, top: float) -> None:
        painter, columns, line = self.painter, self.columns, self.layout.line
        painter.setFont(self.theme.font("number"))
        painter.setPen(self.theme.colour("number"))
        picked = row.start in self.desk.selection.marked
        box = QRectF(4, top, columns.number - 4, line)
        painter.drawText(box, _RIGHT, f"✓{row.number}" if picked else str(row.number))
        if not row.parts:
            return
        self._stripe(row, item, top)
        painter.setFont(self.theme.font("letter"))
        painter.setPen(self.theme.colour("role_letter"))
        letter = self._letter(row.parts[0])
        if row.parts[0].role is not Role.PARAGRAPH:
            painter.setPen(self.theme.colour("text"))
        painter.drawText(QRectF(columns.letter - 12, top, 24, line), _CENTRE, letter)

    def _stripe(self, row: Row, item: Item, top: float) -> None:
        """The story's colour and number, going on over the gap to the next row of the same story."""
        painter, columns = self.painter, self.columns
        owners = list(dict.fromkeys(part.owner for part in row.parts))
        width = columns.stripe_width / len(owners)
        painter.setFont(self.theme.font("number", bold=True))
        for at, owner in enumerate(owners):
            number = self.number(owner)
            box = QRectF(columns.stripe + at * width, top, width, item.height)
            painter.fillRect(box, self.theme.story(number))
            if number > 0:
                painter.setPen(self.theme.on_story(number))
                painter.drawText(QRectF(box.left(), top, width, self.layout.line), _CENTRE, str(number))

    def _letter(self, part: Part) -> str:
        return self.desk.texts.say(f"letter.{role_code(self.desk.page, part)}")

    def _shares(self, row: Row, layout: QTextLayout, top: float) -> None:
        """At the right, where the text leaves room, what the parts of a line are that several blocks share."""
        mixed = len({part.owner for part in row.parts}) > 1
        said = " ".join(f"{self.number(p.owner) if mixed else ''}{self._letter(p)}" for p in row.parts)
        self.painter.setFont(self.theme.font("letter"))
        need = self.painter.fontMetrics().horizontalAdvance(said) + 8 * self.theme.zoom
        lines = [layout.lineAt(at).naturalTextWidth() for at in range(layout.lineCount())]
        at = next((at for at, width in enumerate(lines) if width + need <= self.layout.width), None)
        if at is not None:
            self.painter.setPen(self.theme.colour("faint"))
            right, line = self.pane.viewport().width() - self.columns.right, self.layout.line
            self.painter.drawText(QRectF(right - need, top + at * line, need, line), _RIGHT, said)

    # --- the text ------------------------------------------------------------------------------------------------

    def _stretches(self, at: int, row: Row, layout: QTextLayout, top: float) -> None:
        """The ground of selected characters and of the part that the caret stands in."""
        selection = self.desk.selection
        if selection.lines or selection.marked or row.start not in self.selected:
            return
        if selection.empty:
            part = self.desk.rows.part_at(selection.caret)
            if part is not None and len(row.parts) > 1:
                self._fill(row, layout, (part.start, part.end), top, self.theme.colour("selected"))
        else:
            span = (min(selection.anchor, selection.caret), max(selection.anchor, selection.caret))
            self._fill(row, layout, span, top, self.theme.colour("selected"))
        if at == self.caret_row:
            x, broken = self.layout.caret(row, layout, selection.caret)
            box = QRectF(self.columns.text + x - 1, top + broken * self.layout.line + 3, 2, self.layout.line - 6)
            self.painter.fillRect(box, self.theme.colour("focus" if self.active else "faint"))

    def _fill(self, row: Row, layout: QTextLayout, span: tuple[int, int], top: float, colour: QColor) -> None:
        for left, right, broken in self.layout.stretch(row, layout, *span):
            y = top + broken * self.layout.line + 2
            self.painter.fillRect(QRectF(self.columns.text + left, y, right - left, self.layout.line - 4), colour)

    def _marks(self, at: int, row: Row, layout: QTextLayout, top: float) -> None:
        for part in row.parts:
            for start, end in part.corrected:
                self._underline(row, layout, (start, end), top, self.theme.colour("corrected"), wavy=False)
            if part is not row.parts[0] and part.owner != row.parts[0].owner:
                colour = self.theme.story(self.number(part.owner))
                self._underline(row, layout, (part.start, part.end), top, colour, wavy=False)
        for finding in self.pane.findings.get(at, ()):
            sure = finding.confidence >= SURE
            colour = self.theme.colour("doubt" if sure else "hint")
            start, end = finding.span
            self._underline(row, layout, (start, max(end, start + 1)), top, colour, wavy=sure, dotted=not sure)

    def _underline(
        self,
        row: Row,
        layout: QTextLayout,
        span: tuple[int, int],
        top: float,
        colour: QColor,
        *,
        wavy: bool,
        dotted: bool = False,
    ) -> None:
        pen = QPen(colour, 1.4 * self.theme.zoom)
        if dotted:
            pen.setStyle(Qt.PenStyle.DotLine)
        self.painter.setPen(pen)
        for left, right, broken in self.layout.stretch(row, layout, *span):
            y = top + (broken + 1) * self.layout.line - 3.5 * self.theme.zoom
            if wavy:
                self.painter.drawPath(_wave(self.columns.text + left, self.columns.text + right, y))
            else:
                self.painter.drawLine(QPointF(self.columns.text + left, y), QPointF(self.columns.text + right, y))

    # --- what lies between this row and the next -----------------------------------------------------------------

    def _seam(self, at: int, row: Row, item: Item, layout: QTextLayout, top: float) -> None:
        painter, columns = self.painter, self.columns
        below = top + item.height
        for finding in self.pane.doubts.get(at, ()):
            self._doubt(finding, below)
            below += self.layout.doubt_height(finding)
        if item.gap:
            painter.setPen(QPen(self.theme.colour("rule"), 1))
            y = below + item.gap / 2
            painter.drawLine(QPointF(columns.stripe, y), QPointF(self.pane.viewport().width() - columns.right, y))
        elif row.after is SeamKind.PARAGRAPH and row.parts and row.parts[-1].role is Role.PARAGRAPH:
            last = layout.lineAt(layout.lineCount() - 1)
            painter.setFont(self.theme.font("number"))
            painter.setPen(self.theme.colour("faint"))
            x = columns.text + last.naturalTextWidth() + 4 * self.theme.zoom
            painter.drawText(QRectF(x, top + item.height - self.layout.line, 20, self.layout.line), _LEFT, "¶")

    def _doubt(self, finding: Finding, top: float) -> None:
        """A dashed line, the kind in a box, the reason, and how sure it is."""
        painter, columns, zoom = self.painter, self.columns, self.theme.zoom
        colour = self.theme.colour("doubt" if finding.confidence >= SURE else "hint")
        right = self.pane.viewport().width() - columns.right
        current = finding.key == self.desk.current
        painter.setPen(QPen(colour, (2.4 if current else 1.6) * zoom, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(columns.text, top + 3 * zoom), QPointF(right, top + 3 * zoom))
        line = self.layout.doubt_line
        chip = QRectF(columns.text, top + 6 * zoom, self.layout.chip(finding), line)
        painter.setPen(QPen(colour, 1.2 * zoom))
        painter.drawRoundedRect(chip, 3, 3)
        painter.setFont(self.theme.font("small", bold=True))
        painter.drawText(chip, _CENTRE, self.pane.title(finding.kind))
        self.layout.doubt(finding).draw(painter, chip.topLeft())
        painter.setFont(self.theme.font("small"))
        painter.setPen(self.theme.colour("faint"))
        painter.drawText(QRectF(right - 36 * zoom, chip.top(), 36 * zoom, line), _RIGHT, f"{finding.confidence:.2f}")


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_CENTRE = Qt.AlignmentFlag.AlignCenter


def _wave(left: float, right: float, y: float) -> QPainterPath:
    path = QPainterPath(QPointF(left, y))
    x, up = left, True
    while x < right:
        x += 3
        path.quadTo(QPointF(x - 1.5, y + (-2.2 if up else 2.2)), QPointF(min(x, right), y))
        up = not up
    return path
