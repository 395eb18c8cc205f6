"""The structure layer: the raw text, a line a row. It takes no text, so single keys work with any input method on."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QInputMethodEvent,
    QMouseEvent,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from editor.commands.answers import open_findings, seam_of
from editor.commands.desk import Aspect, Desk
from editor.commands.selection import Selection, to_line, to_offset, toggled
from editor.commands.stories import role_code, story_number
from editor.gui.raw_layout import RawLayout
from editor.gui.raw_paint import paint_rows
from editor.gui.theme import Theme
from editor.suspects.texts import texts as kind_texts

if TYPE_CHECKING:
    from editor.core.finding import Finding


class RawPane(QAbstractScrollArea):
    """Shows the desk's raw rows: number, stripe with the story's number, role letter, text, doubtful seams.

    All that it knows is laid out anew from the desk. Single keys are commands and come from the window's key table.
    """

    wheeled = Signal(int)
    """The user scrolled by hand; the raw offset of the row in the middle."""

    opened = Signal()
    """A row was double-clicked."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.theme = theme
        self._drag_from: int | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor)
        self._lay_out()
        desk.listen(self._changed)

    def sizeHint(self) -> QSize:
        """As wide as the design's drawing."""
        return QSize(round(520 * self.theme.zoom), 588)

    # --- what it shows -------------------------------------------------------------------------------------------

    def set_theme(self, theme: Theme) -> None:
        """Another theme or zoom; the caret's row stays in sight."""
        self.theme = theme
        self._lay_out()
        self.show_caret()

    def _changed(self, aspect: Aspect, source: str) -> None:
        if aspect in (Aspect.PAGE, Aspect.SUSPECTS):
            self._lay_out()
        elif aspect is Aspect.SELECTION:
            self.show_caret(middle=source not in ("", "raw"))
            self._describe()
            self.viewport().update()

    def _lay_out(self) -> None:
        rows = self._desk.rows
        self.doubts: dict[int, list[Finding]] = {}
        self.findings: dict[int, list[Finding]] = {}
        for finding in open_findings(self._desk):
            seam = seam_of(finding)
            if seam is not None and len(rows):
                self.doubts.setdefault(rows.index(seam[0] - 1), []).append(finding)
            else:
                for at in range(rows.index(finding.span[0]), rows.index(max(finding.span[0], finding.span[1] - 1)) + 1):
                    self.findings.setdefault(at, []).append(finding)
        self.layout_ = RawLayout(rows, self.doubts, self.theme, self.viewport().width(), self.title)
        self._fit()
        self.viewport().update()

    def title(self, kind: str) -> str:
        """What the interface calls a kind of suspect."""
        found = kind_texts(self._desk.language)
        return found[kind].title if kind in found else kind

    def _fit(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(0, round(self.layout_.height) - self.viewport().height()))
        bar.setPageStep(self.viewport().height())
        bar.setSingleStep(self.layout_.line)

    def show_caret(self, *, middle: bool = False) -> None:
        """Scrolls the caret's row (and the doubt under it) into sight; one far off to the upper third if `middle`."""
        if not self.layout_.items:
            return
        item = self.layout_.items[self._desk.rows.index(self._desk.selection.caret)]
        bar, height = self.verticalScrollBar(), self.viewport().height()
        margin = 2 * self.layout_.line
        top, bottom = item.top - margin, item.top + item.height + item.doubt + margin
        if bar.value() <= top and bottom <= bar.value() + height:
            return
        if middle:
            bar.setValue(round(item.top - height / 3))
        else:
            bar.setValue(round(min(top, max(bar.value(), bottom - height))))

    def show_offset(self, offset: int) -> None:
        """Scrolls the row of a raw offset to the middle; nothing is selected."""
        if self.layout_.items:
            item = self.layout_.items[self._desk.rows.index(offset)]
            self.verticalScrollBar().setValue(round(item.top - self.viewport().height() / 2))

    def middle_offset(self) -> int:
        """The raw offset of the row in the middle of the view."""
        at = self.layout_.at(self.verticalScrollBar().value() + self.viewport().height() / 2)
        return self._desk.rows[at].start if at >= 0 else 0

    def _describe(self) -> None:
        """Tells assistive technology the caret's row."""
        rows, texts = self._desk.rows, self._desk.texts
        if not len(rows):
            return
        row = rows[rows.index(self._desk.selection.caret)]
        number = story_number(self._desk.page, row.owner) if row.owner else -1
        whose = texts.say("name.story", number=number) if number > 0 else texts.say("name.nobody")
        role = texts.say(f"role.{role_code(self._desk.page, row.parts[0])}") if row.parts else ""
        self.setAccessibleDescription(texts.say("name.row", number=row.number, whose=whose, role=role, text=row.text))

    # --- Qt's side -----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the rows in sight."""
        paint_rows(self, self._desk, event.rect())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Breaks long lines anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._lay_out()
        self._fit()

    def viewportEvent(self, event: QEvent) -> bool:
        """The reasons of a row's suspects as a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            at, offset = self._under(event.pos())
            near = [f for f in self.findings.get(at, ()) if f.span[0] <= offset <= f.span[1]]
            QToolTip.showText(event.globalPos(), "\n".join(finding.reason for finding in near), self)
            return True
        return super().viewportEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """No composition here."""
        event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Shows where the keys go."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """As above."""
        super().focusOutEvent(event)
        self.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        """The window was left or came back."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ActivationChange:
            self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls, and lets the other pane follow."""
        super().wheelEvent(event)
        self.wheeled.emit(self.middle_offset())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Selects a row; with Shift up to it, with Ctrl it is picked."""
        at, offset = self._under(event.position().toPoint())
        if at < 0 or event.button() is not Qt.MouseButton.LeftButton:
            return
        rows, selection = self._desk.rows, self._desk.selection
        modifiers = event.modifiers()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._desk.select(to_line(toggled(selection, rows[at]), rows, at), "raw")
        elif modifiers & Qt.KeyboardModifier.ShiftModifier:
            self._desk.select(to_line(selection, rows, at, extend=True), "raw")
        else:
            self._drag_from = offset
            self._desk.select(to_line(Selection(), rows, at), "raw")

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Selects characters within a row, rows beyond it."""
        at, offset = self._under(event.position().toPoint())
        if self._drag_from is None or at < 0:
            return
        rows = self._desk.rows
        start = Selection(self._drag_from, self._drag_from)
        if rows.index(self._drag_from) == at:
            within = to_offset(start, offset, extend=True)
            self._desk.select(within if not within.empty else to_line(start, rows, at), "raw")
        else:
            first = to_line(start, rows, rows.index(self._drag_from))
            self._desk.select(to_line(first, rows, at, extend=True), "raw")

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ends the dragging."""
        super().mouseReleaseEvent(event)
        self._drag_from = None

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """To the character's place in its article."""
        _, offset = self._under(event.position().toPoint())
        self._drag_from = None
        self._desk.select(to_offset(self._desk.selection, offset))
        self.opened.emit()

    def _under(self, point: QPoint) -> tuple[int, int]:
        """The row and the raw offset under a point of the viewport; (-1, 0) when there are no rows."""
        y = point.y() + self.verticalScrollBar().value()
        at = self.layout_.at(y)
        if at < 0:
            return -1, 0
        item = self.layout_.items[at]
        return at, self.layout_.offset(self._desk.rows[at], point.x() - self.layout_.columns.text, y - item.top)
