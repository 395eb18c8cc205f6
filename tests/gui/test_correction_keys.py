"""Corrections by keys: from one to the next in every pane, and back to the raw text."""

from window_hand import WindowHand, story_texts

from editor.gui.window import Window


def test_from_correction_to_correction_and_back_to_the_raw_text(window: Window, keys: WindowHand) -> None:
    keys.press("F7")
    assert "没有更正" in window.hints.accessibleDescription()
    keys.press("Ctrl+2 Ctrl+Home")
    keys.type("天")
    keys.press("Down Down Down End Backspace")
    before = window.desk.page
    keys.press("Ctrl+1 Ctrl+End F7")
    assert "“天”" in window.hints.accessibleDescription()
    keys.press("F7")
    assert "已删去" in window.hints.accessibleDescription()
    place = window.article.caret_place()
    keys.press("Ctrl+2")
    assert window.article.caret_place() == place
    keys.press("Ctrl+U")
    assert story_texts(window)[0][0] == "paragraph: 天扫一扫 关注云湖"
    assert story_texts(window)[0][3] == "paragraph: 三座旧桥同日通车，两岸居"
    keys.press("Shift+F7 Ctrl+U")
    assert story_texts(window)[0][0] == "paragraph: 扫一扫 关注云湖"
    keys.press("Ctrl+U")
    assert "没有更正" in window.hints.accessibleDescription()
    keys.press("Ctrl+Z Ctrl+Z")
    assert window.desk.page.articles == before.articles


def test_a_selection_goes_back_as_one_step(window: Window, keys: WindowHand) -> None:
    first = window.desk.page
    keys.press("Ctrl+2 Ctrl+Home")
    keys.type("天")
    keys.press("Down End")
    keys.type("地")
    keys.press("Ctrl+A Ctrl+U")
    assert window.desk.page.articles == first.articles
    keys.press("Ctrl+Z")
    assert story_texts(window)[0][1].endswith("地")
    assert story_texts(window)[0][0].startswith("paragraph: 天")
