"""The two lines at the foot of the window: what the next key can be, and how the page stands."""

import tomllib
from functools import cache

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from editor.commands.answers import open_findings, settled_count
from editor.commands.desk import Aspect, Desk
from editor.commands.keymap import shown
from editor.commands.rate import error_rate
from editor.commands.registry import Context
from editor.gui.theme import Theme
from editor.resources import resource


@cache
def _hints() -> dict[str, list[str]]:
    return tomllib.loads(resource("texts/hints.toml").read_text("utf-8"))


class HintLine(QWidget):
    """Keys that mean something where the focus is, most wanted first, as many as there is room for; or a message."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._theme = theme
        self._context = Context.RAW
        self._message = ""
        self._bad = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def message(self) -> str:
        """The message that is shown in place of the keys."""
        return self._message

    @property
    def bad(self) -> bool:
        """Whether the message is about something that went wrong, so that it stays until it is put away."""
        return self._bad

    def set_theme(self, theme: Theme) -> None:
        """Another theme or zoom."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def set_context(self, context: Context) -> None:
        """The focus is there now."""
        self._context = context
        self.setAccessibleDescription("　".join(f"{key} {title}" for key, title in self.hints()))
        self.update()

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Shows a message in place of the keys; an empty one ends it."""
        self._message, self._bad = text, bad
        self.setAccessibleDescription(text)
        self.setToolTip(text)
        self.update()

    def hints(self) -> list[tuple[str, str]]:
        """Key and short title, in order."""
        out: list[tuple[str, str]] = []
        for ident in _hints()[self._context.value]:
            keys = self._desk.keymap.keys(ident)
            if not keys:
                continue
            stem, _, number = ident.rpartition(".")
            title = self._desk.texts.command(ident).short
            if number == "1":
                last = self._desk.keymap.keys(f"{stem}.9")
                key = f"{shown(keys[0])}–{shown(last[0])}" if last else shown(keys[0])
                out.append((key, title.replace("1", "").strip()))
            else:
                out.append((shown(keys[0]), title))
        return out

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(200, round(28 * self._theme.zoom))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Chips with keys, or the message."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(event.rect(), self._theme.colour("bar"))
        painter.setPen(self._theme.colour("rule"))
        painter.drawLine(0, 0, self.width(), 0)
        if self._message:
            self._paint_message(painter)
        else:
            self._paint_hints(painter)
        painter.end()

    def _paint_message(self, painter: QPainter) -> None:
        painter.setFont(self._theme.font("interface", bold=self._bad))
        painter.setPen(self._theme.colour("doubt" if self._bad else "text"))
        room = self.width() - 24
        end = "　[Esc]" if self._bad else ""
        tail = painter.fontMetrics().horizontalAdvance(end)
        said = painter.fontMetrics().elidedText(self._message, Qt.TextElideMode.ElideMiddle, room - tail)
        painter.drawText(QRectF(12, 0, room, self.height()), Qt.AlignmentFlag.AlignVCenter, said + end)

    def _paint_hints(self, painter: QPainter) -> None:
        zoom = self._theme.zoom
        bold, plain = self._theme.font("interface", bold=True), self._theme.font("interface")
        x = 12.0
        x = self._chip(painter, x, self._desk.texts.say(f"pane.{self._context}")) + 14 * zoom
        for key, title in self.hints():
            need = QFontMetricsF(bold).horizontalAdvance(key) + QFontMetricsF(plain).horizontalAdvance(title)
            if x + need + 26 * zoom > self.width():
                break
            x = self._chip(painter, x, key) + 5 * zoom
            painter.setFont(plain)
            painter.setPen(self._theme.colour("text"))
            width = QFontMetricsF(plain).horizontalAdvance(title)
            painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, title)
            x += width + 11 * zoom

    def _chip(self, painter: QPainter, x: float, text: str) -> float:
        """A key's cap from `x` on; gives its right edge."""
        zoom = self._theme.zoom
        painter.setFont(self._theme.font("interface", bold=True))
        width = QFontMetricsF(painter.font()).horizontalAdvance(text) + 12 * zoom
        box = QRectF(x, 4 * zoom, width, self.height() - 8 * zoom)
        painter.setPen(QPen(self._theme.colour("rule"), 1))
        painter.setBrush(self._theme.colour("key"))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        return x + width


class StatusLine(QWidget):
    """Ledger, suspects, stories, estimated error rate; at the right whether all is saved."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.busy = ""
        self.ledger, self.suspects, self.stories, self.rate, self.doing, self.saved = (QLabel(self) for _ in range(6))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 12, 3)
        layout.setSpacing(22)
        for label in (self.ledger, self.suspects, self.stories, self.rate):
            layout.addWidget(label)
        layout.addStretch(1)
        for label in (self.doing, self.saved):
            layout.addWidget(label)
        self.setAutoFillBackground(True)
        self.set_theme(theme)
        desk.listen(self._changed)

    def set_theme(self, theme: Theme) -> None:
        """Another theme or zoom."""
        self._theme = theme
        for label in self.findChildren(QLabel):
            label.setFont(theme.font("interface"))
        self.refresh()

    def set_busy(self, what: str) -> None:
        """Says what is being worked on in the background; empty for nothing."""
        self.busy = what
        self.doing.setText(what)

    def _changed(self, aspect: Aspect, _: str) -> None:
        if aspect is not Aspect.SELECTION:
            self.refresh()

    def refresh(self) -> None:
        """Says anew how the page stands."""
        desk, say = self._desk, self._desk.texts.say
        ledger = desk.ledger
        self.ledger.setText(
            say("status.ledger", solid=f"{ledger.solid:,}", lost=len(ledger.lost), doubled=len(ledger.doubled))
        )
        self._colour(self.ledger, "good" if ledger.balanced else "doubt")
        counted = {"open": len(open_findings(desk)), "settled": settled_count(desk.page)}
        self.suspects.setText(say("status.suspects", **counted))
        self.stories.setText(say("status.stories", count=len(desk.page.articles)))
        self.rate.setText(say("status.rate", rate=f"{error_rate(desk.page, open_findings(desk)):.1f}"))
        self.rate.setToolTip(say("status.rate_help"))
        self.doing.setText(self.busy)
        kept = [say("status.journal")] if desk.document is not None else []
        unsaved = desk.document is not None and (desk.document.target is None or desk.document.modified)
        self.saved.setText("　".join([*kept, say("status.unsaved" if unsaved else "status.saved")]))
        for label in (self.suspects, self.stories, self.rate, self.doing, self.saved):
            self._colour(label, "kicker")

    def _colour(self, label: QLabel, role: str) -> None:
        palette = label.palette()
        palette.setColor(label.foregroundRole(), self._theme.colour(role))
        label.setPalette(palette)
