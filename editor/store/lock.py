"""One window to a page: a lock file in the state folder. One that a crash left behind counts for nothing."""

import hashlib
import os
import secrets
import socket
import sys
from pathlib import Path

import msgspec
from msgspec import Struct

from editor.store.folders import private, state_folder
from editor.store.trouble import TroubleError, from_os


class Holder(Struct, frozen=True):
    """Who holds a lock. `started` tells two processes apart that had one number after each other."""

    pid: int
    host: str
    started: str
    document: str


def document_name(document: Path) -> str:
    """A file name for what belongs to the document at that path; the same for every way of writing the path."""
    return hashlib.sha256(str(document.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]


class Lock:
    """Held from its making to `release`; TroubleError("locked") when another living process holds it."""

    def __init__(self, document: Path, folder: Path | None = None) -> None:
        self.path = (private(folder) if folder else state_folder("locks")) / f"{document_name(document)}.lock"
        self._me = Holder(os.getpid(), socket.gethostname(), _started(os.getpid()), str(document))
        self._mine = msgspec.json.encode(self._me) + secrets.token_hex(4).encode()
        try:
            self._take(document)
        except OSError as error:
            raise from_os(error, self.path) from error

    def release(self) -> None:
        """Gives the lock back; does nothing when it is no longer held."""
        try:
            if self.path.read_bytes() == self._mine:
                self.path.unlink()
        except FileNotFoundError:
            pass
        except OSError as error:
            raise from_os(error, self.path) from error

    def _take(self, document: Path) -> None:
        draft = self.path.with_suffix(f".{secrets.token_hex(6)}")
        draft.write_bytes(self._mine)
        try:
            while not _linked(draft, self.path):
                self._clear_dead(document)
        finally:
            draft.unlink(missing_ok=True)

    def _clear_dead(self, document: Path) -> None:
        """Moves a dead process's lock out of the way; a living one's, taken in between, is put back."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return
        _refuse_living(content, document)
        moved = self.path.with_suffix(f".{secrets.token_hex(6)}")
        try:
            self.path.rename(moved)
        except FileNotFoundError:
            return
        try:
            if moved.read_bytes() != content:
                _linked(moved, self.path)
                _refuse_living(moved.read_bytes(), document)
        finally:
            moved.unlink(missing_ok=True)


def _linked(draft: Path, path: Path) -> bool:
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    return True


def _refuse_living(content: bytes, document: Path) -> None:
    try:
        holder = msgspec.json.decode(content[:-8], type=Holder)
    except msgspec.MsgspecError:
        return
    if holder.host != socket.gethostname() or (_alive(holder.pid) and _started(holder.pid) == holder.started):
        raise TroubleError("locked", document, pid=holder.pid, host=holder.host)


def _alive(pid: int) -> bool:
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - only there

        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
        if handle:
            ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _started(pid: int) -> str:
    """When the process began, in the kernel's ticks since boot, and which boot; empty where that cannot be read."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        ticks = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
    return f"{boot}:{ticks}"
