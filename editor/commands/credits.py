"""A line marked as byline may hold several credits: each becomes a block of its own, as the engine makes them."""

from collections.abc import Sequence

from msgspec import structs

from editor.core.page import Block, Page, Role
from editor.core.transaction import Transaction, between
from editor.reading.blocks import credit_blocks
from editor.reading.bylines import credits_of
from editor.reading.marks import Marks


def parted(page: Page, spans: Sequence[tuple[int, int]], marks: Marks) -> Transaction | None:
    """Parts the byline blocks that hold raw text of `spans` into one block a credit; None where there is nothing to."""
    articles = tuple(
        structs.replace(article, blocks=tuple(new for block in article.blocks for new in _parted(block, spans, marks)))
        for article in page.articles
    )
    return between("retag", page, structs.replace(page, articles=articles))


def _parted(block: Block, spans: Sequence[tuple[int, int]], marks: Marks) -> Sequence[Block]:
    touched = any(run.start < end and start < run.end for run in block.runs for start, end in spans)
    if block.role is not Role.BYLINE or not touched:
        return (block,)
    found = credits_of(block.text, marks)
    return credit_blocks(list(block.runs), block.text, found, 0) if found else (block,)
