"""Seams: reporters that a dateline leaves unsaid, and texts that an OCR engine misread."""

import numpy as np
import pytest
from msgspec.structs import replace

from editor.language import model
from editor.reading import geometry, order, seams
from editor.reading.marks import default_marks
from editor.reading.signs import Signs, observe

BROKEN = "本报河东1月5日讯记者石远、"
WHOLE = "本报河东1月5日讯记者石远舟报道："
GOES_ON = ("彭舟报道：青石渡口的老船今", "舟报道：青石渡口的老船今年", "报道：青石渡口的老船今年又")
OTHER = "经过一年的修缮，老码头昨天"


def signs(*texts: str) -> Signs:
    return observe(texts, geometry.measure(["青石渡口的老船今年又下了水了。"] * 9), default_marks())


def links(upper: str, lower: str, *, misread: bool = False) -> float:
    of = replace(signs(upper, lower), misread=misread)
    return float(order.links(of, np.array([0]), np.array([1]), model.load())[0])


def test_a_dateline_whose_reporters_go_on_leaves_them_unsaid() -> None:
    assert signs(BROKEN, WHOLE, "据本报记者石远、").unsaid.tolist() == [1, 0, 0]


@pytest.mark.parametrize("text", GOES_ON)
def test_what_goes_on_with_reporters(text: str) -> None:
    assert signs(text).says.tolist() == [1]


def test_what_does_not() -> None:
    assert signs(OTHER).says.tolist() == [0]


@pytest.mark.parametrize("misread", [False, True])
def test_reporters_go_on_where_they_do(misread: bool) -> None:
    assert links(BROKEN, GOES_ON[0], misread=misread) > links(BROKEN, OTHER, misread=misread) + 1.0


def test_misread_texts_are_judged_by_weights_of_their_own() -> None:
    assert links("青石渡口的老船今年又下", "》水，孩子们在岸上看着", misread=True) > links(
        "青石渡口的老船今年又下", "》水，孩子们在岸上看着"
    )
    assert seams.weights(misread=True) != seams.weights()


def test_a_note_may_follow_a_credit_and_a_story_may_not() -> None:
    credit = "（本报记者 石远舟摄）"
    assert links(credit, "2、15日，湖西小学的菜园里收") > 0 > links(credit, "湖西小学的菜园里昨天收下了第")
