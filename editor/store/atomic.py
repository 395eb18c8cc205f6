"""Writes a file whole or not at all, and never over what somebody else has written meanwhile."""

import contextlib
import hashlib
import os
import secrets
import shutil
from pathlib import Path

from editor.store.trouble import TroubleError, from_os


def digest(path: Path) -> str | None:
    """The sha256 of a file's bytes in hexadecimal; None when there is no such file."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise from_os(error, path) from error


def replace_file(path: Path, data: bytes, *, expected: str | None, raw: Path | None = None) -> str:
    """Puts `data` in the place of the file at `path` and returns its sha256.

    `expected` is the sha256 that the file had when it was last read or written, None when there must be none; where it
    differs, and where `path` is the file `raw`, nothing is written and TroubleError raised. A symbolic link stays one.
    """
    try:
        target = path.resolve()
        _check(path, target, expected, raw)
        temporary = target.with_name(f".chaiban-{secrets.token_hex(6)}.tmp")
        try:
            _write(temporary, data)
            if target.exists():
                shutil.copymode(target, temporary)
            _check(path, target, expected, raw)
            temporary.replace(target)
        finally:
            temporary.unlink(missing_ok=True)
        sync_folder(target.parent)
    except OSError as error:
        raise from_os(error, path) from error
    return hashlib.sha256(data).hexdigest()


def sync_folder(folder: Path) -> None:
    """Makes the names in a folder survive a loss of power, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _check(path: Path, target: Path, expected: str | None, raw: Path | None) -> None:
    if target.is_dir():
        raise TroubleError("folder", path)
    if target.exists() and not target.is_file():
        raise TroubleError("special", path)
    if raw is not None and (target == raw.resolve() or (target.exists() and raw.exists() and target.samefile(raw))):
        raise TroubleError("raw_target", path)
    found = digest(target)
    if found != expected:
        raise TroubleError("appeared" if expected is None else "changed", path)


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
