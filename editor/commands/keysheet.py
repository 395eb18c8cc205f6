"""The table of commands and keys: for the key sheet, for `chaiban keys`, and for the README."""

from typing import Any

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


def lines(texts: Texts, keymap: Keymap, *, unbound: bool = False) -> list[Line]:
    """Every command that has a key (with `unbound`, every command), by context in the contexts' order."""
    found = [line for group in _groups() if (line := _line(group, texts, keymap)).keys or unbound]
    order = [Context.RAW, Context.SUSPECTS, Context.ARTICLE, Context.ANYWHERE]
    return sorted(found, key=lambda line: order.index(line.context))


def markdown(texts: Texts, keymap: Keymap | None = None) -> str:
    """The README's table: a section for each context."""
    out: list[str] = []
    context = None
    for line in lines(texts, keymap or Keymap()):
        if line.context is not context:
            context = line.context
            out += ["", f"**{texts.say(f'pane.{context}')}**", "", f"| {_head(texts)} |", "|---|---|---|"]
        out.append(f"| {_cell(line.keys)} | {line.title} | {line.help} |")
    return "\n".join(out).strip() + "\n"


def plain(texts: Texts, keymap: Keymap | None = None) -> str:
    """The table for a terminal: keys, title, id."""
    table = lines(texts, keymap or Keymap(), unbound=True)
    width = max(len(line.keys) for line in table)
    out: list[str] = []
    context = None
    for line in table:
        if line.context is not context:
            context = line.context
            out += ["", texts.say(f"pane.{context}")]
        out.append(f"  {line.keys:{width}}  {line.title}  ({line.id})")
    return "\n".join(out).strip("\n") + "\n"


def records(keymap: Keymap | None = None) -> list[dict[str, Any]]:
    """The table as data: id, keys, context, menu and the titles in every language, a record for each command."""
    keymap = keymap or Keymap()
    chinese, english = Texts("zh"), Texts("en")
    return [
        {
            "id": ident,
            "keys": list(keymap.keys(ident)),
            "context": found.context.value,
            "menu": found.menu.value,
            "title": {"zh": chinese.command(ident).title, "en": english.command(ident).title},
            "help": {"zh": chinese.command(ident).help, "en": english.command(ident).help},
        }
        for ident, found in commands().items()
    ]


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


def _cell(keys: str) -> str:
    return " ".join(f"`{key}`" for key in keys.split(" ")).replace("|", "\\|")


def _head(texts: Texts) -> str:
    return " | ".join(texts.say(key) for key in ("keys.key", "keys.command", "keys.what"))
