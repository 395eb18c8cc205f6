"""The program's own folders, which no other user can write to."""

import os
import stat
from pathlib import Path

from platformdirs import user_config_path, user_state_path

from editor.store.trouble import TroubleError, from_os

_APP = "chaiban"


def state_folder(part: str) -> Path:
    """The folder `part` for journals or locks, made when it is not there."""
    return private(private(user_state_path(_APP, appauthor=False)) / part)


def config_folder(part: str = "") -> Path:
    """The folder for settings, or one within it, made when it is not there."""
    return private(private(user_config_path(_APP, appauthor=False)) / part)


def private(folder: Path) -> Path:
    """Makes `folder` if need be; TroubleError when others could write to it and that cannot be ended."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if os.name == "posix":
            status = folder.stat()
            if status.st_uid != os.getuid():
                raise TroubleError("foreign", folder)
            if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                folder.chmod(0o700)
    except OSError as error:
        raise from_os(error, folder) from error
    return folder
