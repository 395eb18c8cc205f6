"""The structure layer by keys alone: every key of the raw pane does to the page what it says."""

from PySide6.QtCore import Qt
from window_hand import WindowHand, story_texts

from editor.core.page import Kind
from editor.gui.window import Window


def test_thrown_away_the_page_is_one_story_of_its_lines(window: Window, keys: WindowHand) -> None:
    assert [len(article.blocks) for article in window.desk.page.articles] == [13]
    keys.press("Ctrl+Shift+R")
    assert window.desk.session.revision == 2


def test_a_page_is_taken_apart_by_keys_alone(window: Window, keys: WindowHand) -> None:
    keys.press("F")  # 扫一扫
    keys.press("Down H")
    keys.to_line(9)
    keys.press("S H")
    keys.to_line(14)
    keys.press("C")
    keys.press("End Ctrl+Shift+Left Ctrl+Shift+Left B")
    keys.to_line(4)
    keys.press("Shift+Down Shift+Down Return")
    keys.to_line(4)
    keys.press("Home Ctrl+Shift+Right L")
    keys.to_line(7)
    keys.press("Return Down End Ctrl+Shift+Left Ctrl+Shift+Left B")
    keys.to_line(10)
    keys.press("Shift+Down Shift+Down Return Home")
    keys.to_line(10)
    keys.press("Home Ctrl+Shift+Right L")
    keys.to_line(13)
    keys.press("T")
    assert story_texts(window) == [
        [
            "headline: 云湖修好三座桥",
            "dateline: 本报讯 ",
            "byline: 撰稿 林小满",
            "paragraph: 11 月 8 日，云湖区三座旧桥同日通车，两岸居民步行十分钟可到对岸。",
            "paragraph:     修桥历时两年。区里说，明年再修两座。 ",
        ],
        [
            "headline: 陶家村办起读书会",
            "dateline: 本报讯 ",
            "paragraph: 陶家村的读书会已经办到第三十期，村民轮流领读，孩子们坐在前排。",
            "jump_to: （下转第２版）",
        ],
        ["byline: 摄影 何树", "paragraph: 读书会上，孩子们在听故事。 "],
        ["扫一扫 关注云湖"],
    ]
    assert [article.kind for article in window.desk.page.articles] == [Kind.STORY, Kind.STORY, Kind.PHOTO]
    keys.press("Ctrl+Z " * 30)
    assert window.desk.session.undo_name is None
    keys.press("Ctrl+Y " * 40)
    assert len(window.desk.page.articles) == 3


def test_digits_assign_and_tell_when_there_is_no_such_story(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S")
    keys.to_line(14)
    keys.press("S")
    keys.to_line(2)
    keys.press("3")
    assert story_texts(window)[2][0] == "paragraph: 云湖修好三座桥"
    keys.press("9")
    assert window.hints.message == "没有第 9 稿"
    keys.press("Down")
    assert window.hints.message == ""


def test_a_story_is_found_by_typing_part_of_its_headline(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S H")
    keys.to_line(2)
    keys.press("H Shift+Down /")
    keys.type("读书会")
    keys.press("Return")
    assert story_texts(window)[1][:2] == ["headline: 陶家村办起读书会", "headline: 云湖修好三座桥"]
    assert window.raw.hasFocus()
    keys.press("Ctrl+Z /")
    keys.type("dsh")  # initials of its pinyin
    keys.press("Return")
    assert len(story_texts(window)[1]) > 2


def test_lines_apart_are_picked_and_assigned_together(window: Window, keys: WindowHand) -> None:
    keys.to_line(4)
    keys.press("Space Down Space Down Space N")
    new = next(texts for texts in story_texts(window) if "paragraph: 本报讯 11 月 8 日，云湖区" in texts)
    assert story_texts(window).index(new) == 1
    assert [text[11:14] for text in new] == ["本报讯", "民步行", "明年再"]
    assert not window.desk.selection.marked


def test_enter_joins_and_breaks_at_the_seam(window: Window, keys: WindowHand) -> None:
    keys.to_line(5)
    keys.press("Return")
    assert "paragraph: 三座旧桥同日通车，两岸居民步行十分钟可到对岸。" in story_texts(window)[0]
    keys.press("Return")
    assert "paragraph: 三座旧桥同日通车，两岸居" in story_texts(window)[0]


def test_merge_and_moving_stories(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S")
    first, second = (article.id for article in window.desk.page.articles)
    keys.press("Alt+Up")
    assert [article.id for article in window.desk.page.articles] == [second, first]
    keys.press("Alt+Down M")
    assert [article.id for article in window.desk.page.articles] == [first]
    keys.press("M")
    assert window.hints.message == "上面没有可并入的稿件"


def test_widening_and_moving_by_story_and_seam(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S")
    keys.to_line(5)
    keys.press("E E")
    rows = window.desk.rows
    chosen = (rows.index(window.desk.selection.anchor), rows.index(window.desk.selection.caret))
    assert [rows[at].number for at in chosen] == [1, 8]
    keys.press("Ctrl+Home Ctrl+Down")
    assert rows[rows.index(window.desk.selection.caret)].number == 9
    keys.press("Ctrl+Up")
    assert rows[rows.index(window.desk.selection.caret)].number == 1
    keys.press("Shift+Down Return Ctrl+Home ]")
    assert rows[rows.index(window.desk.selection.caret)].number == 2


def test_the_raw_pane_takes_no_composition(window: Window, keys: WindowHand) -> None:
    assert not window.raw.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    assert not window.raw.inputMethodQuery(Qt.InputMethodQuery.ImEnabled)
    before = window.desk.page
    keys.type("好")
    assert window.desk.page is before


def test_undo_works_the_same_from_every_pane(window: Window, keys: WindowHand) -> None:
    keys.to_line(9)
    keys.press("S")
    for pane in ("Ctrl+1", "Ctrl+2", "Ctrl+3"):
        keys.press(pane)
        keys.press("Ctrl+Z")
        assert len(window.desk.page.articles) == 1
        keys.press("Ctrl+Shift+Z")
        assert len(window.desk.page.articles) == 2
