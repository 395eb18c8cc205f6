"""Asks for a file by typing: the folder's files are listed as the name grows; nothing leaves the keyboard."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFileDialog, QLabel, QLineEdit, QListWidget, QWidget

from editor.commands.texts import Texts
from editor.gui.overlay import Overlay, thin_bars
from editor.gui.theme import Theme

_MOST = 500
"""So many names are listed."""

_SUFFIXES = (".txt", ".json")


class PathPrompt(Overlay):
    """A field with a path and the names that go on from it.

    Tab completes, Down and Up choose, Enter takes the file (or goes into the folder). When `saving`, Enter on a file
    that is there must be pressed twice. The desktop's own dialog is Ctrl+O.
    """

    def __init__(
        self, host: QWidget, theme: Theme, texts: Texts, start: Path, then: Callable[[Path], object], *, saving: bool
    ) -> None:
        super().__init__(host, theme, QSize(720, 420))
        self._texts, self._then, self._saving = texts, then, saving
        self._folder = start.parent if saving else start
        self._confirmed = ""
        title = texts.say("ask.save_as" if saving else "ask.open")
        self.field = QLineEdit(str(start) if saving else f"{start}/", self)
        self.field.setAccessibleName(title)
        self.field.setFont(theme.font("interface"))
        self.list = QListWidget(self)
        self.list.setAccessibleName(title)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setFont(theme.font("interface"))
        thin_bars(self.list, theme)
        self.told = QLabel(texts.say("path.how"), self)
        self.told.setWordWrap(True)
        for widget in (QLabel(title, self), self.field, self.list, self.told):
            self.body.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(self._clicked)
        self._narrow()
        if saving:
            self.field.setSelection(len(str(start.parent)) + 1, len(start.stem))

    def path(self) -> Path:
        """The path as it is typed: ~ is the user's own folder, a bare name stands beside the page at hand."""
        return self._folder / Path(self.field.text().strip()).expanduser()

    def _narrow(self) -> None:
        """Lists the folder's entries that begin with what is typed after the last slash."""
        self.list.clear()
        typed = self.field.text().strip()
        folder, start = (self.path(), "") if typed.endswith("/") else (self.path().parent, self.path().name)
        self.list.addItems(_names(folder, start)[:_MOST])

    def _complete(self) -> None:
        names = [self.list.item(at).text() for at in range(self.list.count())]
        if not names:
            return
        row = self.list.currentRow()
        name = names[row] if row >= 0 else _common(names)
        typed = self.field.text().strip()
        folder = typed if typed.endswith("/") else typed[: len(typed) - len(self.path().name)]
        self.field.setText(folder + name)
        self._narrow()

    def _take(self) -> None:
        if self.list.currentRow() >= 0:
            self._complete()
        path = self.path()
        if path.is_dir():
            if not self.field.text().endswith("/"):
                self.field.setText(f"{self.field.text()}/")
            self._narrow()
        elif self._saving and not path.suffix:
            self.field.setText(f"{self.field.text().strip()}.json")
            self._take()
        elif self._saving and path.exists() and self._confirmed != str(path):
            self._confirmed = str(path)
            self.told.setText(self._texts.say("path.exists", name=path.name))
        else:
            self.dismiss()
            self._then(path)

    def _clicked(self) -> None:
        self._complete()
        self.field.setFocus()

    def _browse(self) -> None:
        """The desktop's own dialog, for who wants the mouse."""
        dialog = QFileDialog(self.parentWidget(), self.field.accessibleName(), str(self.path().parent))
        if self._saving:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix("json")
            dialog.selectFile(self.path().name)
        dialog.fileSelected.connect(self._browsed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _browsed(self, name: str) -> None:
        self.dismiss()
        self._then(Path(name))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The field's keys that complete, choose, take, close."""
        if watched is self.field and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._steer(event)
        return super().eventFilter(watched, event)

    def _steer(self, event: QKeyEvent) -> bool:
        keys, row = Qt.Key, self.list.currentRow()
        if event.key() in (keys.Key_Down, keys.Key_Up):
            step = 1 if event.key() == keys.Key_Down else -1
            self.list.setCurrentRow(min(self.list.count() - 1, max(-1, row + step)))
        elif event.key() == keys.Key_Tab:
            self._complete()
        elif event.key() in (keys.Key_Return, keys.Key_Enter):
            self._take()
        elif event.key() == keys.Key_O and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._browse()
        elif event.key() == keys.Key_Escape:
            self.dismiss()
        else:
            return False
        return True


def _names(folder: Path, start: str) -> list[str]:
    """Folders (with a slash) and pages in `folder` whose names begin with `start`; nothing where it cannot be read."""
    try:
        found = [entry for entry in folder.iterdir() if entry.name.casefold().startswith(start.casefold())]
        kept = [entry for entry in found if not entry.name.startswith(".") or start.startswith(".")]
        folders = sorted(f"{entry.name}/" for entry in kept if entry.is_dir())
        files = sorted(entry.name for entry in kept if entry.suffix.lower() in _SUFFIXES and entry.is_file())
    except OSError:
        return []
    return folders + files


def _common(names: list[str]) -> str:
    """The longest beginning that all names share."""
    first, last = min(names), max(names)
    at = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[:at]
