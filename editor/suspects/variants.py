"""Traditional characters in a simplified page and simplified ones in a traditional page."""

from collections.abc import Iterator
from functools import cache

import msgspec
from msgspec import Struct

from editor.resources import resource
from editor.suspects.contract import Context, Hit, Script
from editor.suspects.folio import converted

KIND = "variants"

MOSTLY = 0.4
"""From this share of foreign among two-form characters on, a block is a text in the other script, not a slip."""


class Variants(Struct, frozen=True):
    """`resources/suspects/variants.toml`."""

    simplified: str
    quotes: list[tuple[str, str]]


@cache
def data() -> Variants:
    """What is kept as it is."""
    return msgspec.toml.decode(resource("suspects/variants.toml").read_bytes(), type=Variants)


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@cache
def _foreign(char: str, script: Script) -> bool:
    """Whether `char` is a form of the other script alone, and its form in this one is a common character."""
    if char < "\u3400":
        return False
    if script == "hans":
        plain = converted(char, "t2s")
        return plain != char and char not in data().simplified and _encodes(plain, "gb2312")
    return converted(char, "s2t") != char and not _encodes(char, "big5")


def _quoted(text: str, at: int) -> str:
    """What stands between the nearest marks of quotation round `at`, empty when there are none."""
    best = ""
    for left, right in data().quotes:
        start, end = text.rfind(left, 0, at), text.find(right, at)
        if start >= 0 and at < end and text.rfind(right, start, at) < 0:
            inner = text[start + 1 : end]
            best = inner if not best or len(inner) < len(best) else best
    return best


def _as_quoted(inner: str, script: Script) -> bool:
    """Whether a quotation is in the other script throughout."""
    other: Script = "hant" if script == "hans" else "hans"
    foreign = sum(_foreign(char, script) for char in inner)
    return foreign > 0 and not any(_foreign(char, other) for char in inner) and (foreign > 1 or len(inner) <= 4)


def find(text: str, context: Context) -> Iterator[Hit]:
    """Each character of the other script that is not part of a quotation, name or text in that script."""
    script = context.script
    places = [at for at, char in enumerate(text) if _foreign(char, script)]
    if not places:
        return
    other: Script = "hant" if script == "hans" else "hans"
    home = sum(_foreign(char, other) for char in text)
    if len(places) > 1 and len(places) >= MOSTLY * (len(places) + home):
        return
    plain = converted(text, "t2s" if script == "hans" else "s2t")
    for at in places:
        choice = plain[at] if len(plain) == len(text) else converted(text[at], "t2s" if script == "hans" else "s2t")
        if choice != text[at] and not _as_quoted(_quoted(text, at), script):
            yield Hit(at, at + 1, script, (text[at], choice), (choice,), 0.9, text[at])
