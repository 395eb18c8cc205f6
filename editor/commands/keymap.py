"""Which key means which command where.

Keys are written as Qt's portable text: modifiers in the order Ctrl, Alt, Shift, then one key (`Ctrl+Shift+P`, `F8`,
`S`, `PgDown`, `Return`). Shift is written with letters and named keys only: the sign that Shift makes of another key
is itself the key (`?`, `{`).
"""

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from editor.commands.registry import Command, Context, commands

_FUNCTION = re.compile(r"F\d+$")


class Clash(Struct, frozen=True):
    """A key that would mean two commands at one place."""

    key: str
    first: str
    second: str


class Keymap:
    """The default keys with a user's own in their place. Overrides of unknown commands are let be."""

    def __init__(self, overrides: Mapping[str, Sequence[str]] | None = None) -> None:
        own = overrides or {}
        self._keys = {ident: tuple(own.get(ident, found.keys)) for ident, found in commands().items()}
        self._table: dict[tuple[Context, str], Command] = {}
        for ident, keys in self._keys.items():
            for key in keys:
                self._table.setdefault((commands()[ident].context, key), commands()[ident])

    def keys(self, ident: str) -> tuple[str, ...]:
        """The keys of a command, the one to show first."""
        return self._keys[ident]

    def resolve(self, key: str, context: Context) -> Command | None:
        """What a key means where the focus is in `context`: the place's own meaning goes before the general one."""
        return self._table.get((context, key)) or self._table.get((Context.ANYWHERE, key))

    def clashes(self) -> list[Clash]:
        """Keys with two meanings in one context, or a general and a special one."""
        found: list[Clash] = []
        taken: dict[tuple[str, Context], str] = {}
        for ident, keys in self._keys.items():
            context = commands()[ident].context
            rivals = tuple(Context) if context is Context.ANYWHERE else (context, Context.ANYWHERE)
            for key in keys:
                found += [Clash(key, taken[key, place], ident) for place in rivals if (key, place) in taken]
                taken[key, context] = ident
        return found


def refusal(ident: str, key: str, keymap: Keymap) -> str | None:
    """Why `key` cannot be a command's: "typed" (it would not be typable any more), the id that has it, or None."""
    context = commands()[ident].context
    if context in (Context.ANYWHERE, Context.ARTICLE) and is_typed(key):
        return "typed"
    places = tuple(Context) if context is Context.ANYWHERE else (context, Context.ANYWHERE)
    for other in commands():
        if other != ident and commands()[other].context in places and key in keymap.keys(other):
            return other
    return None


def is_typed(key: str) -> bool:
    """Whether a key writes or moves in a text field, so that no general command may take it."""
    *modifiers, last = key.split("+") if not key.endswith("+") else [*key[:-1].rstrip("+").split("+"), "+"]
    if {"Ctrl", "Alt", "Meta"} & set(modifiers):
        return False
    return not _FUNCTION.match(last)


_SIGNS = {"Return": "↵", "Up": "↑", "Down": "↓", "Left": "←", "Right": "→", "Backspace": "⌫", "Space": "␣", "Tab": "⇥"}


def shown(key: str) -> str:
    """A key as people read it: letters small unless Shift is held (`s`, `Ctrl+S`), signs for arrows and Enter."""
    if len(key) == 1:
        return key.lower()
    head, plus, last = key.rpartition("+") if not key.endswith("++") else (key[:-2], "+", "+")
    return f"{head}{plus}{_SIGNS.get(last, last)}"
