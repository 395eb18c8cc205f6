"""What a head reads like: a section, the authors, or neither."""

import pytest

from editor.reading.marks import default_marks
from editor.reading.roles import AUTHOR, ORDINARY, SHAPED, STANDING, kind


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("新春走基层", STANDING),
        ("新春走基层——湖边人家", STANDING),
        ("奋进新征程", SHAPED),
        ("湖边行 看渔港", SHAPED),
        ("看港口 访渔村 问收成", SHAPED),
        ("湖边行看渔港", ORDINARY),
        ("访问结束 代表团回国", ORDINARY),
        ("春 来", ORDINARY),
        ("环湖绿道全线贯通 五座公园免费开放", ORDINARY),
        ("本报驻河口记者朱大川", AUTHOR),
        ("清溪区水务局局长周 越", AUTHOR),
        ("河口农业大学宋小满", AUTHOR),
        ("朱大川宋小满", AUTHOR),
        ("朱大川 宋小满", AUTHOR),
        ("清溪区水务局局长", ORDINARY),
        ("周老汉", ORDINARY),
        ("宋小宁出席", ORDINARY),
        ("宋小宁致贺信", ORDINARY),
        ("清溪区区长看望环卫工人", ORDINARY),
        ("环湖绿道全线贯通", ORDINARY),
    ],
)
def test_kind(text: str, said: int) -> None:
    assert kind(text, default_marks()) == said
