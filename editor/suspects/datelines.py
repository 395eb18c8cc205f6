"""A second dateline inside a story: another story begins there."""

from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.finding import Choice, Place
from editor.core.page import Block, Page, Role
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body, raw_end, raw_start
from editor.suspects.trade import dateline_length

KIND = "datelines"

HEADING = 6
"""A paragraph of no more characters is a heading (日本, 泰国) between the parts of a report."""


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Each paragraph with a dateline in a story that had one before, unless a heading opens a report’s part there."""
    del evidence, context
    for article in page.articles:
        earlier = next((block.text for block in article.of(Role.DATELINE)), "")
        above = -1
        for at, block in body(article):
            length = dateline_length(block.text) if block.role is Role.PARAGRAPH else 0
            said = block.text[:length].strip()
            if said and earlier and not _heading(article.blocks[at - 1]):
                args = (str(above if above >= 0 else raw_start(block)), str(raw_start(block)))
                choices = (Choice(action="seam.story", args=args),)
                yield Spot("second", (said, earlier), choices, 0.85, place=Place(article.id, at, 0, length))
            earlier = earlier or said
            above = raw_end(block)


def _heading(block: Block) -> bool:
    return block.role is Role.CROSSHEAD or (block.role is Role.PARAGRAPH and len(block.text.strip()) <= HEADING)
