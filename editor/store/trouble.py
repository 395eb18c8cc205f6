"""The one error of this room: a file that cannot be read or written, told in one sentence."""

import tomllib
from functools import cache
from pathlib import Path

from editor.resources import resource


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource("texts/troubles.toml").read_text("utf-8"))


class TroubleError(Exception):
    """What went wrong with a file: `code` names its sentence in resources/texts/troubles.toml, `details` fill it."""

    def __init__(self, code: str, file: str | Path, **details: object) -> None:
        super().__init__(code, str(file), details)
        self.code = code
        self.details: dict[str, str] = {"file": str(file), **{name: str(value) for name, value in details.items()}}

    def sentence(self, language: str = "en") -> str:
        """The sentence in a language of the interface ("en" or "zh"), always a single line."""
        said = _sentences()[self.code]
        return " ".join(said.get(language, said["en"]).format_map(self.details).split())

    def __str__(self) -> str:
        return self.sentence()

    def __reduce__(self) -> tuple[object, tuple[str, str, dict[str, str]]]:
        """Travels between processes; an exception with keyword arguments does not by itself."""
        return _rebuilt, (self.code, self.details["file"], {k: v for k, v in self.details.items() if k != "file"})


def _rebuilt(code: str, file: str, details: dict[str, str]) -> TroubleError:
    return TroubleError(code, file, **details)


def from_os(error: OSError, file: str | Path) -> TroubleError:
    """The sentence for what the operating system said."""
    match error:
        case FileNotFoundError():
            return TroubleError("missing", file)
        case IsADirectoryError():
            return TroubleError("folder", file)
        case PermissionError():
            return TroubleError("forbidden", file)
        case _:
            return TroubleError("system", file, what=error.strerror or type(error).__name__)
