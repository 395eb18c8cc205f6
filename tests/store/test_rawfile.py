"""Raw files: encodings told apart, everything kept, and what is no text said in one sentence."""

import hashlib
import os
from pathlib import Path

import pytest

from editor.store.rawfile import LARGEST, read_raw
from editor.store.trouble import TroubleError

SIMPLIFIED = """栖霞湾社区的老粮仓修好了
本报讯 栖霞湾社区昨天说，停用多年的老粮仓
修缮完工，下月起向居民开放。一楼是阅览室，二
楼办展览，屋顶种了向日葵。
“小时候在这里晒过谷子，没想到还能进来看书。”
七十六岁的居民邵阿婆说。
粮仓建于一九五八年，墙厚四十厘米，冬暖夏凉。
修缮时换下的木料做成了桌椅，共三十二张。
管理员每天上午9时开门，晚上8时30分锁门。
撰稿 祝一禾
"""
TRADITIONAL = """棲霞灣社區的老糧倉修好了
本報訊 棲霞灣社區昨天說，停用多年的老糧倉
修繕完工，下月起向居民開放。一樓是閱覽室，二
樓辦展覽，屋頂種了向日葵。
「小時候在這裡曬過穀子，沒想到還能進來看書。」
七十六歲的居民邵阿婆說。
糧倉建於一九五八年，牆厚四十公分，冬暖夏涼。
修繕時換下的木料做成了桌椅，共三十二張。
管理員每天上午9時開門，晚上8時30分鎖門。
撰稿 祝一禾
"""


@pytest.mark.parametrize(
    ("text", "written", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8-sig"),
        (SIMPLIFIED, "utf-16", "utf-16"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "cp950", "big5"),
        ("Plain English only\n", "ascii", "utf-8"),
        (SIMPLIFIED + "𠮷㐂\n", "gb18030", "gb18030"),
        (TRADITIONAL + "啲嘢唔該\n", "big5hkscs", "big5hkscs"),
    ],
)
def test_encodings_are_told_apart(tmp_path: Path, text: str, written: str, named: str) -> None:
    data = text.encode(written)
    path = tmp_path / "p1.txt"
    path.write_bytes(data)
    raw = read_raw(path)
    assert (raw.text, raw.encoding, raw.name) == (text, named, "p1.txt")
    assert raw.sha256 == hashlib.sha256(data).hexdigest()
    assert path.read_bytes() == data


@pytest.mark.parametrize("at", range(9))
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "big5", "utf-16-le"])
def test_two_lines_are_enough(tmp_path: Path, encoding: str, at: int) -> None:
    lines = (TRADITIONAL if encoding == "big5" else SIMPLIFIED).splitlines(keepends=True)
    text = "".join(lines[at : at + 2])
    path = tmp_path / "p1.txt"
    path.write_bytes(text.encode(encoding))
    assert read_raw(path).text == text


def test_line_ends_are_kept_as_read(tmp_path: Path) -> None:
    text = "一\r\n二\r三\n四\f五\n\r六"
    path = tmp_path / "p1.txt"
    path.write_bytes(text.encode())
    raw = read_raw(path)
    assert raw.text == text
    assert [line.text for line in raw.lines] == ["一", "二", "三", "四", "五", "", "六"]


@pytest.mark.parametrize(
    ("encoding", "marker", "bad", "byte", "line"),
    [
        ("utf-8", "二\n", b"\xff", "FF", 3),
        ("utf-8", "屋顶", b"\xe4\xb8", "E5", 4),
        ("gb18030", "二\n", b"\xff", "FF", 3),
        ("big5", "樓辦", b"\xff", "FF", 4),
    ],
)
def test_an_undecodable_byte_is_told_with_its_place(
    tmp_path: Path, encoding: str, marker: str, bad: bytes, byte: str, line: int
) -> None:
    whole = (TRADITIONAL if encoding == "big5" else SIMPLIFIED).encode(encoding)
    offset = whole.index(marker.encode(encoding))
    path = tmp_path / "p1.txt"
    path.write_bytes(whole[:offset] + bad + whole[offset:])
    with pytest.raises(TroubleError) as caught:
        read_raw(path)
    place = offset + len(bad) if bad == b"\xe4\xb8" else offset
    assert caught.value.code == "undecodable"
    assert str(caught.value) == (
        f"{path}: byte 0x{byte} at offset {place} (line {line}) is not {encoding.upper()}, "
        "which the rest of the text is"
    )


def test_the_place_is_told_in_a_short_text_too(tmp_path: Path) -> None:
    path = tmp_path / "p1.txt"
    path.write_bytes("一\n二三".encode() + b"\xff")
    with pytest.raises(TroubleError, match=r"byte 0xFF at offset 10 \(line 2\) is not UTF-8"):
        read_raw(path)


def refused(path: Path) -> str:
    """The code of what read_raw says, after a look at the sentences."""
    with pytest.raises(TroubleError) as caught:
        read_raw(path)
    assert str(caught.value).startswith(f"{path}: ")
    for language in ("en", "zh"):
        assert "{" not in caught.value.sentence(language)
        assert "\n" not in caught.value.sentence(language)
    return caught.value.code


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "blank"),
        ("　\n".encode("utf-8-sig"), "blank"),
        (b"%PDF-1.7\nxyz", "format"),
        (b"PK\x03\x04abc", "format"),
        ("新闻\0新闻".encode(), "binary"),
        ("新闻\x07新闻".encode(), "binary"),
        (bytes(range(256)) * 8, "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(64), "binary"),
        ("Съешь же ещё этих мягких булок".encode("koi8-r"), "encoding"),
    ],
)
def test_what_is_no_text_is_refused_in_one_sentence(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "p1.txt"
    path.write_bytes(data)
    assert refused(path) == code
    assert path.read_bytes() == data


def test_what_is_no_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.txt") == "missing"
    assert refused(tmp_path) == "folder"
    os.mkfifo(tmp_path / "pipe")
    assert refused(tmp_path / "pipe") == "special"
    with (tmp_path / "large").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert refused(tmp_path / "large") == "large"


def test_an_unreadable_name_is_a_missing_file() -> None:
    with pytest.raises(TroubleError, match="no such file"):
        read_raw(Path("a\0b"))
