"""A newspaper's own marks."""

from pathlib import Path

import pytest

from editor.reading.bylines import credits_of
from editor.reading.datelines import dateline
from editor.reading.furniture import furniture
from editor.reading.marks import default_marks, marks_for
from editor.reading.peel import FURNITURE
from editor.reading.profile import load_profile
from editor.reading.roles import section_like
from editor.reading.subjects import OTHER, SAID, UNSAID, subjects

GOOD = """
name = "清溪报"
sections = ["清溪夜话"]
roles = ["融媒体中心记者"]
furniture = ["清溪，一座有水的城"]
furniture_patterns = ["清溪第[0-9]+号报"]
datelines = ["清溪讯"]

[subjects]
"清溪 夜话" = ["老 街", "渡口（旧）"]
"""


def test_profile_adds_to_the_shipped_marks(tmp_path: Path) -> None:
    path = tmp_path / "qingxi.toml"
    path.write_text(GOOD, "utf-8")
    marks, plain = marks_for(load_profile(path)), default_marks()
    assert dateline("清溪讯 昨天", marks) == (0, 3)
    assert dateline("清溪讯 昨天", plain) is None
    assert dateline("本报讯 昨天", marks) == (0, 3)
    assert [credit.said for credit in credits_of("融媒体中心记者 王小川", marks)] == [("王小川",)]
    assert furniture("清溪， 一座有水的城", marks) >= FURNITURE > furniture("清溪， 一座有水的城", plain)
    assert furniture("清溪第365号报", marks) >= FURNITURE > furniture("清溪第365号报", plain)
    assert section_like("清溪夜话", marks) > section_like("清溪夜话", plain)
    bodies = ["老街的灯亮了。", "渡口（旧）今天拆除。", "绿道昨天通车。"]
    assert subjects(["清溪夜话"], bodies, marks).tolist() == [[SAID, SAID, OTHER]]
    assert subjects(["清溪夜话"], bodies, plain).tolist() == [[UNSAID, UNSAID, UNSAID]]
    assert subjects(["文化中国行"], ["馆藏文物展出。"], marks).tolist() == [[SAID]]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('name = "a"\nsections = [', 2, "TOML"),
        ('name = "a"\nsections = "甲"\n', 2, "array"),
        ('name = "a"\n\nrolls = []\n', 3, "rolls"),
        ('name = "a"\n[subjects]\n"甲" = "乙"\n', 2, "array"),
        ('name = "a"\nfurniture_patterns = ["[0-9"]\n', 2, "regular expression"),
    ],
)
def test_bad_profile_says_where(tmp_path: Path, text: str, line: int, what: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(ValueError, match=what) as error:
        load_profile(path)
    message = str(error.value)
    assert f"{path}, line {line}:" in message
    assert "\n" not in message
