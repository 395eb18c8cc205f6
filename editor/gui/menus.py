"""The menu bar, from the registry. Keys are shown, but they belong to the key table: no action has a shortcut."""

from collections.abc import Callable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from editor.commands.desk import Desk
from editor.commands.keymap import shown
from editor.commands.registry import Command, Menu, commands


def fill(bar: QMenuBar, desk: Desk, run: Callable[[Command], None]) -> None:
    """Fills the bar anew, as after a change of language or keys."""
    bar.clear()
    for menu in Menu:
        if menu is not Menu.NONE:
            _fill_menu(bar.addMenu(desk.texts.say(f"menu.{menu}")), menu, desk, run)


def _fill_menu(shown_in: QMenu, menu: Menu, desk: Desk, run: Callable[[Command], None]) -> None:
    stem = ""
    for ident, found in commands().items():
        if found.menu is not menu:
            continue
        if stem and stem != ident.partition(".")[0]:
            shown_in.addSeparator()
        stem = ident.partition(".")[0]
        shown_in.addAction(_action(shown_in, found, desk, run))


def _action(parent: QMenu, found: Command, desk: Desk, run: Callable[[Command], None]) -> QAction:
    said = desk.texts.command(found.id)
    keys = desk.keymap.keys(found.id)
    action = QAction(f"{said.title}\t{shown(keys[0])}" if keys else said.title, parent)
    action.setStatusTip(said.help)
    action.setObjectName(found.id)
    action.setMenuRole(QAction.MenuRole.NoRole)
    action.triggered.connect(lambda: run(found))
    return action
