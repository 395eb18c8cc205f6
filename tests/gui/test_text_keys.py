"""The text layer's commands by keys, with an input method composing or not."""

import pytest
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication
from window_hand import WindowHand, story_texts

from editor.core.page import Role
from editor.gui.window import Window


@pytest.fixture
def text(window: Window, keys: WindowHand) -> WindowHand:
    """The page thrown away, two stories of it, the caret in the second line of the second story's text."""
    keys.to_line(9)
    keys.press("S H Down Down Tab")
    assert window.article.caret_place() == ("a2", 2, 0)
    return keys


def _roles(window: Window, ident: str) -> list[Role]:
    return [block.role for block in window.desk.page.blocks(ident)]


def test_a_story_is_split_and_merged_at_the_caret(window: Window, text: WindowHand) -> None:
    text.press("Right Right Ctrl+Return")
    assert story_texts(window)[1][2] == "paragraph: 办到"
    assert story_texts(window)[2][0] == "paragraph: 第三十期，村民轮流领"
    assert window.article.caret_place() == ("a3", 0, 0)
    text.press("Ctrl+M")
    assert len(window.desk.page.articles) == 2
    assert window.article.hasFocus()


@pytest.mark.parametrize(
    ("key", "role"),
    [
        ("Ctrl+H", Role.HEADLINE),
        ("Ctrl+K", Role.KICKER),
        ("Ctrl+D", Role.DECK),
        ("Ctrl+G", Role.SECTION),
        ("Ctrl+L", Role.DATELINE),
        ("Ctrl+B", Role.BYLINE),
        ("Ctrl+J", Role.CROSSHEAD),
        ("Ctrl+T", Role.JUMP_TO),
    ],
)
def test_a_paragraph_becomes_what_a_key_says(window: Window, text: WindowHand, key: str, role: Role) -> None:
    before = _roles(window, "a2")
    text.press(key)
    after = _roles(window, "a2")
    assert after.count(role) == before.count(role) + 1
    place = window.article.caret_place()
    assert place is not None
    assert window.desk.page.blocks("a2")[place[1]].role is role
    text.press("Ctrl+Z")
    assert _roles(window, "a2") == before


def test_several_paragraphs_at_once(window: Window, text: WindowHand) -> None:
    text.press("Shift+Down Shift+End Ctrl+B")
    assert _roles(window, "a2").count(Role.BYLINE) == 2
    text.press("Ctrl+Shift+F")
    assert len(window.desk.page.furniture) > 0


def test_paragraphs_and_stories_move_with_the_caret(window: Window, text: WindowHand) -> None:
    said = story_texts(window)[1]
    text.press("Alt+Down")
    assert story_texts(window)[1][3] == said[2]
    assert window.article.caret_place() == ("a2", 3, 0)
    text.press("Alt+Up")
    assert story_texts(window)[1] == said
    text.press("Alt+Shift+Up")
    assert [article.id for article in window.desk.page.articles] == ["a2", "a1"]
    assert window.article.caret_place() == ("a2", 2, 0)
    text.press("Alt+Shift+Down")
    assert [article.id for article in window.desk.page.articles] == ["a1", "a2"]


def test_a_command_ends_the_composition_first(window: Window, text: WindowHand) -> None:
    composing = QInputMethodEvent("shuo", [])
    QApplication.sendEvent(window.article, composing)
    text.press("Ctrl+H")
    assert story_texts(window)[1][1].startswith("headline: shuo办到")
    text.press("Ctrl+Z Ctrl+Z")
    assert "shuo" not in "".join(story_texts(window)[1])


def test_typing_and_structure_share_one_timeline(window: Window, text: WindowHand) -> None:
    text.type("甲乙")
    text.press("Ctrl+1 F Ctrl+2")
    assert "甲乙" in "".join("".join(texts) for texts in story_texts(window))
    first = window.desk.page
    text.press("Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z Ctrl+Z")
    assert window.desk.page != first
    while window.desk.session.redo_name is not None:
        text.press("Ctrl+Y")
    assert window.desk.page == first
