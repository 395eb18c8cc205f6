"""The one registry of commands: menus, keys, palette, key sheet, `chaiban keys` and the README's table come from it.

A module of this package that holds commands is found by being there. A command is a plain function of the desk::

    @command("seam.settle", "Return", context=Context.RAW, menu=Menu.STRUCTURE)
    def settle(desk: Desk) -> None: ...

Its titles and what it does stand in resources/texts/commands.toml under its id.
"""

from __future__ import annotations

import importlib
import pkgutil
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

import editor.commands.does

if TYPE_CHECKING:
    from collections.abc import Callable

    from editor.commands.desk import Desk

    Action = Callable[[Desk], None]


class Context(StrEnum):
    """Where the focus must be for a key to mean the command."""

    ANYWHERE = "anywhere"
    RAW = "raw"
    ARTICLE = "article"
    SUSPECTS = "suspects"


class Menu(StrEnum):
    """The menus, in their order. A command in NONE is found by key and palette only."""

    FILE = "file"
    EDIT = "edit"
    STRUCTURE = "structure"
    SUSPECTS = "suspects"
    VIEW = "view"
    HELP = "help"
    NONE = ""


class Command(Struct, frozen=True):
    """What a user can do. `keys` are the default ones, in the portable notation of keymap.py."""

    id: str
    keys: tuple[str, ...]
    context: Context
    menu: Menu
    run: Action


_found: dict[str, Command] = {}


def command(
    ident: str, *keys: str, context: Context = Context.ANYWHERE, menu: Menu = Menu.NONE
) -> Callable[[Action], Action]:
    """Registers a function of the desk under `ident`; ValueError when the name is taken."""

    def register(action: Action) -> Action:
        if ident in _found:
            raise ValueError(f"two commands are called {ident}")
        _found[ident] = Command(ident, keys, context, menu, action)
        return action

    return register


@lru_cache
def commands() -> dict[str, Command]:
    """Every command by its id, in the order in which menus and tables list them."""
    package = editor.commands.does
    for module in sorted(pkgutil.iter_modules(package.__path__), key=lambda m: m.name):
        importlib.import_module(f"{package.__name__}.{module.name}")
    menus = list(Menu)
    return dict(sorted(_found.items(), key=lambda item: menus.index(item[1].menu)))
