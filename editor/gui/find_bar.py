"""The find bar: what is looked for in all articles and furniture, a place after the other."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QLineEdit, QWidget

from editor.commands.desk import Desk
from editor.commands.does.finding import go, replace_all, replace_one
from editor.commands.finding_text import Bad, Search, Wanted, find_all
from editor.gui.overlay import Overlay
from editor.gui.theme import Theme


class FindBar(Overlay):
    """Enter goes to the next place, Shift+Enter to the one before.

    Enter in the second field replaces the place found, Ctrl+Enter there all of them. Esc closes; F3 goes on all the
    same.
    """

    def __init__(self, host: QWidget, theme: Theme, desk: Desk) -> None:
        super().__init__(host, theme, QSize(620, 120))
        self._desk = desk
        say = desk.texts.say
        self.field, self.other = QLineEdit(self), QLineEdit(self)
        self.count = QLabel(self)
        self.regex, self.width_, self.variants = (
            QCheckBox(say(f"find.{name}"), self) for name in ("regex", "width", "variants")
        )
        grid = QGridLayout()
        grid.addWidget(self.field, 0, 0, 1, 3)
        grid.addWidget(self.count, 0, 3)
        grid.addWidget(self.other, 1, 0, 1, 3)
        for column, box in enumerate((self.regex, self.width_, self.variants)):
            grid.addWidget(box, 2, column)
        self.body.addLayout(grid)
        for field, name in ((self.field, "find.title"), (self.other, "find.replace")):
            field.setPlaceholderText(say(name))
            field.setAccessibleName(say(name))
            field.setFont(theme.font("body"))
            field.installEventFilter(self)
        self.setFocusProxy(self.field)
        last = desk.search.wanted
        self.field.setText(last.text)
        self.field.selectAll()
        self.regex.setChecked(last.regex)
        self.width_.setChecked(last.width)
        self.variants.setChecked(last.variants)
        self.field.textChanged.connect(self._looked)
        for box in (self.regex, self.width_, self.variants):
            box.toggled.connect(self._looked)
        self._count()

    def wanted(self) -> Wanted:
        """What the fields say."""
        return Wanted(self.field.text(), self.regex.isChecked(), self.width_.isChecked(), self.variants.isChecked())

    def _place(self) -> None:
        """At the top, so that what was found is seen."""
        super()._place()
        self.move(self.x(), 36)

    def _looked(self) -> None:
        self._desk.search = Search(self.wanted(), -1)
        self._count()

    def _count(self) -> None:
        say = self._desk.texts.say
        found = find_all(self._desk.page, self.wanted())
        if isinstance(found, Bad):
            self.count.setText(say("find.bad", what=found.what))
        elif not found:
            self.count.setText(say("find.none") if self.field.text() else "")
        else:
            self.count.setText(say("find.count", at=self._desk.search.at + 1, count=len(found)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, with Shift and Ctrl; arrows between the fields; Esc."""
        if watched not in (self.field, self.other) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        return isinstance(event, QKeyEvent) and self._steer(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; what else the fields have no use for is the window's: saving or the next suspect go on."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            event.ignore()

    def _steer(self, field: QObject, event: QKeyEvent) -> bool:
        keys, modifiers = Qt.Key, event.modifiers()
        if event.key() == keys.Key_Escape:
            self.dismiss()
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and field is self.field:
            go(self._desk, -1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                replace_all(self._desk, self.other.text())
            else:
                replace_one(self._desk, self.other.text())
        elif event.key() == keys.Key_F3:
            go(self._desk, -1 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1)
        elif event.key() in (keys.Key_Down, keys.Key_Up):
            (self.other if event.key() == keys.Key_Down else self.field).setFocus()
        else:
            return False
        self._count()
        return True
