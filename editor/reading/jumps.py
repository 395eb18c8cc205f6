"""Jump lines: found and read."""

import unicodedata

from msgspec import Struct

from editor.reading.marks import Marks, tight

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_FRONT = "头頭"


class Jump(Struct, frozen=True):
    """A jump line in a text: its span, `onward` for 下转 (else 上接), the page as it is named, in ASCII (2, A3)."""

    start: int
    end: int
    onward: bool
    page: str


def jump_lines(text: str, marks: Marks) -> tuple[Jump, ...]:
    """Every jump line in `text`, left to right.

    转2版 alone is running text: without 下转, 上接 or their like it takes brackets or arrows around it, or a line of
    its own.
    """
    solid, at = tight(text)
    found: list[Jump] = []
    for onward, pattern in ((True, marks.jump_to), (False, marks.jump_from)):
        for match in pattern.finditer(solid):
            dressed = not match[0][0].isalpha() or not match[0][-1].isalpha() or match[0] == solid
            if marks.plain_jump.search(match[0]) or dressed:
                found.append(Jump(at[match.start()], at[match.end() - 1] + 1, onward, page_name(match["page"])))
    return tuple(sorted(found, key=lambda jump: jump.start))


def page_name(name: str) -> str:
    """A page's name in ASCII: ２ → 2, 十二 → 12, Ａ３ → A3, 头 → 1."""
    if name in _FRONT:
        return "1"
    plain = unicodedata.normalize("NFKC", name).upper()
    if plain[-1].isascii():
        return plain.lstrip("0") or "0"
    return str(_number(plain))


def _number(name: str) -> int:
    """A Chinese numeral below a hundred; a row of digits is read as such (一二 is 12)."""
    if "十" in name:
        tens, ones = name.split("十", 1)
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in name))
