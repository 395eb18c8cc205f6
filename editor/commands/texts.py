"""What the interface says, in every language that it has (resources/texts/*.toml)."""

import tomllib
from functools import cache

from msgspec import Struct, convert

from editor.resources import resource

LANGUAGES = ("zh", "en")


class Title(Struct, frozen=True):
    """A command's name, the shorter one of the hint line, and what it does in a sentence."""

    title: str
    short: str
    help: str


class _Entry(Struct, frozen=True):
    zh: str
    en: str
    short_zh: str = ""
    short_en: str = ""
    help_zh: str = ""
    help_en: str = ""


class Texts:
    """The texts of one language ("zh" or "en")."""

    def __init__(self, language: str = "zh") -> None:
        self.language = language if language in LANGUAGES else "en"

    def command(self, ident: str) -> Title:
        """A command's title; numbered ones (assign.3) share an entry (assign.N) in which {n} is the number."""
        entries = _commands()
        stem, _, number = ident.rpartition(".")
        entry = entries.get(ident) or entries[f"{stem}.N"]
        said = (entry.zh, entry.short_zh, entry.help_zh) if self.language == "zh" else ()
        title, short, help_ = said or (entry.en, entry.short_en, entry.help_en)
        return Title(*(text.replace("{n}", number) for text in (title, short or title, help_ or title)))

    def say(self, key: str, /, **details: object) -> str:
        """The text of `key` in resources/texts/window.toml, its {names} filled from `details`."""
        return _window()[key][self.language].format_map(details)


@cache
def _commands() -> dict[str, _Entry]:
    return convert(tomllib.loads(resource("texts/commands.toml").read_text("utf-8")), dict[str, _Entry])


@cache
def _window() -> dict[str, dict[str, str]]:
    return convert(tomllib.loads(resource("texts/window.toml").read_text("utf-8")), dict[str, dict[str, str]])
