"""Where newspapers' profiles and what users taught are kept: the user's own folder, NAME.toml, NAME.learned.json.

What stands in them is the business of reading/profile.py and of suspects/; here they are found and written.
"""

import re
from pathlib import Path

from editor.store.atomic import digest, replace_file
from editor.store.folders import config_folder, private
from editor.store.trouble import TroubleError

_NAME = re.compile(r"[\w-]+")


def profiles_folder(folder: Path | None = None) -> Path:
    """The folder of all profiles."""
    return private(folder) if folder else config_folder("profiles")


def profile_names(folder: Path | None = None) -> tuple[str, ...]:
    """The profiles that there are, sorted."""
    return tuple(sorted(path.stem for path in profiles_folder(folder).glob("*.toml")))


def find_profile(name: str, folder: Path | None = None) -> Path:
    """The file of a profile: a name, or the path of a .toml file; TroubleError when there is none."""
    if name.endswith(".toml"):
        path = Path(name)
        if not path.is_file():
            raise TroubleError("missing", path)
        return path
    path = profile_path(name, folder)
    if not path.is_file():
        raise TroubleError("no_profile", name, known=", ".join(profile_names(folder)) or "-")
    return path


def profile_path(name: str, folder: Path | None = None) -> Path:
    """Where the profile of that name is, or would be."""
    if not _NAME.fullmatch(name):
        raise TroubleError("profile_name", name)
    return profiles_folder(folder) / f"{name}.toml"


def learned_path(profile: Path) -> Path:
    """Where what users taught for a profile's newspaper is, or would be: beside the profile."""
    return profile.with_suffix(".learned.json")


def write_profile(path: Path, text: str) -> None:
    """Writes a profile or what was learned, whole or not at all."""
    replace_file(path, text.encode(), expected=digest(path))
