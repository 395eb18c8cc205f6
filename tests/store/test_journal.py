"""The journal: a killed process costs nothing, a torn record is dropped, another page's journal is set aside."""

import random
import subprocess
import sys
from pathlib import Path

import pytest
import worker
from pages import TEXT, raw_of

from editor.core import editing
from editor.core.page import Page, untaken
from editor.core.session import Session
from editor.store.document import Document
from editor.store.journal import Journal, Replayed, journal_path, replay
from editor.store.lock import Lock
from editor.store.trouble import TroubleError

RAW = raw_of()


@pytest.fixture
def raw_file(tmp_path: Path) -> Path:
    path = tmp_path / "p1.txt"
    path.write_bytes(TEXT.encode())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "state"


def history(session: Session) -> list[Page]:
    """Every page from the beginning of the session on, and back to where it stood."""
    undone = 0
    session.sink = None
    pages = [session.page]
    while session.undo():
        pages.append(session.page)
        undone += 1
    for _ in range(undone):
        session.redo()
    return pages


@pytest.mark.parametrize(("lines", "save_at"), [(1, 0), (40, 0), (40, 17), (25, 25)])
def test_kill_minus_nine_costs_nothing(raw_file: Path, folder: Path, lines: int, save_at: int) -> None:
    command = [sys.executable, worker.__file__, str(raw_file), str(folder), str(save_at)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        seen = 0
        while seen < lines:
            seen = int(process.stdout.readline())
        process.kill()
        seen = max([seen, *(int(line) for line in process.stdout.read().splitlines(keepends=True) if line[-1] == "\n")])
    assert raw_file.read_bytes() == TEXT.encode()
    expected = Session(untaken(RAW))
    rng = random.Random(7)
    opened = raw_file.with_suffix(".json") if save_at else raw_file
    document = Document(opened, untaken, folder)
    found, recovered, modified = document.session, document.recovered, document.modified
    document.save()
    document.close()
    done = 0
    while done < (recovered or save_at):
        done += worker.step(expected, rng)
    assert done >= seen
    assert found.page == expected.page
    assert modified == bool(recovered)
    if recovered:
        assert found.undo_name == expected.undo_name
        assert history(found) == history(expected)
    again = Document(raw_file.with_suffix(".json"), untaken, folder)
    assert (again.recovered, again.session.page, again.modified) == (0, expected.page, False)
    again.close()
    assert not list(folder.iterdir())


def crashed(raw_file: Path, folder: Path, *texts: str) -> Path:
    """Work that ended without a goodbye; the journal's path."""
    document = Document(raw_file, untaken, folder)
    for text in texts:
        document.session.apply(editing.edit(document.session.page, "a1", 0, 0, text))
    document.close(keep=True)
    return journal_path(raw_file, folder)


def test_a_torn_record_is_dropped_and_work_goes_on(raw_file: Path, folder: Path) -> None:
    journal = crashed(raw_file, folder, "甲", "乙")
    whole = journal.read_bytes()
    for cut in (len(whole) - 1, whole.rindex(b"\n", 0, -1) + 2):
        journal.write_bytes(whole[:cut])
        document = Document(raw_file, untaken, folder)
        assert (document.recovered, document.torn) == (1, True)
        assert document.session.page.articles[0].blocks[0].text.startswith("甲苇")
        document.session.apply(editing.edit(document.session.page, "a1", 0, 0, "丙"))
        document.close(keep=True)
        after = Document(raw_file, untaken, folder)
        assert (after.recovered, after.torn) == (2, False)
        assert after.session.page.articles[0].blocks[0].text.startswith("丙甲苇")
        after.close(keep=True)


def test_another_raw_texts_journal_is_set_aside(raw_file: Path, folder: Path) -> None:
    journal = crashed(raw_file, folder, "甲")
    content = journal.read_bytes()
    raw_file.write_bytes(TEXT.replace("十二", "十三").encode())
    document = Document(raw_file, untaken, folder)
    assert (document.recovered, document.modified) == (0, False)
    assert document.aside is not None
    assert document.aside.read_bytes() == content
    document.close()
    assert document.aside.exists()


def test_the_journal_of_an_older_saved_page_is_set_aside(raw_file: Path, folder: Path) -> None:
    first = Document(raw_file, untaken, folder)
    saved = first.save()
    first.close()
    assert crashed(saved, folder, "甲").exists()
    saved.write_bytes(saved.read_bytes().replace(b'"draft"', b'"done"'))
    document = Document(saved, untaken, folder)
    assert document.recovered == 0
    assert document.aside is not None
    document.close()


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"not json\n", b'{"format":"chaiban.journal","version":9}\n'])
def test_a_damaged_journal_is_set_aside(raw_file: Path, folder: Path, damage: bytes) -> None:
    journal = crashed(raw_file, folder, "甲")
    journal.write_bytes(damage)
    document = Document(raw_file, untaken, folder)
    assert document.recovered == 0
    assert document.aside is not None
    assert document.aside.read_bytes() == damage
    document.close()


def test_damage_before_the_end_is_set_aside(raw_file: Path, folder: Path) -> None:
    journal = crashed(raw_file, folder, "甲", "乙", "丙")
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([*lines[:2], b"\0" * 20, *lines[3:]]))
    assert isinstance(replay(raw_file, RAW.sha256, "", folder), Path)


def test_a_record_that_does_not_fit_is_set_aside(raw_file: Path, folder: Path) -> None:
    journal = crashed(raw_file, folder, "甲", "乙")
    lines = journal.read_bytes().split(b"\n")
    journal.write_bytes(b"\n".join([lines[0], lines[2], lines[1], b""]))
    assert isinstance(replay(raw_file, RAW.sha256, "", folder), Path)


def test_a_crash_while_saving_is_no_other_base(raw_file: Path, folder: Path) -> None:
    first = Document(raw_file, untaken, folder)
    saved = first.save()
    old = saved.read_bytes()
    first.session.apply(editing.edit(first.session.page, "a1", 0, 0, "甲"))
    first.save()
    first.close(keep=True)
    new = saved.read_bytes()
    done = Document(saved, untaken, folder)
    assert (done.recovered, done.modified) == (0, False)
    done.session.apply(editing.edit(done.session.page, "a1", 0, 0, "乙"))
    done.save()
    done.close(keep=True)
    assert old != new
    saved.write_bytes(new)  # as if the crash came before the file was replaced
    after = Document(saved, untaken, folder)
    assert (after.recovered > 0, after.modified) == (True, True)
    assert after.session.page.articles[0].blocks[0].text.startswith("乙甲")
    after.close()


def test_undo_goes_on_beyond_a_save_and_a_crash(raw_file: Path, folder: Path) -> None:
    document = Document(raw_file, untaken, folder)
    document.session.apply(editing.edit(document.session.page, "a1", 0, 0, "甲"))
    saved = document.save()
    document.session.apply(editing.edit(document.session.page, "a1", 0, 0, "乙"))
    document.close(keep=True)
    after = Document(saved, untaken, folder)
    assert after.recovered == 2
    after.session.undo()
    after.session.undo()
    assert after.session.page == untaken(RAW)
    after.close()


def test_a_step_that_cannot_be_written_is_not_taken(raw_file: Path, folder: Path) -> None:
    folder.mkdir()
    journal = Journal.start(raw_file, untaken(RAW), folder=folder)
    session = Session(untaken(RAW), journal.write)
    with pytest.raises(TroubleError, match="half of a pair"):
        session.apply(editing.edit(session.page, "a1", 0, 0, "\ud840"))
    assert session.page == untaken(RAW)
    session.apply(editing.edit(session.page, "a1", 0, 0, "甲"))
    journal.close(keep=True)
    again = replay(raw_file, RAW.sha256, "", folder)
    assert isinstance(again, Replayed)
    assert (again.steps, again.session.page) == (1, session.page)
    again.journal.close(keep=False)


def test_a_second_window_is_told_and_a_dead_ones_lock_is_not_heeded(raw_file: Path, folder: Path) -> None:
    first = Document(raw_file, untaken, folder)
    with pytest.raises(TroubleError) as caught:
        Document(raw_file.parent / "." / "p1.txt", untaken, folder)
    assert caught.value.code == "locked"
    first.close()
    command = [sys.executable, worker.__file__, str(raw_file), str(folder), "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        with pytest.raises(TroubleError, match=f"process {process.pid} on"):
            Lock(raw_file, folder)
        process.kill()
    lock = Lock(raw_file, folder)
    lock.release()
    assert not list(folder.glob("*.lock*"))


def test_a_lock_file_of_rubbish_is_not_heeded(raw_file: Path, folder: Path) -> None:
    lock = Lock(raw_file, folder)
    path = lock.path
    lock.release()
    path.write_bytes(b"rubbish")
    Lock(raw_file, folder).release()
    assert not path.exists()
