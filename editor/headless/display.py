"""Whether a window can be opened at all. Qt does not raise an error where it cannot, it ends the process."""

import ctypes
import os
import socket
import sys
from pathlib import Path

from editor.store.trouble import TroubleError

PACKAGES = "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libdbus-1-3"
"""Debian's names of what Qt needs of the system."""

_XCB_LIBRARIES = ("libxcb-cursor.so.0", "libxkbcommon-x11.so.0", "libxcb-icccm.so.4", "libxcb-keysyms.so.1")


def require_display() -> None:
    """TroubleError in one sentence where no display is there, or a library that Qt's display plugin loads is not."""
    if not sys.platform.startswith("linux"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").split(":")[0].split(";")[0]
    if platform not in {"", "xcb", "wayland"}:
        return
    if platform != "xcb" and _wayland():
        return
    display = os.environ.get("DISPLAY", "")
    if platform == "wayland" or not display:
        raise TroubleError("display", "", what="neither DISPLAY nor WAYLAND_DISPLAY leads to one")
    if not _x11(display):
        raise TroubleError("display", "", what=f"nothing answers at DISPLAY={display}")
    for library in _XCB_LIBRARIES:
        try:
            ctypes.CDLL(library)
        except OSError:
            raise TroubleError("qt", "", what=f"{library} is missing", packages=PACKAGES) from None


def _wayland() -> bool:
    name = os.environ.get("WAYLAND_DISPLAY", "")
    return bool(name) and (Path(os.environ.get("XDG_RUNTIME_DIR", "/")) / name).is_socket()


def _x11(display: str) -> bool:
    """Whether an X server listens at HOST:NUMBER.SCREEN; without host at its local sockets."""
    host, _, rest = display.rpartition(":")
    number = rest.split(".")[0]
    if not number.isdigit():
        return False
    if host in {"", "unix"}:
        path = f"/tmp/.X11-unix/X{number}"  # noqa: S108 - the X server's place, nothing of ours
        return _answers(socket.AF_UNIX, path) or _answers(socket.AF_UNIX, f"\0{path}")
    if host.startswith("/"):
        return _answers(socket.AF_UNIX, display) or _answers(socket.AF_UNIX, host)
    return _answers(socket.AF_INET, (host, 6000 + int(number)))


def _answers(family: int, address: str | tuple[str, int]) -> bool:
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.settimeout(3)
        try:
            probe.connect(address)
        except OSError:
            return False
    return True
