"""Lanes that change their tails are told by what they speak of; head lines read row by row go on each other in turn."""

from collections.abc import Sequence

import numpy as np
import pytest

from editor.language import model
from editor.reading.cohesion import CHUNK, cohesion
from editor.reading.headturns import in_turn
from editor.reading.headvalues import Line
from editor.reading.rows import Joins

WEAVING = (
    "织布机在木楼里响了一夜",
    "梭子是老樟木削成的",
    "布匹染成靛蓝挂在竹竿上",
    "织布的姑娘用梭子唱歌",
    "靛蓝染缸旁边晒着布匹",
)
FISHING = (
    "渔船靠在石埠头卸下鲈鱼",
    "网眼补了三遍才下湖",
    "鲈鱼装进竹篓送到集市",
    "渔民把网眼晾在石埠头",
    "集市上鲈鱼最先卖完",
)


def woven() -> list[str]:
    """Two columns read side by side."""
    return [line for pair in zip(WEAVING, FISHING, strict=True) for line in pair]


def bond(texts: Sequence[str], after: dict[int, int], upper: int, lower: int) -> float:
    return float(cohesion(texts, after, np.array([upper]), np.array([lower]), model.load())[0])


def test_a_column_speaks_of_one_thing() -> None:
    texts = woven()
    after = {line: line + 2 for line in range(len(texts) - 2)}
    assert bond(texts, after, 4, 6) > bond(texts, after, 4, 7)
    assert bond(texts, after, 5, 7) > bond(texts, after, 5, 6)


def test_lanes_whose_tails_are_changed_tell_it() -> None:
    texts = woven()
    after = {line: line + 2 for line in range(len(texts) - 2)} | {4: 7, 5: 6}
    assert bond(texts, after, 4, 6) > bond(texts, after, 4, 7)


def test_long_texts_are_compared_in_stretches() -> None:
    texts = [str(line) for line in range(CHUNK - 6)] + woven()
    after = {line: line + 2 for line in range(len(texts) - 2)}
    at = CHUNK - 2
    assert bond(texts, after, at, at + 2) > bond(texts, after, at, at + 3)


def test_nothing_to_compare() -> None:
    nothing = np.zeros(0, np.int64)
    assert not len(cohesion([], {}, nothing, nothing, model.load()))


def heads(*texts: str) -> list[Line]:
    return [Line(at=at, text=text, row=at) for at, text in enumerate(texts)]


@pytest.mark.parametrize("count", [2, 3, 4])
def test_second_lines_follow_first_ones_in_turn(count: int) -> None:
    lines = heads(*(f"上句第{at}" for at in range(count)), *(f"下句第{at}" for at in range(count)))
    pairs = [(a, b) for a in range(2 * count) for b in range(a + 1, 2 * count)]
    upper, lower = (np.array(column) for column in zip(*pairs, strict=True))
    likely = np.array([1.0 if a < count <= b else -3.0 for a, b in pairs])
    told = in_turn(lines, Joins(upper, lower, np.full(len(pairs), -1.0)), likely)
    best = {pair for pair, score in zip(pairs, told.score.tolist(), strict=True) if score > 0}
    assert best == {(at, at + count) for at in range(count)}


def test_columns_that_are_seen_need_no_turns() -> None:
    lines = [Line(at=at, text="上句", row=at, left=float(20 * at)) for at in range(2)]
    of = Joins(np.array([0]), np.array([1]), np.array([-1.0]))
    assert in_turn(lines, of, np.array([3.0])) is of
