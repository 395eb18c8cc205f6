"""Bodies without a head of their own go behind the story whose words they share."""

from editor.core.raw import RawText
from editor.language import model
from editor.reading import heads, headwork
from editor.reading.fragments import fragments
from editor.reading.layout import Layout, Story
from editor.reading.marks import default_marks
from editor.reading.peel import peel
from editor.reading.pieces import Label, Piece
from editor.reading.rejoin import rejoined

TEXT = """清溪环湖绿道全线贯通
本报讯 清溪区昨天宣布，环湖绿道全线贯通，驿站也已开放。
松林小学搬进旧粮仓
本报讯 松林小学的孩子们上周搬进了由旧粮仓改建的教室。
环湖绿道的驿站也已开放，清溪区的人昨天都来歇脚。
"""
MARKS = default_marks()


def laid_out() -> Layout:
    lines = fragments(RawText(TEXT))
    labels = tuple(
        (Piece(0, len(line.text), Label.HEAD),) if line.index in {0, 2} else peel(line.text, MARKS) for line in lines
    )
    stories = tuple(
        Story(f"a{number}", (line,), frozenset({line}), (), (), dated)
        for number, (line, dated) in enumerate(((1, True), (3, True), (4, False)), 1)
    )
    return Layout(lines, labels, stories, (), MARKS)


def stories(layout: Layout) -> list[tuple[int, ...]]:
    lm = model.load()
    bodies = headwork.bodies(layout, lm)
    given = heads.assign(headwork.head_lines(layout), bodies, MARKS, lm)
    whole = rejoined(layout, given, bodies, lm)
    assert all(len(story.chances) == len(story.reasons) == len(story.lines) - 1 for story in whole.stories)
    return [story.lines for story in whole.stories]


def test_a_further_column_goes_behind_its_story() -> None:
    assert stories(laid_out()) == [(1, 4), (3,)]


def beside(text: str) -> list[tuple[int, ...]]:
    layout = laid_out()
    other = fragments(RawText(TEXT.replace("环湖绿道的驿站也已开放，清溪区的人昨天都来歇脚。", text)))
    return stories(Layout(other, layout.labels, layout.stories, (), MARKS))


def test_a_body_that_shares_no_words_stays_alone() -> None:
    assert beside("他把收音机修好，放回柜台上。") == [(1,), (3,), (4,)]


OTHER = "老陈修好{}渔船，常在绿道驿站歇脚。"


def test_few_words_are_enough_when_no_other_story_has_any() -> None:
    assert beside(OTHER.format("")) == [(1, 4), (3,)]


def test_few_words_are_not_enough_when_another_story_has_some() -> None:
    assert beside(OTHER.format("粮仓和")) == [(1,), (3,), (4,)]
