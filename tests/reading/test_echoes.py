"""What stands across a seam and elsewhere on the page."""

import numpy as np
import pytest

from editor.reading.echoes import LEVELS, echoes


def level(upper: str, lower: str, *page: str) -> int:
    found = echoes([upper, lower, *page])
    return int(found.of(np.array([0]), np.array([1]))[0])


@pytest.mark.parametrize(
    ("elsewhere", "wanted"),
    [
        ("河岸上种了柳树", 0),
        ("问问罗敏在不在", 1),
        ("又见阿罗敏走来", 2),
        ("大家都叫罗敏娘", 2),
        ("大家叫她阿罗敏娘", 3),
    ],
)
def test_a_name_that_comes_back_shows_where_it_is_broken(elsewhere: str, wanted: int) -> None:
    assert level("渡口的船工阿罗", "敏娘摇着橹过来", elsewhere) == wanted
    assert wanted < LEVELS


def test_a_seam_is_no_echo_of_itself() -> None:
    assert level("渡口的船工阿罗", "敏娘摇着橹过来") == 0


def test_the_order_of_the_two_lines_matters() -> None:
    assert level("敏娘摇着橹过来", "渡口的船工阿罗", "大家叫她阿罗敏娘") == 0


@pytest.mark.parametrize(
    ("upper", "lower", "elsewhere"),
    [
        ("他说，罗，", "敏娘来了", "罗，敏娘"),
        ("一共花了128", "00元才修好", "另有12800元"),
        ("", "敏娘来了", "阿罗敏娘"),
    ],
)
def test_marks_and_figures_and_nothing_part_words(upper: str, lower: str, elsewhere: str) -> None:
    assert level(upper, lower, elsewhere) == 0


def test_each_pair_has_its_own_level() -> None:
    found = echoes(["船工阿罗", "敏娘来了", "灯笼挂好", "阿罗敏娘"])
    assert found.of(np.array([0, 0, 2]), np.array([1, 2, 1])).tolist() == [3, 0, 0]
    assert found.of(np.zeros(0, np.int64), np.zeros(0, np.int64)).tolist() == []
