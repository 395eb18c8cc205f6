"""Opening, saving, leaving: with real files, real dialogs and real keys."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from window_hand import RAW, WindowHand, story_texts

from editor.commands.does.file import open_page, say_opened
from editor.gui.path_prompt import PathPrompt
from editor.gui.picker import Picker
from editor.gui.window import Window
from editor.store.document import Document
from editor.store.pagefile import read_page

Opener = Callable[[Path], Window]


def _answer(window: Window, name: Path) -> None:
    """Types a name where one is asked for, and Enter."""
    assert isinstance(window.port.panel, PathPrompt)
    hand = WindowHand(window)
    hand.press("Ctrl+A")
    hand.type(str(name))
    hand.press("Return")


def test_a_page_is_saved_by_keys_and_opens_again(
    window: Window, keys: WindowHand, raw_file: Path, open_window: Opener
) -> None:
    keys.to_line(9)
    keys.press("S H Ctrl+S")
    target = raw_file.with_name("saved.json")
    _answer(window, target)
    assert target.exists()
    assert window.hints.message == f"已存到 {target}"
    assert window.status.saved.text() == "已记　已存"
    assert read_page(target) == window.desk.page
    assert raw_file.read_text("utf-8") == RAW
    keys.press("K")
    assert window.status.saved.text() == "已记　未存"
    keys.press("Ctrl+S")
    assert read_page(target) == window.desk.page
    keys.press("Ctrl+Z")
    assert story_texts(window)[1][0].startswith("headline")
    keys.press("Ctrl+S Ctrl+Q")
    assert not window.isVisible()
    again = open_window(target)
    assert story_texts(again) == story_texts(window)


def test_a_page_changed_on_disk_is_not_overwritten(window: Window, keys: WindowHand, raw_file: Path) -> None:
    target = raw_file.with_name("saved.json")
    keys.press("Ctrl+S")
    _answer(window, target)
    theirs = target.read_bytes() + b"\n"
    target.write_bytes(theirs)
    keys.press("F Ctrl+S")
    assert window.hints.bad
    assert str(target) in window.hints.message
    assert target.read_bytes() == theirs
    keys.press("Down")
    assert window.hints.bad
    keys.press("Esc")
    assert window.hints.message == ""


def test_the_raw_file_is_never_saved_over(window: Window, keys: WindowHand, raw_file: Path) -> None:
    keys.press("Ctrl+Shift+S")
    _answer(window, raw_file)
    panel = window.port.panel
    assert isinstance(panel, PathPrompt)
    assert "覆盖" in panel.told.text()
    keys.press("Return")
    assert window.hints.bad
    assert raw_file.read_text("utf-8") == RAW


def test_another_page_is_opened_by_keys(window: Window, keys: WindowHand, raw_file: Path, qtbot: QtBot) -> None:
    other = raw_file.with_name("other.txt")
    other.write_text("另一版\n本报讯 只有这两行。\n", "utf-8")
    keys.press("F Ctrl+O")
    keys.type("不保存")
    keys.press("Return")
    _answer(window, other)
    assert window.desk.page.raw.name == "other.txt"
    assert "other.txt" in window.windowTitle()
    qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    assert len(window.desk.rows) == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("missing.txt", None),
        ("empty.txt", b""),
        ("binary.txt", b"\x00\x01\x02\x00" * 50),
        ("undecodable.txt", "好的".encode() * 40 + b"\xff\xfe\xff"),
        ("wrong.json", b'{"format": "chaiban.page", "version": 1, "articles": 7}'),
    ],
)
def test_what_cannot_be_opened_is_told_and_nothing_changes(
    window: Window, raw_file: Path, name: str, content: bytes | None
) -> None:
    path = raw_file.with_name(name)
    if content is not None:
        path.write_bytes(content)
    before = window.desk.page
    assert not open_page(window.desk, path)
    assert window.hints.bad
    assert name in window.hints.message
    assert window.desk.page is before
    assert not open_page(window.desk, raw_file.parent)
    assert window.desk.page is before


def test_a_second_window_is_told_and_cannot_open_the_page(window: Window, raw_file: Path) -> None:
    assert not open_page(window.desk, raw_file)
    assert window.hints.bad
    assert str(raw_file) in window.hints.message


def test_leaving_asks_and_takes_no_for_an_answer(window: Window, keys: WindowHand) -> None:
    keys.press("F Ctrl+Q")
    assert isinstance(window.port.panel, Picker)
    keys.press("Esc")
    assert window.isVisible()
    window.close()
    keys.press("Down Down Return")
    assert window.isVisible()
    window.close()
    keys.press("Down Return")
    assert not window.isVisible()


def test_what_a_crash_left_is_restored_and_told(raw_file: Path, open_window: Opener) -> None:
    first = open_window(raw_file)
    hand = WindowHand(first)
    hand.press("Ctrl+Shift+R F")
    document = first.desk.document
    assert document is not None
    document.close(keep=True)  # what a kill leaves behind; the real one is in the end-to-end tests
    first.desk.document = None
    second = open_window(raw_file)
    assert second.desk.page == first.desk.page
    assert second.desk.session.undo_name is not None
    say_opened(second.desk, document_of(second))
    assert "已从日志恢复 2 步" in second.hints.message


def test_a_crash_right_after_opening_is_no_news(raw_file: Path, open_window: Opener) -> None:
    first = open_window(raw_file)
    document_of(first).close(keep=True)
    first.desk.document = None
    second = open_window(raw_file)
    say_opened(second.desk, document_of(second))
    assert second.desk.page == first.desk.page
    assert second.desk.session.undo_name == "propose"
    assert not second.hints.message


def document_of(window: Window) -> Document:
    assert window.desk.document is not None
    return window.desk.document


def test_a_recent_page_is_found_by_typing(window: Window, keys: WindowHand, raw_file: Path, qtbot: QtBot) -> None:
    for name in ("one.txt", "two.txt"):
        other = raw_file.with_name(name)
        other.write_text("另一版\n本报讯 只有这两行。\n", "utf-8")
        assert open_page(window.desk, other)
        qtbot.waitUntil(lambda: window.worker.idle, timeout=30_000)
    keys.press("Ctrl+Shift+O")
    keys.type("one")
    keys.press("Return")
    assert window.desk.page.raw.name == "one.txt"


def test_a_bare_name_is_saved_beside_the_page(keys: WindowHand, raw_file: Path) -> None:
    keys.press("Ctrl+S Ctrl+A")
    keys.type("name")
    keys.press("Return")
    assert raw_file.with_name("name.json").exists()


def test_names_are_completed(window: Window, keys: WindowHand, raw_file: Path) -> None:
    for name in ("alpha-1.txt", "alpha-2.txt"):
        raw_file.with_name(name).write_text("一行\n", "utf-8")
    keys.press("Ctrl+O")
    panel = window.port.panel
    assert isinstance(panel, PathPrompt)
    keys.type("al")
    keys.press("Tab")
    assert panel.field.text() == str(raw_file.with_name("alpha-"))
    keys.press("Down Down Return")
    assert window.desk.page.raw.name == "alpha-2.txt"
