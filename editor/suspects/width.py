"""Full-width forms where half-width ones belong, and the other way round."""

import re
import unicodedata
from collections.abc import Iterator

from editor.core.page import Role
from editor.suspects.chars import HAN, is_han
from editor.suspects.contract import Context, Hit

KIND = "width"
ROLES = tuple(role for role in Role if role not in {Role.JUMP_TO, Role.JUMP_FROM, Role.FURNITURE})

_WIDE = str.maketrans(",;:?!()", "，；：？！（）")
_MARK = re.compile(rf"(?<=[{HAN}”’》）])[,;:?!](?=[{HAN}“‘《（”’」』）]|$)")
_BRACKET = re.compile(r"[(（]([^()（）]*)[)）]")
_POINT = re.compile(rf"(?<=[{HAN}])\.(?=[{HAN}”]|$)")
_FULL = re.compile(r"[Ａ-Ｚａ-ｚ０-９]+(?:[．][０-９]+)?")
_FULL_POINT = re.compile(r"(?<=[0-9])．(?=[0-9])")
_QUOTED = re.compile(r'"([^"]*)"')


def find(text: str, context: Context) -> Iterator[Hit]:
    """Marks, brackets, points, quotation marks, digits and letters of the wrong width."""
    del context
    for match in _MARK.finditer(text):
        yield _half(match.start(), match[0], match[0].translate(_WIDE))
    for match in _BRACKET.finditer(text):
        yield from _brackets(text, match)
    for match in _POINT.finditer(text):
        named = match.end() < len(text) and is_han(text[match.end()])
        yield Hit(match.start(), match.end(), "point", (), ("·", "。") if named else ("。",), 0.8, ".")
    for match in (*_FULL.finditer(text), *_FULL_POINT.finditer(text)):
        plain = unicodedata.normalize("NFKC", match[0])
        yield Hit(*match.span(), "full", (match[0], plain), (plain,), 0.7, "full")
    for match in _QUOTED.finditer(text):
        if any(map(is_han, match[1])):
            for at, mark in ((match.start(), "“"), (match.end() - 1, "”")):
                yield Hit(at, at + 1, "quote", (mark,), (mark,), 0.85, '"')


def _half(at: int, mark: str, choice: str) -> Hit:
    return Hit(at, at + 1, "half", (mark, choice), (choice,), 0.9, mark)


def _brackets(text: str, match: re.Match[str]) -> Iterator[Hit]:
    """Half-width brackets round ideographs, or one half-width partner of a full-width bracket."""
    opening, closing = match[0][0], match[0][-1]
    mixed = (opening == "(") != (closing == ")")
    before = text[match.start() - 1 : match.start()]
    beside = is_han(before or " ") or before in {"》", "”", "’"}
    if mixed or (any(map(is_han, match[1])) and (beside or match.start() == 0)):
        for at, mark in ((match.start(), opening), (match.end() - 1, closing)):
            if mark in "()":
                yield _half(at, mark, mark.translate(_WIDE))
