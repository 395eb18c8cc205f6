"""Heads by what they stand with, on pages whose lines an extractor parts by empty ones."""

import pytest

from editor.core.raw import RawText
from editor.reading.fragments import fragments
from editor.reading.marks import default_marks
from editor.reading.pieces import Label, Piece
from editor.reading.together import MOST, headed

COLUMNS = "绿道把五座公园连在了一起并且\n\n校长说粮仓的木梁都留了下来让\n\n" * 6


def heads(frame: str, known: str = "", gap: str = "\n\n") -> list[str]:
    """The lines taken for heads on a page with `frame`, of which `known` is the only one known for a head."""
    lines = fragments(RawText(f"{COLUMNS.replace(chr(10) * 2, gap)}{frame}{gap}绿道把五座公园连在了一起并且\n"))
    found = [(Piece(0, len(line.text), Label.HEAD if line.text == known else Label.BODY, 0.6),) for line in lines]
    return [
        line.text
        for line, pieces in zip(lines, headed(lines, found, default_marks()), strict=True)
        if pieces[0].label is Label.HEAD
    ]


@pytest.mark.parametrize(
    ("frame", "known", "found"),
    [
        ("『只想种好\n一湖莲』", "", ["『只想种好", "一湖莲』"]),
        ("只想种好一湖莲", "", []),
        ("沿途新建了十二处驿站，每处都\n有饮水", "", []),
        ("孩子们上周才搬进了新教室\n有饮水", "", []),
        ("学校还打（下转第3版） 湖心亭", "", []),
        ("湖心亭今年夏天要建一座新码头\n游船直达", "游船直达", ["湖心亭今年夏天要建一座新码头", "游船直达"]),
        ("只想种莲\n本报讯湖岸亮灯", "只想种莲", ["只想种莲"]),
        ("灯亮了。\n人不散", "", []),
        ("灯亮，人多，\n船不散", "", []),
        ("\n".join(["只想种莲"] * MOST), "", ["只想种莲"] * MOST),
        ("\n".join(["只想种莲"] * (MOST + 1)), "", []),
    ],
    ids=[
        "narrow",
        "alone",
        "as_wide_as_a_column",
        "as_wide_set_in",
        "one_raw_line",
        "beside_a_head",
        "dateline",
        "sentence",
        "clauses",
        "tall",
        "too_tall",
    ],
)
def test_what_stands_together(frame: str, known: str, found: list[str]) -> None:
    assert heads(frame, known) == found


def test_where_no_empty_lines_part_columns_nothing_stands_together() -> None:
    assert heads("『只想种好\n一湖莲』", gap="\n") == []


def test_a_credit_stays_one_and_a_caption_is_no_head() -> None:
    lines = fragments(RawText(COLUMNS + "一湖莲\n记者 王一舟\n\n绿道把五座公园连在了一起并且\n"))
    for last, label in ((Label.CREDIT, Label.HEAD), (Label.CAPTION, Label.BODY)):
        kinds = [Label.BODY] * (len(lines) - 2) + [last, Label.BODY]
        found = [(Piece(0, len(line.text), kind, 0.6),) for line, kind in zip(lines, kinds, strict=True)]
        assert [pieces[0].label for pieces in headed(lines, found, default_marks())][-3:] == [label, last, Label.BODY]


def test_nothing_stands_on_an_empty_page() -> None:
    assert headed((), (), default_marks()) == []
