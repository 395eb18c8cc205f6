"""A newspaper's own marks, kept by its proofreaders in a small TOML file on top of the shipped ones."""

import re
import tomllib
from pathlib import Path

import msgspec
from msgspec import Struct

_LINE = re.compile(r"\(at line (\d+)|at end of document")


class Profile(Struct, frozen=True, forbid_unknown_fields=True):
    """What one newspaper prints: section names, byline roles, furniture and datelines, as they stand on the page.

    `subjects` holds for the name of a section, or its beginning, words of which its stories have one in their first
    sentences. White space never counts. `furniture_patterns` are regular expressions, all else is plain text.
    """

    name: str = ""
    sections: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    furniture_patterns: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    subjects: dict[str, tuple[str, ...]] = {}


def load_profile(path: Path) -> Profile:
    """Reads a profile; ValueError in one sentence that names file, line and what is wrong, OSError when unreadable."""
    text = path.read_text("utf-8")
    try:
        profile = msgspec.convert(tomllib.loads(text), Profile)
    except tomllib.TOMLDecodeError as error:
        found = _LINE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise ValueError(f"{path}, line {line}: this is no TOML: {str(error).split(' (at')[0]}") from None
    except msgspec.ValidationError as error:
        raise ValueError(f"{path}, line {_line_of(str(error), text)}: {error}") from None
    for pattern in profile.furniture_patterns:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(
                f"{path}, line {_line_with(pattern, text)}: {pattern!r} is no regular expression: {error}"
            ) from None
    return profile


def _line_of(message: str, text: str) -> int:
    """The line of the key that a validation message (… at `$.roles[0]`, … unknown field `rolls`) speaks of."""
    key = re.search(r"`\$\.(\w+)|field `(\w+)`", message)
    return _line_with((key[1] or key[2]) if key else "", text)


def _line_with(word: str, text: str) -> int:
    plain = word.replace("\\", "\\\\")
    for number, line in enumerate(text.splitlines(), 1):
        if word in line or plain in line:
            return number
    return 1
