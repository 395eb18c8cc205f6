"""The editor as a process on a real X server: keys from outside, killed in mid-work, started again, saved."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.resources import resource

pytestmark = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="wants Xvfb and xdotool, as the README says"
)
PATIENCE = 60
"""Seconds after which something that should have happened has not."""


def until(met: Callable[[], bool], what: str) -> None:
    """Waits until `met`; fails, saying `what`, when that takes too long."""
    end = time.monotonic() + PATIENCE
    while not met():
        assert time.monotonic() < end, what
        time.sleep(0.02)  # between two looks


class Desktop:
    """An X server and the editor on it."""

    def __init__(self, display: str, folder: Path) -> None:
        own = {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb", "XDG_STATE_HOME": str(folder / "state")}
        self.env = {**os.environ, **own, "XDG_CONFIG_HOME": str(folder / "config")}
        self.folder = folder
        self.editor: subprocess.Popen[bytes] | None = None
        self.window = ""

    def open(self, page: Path) -> None:
        """Starts the editor and waits until the page's proposal is journalled."""
        self.editor = subprocess.Popen([sys.executable, "-m", "editor", str(page)], env=self.env)
        find = ("search", "--sync", "--onlyvisible", "--pid", str(self.editor.pid))
        self.window = self.xdotool(*find).split()[-1]
        self.xdotool("windowfocus", "--sync", self.window)
        until(lambda: self.records() > 0, "nothing was proposed")

    def press(self, *keys: str) -> None:
        """Each key as a person's keyboard sends it."""
        self.xdotool("key", *keys)

    def xdotool(self, *arguments: str) -> str:
        """What xdotool prints."""
        done = subprocess.run(
            ["xdotool", *arguments], env=self.env, capture_output=True, text=True, timeout=PATIENCE, check=True
        )
        return done.stdout

    def records(self) -> int:
        """How many steps the journals hold."""
        journals = (self.folder / "state").rglob("*.jsonl")
        return sum(path.read_bytes().count(b"\n") - 1 for path in journals)


@pytest.fixture
def desktop(tmp_path: Path) -> Iterator[Desktop]:
    """An empty desktop; its X server picks a free number."""
    reader, writer = os.pipe()
    command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", "1280x800x24", "-nolisten", "tcp"]
    with subprocess.Popen(command, pass_fds=(writer,), stderr=subprocess.DEVNULL) as server:
        os.close(writer)
        with os.fdopen(reader) as numbers:
            desktop = Desktop(f":{numbers.readline().strip()}", tmp_path)
        yield desktop
        if desktop.editor is not None:
            desktop.editor.kill()
            desktop.editor.wait()
        server.terminate()


def test_killed_in_mid_work_nothing_is_lost(desktop: Desktop, tmp_path: Path) -> None:
    page, saved = tmp_path / "page.txt", tmp_path / "page.json"
    shutil.copy(resource("sample/yunhu.txt"), page)
    before = page.read_bytes()
    desktop.open(page)
    for step, keys in enumerate((("ctrl+shift+r",), ("ctrl+1", "ctrl+Home", "k"), ("Down", "h")), 2):
        desktop.press(*keys)
        until(lambda step=step: desktop.records() >= step, f"{keys} left no record")
    assert desktop.editor is not None
    desktop.editor.send_signal(signal.SIGKILL)
    desktop.editor.wait()

    desktop.open(page)
    desktop.press("ctrl+s", "Return")
    until(saved.exists, "nothing was saved")
    desktop.press("ctrl+q")
    assert desktop.editor.wait(PATIENCE) == 0
    first = json.loads(saved.read_text("utf-8"))["articles"][0]
    lines = [line for line in before.decode().splitlines() if line.strip()]
    assert (first["kicker"], first["headline"]) == (lines[0].strip(), lines[1].strip())
    assert page.read_bytes() == before
