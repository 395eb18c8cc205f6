"""Files are written whole or not at all, and never over what somebody else wrote."""

import os
import stat
from pathlib import Path

import pytest

from editor.store.atomic import digest, replace_file
from editor.store.trouble import TroubleError


def code(path: Path, *, expected: str | None, raw: Path | None = None) -> str:
    with pytest.raises(TroubleError) as caught:
        replace_file(path, b"new", expected=expected, raw=raw)
    return caught.value.code


def test_a_file_is_written_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "p1.json"
    first = replace_file(path, b"one", expected=None)
    assert digest(path) == first
    path.chmod(0o640)
    replace_file(path, b"two", expected=first)
    assert path.read_bytes() == b"two"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_what_changed_on_disk_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "p1.json"
    first = replace_file(path, b"one", expected=None)
    path.write_bytes(b"theirs")
    assert code(path, expected=first) == "changed"
    assert code(path, expected=None) == "appeared"
    path.unlink()
    assert code(path, expected=first) == "changed"
    assert list(tmp_path.iterdir()) == []


def test_the_raw_text_is_never_written_to(tmp_path: Path) -> None:
    raw = tmp_path / "p1.txt"
    raw.write_bytes(b"raw")
    (tmp_path / "soft").symlink_to(raw)
    (tmp_path / "hard").hardlink_to(raw)
    for path in (raw, tmp_path / "soft", tmp_path / "hard", tmp_path / "." / "p1.txt"):
        assert code(path, expected=digest(raw), raw=raw) == "raw_target"
    assert raw.read_bytes() == b"raw"


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    replace_file(real, b"one", expected=None)
    link.symlink_to(real)
    replace_file(link, b"two", expected=digest(real))
    assert link.is_symlink()
    assert real.read_bytes() == b"two"


def test_what_is_no_file_is_not_replaced(tmp_path: Path) -> None:
    assert code(tmp_path, expected=None) == "folder"
    assert code(tmp_path / "none" / "p1.json", expected=None) == "missing"
    os.mkfifo(tmp_path / "pipe")
    assert code(tmp_path / "pipe", expected=None) == "special"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert code(tmp_path / "p1.json", expected=None) == "forbidden"


def test_a_name_that_no_file_can_have_is_told_in_a_sentence(tmp_path: Path) -> None:
    assert code(tmp_path / ("x" * 300), expected=None) == "system"
    assert list(tmp_path.iterdir()) == []
