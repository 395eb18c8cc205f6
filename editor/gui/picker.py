"""Finding one of many by typing: the command palette, the story picker, what stands in the way of being done."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from editor.commands.palette import Entry, ranked
from editor.gui.overlay import Overlay, thin_bars
from editor.gui.theme import Theme

_BESIDE = Qt.ItemDataRole.UserRole + 1
_MOST = 200
"""So many are listed; who has more typed too little."""


class _Cells(QStyledItemDelegate):
    """The entry, and at the right what is said beside it."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The entry, then its key."""
        super().paint(painter, option, index)
        beside = index.data(_BESIDE)
        if beside:
            painter.setFont(self._theme.font("interface"))
            painter.setPen(self._theme.colour("kicker"))
            rect: QRect = option.rect  # type: ignore[attr-defined]
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(rect.adjusted(0, 0, -10, 0), right, str(beside))


class Picker(Overlay):
    """A field and a list. Enter (or a click) gives the entry's id to `then`; `beside` is what a row says at its end."""

    def __init__(
        self,
        host: QWidget,
        theme: Theme,
        title: str,
        entries: Sequence[Entry],
        then: Callable[[str], object],
        beside: Callable[[str], str] = lambda _: "",
        nothing: str = "",
    ) -> None:
        super().__init__(host, theme, QSize(620, 420))
        self._entries = list(entries)
        self._then = then
        self._beside = beside
        self._nothing = nothing
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(title)
        self.field.setAccessibleName(title)
        self.field.setFont(theme.font("body"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setFont(theme.font("interface"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_Cells(theme, self.list))
        self.list.setUniformItemSizes(True)
        thin_bars(self.list, theme)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.body.addWidget(self.field)
        self.body.addWidget(self.list)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._take)
        self._narrow("")

    def shown(self) -> list[str]:
        """The ids listed, best first."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [str(ident) for item in items if (ident := item.data(Qt.ItemDataRole.UserRole)) is not None]

    def _narrow(self, typed: str) -> None:
        self.list.clear()
        for entry in ranked(typed, self._entries)[:_MOST]:
            item = QListWidgetItem(entry.names[0])
            item.setData(Qt.ItemDataRole.UserRole, entry.id)
            item.setData(_BESIDE, self._beside(entry.id))
            item.setSizeHint(QSize(100, round(26 * self.theme.zoom)))
            self.list.addItem(item)
        if self.list.count():
            self.list.setCurrentRow(0)
        elif self._nothing:
            item = QListWidgetItem(self._nothing)
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)

    def _take(self, item: QListWidgetItem | None) -> None:
        ident = item.data(Qt.ItemDataRole.UserRole) if item is not None else None
        if ident is not None:
            self.dismiss()
            self._then(str(ident))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys that move in the list, take an entry, or close."""
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        key, row = event.key(), self.list.currentRow()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 10, Qt.Key.Key_PageUp: -10}
        if key in steps:
            self.list.setCurrentRow(min(self.list.count() - 1, max(0, row + steps[Qt.Key(key)])))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            return False
        return True
