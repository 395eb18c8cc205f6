"""Where a raw character stands in the present text of a page, and which raw character a place of the text is."""

from msgspec import Struct

from editor.core.page import FURNITURE, Page
from editor.core.runs import raw_offset, text_offset


class TextPlace(Struct, frozen=True):
    """A caret in an article's present text: owner's id, block, code points into the block's text."""

    owner: str
    block: int
    offset: int


def place_of(page: Page, offset: int) -> TextPlace | None:
    """Where the raw character at `offset` stands now; None for white space that no run holds."""
    for owner, at, block in page.all_blocks():
        found = text_offset(block.runs, offset)
        if found is not None:
            return TextPlace(owner, at, found)
    return None


def offset_of(page: Page, place: TextPlace) -> int | None:
    """The raw offset behind a caret; None when the article or block is gone or holds nothing."""
    if place.owner != FURNITURE and all(article.id != place.owner for article in page.articles):
        return None
    blocks = page.blocks(place.owner)
    return raw_offset(blocks[place.block].runs, place.offset) if place.block < len(blocks) else None
