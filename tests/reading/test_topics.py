"""Pieces of text that speak of the same things."""

import numpy as np
import pytest

from editor.language import model
from editor.reading.topics import MANY, topics

CLOCK = "停了八年的大钟又走了起来，修钟的师傅说齿轮都还结实"
CLOCK_AGAIN = "齿轮擦净上油，大钟敲响那天，修钟的师傅站在台阶上听"
LOTUS = "新收的莲藕和菱角摆满集市，来往的客人停下来问价"
FERRY = "渡船装上夜灯以后，晚归的人看得清水边的路"


def likeness(texts: list[str], upper: int, lower: int) -> float:
    return float(topics(texts, model.load()).of(np.array([upper]), np.array([lower]))[0])


def test_shared_words_make_two_pieces_alike() -> None:
    texts = [CLOCK, LOTUS, CLOCK_AGAIN, FERRY]
    assert likeness(texts, 0, 2) > 0.05
    assert likeness(texts, 0, 1) == likeness(texts, 1, 3) == 0.0


def test_likeness_has_no_direction_and_ends_at_one() -> None:
    texts = [CLOCK, LOTUS, CLOCK, FERRY, CLOCK_AGAIN]
    assert likeness(texts, 0, 4) == likeness(texts, 4, 0)
    assert likeness(texts, 0, 4) < likeness(texts, 0, 2) <= 1.0


def test_a_rare_pair_of_characters_tells_more_than_a_common_one() -> None:
    texts = ["我们看见菱角", "菱角沉在水底", "孩子爱听我们", LOTUS[:3], FERRY]
    assert likeness(texts, 0, 1) > likeness(texts, 0, 2) > 0.0


@pytest.mark.parametrize(
    ("with_it", "without", "told"),
    [(2, 6, True), (5, 1, False), (MANY, 50, True), (MANY + 1, 50, False)],
    ids=["in_two", "on_most_of_the_page", "in_many", "in_too_many"],
)
def test_what_many_pieces_share_tells_nothing(with_it: int, without: int, told: bool) -> None:
    texts = [f"{chr(ord('一') + at)}，大钟" for at in range(with_it)] + ["柳树"] * without
    assert (likeness(texts, 0, 1) > 0.0) == told


def test_marks_are_no_words() -> None:
    assert likeness(["好，。", "坏，。", LOTUS], 0, 1) == 0.0


def test_texts_without_a_pair() -> None:
    assert likeness(["", "钟"], 0, 1) == 0.0
    assert topics([], model.load()).of(np.zeros(0, np.int64), np.zeros(0, np.int64)).tolist() == []
