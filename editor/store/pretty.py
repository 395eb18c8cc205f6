"""JSON that can be read and compared line by line."""

import json
from collections.abc import Iterable

_WIDTH = 110
"""Columns up to which a list or object stands on one line whatever it holds."""


def pretty(tree: object) -> str:
    """`tree` as JSON: keys in their order, an object of scalars or a short list a line, one line feed at the end."""
    return "".join(_lines(tree, "")) + "\n"


def _lines(value: object, indent: str) -> Iterable[str]:
    """JSON in pieces: whatever holds scalars only, or is short, stands on one line."""
    if isinstance(value, dict):
        parts: list[tuple[str, object]] = [
            (json.dumps(name) + ": ", part)
            for name, part in value.items()  # pyright: ignore[reportUnknownVariableType]
        ]
        opening, closing = "{}"
    elif isinstance(value, list | tuple):
        parts = [("", part) for part in value]  # pyright: ignore[reportUnknownVariableType]
        opening, closing = "[]"
    else:
        yield json.dumps(value, ensure_ascii=False)
        return
    if all(not isinstance(part, dict | list | tuple) for _, part in parts) and not _texts(parts):
        yield json.dumps(value, ensure_ascii=False)
        return
    short = json.dumps(value, ensure_ascii=False)
    if len(short) <= _WIDTH:
        yield short
        return
    yield opening
    inner = indent + " "
    for at, (name, part) in enumerate(parts):
        yield f"{',' if at else ''}\n{inner}{name}"
        yield from _lines(part, inner)
    yield f"\n{indent}{closing}"


def _texts(parts: list[tuple[str, object]]) -> bool:
    """Whether it is a list of many texts, such as the raw lines."""
    return len(parts) > 4 and all(not name and isinstance(part, str) for name, part in parts)
