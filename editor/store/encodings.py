"""Tells UTF-8, UTF-16, GB18030 and Big5 apart, by strict decoding and by how common the characters would be."""

import codecs
from functools import cache
from itertools import product

from msgspec import Struct

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WIDE = ("utf-16-le", "utf-16-be")
_NARROW = ("gb18030", "big5", "cp950", "big5hkscs")
_ENOUGH = 0.6
"""Share of characters that must be common; texts in their own encoding have over 0.9, in another one about 0.6."""

_SURE = 0.8
"""Share from which an encoding is meant even though some bytes are wrong in it."""

_SURE_UTF8 = 0.6
"""The same for UTF-8, whose characters of several bytes do not come about by chance."""


class Guess(Struct, frozen=True):
    """An encoding, the share (0 to 1) of its characters that are common, and the byte offset of its first error."""

    encoding: str
    common: float
    error: int | None = None

    @property
    def certain(self) -> bool:
        """Decodes whole, to text that makes sense."""
        return self.error is None and self.common >= _ENOUGH

    @property
    def meant(self) -> bool:
        """What the text was written in, whether or not every byte is right."""
        return self.certain or self.common >= (_SURE_UTF8 if self.encoding == "utf-8" else _SURE)


def guess(data: bytes) -> Guess:
    """The encoding that makes most sense of `data`; a byte order mark decides, valid UTF-8 comes next."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _try(data, encoding)
    if (utf8 := _try(data, "utf-8")).error is None and 0 not in data:
        return Guess("utf-8", 1.0)
    others = (*_NARROW, *_WIDE) if len(data) % 2 == 0 else _NARROW
    return max(utf8, *(_try(data, encoding) for encoding in others), key=_rank)


def _rank(candidate: Guess) -> tuple[float, bool]:
    return candidate.common, candidate.error is None


def _try(data: bytes, encoding: str) -> Guess:
    try:
        text, error = data.decode(encoding), None
    except UnicodeDecodeError as failed:
        text = data.decode(encoding, "replace")
        error = failed.end if "continuation" in failed.reason else failed.start
    return Guess(encoding, _common_share(text), error)


def _common_share(text: str) -> float:
    """The share of common characters among those that are not ASCII; ASCII alone counts as common."""
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return float(sum(c.isprintable() or c.isspace() for c in text) > 0.9 * len(text))
    common = _common()
    return sum(c in common for c in beyond) / len(beyond)


@cache
def _common() -> frozenset[str]:
    """Full-width ASCII, Chinese marks, and what GB 2312 and Big5 themselves call frequently used (their level 1)."""
    trail = range(0xA1, 0xFF)
    simplified = {bytes(pair).decode("gb2312", "ignore") for pair in product(range(0xB0, 0xD8), trail)}
    traditional = {
        bytes(pair).decode("big5", "ignore") for pair in product(range(0xA4, 0xC7), [*range(0x40, 0x7F), *trail])
    }
    marks = set("、。·…—‘’“”〈〉《》「」『』【】〔〕〖〗㎡℃％‰×÷±°①②③④⑤⑥⑦⑧⑨⑩■□▲△▶▼◆◇●○★☆→　")
    fullwidth = {chr(point) for point in range(0xFF01, 0xFF5F)}
    return frozenset(simplified | traditional | marks | fullwidth) - {""}
