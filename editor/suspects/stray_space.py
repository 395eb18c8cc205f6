"""Spaces that a column or an extractor put into a paragraph."""

import re
from collections.abc import Iterator

from editor.core.page import Role
from editor.language.words import cut, known
from editor.suspects.chars import HAN, is_han
from editor.suspects.contract import Context, Hit

KIND = "stray_space"
ROLES = (Role.PARAGRAPH,)

_GAP = re.compile(r"[ \t\u00a0\u2000-\u200a\u202f\u3000]+")
_SPREAD = re.compile(rf"(?<![{HAN}])[{HAN}](?:[ \u3000][{HAN}]){{2,}}(?![{HAN}])")
_SPLIT_NUMBER = re.compile(r"(?<![\d ])(?:(?:1|2|19|20|199|20\d) \d{1,3}(?=年)|[123] \d(?=[月日]))")
_CLOSES, _OPENS, _PAUSES = "，。、；：？！”’）》〉】」』〕％", "“‘（《〈【「『〔", "，。、；：？！"
_COUNTED = "年月日时点分秒个万亿千百元人名位家项次种条件座处户头台辆架吨米公里亩度届周岁天倍成余多平立"

MANY_GAPS = 3
"""From so many gaps between words on, a text is set in columns (a list of names, a table, a poem), not damaged."""

NEAR = 8
"""How many characters on either side of a gap say whether a word runs across it."""


def find(text: str, context: Context) -> Iterator[Hit]:
    """Gaps inside spread words and numbers, beside marks, round numbers, and in the middle of a word."""
    del context
    taken: list[tuple[int, int]] = []
    for pattern, code in ((_SPREAD, "spread"), (_SPLIT_NUMBER, "number")):
        for match in pattern.finditer(text):
            taken.append(match.span())
            yield Hit(*match.span(), code, (match[0],), (re.sub(r"\s", "", match[0]),), 0.8, code)
    gaps = [gap for gap in _GAP.finditer(text) if gap.start() > 0 and gap.end() < len(text)]
    gaps = [gap for gap in gaps if not any(start <= gap.start() < end for start, end in taken)]
    between = sum(is_han(text[gap.start() - 1]) and is_han(text[gap.end()]) for gap in gaps)
    for gap in gaps:
        code = _beside(text, gap.start(), gap.end(), set_in_columns=between >= MANY_GAPS)
        if code:
            around = text[max(0, gap.start() - 3) : gap.end() + 3]
            yield Hit(*gap.span(), code, (around,), ("",), 0.85, code)


def _beside(text: str, start: int, end: int, *, set_in_columns: bool) -> str:
    """The reason's code for the gap, empty when nothing speaks against it."""
    before, after = text[start - 1], text[end]
    if before in _OPENS or after in _CLOSES or (before in _PAUSES and is_han(after)):
        return "mark"
    if is_han(before) and is_han(after):
        return "" if set_in_columns else _inside_word(text[max(0, start - NEAR) : start], text[end : end + NEAR])
    if is_han(after) and before.isdecimal():
        return "number" if after in _COUNTED else ""
    if is_han(before) and after.isdecimal():
        number = re.match(rf"[\d.,%]+\s?([{HAN}])", text[end:])
        return "number" if number and number[1] in _COUNTED else ""
    return ""


def _inside_word(left: str, right: str) -> str:
    left, right = re.split(r"\s", left)[-1], re.split(r"\s", right)[0]
    at = 0
    for word in cut(left + right):
        if at < len(left) < at + len(word):
            return "word" if known(word) else ""
        at += len(word)
    return ""
