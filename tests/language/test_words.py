"""The dictionary: both scripts, one private cache, many threads."""

import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from editor.language import words

_CUT = "from editor.language import words; print('|'.join(words.cut('全市经济工作会议召开')))"


def test_words_joined_are_the_text() -> None:
    text = "在這個國家，經濟發展很快。\n　　第 2 段 abc"
    assert "".join(words.cut(text)) == text
    assert "國家" in words.cut(text)


def test_known() -> None:
    assert words.known("哈尔滨")
    assert words.known("國家")
    assert not words.known("哈尔漠")


def _run(cache: Path, temp: Path) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "XDG_CACHE_HOME": str(cache), "TMPDIR": str(temp)}
    return subprocess.run([sys.executable, "-c", _CUT], env=env, capture_output=True, text=True, check=True)


@pytest.mark.skipif(sys.platform != "linux", reason="the folder is where XDG_CACHE_HOME says on Linux only")
def test_the_cache_is_private_and_the_shared_folder_untouched(tmp_path: Path) -> None:
    shared = tmp_path / "tmp"
    shared.mkdir()
    first = _run(tmp_path / "cache", shared)
    assert first.stderr == ""
    folder = tmp_path / "cache" / "chaiban" / "jieba"
    assert [path.name for path in folder.iterdir()] == ["jieba.cache"]
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert list(shared.iterdir()) == []
    assert _run(tmp_path / "cache", shared).stdout == first.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="as above")
def test_works_without_a_cache(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file, where the folder should be")
    shared = tmp_path / "tmp"
    shared.mkdir()
    done = _run(tmp_path / "cache", shared)
    assert "经济" in done.stdout
    assert done.stderr == ""
    assert list(shared.iterdir()) == []


def test_threads_agree() -> None:
    texts = [f"第{n}次会议在市政府召开，代表们认真讨论了工作报告" for n in range(50)]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(words.cut, texts)) == [words.cut(text) for text in texts]
