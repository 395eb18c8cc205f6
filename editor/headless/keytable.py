"""The table of commands and keys, from their registry."""

import unicodedata

from editor.commands.registry import commands
from editor.commands.texts import Texts
from editor.store.pretty import pretty


def as_json() -> str:
    """Every command: id, keys, context, menu, and its title in both languages."""
    zh, en = Texts("zh"), Texts("en")
    table = [
        {
            "id": found.id,
            "keys": found.keys,
            "context": found.context,
            "menu": found.menu,
            "title": {"zh": zh.command(found.id).title, "en": en.command(found.id).title},
        }
        for found in commands().values()
    ]
    return pretty({"commands": table})


def as_markdown(language: str) -> str:
    """A Markdown table whose columns also stand under each other in a terminal."""
    texts = Texts(language)
    rows = [("key", "where", "command", "does")]
    for found in commands().values():
        title = texts.command(found.id)
        keys = " ".join(f"`{key}`" for key in found.keys) or "-"
        rows.append((keys.replace("|", "\\|"), str(found.context), found.id, title.title))
    widths = [max(_width(row[at]) for row in rows) for at in range(len(rows[0]))]
    lines = [_line(row, widths) for row in rows]
    return "".join([lines[0], _line(["-" * width for width in widths], widths), *lines[1:]])


def _line(cells: "tuple[str, ...] | list[str]", widths: list[int]) -> str:
    return "| " + " | ".join(c + " " * (w - _width(c)) for c, w in zip(cells, widths, strict=True)).rstrip() + " |\n"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
