"""Corrections one after the other, and taking one back: the raw text again, whatever undo may say."""

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from editor.core.page import FURNITURE, Block, Page, Run, untouched
from editor.core.runs import tidy
from editor.core.transaction import Transaction, between

_LINE = re.compile(r"[^\r\n\f]+")


class Corrected(Struct, frozen=True):
    """A correction and the code points of its block's text that it left (none for a deletion)."""

    owner: str
    block: int
    start: int
    end: int
    run: Run


def corrected_places(page: Page) -> Iterator[Corrected]:
    """Every correction in page order, but for white space that was taken out or put in."""
    for owner, at, block in page.all_blocks():
        seen = 0
        for run in block.runs:
            end = seen + len(run.text)
            if run.why and (run.text.strip() or page.raw.text[run.start : run.end].strip()):
                yield Corrected(owner, at, seen, end, run)
            seen = end


def restore(page: Page, owner: str, block: int, start: int, end: int) -> Transaction | None:
    """Makes the corrections that [`start`, `end`] of a block's text touches say what the raw text says.

    What was inserted is gone, line ends within a correction are left out. None when nothing there was corrected.
    """
    touched = {
        place.run
        for place in corrected_places(page)
        if (place.owner, place.block) == (owner, block) and place.start <= end and start <= place.end
    }
    if not touched:
        return None
    blocks = page.blocks(owner)
    runs = tuple(new for run in blocks[block].runs for new in (_raw(page, run) if run in touched else (run,)))
    changed = (*blocks[:block], Block(blocks[block].role, tidy(page.raw, runs)), *blocks[block + 1 :])
    if owner == FURNITURE:
        return between("restore", page, structs.replace(page, furniture=changed))
    at = page.position(owner)
    article = structs.replace(page.articles[at], blocks=changed)
    return between(
        "restore", page, structs.replace(page, articles=(*page.articles[:at], article, *page.articles[at + 1 :]))
    )


def _raw(page: Page, run: Run) -> tuple[Run, ...]:
    lines = _LINE.finditer(page.raw.text, run.start, run.end)
    return tuple(untouched(page.raw, line.start(), line.end()) for line in lines)
