"""The commands' port to the window: where they ask, tell and show."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from editor.commands.alike import pair_of
from editor.commands.answers import current_finding
from editor.commands.keymap import shown
from editor.commands.palette import Entry
from editor.commands.registry import Command, Context, commands
from editor.commands.texts import LANGUAGES, Texts
from editor.gui.find_bar import FindBar
from editor.gui.grid import Grid
from editor.gui.key_sheet import KeyEditor, KeySheet
from editor.gui.picker import Picker

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from editor.gui.overlay import Overlay
    from editor.gui.window import Window


class WindowPort:
    """See `editor.commands.port.Port`. One panel is open at a time."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._panel: Overlay | None = None

    @property
    def panel(self) -> Overlay | None:
        """The panel that is open."""
        return self._panel

    def focus(self, context: Context) -> None:
        """Puts the keyboard focus into a pane."""
        self._window.pane(context).setFocus()

    def focus_beside(self, by: int) -> None:
        """Puts it into the next or previous pane."""
        order = [Context.RAW, Context.ARTICLE, Context.SUSPECTS]
        at = order.index(self._window.context)
        self.focus(order[(at + by) % len(order)])

    def show(self, panel: str) -> None:
        """Opens a panel."""
        window, desk = self._window, self._window.desk
        if panel == "palette":
            self._open(self._palette())
        elif panel == "keys":
            self._open(KeySheet(window, window.theme, desk))
        elif panel == "key_editor":
            self._open(KeyEditor(window, window.theme, desk))
        elif panel == "find":
            self._open(FindBar(window, window.theme, desk))
        elif panel == "grid":
            pair = pair_of(desk.page, current_finding(desk))
            if pair is None:
                self.tell(desk.texts.say("grid.none"))
            else:
                self._open(Grid(window, window.theme, desk, pair))

    def choose(self, title: str, entries: Sequence[Entry], then: Callable[[str], object]) -> None:
        """Lets the user find one of `entries`."""
        window = self._window
        nothing = window.desk.texts.say("choose.nothing")
        self._open(Picker(window, window.theme, title, entries, partial(self._carry_out, then), nothing=nothing))

    def ask_open(self, then: Callable[[Path], object]) -> None:
        """Asks for a file to open."""
        dialog = self._dialog("ask.open", "ask.files")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._chosen(then))
        dialog.open()

    def ask_save(self, suggested: Path, then: Callable[[Path], object]) -> None:
        """Asks where to save; the dialog asks again before a file is replaced."""
        dialog = self._dialog("ask.save_as", "ask.pages")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setDirectory(str(suggested.parent))
        dialog.selectFile(suggested.name)
        dialog.fileSelected.connect(self._chosen(then))
        dialog.open()

    def ask_unsaved(self, then: Callable[[bool], object]) -> None:
        """Asks whether what is not saved is to be saved or dropped."""
        say, document = self._window.desk.texts.say, self._window.desk.document
        box = QMessageBox(self._window)
        box.setText(say("ask.unsaved", name=document.source.name if document is not None else ""))
        save = box.addButton(say("ask.save"), QMessageBox.ButtonRole.AcceptRole)
        drop = box.addButton(say("ask.drop"), QMessageBox.ButtonRole.DestructiveRole)
        box.setEscapeButton(box.addButton(say("ask.cancel"), QMessageBox.ButtonRole.RejectRole))
        box.setDefaultButton(save)

        def answered() -> None:
            clicked = box.clickedButton()
            box.deleteLater()
            if clicked is save or clicked is drop:
                self._carry_out(then, clicked is save)

        box.finished.connect(answered)
        box.open()

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Shows a message in place of the key hints."""
        self._window.hints.tell(text, bad=bad)

    def close(self) -> None:
        """Ends the program."""
        self._window.leave()

    def _chosen(self, then: Callable[[Path], object]) -> Callable[[str], None]:
        return lambda name: self._carry_out(then, Path(name))

    def _carry_out(self, then: Callable[..., object], answer: object) -> None:
        """What an answer leads to may fail as a command may."""
        self._window.guarded(partial(then, answer))

    def _open(self, panel: Overlay) -> None:
        if self._panel is not None:
            self._panel.dismiss()
        self._panel = panel
        panel.closed.connect(self._gone)
        panel.open()

    def _gone(self) -> None:
        self._panel = None

    def _dialog(self, title: str, files: str) -> QFileDialog:
        say, document = self._window.desk.texts.say, self._window.desk.document
        dialog = QFileDialog(self._window, say(title))
        dialog.setNameFilter(say(files))
        if document is not None:
            dialog.setDirectory(str((document.target or document.source).parent))
        dialog.finished.connect(dialog.deleteLater)
        return dialog

    def _palette(self) -> Picker:
        window, desk = self._window, self._window.desk
        languages = [desk.texts, *(Texts(name) for name in LANGUAGES if name != desk.language)]
        entries = [Entry(ident, tuple(texts.command(ident).title for texts in languages)) for ident in commands()]

        def beside(ident: str) -> str:
            keys = " ".join(shown(key) for key in desk.keymap.keys(ident))
            return f"{desk.texts.say(f'pane.{commands()[ident].context}')}　{keys}"

        def run(ident: str) -> None:
            found: Command = commands()[ident]
            window.run(found)

        title, nothing = desk.texts.say("choose.command"), desk.texts.say("choose.nothing")
        return Picker(window, window.theme, title, entries, run, beside, nothing)
