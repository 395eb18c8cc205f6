"""Raw lines that are two lines of the page, and what is left whole."""

import pytest

from editor.core.raw import RawText
from editor.reading.cuts import fit, room
from editor.reading.fragments import fragments
from editor.reading.geometry import Measure

COLUMN = """绿道把五座公园连在了一起并且
沿途新建了十二处驿站，每处都
有饮水和修车的工具，夜里还亮
着灯，市民可以沿着湖岸骑到渡
口再乘船回城，全程一个半小时
校长说粮仓的木梁都留了下来让
"""


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("学校还打（下转第3版） 孩子们上周搬进了新教室并且", ["学校还打（下转第3版）", "孩子们上周搬进了新教室并且"]),
        ("通车 本报讯 清溪区昨天宣布环", ["通车", "本报讯 清溪区昨天宣布环"]),
        ("并发表讲话 站，累计修路三千米，全长两公", ["并发表讲话", "站，累计修路三千米，全长两公"]),
        ("本报讯 清溪区政府昨天宣布", ["本报讯 清溪区政府昨天宣布"]),
        ("据 新华社临江3月4日电", ["据新华社临江3月4日电"]),
    ],
)
def test_two_lines_in_one(line: str, parts: list[str]) -> None:
    found = [part.text for part in fragments(RawText(COLUMN + line + "\n")) if part.line == 7]
    assert ["".join(part.split()) for part in found] == ["".join(part.split()) for part in parts]


@pytest.mark.parametrize(
    ("text", "kind"),
    [("学校还打算把旧仓", 1), ("学校还打算，旧", 1), ("学校还打算", 2), ("学校还打算把旧仓库改", 0), ("学校", 0)],
)
def test_a_line_that_a_jump_line_cuts(text: str, kind: int) -> None:
    measure = Measure(14.0)
    assert fit(text, [room("（下转第3版）", measure)], measure) == kind
