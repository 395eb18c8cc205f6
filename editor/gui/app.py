"""Starts the editor."""

import faulthandler
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from editor.commands.does.file import say_opened
from editor.commands.lessons import Lessons
from editor.core.page import untaken
from editor.gui.window import Window
from editor.reading.profile import Profile, load_profile
from editor.resources import resource
from editor.store.document import Document
from editor.store.profiles import learned_path
from editor.store.settings import load_settings
from editor.store.trouble import TroubleError, from_os

SAMPLE = "sample/yunhu.txt"
"""The page that is opened when none is named."""

BEAT = 300
"""Milliseconds after which Python looks for signals while Qt waits, so that Ctrl+C in a terminal ends the program."""


def run(path: Path | None = None, profile: Path | None = None, arguments: Sequence[str] = ()) -> int:
    """Opens the editor on the page at `path` (None: the shipped sample) and gives the exit code when it ends.

    `profile` is the file of the newspaper's profile, `arguments` are for Qt. TroubleError, before any window is shown,
    when page or profile cannot be read.
    """
    faulthandler.enable()
    marks = _profile(profile)
    lessons = Lessons(None if profile is None else learned_path(profile))
    document = Document(path if path is not None else resource(SAMPLE), untaken)
    settings, trouble = load_settings()
    application = QApplication([sys.argv[0], *arguments])
    application.setApplicationName("chaiban")
    application.setStyle("fusion")
    application.setWindowIcon(QIcon(str(resource("icons/chaiban.svg"))))
    window = Window(document, settings, marks, lessons)
    say_opened(window.desk, document)
    if trouble is not None:
        window.port.tell(trouble.sentence(window.desk.language), bad=True)
    window.show()
    beat = QTimer()
    beat.timeout.connect(lambda: None)  # Python heeds signals while it runs code of its own only, which int is not
    beat.start(BEAT)

    def interrupted(_number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, window.close)  # a signal may come while a window is painted, which must not go then

    signal.signal(signal.SIGINT, interrupted)
    return application.exec()


def _profile(path: Path | None) -> Profile | None:
    try:
        return None if path is None else load_profile(path)
    except OSError as error:
        raise from_os(error, path or "") from error
    except ValueError as error:
        raise TroubleError("said", path or "", what=error) from error
