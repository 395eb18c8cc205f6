"""What stories under a standing head speak of."""

import pytest

from editor.language import model
from editor.reading import affinity
from editor.reading.headvalues import Body, Line
from editor.reading.marks import default_marks
from editor.reading.subjects import OPENING, OTHER, SAID, UNSAID, subjects

FARMING = "本报讯 连日来，清溪区的村民抢抓晴好天气播 种早稻。"
BUILDING = "本报讯 清溪区昨天宣布，环湖绿道全线贯通，市民可以骑行。"


@pytest.mark.parametrize(
    ("head", "said"),
    [
        ("在希望的田野上", [SAID, OTHER, OTHER]),
        ("在希望的田野上·三夏时节", [SAID, OTHER, OTHER]),
        ("在 希望的 田野上", [SAID, OTHER, OTHER]),
        ("走在希望的田野上", [UNSAID] * 3),
        ("环湖绿道全线贯通", [UNSAID] * 3),
    ],
)
def test_a_body_opens_with_the_subject_of_a_standing_head(head: str, said: list[int]) -> None:
    late = "湖" * OPENING + FARMING
    assert subjects([head], [FARMING, BUILDING, late], default_marks()).tolist() == [said]


def test_a_standing_head_fits_the_body_with_its_subject() -> None:
    bodies = [Body("a1", (1, 2), BUILDING, dateline=True), Body("a2", (3, 4), FARMING, dateline=True)]
    fit = affinity.fits(
        [[Line(0, "在希望的田野上", kind=1)]], bodies, [1, 2, 3, 4], default_marks(), model.load(), flowing=False
    )
    assert affinity.parts(fit, 0, 1)["subject"] > affinity.parts(fit, 0, 0)["subject"] + 1
