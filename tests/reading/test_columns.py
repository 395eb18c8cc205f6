"""Where a raw line of a page is cut whose columns stand side by side."""

import pytest

from editor.core.raw import RawText
from editor.reading.columns import cells

LEFT, RIGHT = "沿途新建了十二处驿站，每处都", "孩子们上周才搬进了新教室并且"
PAGE = f"{LEFT}      {RIGHT}\n" * 8


def pieces(line: str) -> list[str]:
    raw = RawText(PAGE + line + "\n")
    return [raw.text[cell.start : cell.end] for at, cell in cells(raw.lines) if at.number == 9]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("湖岸的灯亮着，孩子   站，累计修路", ["湖岸的灯亮着，孩子", "站，累计修路"]),
        ("湖岸的灯亮着，孩子  站，累计修路", ["湖岸的灯亮着，孩子  站，累计修路"]),
        ("沿途有“渔歌”、“稻香”   “书声”", ["沿途有“渔歌”、“稻香”   “书声”"]),
        ("湖岸的灯   绿道   通车", ["湖岸的灯   绿道   通车"]),
        (f"湖岸的灯亮着，孩子         {RIGHT}", ["湖岸的灯亮着，孩子", RIGHT]),
    ],
    ids=["wide_gap", "narrow_gap", "squeezed_marks", "letter_spaced", "to_the_edge"],
)
def test_a_line_is_cut_at_gaps_too_wide_for_a_space(line: str, parts: list[str]) -> None:
    assert pieces(line) == parts
