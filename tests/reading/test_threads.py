"""How lines hang together where columns were read row by row; all texts are invented."""

import numpy as np

from editor.language import model
from editor.reading import shape, threads
from editor.reading.geometry import Measure
from editor.reading.marks import default_marks
from editor.reading.signs import observe

LEFT = (
    "镇里的老桥今年春天重新修好，来往",
    "行人都说方便多了，孩子们上学不再",
    "绕远路，附近的商店也比过去热闹，",
    "桥头每天早上都有人卖菜卖水果。",
)
RIGHT = (
    "图书馆从下个月起延长开放时间，周",
    "末晚上也可以借书还书，馆里还添了",
    "一批新桌椅，灯光比原来明亮，读者",
    "可以在网上预约座位。",
)
HEAD = "老桥修好行人方便"


def rows() -> list[str]:
    """Two columns read row by row, below a head."""
    return [HEAD, *[line for row in zip(LEFT, RIGHT, strict=True) for line in row]]


def test_lines_of_columns_are_held_by_others() -> None:
    """A line in mid-column has one before and one after it; a head has none before it."""
    texts = rows()
    signs = observe(texts, Measure(16.0), default_marks())
    found = threads.threads(signs, np.ones(len(texts), dtype=np.bool_), model.load())
    assert found.back[3:].min() > found.back[0]
    assert found.onward[1:7].min() > found.onward[7:].max()


def test_a_head_comes_back_below() -> None:
    """The words of a head stand in its story, and not above it."""
    later, earlier = threads.again(rows(), model.load())
    assert later[0] > 0.3
    assert earlier[0] == 0.0


def test_again_looks_no_farther_than_below() -> None:
    """What stands farther off than BELOW lines says nothing."""
    far = [HEAD, *["。"] * (threads.BELOW + 1), HEAD]
    later, earlier = threads.again(far, model.load())
    assert later[0] == 0.0
    assert earlier[-1] == 0.0


def test_features_stay_within_their_groups() -> None:
    """Every feature is a place in its group, also for lines that take no part."""
    texts = rows()
    ends = np.array([shape.ending(text) for text in texts], dtype=np.int64)
    inside = np.arange(len(texts)) != 2
    found = threads.features(texts, ends, inside, default_marks(), model.load())
    assert found.keys() == threads.GROUPS.keys()
    for group, at in found.items():
        assert at.min() >= 0
        assert at.max() < np.prod(threads.GROUPS[group])
