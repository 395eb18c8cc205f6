"""The list of suspects: kind, line, reason and numbered choices, a row each."""

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from editor.commands.answers import open_findings
from editor.commands.desk import Aspect, Desk
from editor.commands.does.suspects import go_to
from editor.core.finding import Choice, Finding
from editor.gui.raw_paint import SURE
from editor.gui.theme import Theme
from editor.suspects.texts import texts as kind_texts

_Index = QModelIndex | QPersistentModelIndex
_COLUMNS = ("kind", "line", "reason", "choices")
_MOST = 9
"""So many choices have a key."""


class SuspectsModel(QAbstractTableModel):
    """The desk's open suspects as a table; `refresh` reads them anew."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        super().__init__()
        self._desk = desk
        self.theme = theme
        self.findings: list[Finding] = []
        self.refresh()

    def refresh(self) -> bool:
        """Reads the open suspects anew; whether they are others than before."""
        found = open_findings(self._desk)
        if found == self.findings:
            return False
        self.beginResetModel()
        self.findings = found
        self.endResetModel()
        return True

    def position(self, key: str) -> int:
        """The row of the finding with that key; -1 when it is not there."""
        return next((at for at, finding in enumerate(self.findings) if finding.key == key), -1)

    def rowCount(self, parent: _Index | None = None) -> int:
        """A row a finding."""
        return 0 if parent is not None and parent.isValid() else len(self.findings)

    def columnCount(self, parent: _Index | None = None) -> int:
        """Kind, line, reason, choices."""
        return 0 if parent is not None and parent.isValid() else len(_COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """The columns' names, for assistive technology."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._desk.texts.say(f"suspects.{_COLUMNS[section]}")
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401 - Qt's own signature
        """What a cell says and how."""
        finding, column = self.findings[index.row()], _COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._said(finding, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(finding, column)
        if role == Qt.ItemDataRole.ForegroundRole:
            sure = "doubt" if finding.confidence >= SURE else "hint"
            return self.theme.colour({"kind": sure, "line": "faint"}.get(column, "text"))
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if role == Qt.ItemDataRole.FontRole:
            return self.theme.font("interface", bold=column == "kind")
        return None

    def _said(self, finding: Finding, column: str) -> str:
        if column == "kind":
            return self.title(finding.kind)
        if column == "line":
            return self._lines(finding)
        if column == "reason":
            return finding.reason
        return "　".join(f"{n} {self._choice(choice)}" for n, choice in enumerate(finding.choices[:_MOST], 1))

    def title(self, kind: str) -> str:
        """What the interface calls a kind of suspect."""
        found = kind_texts(self._desk.language)
        return found[kind].title if kind in found else kind

    def _tip(self, finding: Finding, column: str) -> str:
        found = kind_texts(self._desk.language)
        if column == "kind" and finding.kind in found:
            return f"{found[finding.kind].why}　{finding.confidence:.2f}"
        return self._said(finding, column)

    def _lines(self, finding: Finding) -> str:
        rows = self._desk.rows
        if not len(rows):
            return ""
        first = rows[rows.index(finding.span[0])].number
        last = rows[rows.index(max(finding.span[0], finding.span[1] - 1))].number
        return str(first) if first == last else f"{first}–{last}"

    def _choice(self, choice: Choice) -> str:
        if choice.label:
            return choice.label
        if choice.text is None:
            return choice.action
        return choice.text.replace("\n", "↵") or self._desk.texts.say("suspects.delete")


class _Cells(QStyledItemDelegate):
    """A thin rule under each row, some room at the left, and a cell's own colour in the selected row too."""

    def __init__(self, rows: SuspectsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._rows = rows

    def initStyleOption(self, option: QStyleOptionViewItem, index: _Index) -> None:
        """The foreground also where it is highlighted."""
        super().initStyleOption(option, index)
        option.palette.setBrush(QPalette.ColorRole.HighlightedText, option.palette.text())  # type: ignore[attr-defined]
        option.state &= ~QStyle.StateFlag.State_HasFocus  # type: ignore[attr-defined]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """The cell, then the rule."""
        rect: QRect = option.rect  # type: ignore[attr-defined]
        if index.column() == 0:
            selected = option.state & QStyle.StateFlag.State_Selected  # type: ignore[attr-defined]
            painter.fillRect(rect, self._rows.theme.colour("current" if selected else "raw"))
            option.rect = rect.adjusted(round(8 * self._rows.theme.zoom), 0, 0, 0)  # type: ignore[attr-defined]
        super().paint(painter, option, index)
        painter.setPen(self._rows.theme.colour("rule"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())


class SuspectsPane(QTableView):
    """Shows the open suspects; the selected one is the desk's current one. Keys come from the window's key table."""

    def __init__(self, desk: Desk, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.rows = SuspectsModel(desk, theme)
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self.rows, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, on=False)
        self.horizontalHeader().hide()
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        for column, mode in enumerate((_MODE.Fixed, _MODE.Fixed, _MODE.Stretch, _MODE.Fixed)):
            header.setSectionResizeMode(column, mode)
        self.clicked.connect(self._clicked)
        self.set_theme(theme)
        desk.listen(self._changed)

    def sizeHint(self) -> QSize:
        """Some five rows."""
        return QSize(400, round(132 * self.rows.theme.zoom))

    def set_theme(self, theme: Theme) -> None:
        """Another theme or zoom."""
        self.rows.theme = theme
        self.setFont(theme.font("interface"))
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("raw"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("current"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))
        self.setPalette(palette)
        self.verticalHeader().setDefaultSectionSize(round(28 * theme.zoom))
        self._fit()
        self.viewport().update()

    def _changed(self, aspect: Aspect, _: str) -> None:
        if aspect in (Aspect.PAGE, Aspect.SUSPECTS, Aspect.LOOK):
            if self.rows.refresh():
                self._fit()
            elif not self.rows.findings:
                self.viewport().update()
            self._stand()

    def _stand(self) -> None:
        """Selects the desk's current suspect."""
        at = self.rows.position(self._desk.current)
        if at < 0:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())
            return
        index = self.rows.index(at, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.scrollTo(index)

    def _clicked(self, index: QModelIndex) -> None:
        go_to(self._desk, self.rows.findings[index.row()])

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; where there are none, that there are none."""
        super().paintEvent(event)
        if not self.rows.findings and self._desk.analysis.revision == self._desk.session.revision:
            painter = QPainter(self.viewport())
            painter.setFont(self.rows.theme.font("interface"))
            painter.setPen(self.rows.theme.colour("faint"))
            middle = Qt.AlignmentFlag.AlignCenter
            painter.drawText(self.viewport().rect(), middle, self._desk.texts.say("suspects.none"))
            painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The reason has what the others leave."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        zoom = self.rows.theme.zoom
        width = self.viewport().width()
        titles = {finding.kind: self.rows.title(finding.kind) for finding in self.rows.findings}
        metrics = QFontMetrics(self.rows.theme.font("interface", bold=True))
        widest = max((metrics.horizontalAdvance(title) for title in titles.values()), default=0)
        self.setColumnWidth(0, max(round(84 * zoom), widest + round(30 * zoom)))
        self.setColumnWidth(1, round(72 * zoom))
        self.setColumnWidth(3, max(round(160 * zoom), round(width * 0.36)))


_MODE = QHeaderView.ResizeMode
