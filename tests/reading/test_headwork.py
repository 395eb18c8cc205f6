"""Head lines of a page that has been laid out: where gaps part them, what they read like."""

import pytest

from editor.core.raw import RawText
from editor.language import model
from editor.reading import headwork
from editor.reading.fragments import fragments
from editor.reading.headvalues import FIRST, LAST, Line
from editor.reading.labels import label
from editor.reading.layout import laid_out
from editor.reading.marks import default_marks
from tests.reading.district import GREENWAY, SCHOOL, SCHOOL_GOES_ON


def head_lines(text: str) -> list[Line]:
    marks, lm = default_marks(), model.load()
    parts = fragments(RawText(text))
    return headwork.head_lines(laid_out(parts, label(parts, marks, lm), marks, lm))


def lines(heads: str) -> list[tuple[str, bool]]:
    return [(line.text, line.whole) for line in head_lines(heads + "\n" + GREENWAY)]


@pytest.mark.parametrize(
    ("head", "parts"),
    [
        ("环湖绿道全线贯通 五座公园", ["环湖绿道全线贯通", "五座公园"]),
        ("贯通 松林小学搬进旧粮仓", ["贯通", "松林小学搬进旧粮仓"]),
        ("” 松林小学搬进旧粮仓", ["”", "松林小学搬进旧粮仓"]),
        ("清溪环湖绿道 3 月贯通", ["清溪环湖绿道3月贯通"]),
        ("俞 越和他的绿道", ["俞 越和他的绿道"]),
        ("通 松林小学搬进旧粮仓", ["通", "松林小学搬进旧粮仓"]),
        ("松林小学搬进旧粮仓 图", ["松林小学搬进旧粮仓 图"]),
    ],
)
def test_gaps_part_what_may_be_heads_or_the_ends_of_heads(head: str, parts: list[str]) -> None:
    assert [text for text, _ in lines(head)] == parts


def test_a_section_is_a_head_by_itself() -> None:
    found = lines("新春走基层\n环湖绿道全线贯通\n本报驻河口记者朱大川")
    assert found == [("新春走基层", True), ("环湖绿道全线贯通", False), ("本报驻河口记者朱大川", False)]


def test_the_name_of_a_section_is_one_part_with_its_gaps() -> None:
    assert lines("开好局 起好步 环湖绿道全线贯通 五座公园") == [
        ("开好局 起好步", True),
        ("环湖绿道全线贯通", False),
        ("五座公园", False),
    ]
    assert lines("开好局 起好步") == [("开好局 起好步", True)]


def test_a_correspondents_line_with_a_gap_is_a_credit() -> None:
    assert lines("环湖绿道全线贯通\n本报驻河口记者 朱大川") == [("环湖绿道全线贯通", False)]


def test_heads_that_were_written_out_of_turn_stand_before_or_behind_all_bodies() -> None:
    folio = "2019年3月4日 星期一 第02版 责任编辑 王小川"
    page = f"渡口老人走上舞台\n{folio}\n环湖绿道\n全线贯通\n{GREENWAY}松林小学搬进旧粮仓\n{GREENWAY}五座公园连在一起\n"
    found = {line.text: (line.zone, line.ahead - line.at) for line in head_lines(page)}
    assert found == {
        "渡口老人走上舞台": (FIRST, 1),
        "环湖绿道": (FIRST, 2),
        "全线贯通": (FIRST, 1),
        "松林小学搬进旧粮仓": (0, 1),
        "五座公园连在一起": (LAST, 1),
    }


THEATRE = """本报讯 话剧渡口在市剧院
连演十场，场场满座。剧中渡船
老人一角由退休教师出演，编剧
在渡口住了半年，听船工说了许
多往事，写进戏里的只有三件。
"""


def test_how_the_lines_of_heads_stand() -> None:
    columns = (GREENWAY, f"{SCHOOL}{SCHOOL_GOES_ON}", THEATRE)
    rows = list(zip(*(column.splitlines() for column in columns), strict=False))
    turns = "\n".join(line for row in rows for line in row)
    beside = "\n".join(f"{one.ljust(14, '　')}      {other}" for one, other, _ in rows)
    gap = turns.replace("\n", "\n\n", 1)
    for body, stands in ((GREENWAY, "below"), (turns, "boxes"), (gap, "below"), (beside, "beside")):
        assert {line.stands for line in head_lines(f"环湖绿道全线贯通\n{body}\n")} == {stands}
