"""The lines of the key sheet: every command that has a key, numbered ones together."""

from msgspec import Struct

from editor.commands.keymap import Keymap, shown
from editor.commands.registry import Command, Context, commands
from editor.commands.texts import Texts


class Line(Struct, frozen=True):
    """A line of the table. Numbered commands share one: its key is "1–9"."""

    id: str
    title: str
    keys: str
    help: str
    context: Context


def lines(texts: Texts, keymap: Keymap) -> list[Line]:
    """Every command that has a key, by context."""
    found = [line for group in _groups() if (line := _line(group, texts, keymap)).keys]
    order = [Context.RAW, Context.SUSPECTS, Context.ARTICLE, Context.ANYWHERE]
    return sorted(found, key=lambda line: order.index(line.context))


def _groups() -> list[list[Command]]:
    """Commands one by one, numbered ones together."""
    groups: dict[str, list[Command]] = {}
    for ident, found in commands().items():
        stem, _, number = ident.rpartition(".")
        groups.setdefault(stem if number.isdecimal() else ident, []).append(found)
    return list(groups.values())


def _line(group: list[Command], texts: Texts, keymap: Keymap) -> Line:
    first, last = group[0], group[-1]
    said = texts.command(first.id)
    title, help_ = said.title, said.help
    keys = " ".join(shown(key) for key in keymap.keys(first.id) if not _keypad(key))
    if len(group) > 1:
        title, help_ = title.replace("1", "1–9"), help_.replace("1", "1–9")
        ends = keymap.keys(first.id), keymap.keys(last.id)
        keys = f"{shown(ends[0][0])}–{shown(ends[1][0])[-1]}" if all(ends) else keys
    return Line(first.id, title, keys, help_, first.context)


def _keypad(key: str) -> bool:
    """Whether a key is the keypad's Enter, which goes without saying beside Return."""
    return key.rpartition("+")[2] == "Enter"
