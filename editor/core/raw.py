"""The raw text of a page, exactly as an extractor left it."""

import re
from functools import cached_property

from msgspec import Struct

_LINE = re.compile(r"[^\r\n\f]*(?:\r\n|[\r\n\f]|$)")


class RawLine(Struct, frozen=True, gc=False):
    """One raw line: `number` counts from 1, `start` and `end` are code points without the line end."""

    number: int
    start: int
    end: int
    text: str


class RawText(Struct, frozen=True, dict=True):
    """Decoded source with its line ends as read; `sha256` is of the file's bytes, in hexadecimal."""

    text: str
    name: str = ""
    encoding: str = "utf-8"
    sha256: str = ""

    @cached_property
    def lines(self) -> tuple[RawLine, ...]:
        """Every raw line, empty ones too; a line ends at LF, CR, CRLF or FF."""
        found: list[RawLine] = []
        for match in _LINE.finditer(self.text):
            if match.start() == len(self.text) and found:
                break
            body = match.group().rstrip("\r\n\f")
            found.append(RawLine(len(found) + 1, match.start(), match.start() + len(body), body))
        return tuple(found)

    @cached_property
    def solid(self) -> int:
        """How many code points are no white space."""
        return sum(not c.isspace() for c in self.text)

    def line_at(self, offset: int) -> RawLine:
        """The raw line that holds `offset` (its line end counts as its own)."""
        low, high = 0, len(self.lines) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.lines[middle].start <= offset:
                low = middle
            else:
                high = middle - 1
        return self.lines[low]
