"""Palette, key sheet, key editor, find bar: opened, used and left by keys."""

import pytest
from window_hand import WindowHand, story_texts

from editor.commands.registry import Context, commands
from editor.gui.find_bar import FindBar
from editor.gui.key_sheet import KeyEditor, KeySheet
from editor.gui.picker import Picker
from editor.gui.window import Window
from editor.store.settings import load_settings


@pytest.mark.parametrize("typed", ["在此分稿", "zcfg", "split h", "zaicifengao"])
def test_the_palette_finds_in_chinese_english_and_pinyin(window: Window, keys: WindowHand, typed: str) -> None:
    keys.to_line(9)
    keys.press("Ctrl+Shift+P")
    keys.type(typed)
    keys.press("Return")
    assert len(window.desk.page.articles) == 2
    assert window.raw.hasFocus()


def test_the_palette_opens_from_every_pane_and_gives_the_focus_back(window: Window, keys: WindowHand) -> None:
    for pane in (Context.RAW, Context.ARTICLE, Context.SUSPECTS):
        window.port.focus(pane)
        keys.press("Ctrl+Shift+P")
        assert isinstance(window.port.panel, Picker)
        keys.press("Down Up Esc")
        assert window.port.panel is None
        assert window.pane(pane).hasFocus()


def test_the_palette_lists_every_command_and_what_does_not_fit_is_said(window: Window, keys: WindowHand) -> None:
    keys.press("Ctrl+Shift+P")
    panel = window.port.panel
    assert isinstance(panel, Picker)
    assert len(panel.shown()) > 100
    keys.type("zzzzz")
    assert panel.shown() == []
    keys.press("Return")
    assert window.port.panel is panel


def test_the_key_sheet_is_one_key_away(window: Window, keys: WindowHand) -> None:
    keys.press("?")
    panel = window.port.panel
    assert isinstance(panel, KeySheet)
    said = panel.sheet.toPlainText()
    assert "在此分稿" in said
    assert "Ctrl+Shift+P" in said
    keys.press("Esc")
    assert window.raw.hasFocus()
    keys.press("Ctrl+2 F1")
    assert isinstance(window.port.panel, KeySheet)
    keys.press("F1")
    assert window.article.hasFocus()


def test_a_key_is_changed_and_kept(window: Window, keys: WindowHand) -> None:
    window.port.show("key_editor")
    panel = window.port.panel
    assert isinstance(panel, KeyEditor)
    keys.type("story.split")
    assert panel.chosen() == "story.split"
    keys.press("Return Q Esc")
    keys.to_line(9)
    keys.press("S")
    assert len(window.desk.page.articles) == 1
    keys.press("Q")
    assert len(window.desk.page.articles) == 2
    assert load_settings()[0].keys == {"story.split": ("Q",)}
    assert ("q", "分稿") in window.hints.hints()


def test_a_taken_key_and_one_for_typing_are_refused(window: Window, keys: WindowHand) -> None:
    window.port.show("key_editor")
    panel = window.port.panel
    assert isinstance(panel, KeyEditor)
    keys.type("story.split")
    keys.press("Return M")
    assert "并入上稿" in panel.told.text()
    panel.field.clear()
    keys.type("file.save")
    keys.press("Return A")
    assert "打字用" in panel.told.text()
    assert window.desk.settings.keys == {}
    keys.press("Delete")
    assert window.desk.keymap.keys("file.save") == ()
    panel.field.clear()
    keys.type("file.save")
    panel.field.clear()
    keys.press("Down " * list(commands()).index("file.save"))
    keys.press("Backspace")
    assert window.desk.keymap.keys("file.save") == ("Ctrl+S",)


def test_find_goes_from_place_to_place_in_both_panes(window: Window, keys: WindowHand) -> None:
    keys.press("Ctrl+F")
    panel = window.port.panel
    assert isinstance(panel, FindBar)
    keys.type("读书会")
    assert panel.count.text() == "第 0／3 处"
    keys.press("Return Return")
    assert panel.count.text() == "第 2／3 处"
    assert window.article.textCursor().selectedText() == "读书会"
    start, end = sorted((window.desk.selection.anchor, window.desk.selection.caret))
    assert window.desk.page.raw.text[start:end] == "读书会"
    keys.press("Esc F3")
    assert window.desk.search.at == 2
    keys.press("Shift+F3 Shift+F3")
    assert window.desk.search.at == 0


def test_find_ignores_width_and_variants_and_takes_regular_expressions(window: Window, keys: WindowHand) -> None:
    keys.press("Ctrl+F")
    panel = window.port.panel
    assert isinstance(panel, FindBar)
    keys.type("第2版")
    assert panel.count.text() == "第 0／1 处"
    panel.field.clear()
    keys.type("雲湖")
    assert panel.count.text() == "第 0／3 处"
    panel.variants.setChecked(False)
    assert panel.count.text() == "没有"
    panel.field.clear()
    panel.regex.setChecked(True)
    keys.type("[0-9]+ [月日]")
    assert panel.count.text() == "第 0／2 处"
    keys.type("(")
    assert panel.count.text().startswith("正则有误")


def test_replacing_everything_is_one_step(window: Window, keys: WindowHand) -> None:
    keys.press("Ctrl+F")
    keys.type("读书会")
    keys.press("Down")
    keys.type("读报会")
    keys.press("Ctrl+Return")
    assert sum(text.count("读报会") for texts in story_texts(window) for text in texts) == 3
    keys.press("Esc Ctrl+Z")
    assert sum(text.count("读报会") for texts in story_texts(window) for text in texts) == 0


def test_a_story_is_gone_to_by_typing(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S H Ctrl+Home Ctrl+E")
    keys.type("陶家村")
    keys.press("Return")
    rows = window.desk.rows
    assert rows[rows.index(window.desk.selection.caret)].number == 9


def test_general_keys_work_while_something_is_looked_for(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S Ctrl+F F9")
    assert window.theme.dark
    keys.press("F9 Ctrl+Shift+D")
    assert isinstance(window.port.panel, Picker)
    keys.press("Esc")
    assert len(window.desk.page.articles) == 2


def test_the_find_bar_is_steered_and_left_by_keys(window: Window, keys: WindowHand) -> None:
    keys.press("Ctrl+F")
    panel = window.port.panel
    assert isinstance(panel, FindBar)
    keys.press("Tab Tab Space")
    assert panel.regex.isChecked()
    keys.press("Esc")
    assert window.port.panel is None
    assert window.raw.hasFocus()
