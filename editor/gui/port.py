"""The commands' port to the window: where they ask, tell and show."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from editor.commands.alike import pair_of
from editor.commands.answers import current_finding
from editor.commands.keymap import shown
from editor.commands.palette import Entry
from editor.commands.registry import Command, Context, commands
from editor.commands.texts import LANGUAGES, Texts
from editor.gui.find_bar import FindBar
from editor.gui.grid import Grid
from editor.gui.key_sheet import KeyEditor, KeySheet
from editor.gui.path_prompt import PathPrompt
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
        document = self._window.desk.document
        folder = Path.cwd() if document is None else (document.target or document.source).resolve().parent
        self._ask_path(Path(f"{folder}/"), then, saving=False)

    def ask_save(self, suggested: Path, then: Callable[[Path], object]) -> None:
        """Asks where to save; a file that is there is replaced only when that is confirmed."""
        self._ask_path(suggested.resolve(), then, saving=True)

    def ask_unsaved(self, then: Callable[[bool], object]) -> None:
        """Asks whether what is not saved is to be saved or dropped."""
        say, document = self._window.desk.texts.say, self._window.desk.document
        title = say("ask.unsaved", name=document.source.name if document is not None else "")
        answers = [Entry(answer, (say(f"ask.{answer}"),)) for answer in ("save", "drop", "cancel")]

        def answered(answer: str) -> None:
            if answer != "cancel":
                then(answer == "save")

        self.choose(title, answers, answered)

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Shows a message in place of the key hints."""
        self._window.hints.tell(text, bad=bad)

    def close(self) -> None:
        """Ends the program."""
        self._window.leave()

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

    def _ask_path(self, start: Path, then: Callable[[Path], object], *, saving: bool) -> None:
        window = self._window
        guarded = partial(self._carry_out, then)
        self._open(PathPrompt(window, window.theme, window.desk.texts, start, guarded, saving=saving))

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
