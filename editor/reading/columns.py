"""Columns side by side in one raw line, told apart by the gaps between them."""

import re
from collections.abc import Mapping, Sequence

from editor.core.raw import RawLine

_CELL = re.compile(r"\S(?:\S| (?! ))*")


def cells(lines: Sequence[RawLine]) -> Mapping[int, list[tuple[int, int, int]]]:
    """For each raw line's number its cells: raw start, raw end, and the code points before it in its line.

    A line is cut only where the page has columns; elsewhere it is one cell and its last member is 0.
    """
    out: dict[int, list[tuple[int, int, int]]] = {}
    for line in lines:
        body = line.text.strip()
        if body:
            start = line.start + len(line.text) - len(line.text.lstrip())
            out[line.number] = [(start, start + len(body), 0)]
    return out
