"""A page under work: opened, saved, saved elsewhere, never over what is not its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pages import TEXT, raw_of

from editor.core import editing
from editor.core.page import Page, untaken
from editor.resources import resource
from editor.store.document import Document, default_target
from editor.store.journal import journal_path
from editor.store.pagefile import read_page
from editor.store.trouble import TroubleError


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    path = tmp_path / "p1.txt"
    path.write_bytes(TEXT.encode())
    document = Document(path, untaken, tmp_path / "state")
    yield document
    document.close()


def write(document: Document, text: str) -> Page:
    document.session.apply(editing.edit(document.session.page, "a1", 0, 0, text))
    return document.session.page


def code(document: Document, path: Path, *, overwrite: bool = False) -> str:
    with pytest.raises(TroubleError) as caught:
        document.save(path, overwrite=overwrite)
    return caught.value.code


def test_raw_text_is_saved_beside_itself(document: Document) -> None:
    assert not document.modified
    assert document.target is None
    page = write(document, "甲")
    assert document.modified
    assert document.save() == default_target(document.source)
    assert document.target is not None
    assert not document.modified
    assert read_page(document.target) == page
    document.session.undo()
    assert document.modified
    document.session.redo()
    assert not document.modified
    write(document, "乙")
    document.save()
    assert read_page(document.target).articles[0].blocks[0].text.startswith("乙甲苇")
    assert document.source.read_bytes() == TEXT.encode()


def test_the_sample_is_not_saved_among_the_programs_files() -> None:
    sample = resource("sample/yunhu.txt")
    assert default_target(sample) == Path.cwd() / "yunhu.json"


def test_what_another_program_wrote_meanwhile_stays_unless_it_is_said(document: Document) -> None:
    target = document.save()
    target.write_bytes(target.read_bytes() + b"\n")
    theirs = target.read_bytes()
    write(document, "甲")
    assert code(document, target) == "changed"
    assert target.read_bytes() == theirs
    assert document.modified
    document.save(target, overwrite=True)
    assert read_page(target) == document.session.page


def test_another_file_is_replaced_only_when_it_is_said(document: Document, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    other.write_bytes(b"mine")
    assert code(document, other) == "appeared"
    assert other.read_bytes() == b"mine"
    document.save(other, overwrite=True)
    assert read_page(other) == document.session.page


def test_the_raw_text_and_its_copies_are_never_replaced(document: Document, tmp_path: Path) -> None:
    copy = tmp_path / "copy.txt"
    copy.write_bytes(TEXT.encode())
    for path in (document.source, copy):
        assert code(document, path, overwrite=True) == "raw_target"
        assert path.read_bytes() == TEXT.encode()
    document.save()
    assert code(document, document.source, overwrite=True) == "raw_target"


def test_a_page_open_elsewhere_is_not_saved_over(document: Document, tmp_path: Path) -> None:
    target = document.save(tmp_path / "other.json")
    again = Document(document.source, untaken, tmp_path / "state")
    assert code(again, target, overwrite=True) == "locked"
    again.close()


def test_journal_and_lock_go_along_to_another_name(document: Document, tmp_path: Path) -> None:
    state = tmp_path / "state"
    write(document, "甲")
    first = document.save()
    second = document.save(tmp_path / "second.json")
    write(document, "乙")
    assert not journal_path(first, state).exists()
    assert journal_path(second, state).exists()
    Document(first, untaken, state).close()
    with pytest.raises(TroubleError, match="open in another window"):
        Document(second, untaken, state)
    document.close(keep=True)
    after = Document(second, untaken, state)
    assert after.session.page.articles[0].blocks[0].text.startswith("乙甲苇")
    after.close()


def test_a_place_that_cannot_be_written_to_is_told(document: Document, tmp_path: Path) -> None:
    page = write(document, "甲")
    assert code(document, tmp_path / "none" / "p1.json") == "missing"
    assert code(document, tmp_path) == "folder"
    assert (document.session.page, document.target, document.modified) == (page, None, True)
    assert raw_of().sha256 == page.raw.sha256
