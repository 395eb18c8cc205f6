"""Finding text in all blocks of a page: plain or by regular expression, minding width and variants or not."""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, cast

import opencc
from msgspec import Struct

from editor.core.finding import Place
from editor.core.page import Page


class Wanted(Struct, frozen=True):
    """What is looked for. `width`: full and half width are one; `variants`: simplified, traditional, regional are."""

    text: str
    regex: bool = False
    width: bool = True
    variants: bool = True


class Search(Struct, frozen=True):
    """What was looked for last, and which of its places was gone to; -1 for none yet."""

    wanted: Wanted = Wanted("")
    at: int = -1


class Bad(Struct, frozen=True):
    """The regular expression is none; `what` says why, in the words of the regular expression engine."""

    what: str


def find_all(page: Page, wanted: Wanted) -> list[Place] | Bad:
    """Every place of what is wanted, in page order; case does not matter. Nothing wanted is nowhere."""
    if not wanted.text:
        return []
    text = folded(wanted.text, width=wanted.width, variants=wanted.variants)
    try:
        pattern = re.compile(text if wanted.regex else re.escape(text), re.IGNORECASE)
    except re.error as error:
        return Bad(error.msg)
    found: list[Place] = []
    for owner, at, block in page.all_blocks():
        said = folded(block.text, width=wanted.width, variants=wanted.variants)
        found += [Place(owner, at, m.start(), m.end()) for m in pattern.finditer(said) if m.end() > m.start()]
    return found


def folded(text: str, *, width: bool, variants: bool) -> str:
    """`text` with forms that count as one made one, character by character, so that offsets stay."""
    if width:
        text = "".join(map(_narrow, text))
    if variants:
        text = "".join(map(_simple, text))
    return text


@lru_cache(maxsize=65536)
def _narrow(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character


@lru_cache(maxsize=65536)
def _simple(character: str) -> str:
    if character < "\u2e80":
        return character
    plain = str(_converter().convert(character))
    return plain if len(plain) == 1 else character


@cache
def _converter() -> Any:  # noqa: ANN401 - opencc has no types
    return cast("Any", opencc.OpenCC("t2s"))
