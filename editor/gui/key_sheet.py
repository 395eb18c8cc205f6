"""All keys on one sheet, and the panel in which they are changed."""

from html import escape

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QTableWidget, QTableWidgetItem, QTextBrowser, QWidget

from editor.commands.desk import Desk
from editor.commands.keymap import refusal, shown
from editor.commands.keysheet import Line, lines
from editor.commands.palette import Entry, ranked
from editor.commands.registry import Context, commands
from editor.gui.keys import key_text
from editor.gui.overlay import Overlay, thin_bars
from editor.gui.theme import Theme


class KeySheet(Overlay):
    """Every key with what it does, by pane. Esc, Enter, ? and F1 close it."""

    def __init__(self, host: QWidget, theme: Theme, desk: Desk) -> None:
        super().__init__(host, theme, QSize(1220, 760))
        self.sheet = QTextBrowser(self)
        self.sheet.setFont(theme.font("interface"))
        self.sheet.setAccessibleName(desk.texts.say("keys.title"))
        self.sheet.setHtml(_html(desk, theme))
        thin_bars(self.sheet, theme)
        self.sheet.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.body.addWidget(self.sheet)
        self.setFocusProxy(self.sheet)
        self.sheet.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Closes by Esc, ?, F1 and Enter."""
        if watched is self.sheet and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = Qt.Key
            if event.key() in (keys.Key_Escape, keys.Key_Question, keys.Key_F1, keys.Key_Return, keys.Key_Enter):
                self.dismiss()
                return True
        return super().eventFilter(watched, event)


def _html(desk: Desk, theme: Theme) -> str:
    table = lines(desk.texts, desk.keymap)
    raw = [line for line in table if line.context is Context.RAW]
    moving = [line for line in raw if line.id.startswith("go.")]
    twins = {line.id.replace("go.", "select.") for line in moving}
    doing = [line for line in raw if line not in moving and line.id not in twins]
    page = [line for line in _of(table, Context.ANYWHERE) if line.id.startswith(("file.", "page."))]
    say = desk.texts.say
    columns = [
        [(say("pane.raw"), doing)],
        [(say("keys.moving"), moving), (say("pane.suspects"), _of(table, Context.SUSPECTS))],
        [(say("pane.article"), _of(table, Context.ARTICLE)), (say("keys.page"), page)],
        [(say("pane.anywhere"), [line for line in _of(table, Context.ANYWHERE) if line not in page])],
    ]
    cells = "".join(
        f"<td width='25%' valign='top'>{''.join(_group(name, members, theme) for name, members in column)}</td>"
        for column in columns
    )
    return f"<table width='100%' cellspacing='4'><tr>{cells}</tr></table>"


def _of(table: list[Line], context: Context) -> list[Line]:
    return [line for line in table if line.context is context]


def _group(name: str, members: list[Line], theme: Theme) -> str:
    key = theme.colour("focus").name()
    rows = "".join(
        f"<tr><td align='right' style='color:{key}; white-space:nowrap'><b>{escape(m.keys)}</b>&nbsp;&nbsp;</td>"
        f"<td>{escape(m.title)}</td></tr>"
        for m in members
    )
    return f"<h3>{escape(name)}</h3><table cellspacing='0' cellpadding='1'>{rows}</table>"


class KeyEditor(Overlay):
    """A table of all commands. Enter and a key gives a command that key, Delete takes it away, Backspace restores."""

    def __init__(self, host: QWidget, theme: Theme, desk: Desk) -> None:
        super().__init__(host, theme, QSize(760, 620))
        self._desk = desk
        self._waiting = False
        say = desk.texts.say
        self.field = QLineEdit(self)
        self.field.setPlaceholderText(say("keys.filter"))
        self.field.setAccessibleName(say("keys.filter"))
        self.table = QTableWidget(0, 3, self)
        self.table.setAccessibleName(say("keys.editor"))
        self.table.setHorizontalHeaderLabels([say("keys.command"), say("keys.key"), say("keys.where")])
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.setColumnWidth(0, round(360 * theme.zoom))
        self.table.setColumnWidth(1, round(200 * theme.zoom))
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.table.verticalHeader().hide()
        thin_bars(self.table, theme)
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.told = QLabel(say("keys.how"), self)
        self.told.setWordWrap(True)
        for widget in (self.field, self.table, self.told):
            widget.setFont(theme.font("interface"))
            self.body.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._narrow)
        self._narrow("")

    def chosen(self) -> str:
        """The id of the command that the table stands at; empty for none."""
        item = self.table.item(self.table.currentRow(), 0)
        return str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""

    def _narrow(self, typed: str) -> None:
        texts, keymap = self._desk.texts, self._desk.keymap
        entries = [Entry(ident, (texts.command(ident).title, ident)) for ident in commands()]
        found = ranked(typed, entries)
        self.table.setRowCount(len(found))
        for at, entry in enumerate(found):
            keys = "  ".join(shown(key) for key in keymap.keys(entry.id))
            where = texts.say(f"pane.{commands()[entry.id].context}")
            for column, said in enumerate((entry.names[0], keys, where)):
                item = QTableWidgetItem(said)
                item.setData(Qt.ItemDataRole.UserRole, entry.id)
                self.table.setItem(at, column, item)
        if found:
            self.table.setCurrentCell(0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While a key is waited for every key is that key; else those that move, take away, restore, close."""
        if watched is not self.field or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() is not QEvent.Type.KeyPress:
            return False
        return self._caught(event) if self._waiting else self._steer(event)

    def _steer(self, event: QKeyEvent) -> bool:
        keys, row = Qt.Key, self.table.currentRow()
        steps = {keys.Key_Down: 1, keys.Key_Up: -1, keys.Key_PageDown: 12, keys.Key_PageUp: -12}
        if event.key() in steps:
            row = min(self.table.rowCount() - 1, max(0, row + steps[Qt.Key(event.key())]))
            self.table.setCurrentCell(row, 0)
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and self.chosen():
            self._waiting = True
            self.told.setText(self._desk.texts.say("keys.press"))
        elif event.key() == keys.Key_Delete and self.chosen():
            self._give(())
        elif event.key() == keys.Key_Backspace and not self.field.text() and self.chosen():
            self._give(None)
        elif event.key() == keys.Key_Escape:
            self.dismiss()
        else:
            return False
        return True

    def _caught(self, event: QKeyEvent) -> bool:
        key = key_text(event)
        if not key:
            return True
        self._waiting = False
        self.told.setText(self._desk.texts.say("keys.how"))
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            return True
        ident = self.chosen()
        why = refusal(ident, key, self._desk.keymap)
        if why is None:
            self._give((key,))
        elif why == "typed":
            self.told.setText(self._desk.texts.say("keys.typed", key=shown(key)))
        else:
            title = self._desk.texts.command(why).title
            self.told.setText(self._desk.texts.say("keys.taken", key=shown(key), title=title))
        return True

    def _give(self, keys: tuple[str, ...] | None) -> None:
        """Gives the chosen command these keys; None its own again."""
        ident, row = self.chosen(), self.table.currentRow()
        own = {name: kept for name, kept in self._desk.settings.keys.items() if name != ident}
        if keys is not None:
            own[ident] = keys
        self._desk.prefer(keys=own)
        self._narrow(self.field.text())
        self.table.setCurrentCell(row, 0)
