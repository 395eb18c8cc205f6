"""Random keys in the whole window: whatever is pressed, nothing is lost, and both panes show the page."""

import random

import pytest
from article_hand import flat
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from window_hand import WindowHand

from editor.commands.registry import commands
from editor.core.ledger import ledger
from editor.gui.window import Window

LEFT_OUT = {"file.open", "file.save", "file.save_as", "file.quit"}
"""What asks for files or ends the program has tests of its own."""

MOVES = [
    "Up", "Down", "Left", "Right", "Home", "End", "PgUp", "PgDown", "Shift+Up", "Shift+Down", "Shift+Left",
    "Shift+Right", "Ctrl+Home", "Ctrl+End", "Tab",
]  # fmt: skip
TYPED = ["a", "1", "的", "𠮷", "，", " ", "第二版"]


@pytest.mark.parametrize("seed", range(3))
def test_random_keys(window: Window, keys: WindowHand, seed: int) -> None:
    chance = random.Random(seed)
    every = [command for command in commands().values() if command.id not in LEFT_OUT]
    for number in range(250):
        deed = pressed(keys, chance, [key for command in every for key in window.desk.keymap.keys(command.id)])
        page = window.desk.page
        assert ledger(page).balanced, f"{number}: {deed}"
        assert window.article.document().toRawText() == flat(page), f"{number}: {deed}"
        assert [row.start for row in window.desk.rows.items] == sorted(row.start for row in window.desk.rows.items)
    keys.press("Esc Esc")
    while window.desk.session.undo() is not None:
        pass
    assert len(window.desk.page.articles) == 1
    assert window.article.document().toRawText() == flat(window.desk.page)


def pressed(keys: WindowHand, chance: random.Random, table: list[str]) -> str:
    """One random deed; what it was."""
    kind = chance.choices(["command", "move", "type", "compose", "look"], [6, 5, 3, 2, 1])[0]
    if kind == "command":
        deed = chance.choice(table)
        keys.press(deed)
    elif kind == "move":
        deed = chance.choice(MOVES)
        keys.press(deed)
    elif kind == "type":
        deed = chance.choice(TYPED)
        keys.type(deed)
    elif kind == "compose":
        deed = chance.choice(["n", "ni", "你", ""])
        QApplication.sendEvent(keys.focus, QInputMethodEvent(deed, []))
    else:
        deed = "events"
        QApplication.processEvents()
    return f"{kind} {deed}"
