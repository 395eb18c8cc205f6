"""The work in the background: what comes too late is dropped, what fails is told, and the window goes on."""

import pytest
from pytestqt.qtbot import QtBot
from window_hand import WindowHand

from editor.commands.desk import Analysis
from editor.commands.work import Labour
from editor.gui.window import Window


def test_a_proposal_is_one_step_that_undo_takes_back(window: Window, keys: WindowHand, qtbot: QtBot) -> None:
    bare = window.desk.page
    keys.press("Ctrl+R")
    qtbot.waitUntil(lambda: window.desk.session.undo_name == "propose", timeout=30_000)
    assert window.desk.page.articles != bare.articles
    keys.press("Ctrl+Z")
    assert window.desk.page.articles == bare.articles


def test_a_proposal_that_comes_too_late_is_dropped_and_told(window: Window, keys: WindowHand, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    keys.press("Ctrl+R")
    qtbot.waitUntil(lambda: window.status.busy == "拆版中…")
    keys.press("F")
    after = window.desk.page
    qtbot.waitUntil(lambda: "方案未用" in window.hints.message, timeout=30_000)
    assert window.desk.page is after
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert window.desk.analysis.revision == window.desk.session.revision


def test_what_fails_in_the_background_is_told_and_work_goes_on(
    window: Window, keys: WindowHand, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> Analysis:
        raise RuntimeError("out of ink")

    monkeypatch.setattr(Labour, "analyse", broken)
    keys.press("F")
    qtbot.waitUntil(lambda: window.hints.bad, timeout=30_000)
    assert "out of ink" in window.hints.message
    monkeypatch.undo()
    keys.press("Esc Down F")
    assert len(window.desk.page.furniture) == 2
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert not window.hints.bad
