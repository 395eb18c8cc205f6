"""Suspects by keys: from anywhere, and in the list; every answer is one step that undo takes back."""

import pytest
from pytestqt.qtbot import QtBot
from window_hand import WindowHand, story_texts

from editor.commands.answers import current_finding, open_findings
from editor.commands.registry import Context
from editor.core.finding import Finding
from editor.gui.window import Window

SPACED = "11 月 8 日"


@pytest.fixture
def looked(window: Window, keys: WindowHand, qtbot: QtBot) -> WindowHand:
    """The page thrown away and looked through."""
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert window.hints.message == ""
    return keys


def _said(window: Window) -> str:
    return "".join(text for texts in story_texts(window) for text in texts)


def _current(window: Window) -> Finding:
    found = current_finding(window.desk)
    assert found is not None
    return found


def _go_to(hand: WindowHand, kind: str) -> Finding:
    """By F8 to the first suspect of a kind."""
    for _ in range(len(open_findings(hand.window.desk)) + 1):
        hand.press("F8")
        if _current(hand.window).kind == kind:
            return _current(hand.window)
    raise AssertionError(kind)


def test_next_and_previous_from_every_pane_stand_at_the_suspect(window: Window, looked: WindowHand) -> None:
    findings = open_findings(window.desk)
    assert len(findings) > 4
    for pane in (Context.RAW, Context.ARTICLE, Context.SUSPECTS):
        window.port.focus(pane)
        looked.press("F8")
        finding = _current(window)
        row = window.desk.rows[window.desk.rows.index(window.desk.selection.caret)]
        assert row.start <= finding.span[0] <= row.end
        assert window.suspects.currentIndex().row() == findings.index(finding)
        assert window.pane(pane).hasFocus()
    before = _current(window)
    looked.press("F8 Shift+F8")
    assert _current(window) == before


def test_a_choice_is_accepted_by_alt_and_its_number_from_the_raw_pane(window: Window, looked: WindowHand) -> None:
    finding = _go_to(looked, "width")
    looked.press("Alt+1")
    assert "（下转第2版）" in _said(window)
    assert finding.key not in [f.key for f in open_findings(window.desk)]
    assert window.raw.hasFocus()
    looked.press("Ctrl+Z")
    assert "（下转第２版）" in _said(window)


def test_numbers_and_enter_accept_while_the_list_has_the_focus(window: Window, looked: WindowHand) -> None:
    _go_to(looked, "width")
    looked.press("Ctrl+3 1")
    assert "（下转第2版）" in _said(window)
    _go_to(looked, "datelines")
    looked.press("Return")
    assert len(window.desk.page.articles) == 2
    looked.press("9")
    assert window.hints.message == "这个疑点没有第 9 个答案"


def test_everything_alike_is_accepted_as_one_step(window: Window, looked: WindowHand) -> None:
    _go_to(looked, "stray_space")
    looked.press("Alt+A")
    assert SPACED not in _said(window)
    assert "11月8日" in _said(window)
    looked.press("Ctrl+Z")
    assert SPACED in _said(window)


def test_ignored_suspects_stay_away_after_looking_again(window: Window, looked: WindowHand, qtbot: QtBot) -> None:
    finding = _go_to(looked, "stray_space")
    looked.press("Alt+I")
    assert finding.key not in [f.key for f in open_findings(window.desk)]
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert finding.key not in [f.key for f in open_findings(window.desk)]
    assert SPACED in _said(window)
    _go_to(looked, "stray_space")
    looked.press("Alt+Shift+I")
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert not [f for f in open_findings(window.desk) if f.kind == "stray_space" and f.alike == finding.alike]
    looked.press("Ctrl+Z Ctrl+Z")
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert finding.key in [f.key for f in open_findings(window.desk)]


def test_what_is_put_off_comes_last(window: Window, looked: WindowHand) -> None:
    looked.press("F8")
    finding = _current(window)
    looked.press("Alt+L")
    assert open_findings(window.desk)[-1] == finding
    assert _current(window) != finding


def test_a_doubtful_seam_is_drawn_under_its_line(window: Window, looked: WindowHand) -> None:
    finding = _go_to(looked, "datelines")
    drawn = [f for under in window.raw.doubts.values() for f in under]
    assert finding in drawn
    image = window.raw.grab().toImage()
    red = window.theme.colour("doubt").rgb()
    hint = window.theme.colour("hint").rgb()
    points = (image.pixel(x, y) for x in range(0, image.width(), 2) for y in range(image.height()))
    assert any(point in (red, hint) for point in points)


def test_the_grid_settles_look_alikes_in_context(window: Window, looked: WindowHand) -> None:
    _go_to(looked, "width")
    looked.press("Ctrl+Shift+L")
    panel = window.port.panel
    assert panel is not None
    looked.press("2")
    assert "（下转第2版）" in _said(window)
    looked.press("1 Esc")
    assert "（下转第２版）" in _said(window)


def test_the_status_line_counts(window: Window, looked: WindowHand) -> None:
    opened = len(open_findings(window.desk))
    assert window.status.suspects.text() == f"疑点 {opened}（已决 0）"
    assert "0 失　0 重" in window.status.ledger.text()
    assert window.status.stories.text() == "稿 1"
    rate = window.status.rate.text()
    assert rate != "差错率 ≈ 0.0 / 万"
    _go_to(looked, "width")
    looked.press("Alt+1")
    assert window.status.suspects.text() == f"疑点 {opened - 1}（已决 1）"
    assert window.status.rate.text() != rate


def test_done_lists_what_stands_in_the_way_each_a_key_away(window: Window, looked: WindowHand) -> None:
    looked.press("Ctrl+Shift+D")
    looked.type("全角")
    looked.press("Return")
    assert _current(window).kind == "width"
    assert window.desk.page.status == "draft"
