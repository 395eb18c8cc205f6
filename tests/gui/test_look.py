"""Theme, size, language, names for assistive technology; and the two panes moving together."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_hand import WindowHand

from editor.commands.registry import Context
from editor.gui.theme import Theme, theme_names
from editor.gui.window import Window
from editor.resources import resource
from editor.store.settings import load_settings


def test_theme_size_and_language_change_by_keys_and_are_kept(window: Window, keys: WindowHand) -> None:
    keys.press("F9 F10 Ctrl++ Ctrl++")
    assert window.theme.dark
    assert window.theme.zoom == pytest.approx(1.21)
    assert window.menuBar().actions()[0].text() == "&File"
    kept, trouble = load_settings()
    assert trouble is None
    assert (kept.theme, kept.language, kept.zoom) == ("dark", "en", 121)
    keys.press("Ctrl+- Ctrl+0 F9 F10")
    assert window.theme.zoom == 1
    assert not window.theme.dark
    assert window.menuBar().actions()[0].text() == "文件(&F)"


@pytest.mark.parametrize("name", theme_names())
def test_what_is_read_can_be_read(name: str) -> None:
    """Contrast of at least 4.5 to 1 for what says something, of 3 to 1 for numbers and signs (WCAG 2.1)."""
    theme = Theme(name)
    for ground in ("raw", "card", "current", "selected"):
        for role, least in (("text", 4.5), ("kicker", 4.5), ("doubt", 4.5), ("hint", 4.5), ("faint", 3.0)):
            assert _contrast(theme, role, ground) >= least, (role, ground)
    for number in range(1, 9):
        assert theme.on_story(number) != theme.story(number)


def _contrast(theme: Theme, role: str, ground: str) -> float:
    light, dark = sorted((_luminance(theme, role), _luminance(theme, ground)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(theme: Theme, role: str) -> float:
    colour = theme.colour(role)
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_everything_that_takes_the_focus_has_a_name(window: Window, keys: WindowHand) -> None:
    for panel in ("palette", "keys", "key_editor", "find"):
        window.port.show(panel)
        assert _nameless(window) == []
        keys.press("Esc")
    window.port.ask_open(print)
    assert _nameless(window) == []


def _nameless(window: Window) -> list[QWidget]:
    focusable = [w for w in window.findChildren(QWidget) if w.focusPolicy() != Qt.FocusPolicy.NoFocus and w.isVisible()]
    labelled = [w for w in focusable if w.accessibleName() or w.property("text")]
    inner = [
        w for area in window.findChildren(QAbstractScrollArea) for w in (area.viewport(), area.verticalScrollBar())
    ]
    return [w for w in focusable if w not in labelled and w not in inner]


def test_the_caret_row_is_told_to_assistive_technology(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S H")
    assert window.raw.accessibleDescription() == "第 9 行，第 2 稿，主题：陶家村办起读书会"


def test_the_articles_follow_the_raw_pane_and_the_raw_pane_them(window: Window, keys: WindowHand) -> None:
    keys.to_line(11)
    assert window.article.caret_place() == ("a1", 9, 0)
    keys.press("Tab")
    assert window.article.hasFocus()
    keys.press("Up Up")
    rows = window.desk.rows
    assert rows[rows.index(window.desk.selection.caret)].number == 9
    keys.press("Esc")
    assert window.raw.hasFocus()
    assert rows[rows.index(window.desk.selection.caret)].number == 9


def test_scrolling_one_pane_scrolls_the_other(window: Window, keys: WindowHand, qtbot: QtBot) -> None:
    window.resize(640, 400)
    qtbot.waitUntil(lambda: window.raw.verticalScrollBar().maximum() > 20)
    caret = window.desk.selection
    _wheel(window.raw)
    qtbot.waitUntil(lambda: window.article.verticalScrollBar().value() > 0)
    assert window.desk.selection == caret
    window.raw.verticalScrollBar().setValue(0)
    window.article.verticalScrollBar().setValue(0)
    _wheel(window.article)
    qtbot.waitUntil(lambda: window.raw.verticalScrollBar().value() > 0)
    assert keys.count > 0


def _wheel(area: QAbstractScrollArea) -> None:
    middle = QPointF(area.viewport().rect().center())
    no, phase = Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    down = QPoint(0, -240)
    for _ in range(8):
        turn = QWheelEvent(middle, middle, QPoint(), down, Qt.MouseButton.NoButton, no, phase, False)
        QApplication.sendEvent(area.viewport(), turn)


def test_a_click_and_a_drag_select_rows_and_characters(window: Window, keys: WindowHand) -> None:
    keys.press("Esc Ctrl+Home")
    layout, rows, view = window.raw.layout_, window.desk.rows, window.raw.viewport()
    x, line = int(layout.columns.text), layout.line

    def point(at: int, right: int = 4) -> QPoint:
        return QPoint(x + right, int(layout.items[at].top) + line // 2)

    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=point(3))
    assert rows.index(window.desk.selection.caret) == 3
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, point(5))
    assert rows.index(window.desk.selection.anchor) == 3
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=point(4))
    QTest.mouseMove(view, point(4, 3 * 16 + 2))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=point(4, 3 * 16 + 2))
    selection = window.desk.selection
    assert window.desk.page.raw.text[selection.anchor : selection.caret] == rows[4].text[:3]
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=point(6))
    assert window.article.hasFocus()


def test_f6_goes_round_the_panes(window: Window, keys: WindowHand) -> None:
    for pane in (Context.ARTICLE, Context.SUSPECTS, Context.RAW):
        keys.press("F6")
        assert window.pane(pane).hasFocus()
        assert window.context is pane


def test_the_raw_pane_paints_stripes_in_the_stories_colours(window: Window, keys: WindowHand, tmp_path: Path) -> None:
    keys.to_line(9)
    keys.press("S F Ctrl+Home")
    image = window.raw.grab().toImage()
    item = window.raw.layout_.items
    x = int(window.raw.layout_.columns.stripe) + 3
    stripes = [image.pixelColor(x, int(item[at].top) + 3) for at in range(9)]
    assert stripes[0] == window.theme.story(1)
    assert stripes[7] == window.theme.story(0)
    assert stripes[8] == window.theme.story(2)
    assert image.save(str(tmp_path / "raw.png"))


def test_what_is_selected_in_one_pane_shows_in_the_other(window: Window, keys: WindowHand) -> None:
    keys.to_line(5)
    keys.press("Shift+Down Shift+Down")
    marked = [mark.cursor.selectedText() for mark in window.article.extraSelections()]
    assert marked == ["三座旧桥同日通车，两岸居", "民步行十分钟可到对岸。", "修桥历时两年。区里说，"]
    assert not window.article.textCursor().hasSelection()
    keys.press("Tab Ctrl+Home Down Shift+Down Shift+Down")
    rows, selection = window.desk.rows, window.desk.selection
    assert [rows[rows.index(at)].number for at in (selection.anchor, selection.caret)] == [2, 5]
    assert window.article.extraSelections() == []
    keys.press("Esc")
    assert window.desk.selection == selection


def test_the_page_begins_with_its_first_number(open_window: Callable[[Path], Window], raw_file: Path) -> None:
    raw_file.write_bytes(resource("sample/yunhu.txt").read_bytes())
    window = open_window(raw_file)
    bar = window.article.verticalScrollBar()
    assert bar.value() == 0
    bar.setValue(40)
    assert bar.value() == 40
    window.article.show_place(window.desk.page.articles[0].id, 0, 0)
    assert bar.value() == 0
