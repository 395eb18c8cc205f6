"""The marks of the trade: patterns of datelines, credits, jump lines and furniture, as data, and a profile on top."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from typing import Any

from msgspec import Struct

from editor.reading.profile import Profile
from editor.resources import resource

Table = dict[str, Any]


class Marks(Struct, frozen=True):
    """Compiled patterns. All of them match text WITHOUT its white space: see `tight`.

    `reporters` matches names at a line's end that a dateline's reporters go on behind, `reporting` what goes on there.
    `wired` matches the beginning of a story that an agency or a correspondent wired, up to the word that says so,
    `plain` a dateline that says no more than whose the story is.
    `roles` matches a credit's role at a place, `after` one behind its name, `wary` are those that running text has
    too, `posted` matches a correspondent's line that is set as a deck, `titles` what stands before an author's
    name, `deeds` what heads say that names could be read in. `subjects` holds the beginnings of section names with what
    their stories speak of. `strong` and `weak` are the two classes of furniture, `own_furniture` is a newspaper's own.
    """

    dateline: re.Pattern[str]
    reporters: re.Pattern[str]
    reporting: re.Pattern[str]
    wired: re.Pattern[str]
    plain: re.Pattern[str]
    roles: re.Pattern[str]
    after: re.Pattern[str]
    wary: frozenset[str]
    short: frozenset[str]
    posted: re.Pattern[str]
    titles: re.Pattern[str]
    never: re.Pattern[str]
    deeds: re.Pattern[str]
    jump_to: re.Pattern[str]
    jump_from: re.Pattern[str]
    plain_jump: re.Pattern[str]
    own_furniture: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    marker: re.Pattern[str]
    photographer: frozenset[str]
    sections: frozenset[str]
    section_shape: re.Pattern[str]
    subjects: tuple[tuple[str, re.Pattern[str]], ...]
    surnames: frozenset[str]
    compound: frozenset[str]
    transcribed: frozenset[str]


@cache
def default_marks() -> Marks:
    """The marks shipped with the program, read once."""
    return compiled(_table(), Profile())


def marks_for(profile: Profile) -> Marks:
    """The shipped marks with a newspaper's own on top."""
    return compiled(_table(), profile)


@cache
def _table() -> Table:
    with resource("marks.toml").open("rb") as file:
        return tomllib.load(file)


def compiled(table: Table, profile: Profile) -> Marks:
    """`table` as resources/marks.toml has it; `profile`'s entries come first. re.error when a pattern is none."""
    words: dict[str, list[str]] = table["words"]
    credit, jump, furniture, caption = (table[part] for part in ("credit", "jump", "furniture", "caption"))

    def either(*families: Iterable[str]) -> re.Pattern[str]:
        return re.compile(_either([_filled(entry, words) for family in families for entry in family]))

    def plain(*texts: str) -> list[str]:
        return [re.escape(tight(text)[0]) for text in texts]

    own = plain(*profile.furniture)
    subjects = [(tight(name)[0], either(plain(*words))) for name, words in profile.subjects.items()]
    subjects += [(name, re.compile(words)) for name, words in table["section"]["subjects"].items()]
    roles = [*profile.roles, *credit["open"], *credit["short"]]
    return Marks(
        dateline=either(plain(*profile.datelines), table["dateline"]["patterns"]),
        reporters=either(table["dateline"]["reporters"]),
        reporting=either(table["dateline"]["reporting"]),
        wired=either(table["dateline"]["wired"]),
        plain=either(table["dateline"]["plain"]),
        roles=re.compile(_either(sorted(roles, key=len, reverse=True))),
        after=re.compile(
            _either(sorted(credit["after"], key=len, reverse=True)) + r"(?=$|[）)、，,；;]|[一-鿿]{2,4}[/／])"
        ),
        wary=frozenset(credit["wary"]),
        short=frozenset(credit["short"]),
        posted=either(credit["posted"]),
        titles=either(credit["titles"]),
        never=either(credit["never"]),
        deeds=either(credit["deeds"]),
        jump_to=re.compile(_either([entry.replace("{page}", jump["page"]) for entry in jump["to"]])),
        jump_from=re.compile(_either([entry.replace("{page}", jump["page"]) for entry in jump["from"]])),
        plain_jump=either(jump["plain"]),
        own_furniture=either(own, profile.furniture_patterns),
        strong=either(own, profile.furniture_patterns, furniture["strong"]),
        weak=either(furniture["weak"]),
        marker=re.compile(caption["markers"]),
        photographer=frozenset(caption["photographer"]),
        sections=frozenset(tight(name)[0] for name in (*profile.sections, *table["section"]["names"])),
        section_shape=either(table["section"]["shapes"]),
        subjects=tuple(subjects),
        surnames=frozenset(table["names"]["surnames"]),
        compound=frozenset(table["names"]["compound"]),
        transcribed=frozenset(table["names"]["transcribed"]),
    )


def tight(text: str) -> tuple[str, list[int]]:
    """`text` without its white space, and for each character its place in `text`."""
    at = [place for place, char in enumerate(text) if not char.isspace()]
    return "".join([text[place] for place in at]), at


def _either(entries: list[str]) -> str:
    """An alternation; one that never matches when there are no entries."""
    return f"(?:{'|'.join(entries)})" if entries else r"(?!)"


def _filled(entry: str, words: dict[str, list[str]]) -> str:
    """`entry` with the lists of words put in for their {names}; braces that count repetitions stay."""
    return re.sub(r"\{([a-z]+)\}", lambda match: _either(words[match[1]]), entry)
