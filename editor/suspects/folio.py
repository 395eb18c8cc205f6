"""What the page says of itself: the date over it and the script it is set in."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from typing import cast

from opencc import OpenCC

from editor.core.page import Page
from editor.suspects.contract import Script

_DATE = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:\s*年\s*|[.．/-])(1[0-2]|0?[1-9])(?:\s*月\s*|[.．/-])(3[01]|[12]\d|0?[1-9])(?:\s*日|(?!\d))"
)
_MARK = re.compile(r"版|期|刊号|星期|农历|農曆|邮发|CN\s?\d\d|www\.")

ENOUGH = 4
"""So many traditional characters at least make a traditional page."""

FURTHEST = 40
"""A folio line is no longer than this many characters."""


def _lines(page: Page) -> Iterator[str]:
    for block in page.furniture:
        yield block.text
    for line in page.raw.lines:
        if len(line.text) <= FURTHEST and _MARK.search(line.text):
            yield line.text


def folio_date(page: Page) -> date | None:
    """The date in the page's furniture or in a raw line that looks like a folio; None when no such day exists."""
    for line in _lines(page):
        match = _DATE.search(line)
        if match:
            try:
                return date(int(match[1]), int(match[2]), int(match[3]))
            except ValueError:
                continue
    return None


@cache
def _converter(config: str) -> Callable[[str], str]:
    return cast("Callable[[str], str]", OpenCC(config).convert)  # pyright: ignore[reportUnknownMemberType]: untyped library


def converted(text: str, config: str) -> str:
    """`text` as OpenCC has it under one of its configurations; "t2s" and "s2t" by characters keep its length."""
    return _converter(config)(text)


def script_of(page: Page) -> Script:
    """The script that most characters which have two forms are set in; simplified while there are too few to tell."""
    text = page.raw.text
    traditional = _changed(text, "t2s")
    return "hant" if traditional >= ENOUGH and traditional > _changed(text, "s2t") else "hans"


def _changed(text: str, config: str) -> int:
    return sum(a != b for a, b in zip(text, converted(text, config), strict=False))
