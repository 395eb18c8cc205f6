"""What commands need of the window: to ask, to tell, to show. Without a window, `Silent` answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from editor.commands.palette import Entry
    from editor.commands.registry import Context


class Port(Protocol):
    """Asking never blocks: the answer goes to `then`, which is not called when the user gives none."""

    def focus(self, context: Context) -> None:
        """Puts the keyboard focus into a pane."""

    def focus_beside(self, by: int) -> None:
        """Puts it into the next (1) or previous (-1) pane."""

    def show(self, panel: str) -> None:
        """Opens a panel: "palette", "keys", "key_editor", "find", "grid"."""

    def choose(self, title: str, entries: Sequence[Entry], then: Callable[[str], object]) -> None:
        """Lets the user find one of `entries` by typing; `then` gets its id."""

    def ask_open(self, then: Callable[[Path], object]) -> None:
        """Asks for a file to open."""

    def ask_save(self, suggested: Path, then: Callable[[Path], object]) -> None:
        """Asks where to save."""

    def ask_unsaved(self, then: Callable[[bool], object]) -> None:
        """Asks whether what is not saved is to be saved (True) or dropped (False)."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Shows a message until the next command; a bad one until it is put away."""

    def close(self) -> None:
        """Ends the program, no further questions."""


class Silent:
    """A port without a window: nothing is asked, the last message is kept in `told`."""

    def __init__(self) -> None:
        self.told = ""

    def focus(self, context: Context) -> None:
        """Nothing to focus."""

    def focus_beside(self, by: int) -> None:
        """Nothing to focus."""

    def show(self, panel: str) -> None:
        """Nothing to show."""

    def choose(self, title: str, entries: Sequence[Entry], then: Callable[[str], object]) -> None:
        """Nobody chooses."""

    def ask_open(self, then: Callable[[Path], object]) -> None:
        """Nobody answers."""

    def ask_save(self, suggested: Path, then: Callable[[Path], object]) -> None:
        """The suggestion is taken."""
        then(suggested)

    def ask_unsaved(self, then: Callable[[bool], object]) -> None:
        """Nobody answers."""

    def tell(self, text: str, *, bad: bool = False) -> None:
        """Kept."""
        self.told = f"! {text}" if bad else text

    def close(self) -> None:
        """Nothing to close."""
