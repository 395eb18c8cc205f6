"""The editor as a process: a second window on one page, an end from the terminal, a kill."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from test_cli import RAW, chaiban, complaint, environment


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    path = tmp_path / "p1.txt"
    path.write_bytes(RAW.encode())
    return path


OPENED = """
import os, sys, signal
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from editor.gui import app
execute = QApplication.exec
def announced(*_):
    QTimer.singleShot(0, lambda: print("open", flush=True))
    return execute()
QApplication.exec = announced
from editor.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command line, which says when the window stands."""

PAINTED = """
import os, sys, signal
from editor.gui.window import Window
def painted(*_):
    os.kill(os.getpid(), signal.SIGINT)
    print("painted", flush=True)
Window.paintEvent = painted
from editor.cli import main
sys.exit(main(sys.argv[1:]))
"""
"""The command line, interrupted while its window is painted."""


def own(raw: Path) -> dict[str, str]:
    return {
        "QT_QPA_PLATFORM": "offscreen",
        "XDG_STATE_HOME": str(raw.parent / "state"),
        "XDG_CONFIG_HOME": str(raw.parent / "config"),
        "XDG_CACHE_HOME": str(raw.parent / "cache"),
    }


def test_a_page_is_open_once_and_ends_by_a_signal(raw: Path) -> None:
    command = [sys.executable, "-c", OPENED, str(raw)]
    with (
        raw.with_name("said").open("wb") as errors,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors, env=environment(**own(raw))) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n", raw.with_name("said").read_text("utf-8")
        told = complaint(chaiban(raw, **own(raw)))
        assert f"{raw}: open in another window (process {process.pid} on " in told
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert raw.with_name("said").read_bytes() == b""
    state = [Path(folder) / name for folder, _, names in os.walk(raw.parent / "state") for name in names]
    assert state == []
    assert raw.read_bytes() == RAW.encode()


def test_a_signal_while_the_window_is_painted_ends_it_afterwards(raw: Path) -> None:
    command = [sys.executable, "-c", PAINTED, str(raw)]
    done = subprocess.run(command, check=False, capture_output=True, timeout=60, env=environment(**own(raw)))
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"painted\n")
