"""The look-alike grid: every place of either character of a pair, in context, each settled by a key."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QWidget

from editor.commands.alike import Occurrence, occurrences
from editor.commands.answers import put_text
from editor.commands.desk import Aspect, Desk
from editor.commands.does.finding import show
from editor.gui.overlay import Overlay
from editor.gui.theme import Theme


class Grid(Overlay):
    """A list of places; 1 and 2 put the one or the other character there and go on, Enter goes to the place."""

    def __init__(self, host: QWidget, theme: Theme, desk: Desk, pair: tuple[str, str]) -> None:
        super().__init__(host, theme, QSize(720, 560))
        self._desk = desk
        self._pair = pair
        self.places: list[Occurrence] = []
        say = desk.texts.say
        title = QLabel(say("grid.title", a=pair[0], b=pair[1]), self)
        title.setFont(theme.font("body", bold=True))
        self.list = QListWidget(self)
        self.list.setAccessibleName(say("grid.title", a=pair[0], b=pair[1]))
        self.list.setFont(theme.font("body", serif=True))
        how = QLabel(say("grid.how", a=pair[0], b=pair[1]), self)
        for widget in (title, self.list, how):
            self.body.addWidget(widget)
        self.setFocusProxy(self.list)
        self.list.installEventFilter(self)
        self.list.itemActivated.connect(self._go)
        self._fill()

    def _fill(self) -> None:
        at = max(0, self.list.currentRow())
        self.places = occurrences(self._desk.page, self._pair)
        self.list.clear()
        for place in self.places:
            item = QListWidgetItem(self.list)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{place.before}{place.character}{place.after}")
            item.setSizeHint(QSize(100, round(30 * self.theme.zoom)))
            self.list.setItemWidget(item, self._cell(place))
        if self.places:
            self.list.setCurrentRow(min(at, len(self.places) - 1))

    def _cell(self, place: Occurrence) -> QWidget:
        """The character in the middle, so that the eye runs down one column."""
        cell = QWidget(self.list)
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        role = "doubt" if place.character == self._pair[0] else "good"
        for text, side in ((place.before, _RIGHT), (place.character, _MIDDLE), (place.after, _LEFT)):
            label = QLabel(text.replace("\n", " "), cell)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setAlignment(side)
            label.setFont(self.theme.font("body", serif=True, bold=side is _MIDDLE))
            if side is _MIDDLE:
                label.setFixedWidth(round(40 * self.theme.zoom))
                palette = label.palette()
                palette.setColor(label.foregroundRole(), self.theme.colour(role))
                label.setPalette(palette)
            row.addWidget(label, 0 if side is _MIDDLE else 1)
        return cell

    def _go(self) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.places):
            self.dismiss()
            show(self._desk, self.places[at].place)

    def _put(self, character: str) -> None:
        at = self.list.currentRow()
        if 0 <= at < len(self.places):
            self._desk.apply(put_text(self._desk.page, self.places[at].place, character))
            self._desk.announce(Aspect.SELECTION)
            self._fill()
            self.list.setCurrentRow(min(at + 1, len(self.places) - 1))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """1, 2, Enter and Esc; the arrows are the list's own."""
        if watched is not self.list or event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() in (Qt.Key.Key_1, Qt.Key.Key_2):
            self._put(self._pair[event.key() - Qt.Key.Key_1])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go()
        elif event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True


_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_MIDDLE = Qt.AlignmentFlag.AlignCenter
