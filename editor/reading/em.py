"""Widths in em: a full-width character is one em, an ASCII character half of one, a squeezed mark half of one."""

import unicodedata
from functools import lru_cache

CLOSING = frozenset("，。、；：？！）》】」』”’〉〕｝…·％%")
OPENING = frozenset("（《【「『“‘〈〔｛")
SENTENCE_END = frozenset("。！？…!?")
CLOSERS = frozenset("”’」』）》】〕)\"'")


@lru_cache(maxsize=8192)
def em(char: str) -> float:
    """The width of one character in em; curly quotes, · and — are full in Chinese type."""
    if char.isascii():
        return 0.5
    return 1.0 if unicodedata.east_asian_width(char) in "WFA" else 0.5


@lru_cache(maxsize=8192)
def squeezed(char: str) -> float:
    """The least width of one character: marks may be squeezed to half an em."""
    return 0.5 if char in CLOSING or char in OPENING else em(char)


def is_han(char: str) -> bool:
    """Whether `char` is an ideograph (or 〇)."""
    return "㐀" <= char <= "鿿" or char == "〇" or "豈" <= char <= "\ufaff" or char >= "\U00020000"


@lru_cache(maxsize=8192)
def greatest(text: str, ascii_em: float = 0.5) -> float:
    """The natural width of `text`; `ascii_em` is the width of a digit or letter."""
    return sum([ascii_em if "!" <= c <= "~" else em(c) for c in text])


@lru_cache(maxsize=8192)
def least(text: str, ascii_em: float = 0.5) -> float:
    """The width of `text` when every mark in it is squeezed."""
    return sum([ascii_em if "!" <= c <= "~" else squeezed(c) for c in text])
