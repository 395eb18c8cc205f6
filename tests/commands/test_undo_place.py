"""Undo and redo of typing show the place where something was typed."""

import pytest

from editor.commands.does.edit import end_of_text_change
from editor.core import editing, operations
from editor.core.page import Page, untaken
from editor.core.places import TextPlace
from editor.core.raw import RawText
from editor.core.session import Session

CASES = [
    ((3, 3, "天地"), TextPlace("a1", 0, 3), TextPlace("a1", 0, 5)),
    ((1, 3, ""), TextPlace("a1", 0, 3), TextPlace("a1", 0, 1)),
    ((2, 2, "\n"), TextPlace("a1", 0, 2), TextPlace("a1", 1, 0)),
    ((5, 6, ""), TextPlace("a1", 1, 0), TextPlace("a1", 0, 5)),
    ((7, 7, "戊"), TextPlace("a1", 1, 1), TextPlace("a1", 1, 2)),
]


@pytest.mark.parametrize(("edit", "undone", "redone"), CASES)
def test_where_typing_was(edit: tuple[int, int, str], undone: TextPlace, redone: TextPlace) -> None:
    session = Session(untaken(RawText("甲乙丙丁己\n庚辛")))
    session.apply(editing.edit(session.page, "a1", *edit))
    back = session.undo()
    assert back is not None
    assert end_of_text_change(back) == undone
    again = session.redo()
    assert again is not None
    assert end_of_text_change(again) == redone


def test_an_answer_that_is_a_text() -> None:
    page = untaken(RawText("甲乙丙丁\n庚辛壬"))
    session = Session(page)
    put = operations.together("accept", page, [lambda page: editing.edit(page, "a1", 6, 7, "癸")])
    session.apply(put)
    change = session.undo()
    assert change is not None
    assert end_of_text_change(change) == TextPlace("a1", 1, 2)


def test_another_change_has_no_such_place() -> None:
    session = Session(untaken(RawText("甲乙丙\n丁")))
    page: Page = session.page
    change = session.apply(editing.move_block(page, "a1", 0, 1))
    assert change is not None
    assert end_of_text_change(change) is None
