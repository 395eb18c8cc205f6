"""Whose a story is, by how it begins: what heads of authors and names of sections go by."""

import pytest

from editor.reading.affinity import LONGEST, source
from editor.reading.headvalues import Body
from editor.reading.marks import default_marks

MARKS = default_marks()
OWN, WIRED, BARE_WIRED, INSIDE, OPENING, PLACED = range(6)


@pytest.mark.parametrize(
    ("text", "dateline", "opens", "whose"),
    [
        ("本报讯 清溪区昨天宣布，环湖绿道全线贯通。", True, True, OWN),
        ("本报讯 昨天，清溪区停电两小时。", True, True, OWN),
        ("本报清溪1月4日讯 环湖绿道全线贯通。", True, True, PLACED),
        ("新华社清溪11月8日电 环湖绿道全线贯通。", True, True, WIRED),
        ("新 华 社 清 溪 １１ 月 ８ 日 電 環湖綠道", True, True, WIRED),
        ("本报清溪专电记者宋小满报道：环湖绿道", False, True, BARE_WIRED),
        ("贯通以后，电动车不得驶入。", False, False, INSIDE),
        ("渡口的老船工今年八十岁了。电话里", False, True, OPENING),
        ("老" * LONGEST + "电", False, True, OPENING),
    ],
)
def test_a_story_tells_whose_it_is_before_its_first_stop(text: str, dateline: bool, opens: bool, whose: int) -> None:
    assert source(Body("a1", (0,), text, dateline=dateline, opens=opens), MARKS) == whose
