"""Undo and redo of typing show the place where something was typed."""

import pytest

from editor.commands.does.edit import end_of_typing
from editor.commands.rows import TextPlace
from editor.core import operations
from editor.core.page import Page, untaken
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
    session.apply(operations.edit(session.page, "a1", *edit))
    back = session.undo()
    assert back is not None
    assert end_of_typing(back) == undone
    again = session.redo()
    assert again is not None
    assert end_of_typing(again) == redone


def test_another_change_has_no_such_place() -> None:
    session = Session(untaken(RawText("甲乙丙\n丁")))
    page: Page = session.page
    change = session.apply(operations.move_block(page, "a1", 0, 1))
    assert change is not None
    assert end_of_typing(change) is None
