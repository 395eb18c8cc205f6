"""The window's tests run without a screen unless one is asked for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from article_hand import Hand, page
from pytestqt.qtbot import QtBot
from window_hand import RAW, WindowHand

from editor.core.page import untaken
from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.theme import Theme
from editor.gui.window import Window
from editor.store.document import Document
from editor.store.settings import Settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is saved under a bare name lands in the test's own folder."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def pane(qtbot: QtBot) -> ArticlePane:
    """An article pane on the screen, with the focus."""
    pane = ArticlePane(Theme())
    qtbot.addWidget(pane)
    pane.resize(500, 400)
    pane.show()
    qtbot.waitExposed(pane)
    pane.setFocus()
    return pane


@pytest.fixture
def hand(pane: ArticlePane) -> Hand:
    """A hand in that pane."""
    return Hand(pane)


@pytest.fixture
def story(pane: ArticlePane) -> Session:
    """The invented page, shown in the pane."""
    session = Session(page())
    pane.set_session(session)
    return session


@pytest.fixture
def raw_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The invented raw page in a file; the program's own folders are beside it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    path = tmp_path / "page.txt"
    path.write_text(RAW, "utf-8")
    return path


@pytest.fixture
def open_window(qtbot: QtBot) -> Iterator[Callable[[Path], Window]]:
    """Opens the editor on a file, everything proposed and looked through; all are closed at the end."""
    windows: list[Window] = []

    def opened(path: Path) -> Window:
        window = Window(Document(path, untaken), Settings(language="zh", theme="light"))
        windows.append(window)
        window.show()
        qtbot.waitActive(window)
        qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
        return window

    yield opened
    for window in windows:
        window.leave()
        window.deleteLater()


@pytest.fixture
def window(open_window: Callable[[Path], Window], raw_file: Path) -> Window:
    """The editor on the invented page."""
    return open_window(raw_file)


@pytest.fixture
def keys(window: Window) -> WindowHand:
    """A hand at that window's keyboard, the proposal thrown away."""
    hand = WindowHand(window)
    hand.press("Ctrl+Shift+R")
    return hand
