"""What the program remembers between starts. Declared once, here: names, types and defaults."""

from pathlib import Path
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct, structs

from editor.store.atomic import digest, replace_file
from editor.store.folders import config_folder, private
from editor.store.trouble import TroubleError, from_os

MOST_RECENT = 12


class Settings(Struct, frozen=True):
    """The user's choices. `keys` gives commands other keys than the keymap's; an empty list takes them away.

    `theme` and `language` "system" follow the desktop; `zoom` is in percent of the text's own size; `window` is the
    toolkit's own record of the window's place, in hexadecimal.
    """

    theme: Literal["system", "light", "dark"] = "system"
    language: Literal["system", "zh", "en"] = "system"
    zoom: Annotated[int, Meta(ge=50, le=400)] = 100
    profile: str = ""
    keys: dict[str, tuple[str, ...]] = {}
    recent: tuple[str, ...] = ()
    window: str = ""


def settings_path(folder: Path | None = None) -> Path:
    """Where the settings lie."""
    return (private(folder) if folder else config_folder()) / "settings.json"


def load_settings(folder: Path | None = None) -> tuple[Settings, TroubleError | None]:
    """The settings; defaults where there are none. What cannot be read is told and set aside as settings.json.bad."""
    path = settings_path(folder)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Settings), None
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        return Settings(), from_os(error, path)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        what, _, where = str(error).replace("`", "").partition(" - at ")
        trouble = TroubleError("field", path, where=where or "$", what=what)
        path.replace(path.with_suffix(".json.bad"))
        return Settings(), trouble


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Writes the settings; a second window's are overwritten, the last choice counts."""
    path = settings_path(folder)
    data = msgspec.json.format(msgspec.json.encode(settings), indent=1) + b"\n"
    replace_file(path, data, expected=digest(path))


def with_recent(settings: Settings, path: Path) -> Settings:
    """The settings with a file at the head of the recent ones."""
    name = str(path.resolve())
    return structs.replace(settings, recent=(name, *(r for r in settings.recent if r != name))[:MOST_RECENT])
