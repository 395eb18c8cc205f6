"""A paragraph inside a story that ends without a sentence mark where all others have one."""

from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.finding import Choice, Place
from editor.core.page import Block, Kind, Page, Role
from editor.suspects.broken_word import across
from editor.suspects.chars import cut_short, is_han, words_before
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body

KIND = "endings"

LEAST = 2
"""So many other paragraphs of the story must end as paragraphs do before one that does not is a slip."""

SHORTEST = 20
"""A shorter paragraph without a mark may be a line of a list, a poem or a heading."""


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Each such paragraph, but for a story's last one before a jump line and one whose last word runs on."""
    del evidence, context
    for article in page.articles:
        blocks = [(at, block) for at, block in body(article) if block.role is Role.PARAGRAPH]
        ended = sum(not cut_short(block.text) for _, block in blocks)
        if article.kind is not Kind.STORY or ended < LEAST or ended < len(blocks) - 1:
            continue
        for number, (at, block) in enumerate(blocks):
            after = blocks[number + 1][1].text if number + 1 < len(blocks) else ""
            if after and _unmarked(block) and not across(block.text, after)[0]:
                length = len(block.text.rstrip())
                tail = words_before(block.text)
                place = Place(article.id, at, length - 1, length)
                choices = (Choice(text=block.text[length - 1 : length] + "。"),)
                yield Spot("unmarked", (tail,), choices, 0.6, place=place)


def _unmarked(block: Block) -> bool:
    text = block.text.rstrip()
    return len(text) >= SHORTEST and is_han(text[-1]) and "，" in text
