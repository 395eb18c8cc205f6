"""Starts the editor."""

import faulthandler
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from editor.commands.does.file import say_opened
from editor.core.page import untaken
from editor.gui.window import Window
from editor.resources import resource
from editor.store.document import Document
from editor.store.settings import load_settings

SAMPLE = "sample/yunhu.txt"
"""The page that is opened when none is named."""

BEAT = 300
"""Milliseconds after which Python looks for signals while Qt waits, so that Ctrl+C in a terminal ends the program."""


def run(path: Path | None = None, arguments: Sequence[str] = ()) -> int:
    """Opens the editor on the page at `path` (None: the shipped sample) and gives the exit code when it ends.

    `arguments` are for Qt. TroubleError, before any window is shown, when the page cannot be opened.
    """
    faulthandler.enable()
    document = Document(path if path is not None else resource(SAMPLE), untaken)
    settings, trouble = load_settings()
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("chaiban")
    application.setStyle("fusion")
    window = Window(document, settings)
    say_opened(window.desk, document)
    if trouble is not None:
        window.port.tell(trouble.sentence(window.desk.language), bad=True)
    window.show()
    beat = QTimer()
    beat.timeout.connect(int)
    beat.start(BEAT)

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        window.close()

    signal.signal(signal.SIGINT, interrupted)
    return application.exec()
