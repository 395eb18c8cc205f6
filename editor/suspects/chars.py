"""Which characters are ideographs, which marks end a sentence, and where a text was cut in mid-sentence."""

import re

HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇"
"""A character class of ideographs, without its brackets."""

_HAN = re.compile(f"[{HAN}]")
_ENDED = re.compile(r"[。！？!?…；：:;][”’」』）)》】〕\"']*$|——$|[”’」』）)》】〕]$")
_TAIL = re.compile(rf"[{HAN}，、0-9A-Za-z（《“‘「『]$")


def is_han(char: str) -> bool:
    """Whether one character is an ideograph."""
    return _HAN.match(char) is not None


def cut_short(text: str) -> bool:
    """Whether a text stops in mid-sentence: its last character is none that a paragraph ends with."""
    text = text.rstrip()
    return bool(text) and _ENDED.search(text) is None and _TAIL.search(text) is not None


def words_before(text: str, most: int = 6) -> str:
    """The last characters of a text, as a reason quotes them."""
    text = "".join(text.split())
    return text if len(text) <= most else "…" + text[-most:]


def words_after(text: str, most: int = 8) -> str:
    """The first characters of a text, as a reason quotes them."""
    text = " ".join(text.split())
    return text if len(text) <= most else text[:most] + "…"
