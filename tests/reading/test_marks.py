"""Datelines, credits, jump lines, furniture: read where they stand, and never in running text."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from editor.reading.bylines import credit_at_end, credits_of
from editor.reading.datelines import dateline
from editor.reading.furniture import furniture
from editor.reading.jumps import jump_lines
from editor.reading.marks import default_marks
from editor.reading.peel import FURNITURE, peel
from editor.reading.pieces import Label

CASES: dict[str, dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "cases/reading/marks.toml").read_text("utf-8")
)
MARKS = default_marks()


@pytest.mark.parametrize(("text", "said"), CASES["datelines"]["yes"])
def test_dateline_is_found(text: str, said: str) -> None:
    found = dateline(text, MARKS)
    assert found is not None
    assert text[slice(*found)] == said


@pytest.mark.parametrize("text", CASES["datelines"]["no"])
def test_no_dateline(text: str) -> None:
    assert dateline(text, MARKS) is None


@pytest.mark.parametrize(("text", "way", "page"), CASES["jumps"]["yes"])
def test_jump_line_is_read(text: str, way: str, page: str) -> None:
    (jump,) = jump_lines(text, MARKS)
    assert (jump.onward, jump.page) == (way == "to", page)


@pytest.mark.parametrize("text", CASES["jumps"]["no"])
def test_no_jump_line(text: str) -> None:
    assert jump_lines(text, MARKS) == ()


@pytest.mark.parametrize("text", CASES["furniture"]["yes"])
def test_furniture_is_told(text: str) -> None:
    assert furniture(text, MARKS) >= FURNITURE


@pytest.mark.parametrize("text", CASES["furniture"]["no"])
def test_running_text_is_no_furniture(text: str) -> None:
    assert furniture(text, MARKS) < FURNITURE


@pytest.mark.parametrize(("text", "said"), CASES["credits"]["yes"])
def test_credits_are_read(text: str, said: list[list[str]]) -> None:
    found = credits_of(text, MARKS)
    assert [[text[slice(*credit.role)], name] for credit in found for name in credit.said] == said
    assert found[0].start == 0
    assert found[-1].end == len(text)


@pytest.mark.parametrize("text", CASES["credits"]["no"])
def test_no_credit(text: str) -> None:
    assert credits_of(text, MARKS) == ()


@pytest.mark.parametrize(("text", "said"), CASES["closing"]["yes"])
def test_credit_closes_a_line(text: str, said: str) -> None:
    start = credit_at_end(text, MARKS)
    assert start is not None
    assert text[start:] == said


@pytest.mark.parametrize("text", CASES["closing"]["no"])
def test_no_credit_closes_the_line(text: str) -> None:
    assert credit_at_end(text, MARKS) is None


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("渠道改造已经完成。 撰稿 俞越", [Label.BODY, Label.CREDIT]),
        ("渠道改造共投入9（下转第3版）", [Label.BODY, Label.JUMP_TO]),
        ("（上接第1版）水渠两岸的树都活了。", [Label.JUMP_FROM, Label.BODY]),
        ("新栽的树都活了。 清溪春来早", [Label.BODY, Label.HEAD]),
        (
            "都活了。 清溪区环湖绿道全线贯通市民骑行三十公里看春来早 松林小学的孩子们搬进旧粮仓",
            [Label.BODY, Label.HEAD],
        ),
        ("都活了。 清溪区环湖绿道全线贯通市民骑行三十公里看春来早松林小学的孩子们搬进旧粮仓", [Label.BODY]),
        ("都活了。 春来早", [Label.BODY]),
        ("渠道改造已经完成", [Label.BODY]),
        ("新闻热线 55500123", [Label.FURNITURE]),
    ],
)
def test_a_line_comes_apart(text: str, labels: list[Label]) -> None:
    pieces = peel(text, MARKS)
    assert [piece.label for piece in pieces] == labels
    solid = "".join(text[piece.start : piece.end] for piece in pieces)
    assert "".join(solid.split()) == "".join(text.split())


@pytest.mark.parametrize("text", ["新栽的树都活了。 “清溪春”来早", "“新栽的树都活了。” 清溪春来早"])
def test_a_gap_at_a_squeezed_mark_where_nothing_stands_beside(text: str) -> None:
    assert [piece.label for piece in peel(text, MARKS)] == [Label.BODY, Label.HEAD]
    assert [piece.label for piece in peel(text, MARKS, alone=True)] == [Label.BODY]
    plain = "新栽的树都活了。 清溪春来早"
    assert [piece.label for piece in peel(plain, MARKS, alone=True)] == [Label.BODY, Label.HEAD]


def test_second_half_of_a_name_in_the_next_line() -> None:
    text = "乡亲们都来看戏。摄影王"
    assert [piece.label for piece in peel(text, MARKS)] == [Label.BODY]
    assert [piece.label for piece in peel(text, MARKS, "川")] == [Label.BODY, Label.CREDIT]
