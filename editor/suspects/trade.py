"""Datelines, jump lines and surnames as `resources/marks.toml` has them, for detectors that look for them in a text."""

import re
import tomllib
from functools import cache
from typing import Any

from msgspec import Struct

from editor.resources import resource


class Trade(Struct, frozen=True):
    """Compiled patterns over text without white space; the jumps name their `page`."""

    dateline: re.Pattern[str]
    jump_to: re.Pattern[str]
    jump_from: re.Pattern[str]
    surnames: frozenset[str]
    compound: frozenset[str]


def _filled(entry: str, words: dict[str, list[str]]) -> str:
    return re.sub(r"\{([a-z]+)\}", lambda match: f"(?:{'|'.join(words[match[1]])})", entry)


@cache
def trade() -> Trade:
    """The shipped marks, read once."""
    with resource("marks.toml").open("rb") as file:
        table: dict[str, Any] = tomllib.load(file)
    jump, names = table["jump"], table["names"]

    def either(entries: list[str]) -> re.Pattern[str]:
        return re.compile("|".join(entries))

    return Trade(
        dateline=either([_filled(entry, table["words"]) for entry in table["dateline"]["patterns"]]),
        jump_to=either([entry.replace("{page}", jump["page"]) for entry in jump["to"]]),
        jump_from=either([entry.replace("{page}", jump["page"]) for entry in jump["from"]]),
        surnames=frozenset(names["surnames"]),
        compound=frozenset(names["compound"]),
    )


def dateline_length(text: str) -> int:
    """How many characters of a paragraph's text its dateline takes, white space included; 0 when it has none."""
    solid = [at for at, char in enumerate(text[:40]) if not char.isspace()]
    match = trade().dateline.match("".join(text[at] for at in solid))
    return solid[match.end() - 1] + 1 if match and match.end() else 0


def jump_line(text: str) -> bool | None:
    """True for a line that is 下转 and nothing else, False for 上接, None for any other line."""
    solid = "".join(text.split())
    if trade().jump_to.fullmatch(solid):
        return True
    return False if trade().jump_from.fullmatch(solid) else None
