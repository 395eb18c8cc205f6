"""What answers teach is written beside the newspaper's profile, and nowhere when there is none."""

from pathlib import Path

import pytest

from editor.commands.answers import accept, ignore
from editor.commands.desk import Analysis, Desk
from editor.commands.lessons import Lessons
from editor.commands.port import Silent
from editor.core.finding import Choice, Finding, Place
from editor.core.page import untaken
from editor.core.raw import RawText
from editor.core.session import Session
from editor.store.trouble import TroubleError
from editor.suspects import find
from editor.suspects.contract import Learned

TEXT = "区里己经动工，桥下未来可以行船。\n"


def _desk(path: Path | None) -> tuple[Desk, Finding]:
    work = Desk(Session(untaken(RawText(TEXT))), Silent(), lessons=Lessons(path))
    at = TEXT.index("己")
    finding = Finding("lookalike", (at, at + 1), "", (Choice(text="已"),), 0.9, "k", place=Place("a1", 0, at, at + 1))
    work.analysed(Analysis(0, findings=(finding,), page=work.page))
    return work, finding


def test_what_is_accepted_is_found_again_on_the_next_page(tmp_path: Path) -> None:
    path = tmp_path / "云湖报.learned.json"
    work, finding = _desk(path)
    assert accept(work, [finding], 0)
    learned = Lessons(path).learned
    assert learned.pairs == {("己经", "已经")}
    again = find(untaken(RawText("他己经来了。\n")), learned=learned, only=["taught"])
    assert [choice.text for finding in again for choice in finding.choices] == ["已经"]


def test_what_is_ignored_is_good(tmp_path: Path) -> None:
    path = tmp_path / "云湖报.learned.json"
    work, finding = _desk(path)
    assert ignore(work, [finding])
    assert Lessons(path).learned.good == {"己经"}


def test_without_a_profile_nothing_is_learned(tmp_path: Path) -> None:
    work, finding = _desk(None)
    assert accept(work, [finding], 0)
    assert work.lessons.learned == Learned()
    assert list(tmp_path.iterdir()) == []


def test_a_broken_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "broken.learned.json"
    path.write_text('{"good": 7}', "utf-8")
    with pytest.raises(TroubleError, match="good"):
        Lessons(path)
