"""Where blocks begin and end in the raw text, and what stands at each seam of a page now."""

from editor.core.evidence import SeamKind
from editor.core.page import BODY_ROLES, Article, Block, Page


def solids(page: Page, block: Block) -> list[int]:
    """The raw offsets of a block's characters that are no white space, in the block's order."""
    text = page.raw.text
    return [at for run in block.runs for at in range(run.start, run.end) if not text[at].isspace()]


def raw_start(block: Block) -> int:
    """The raw offset of a block's first raw character, -1 when it has none."""
    return next((run.start for run in block.runs if not run.inserted), -1)


def raw_end(block: Block) -> int:
    """The raw offset after a block's last raw character, -1 when it has none."""
    return next((run.end for run in reversed(block.runs) if not run.inserted), -1)


def body(article: Article) -> list[tuple[int, Block]]:
    """The paragraphs and crossheads of an article that stand in the raw text, each with its place among its blocks."""
    return [(at, block) for at, block in enumerate(article.blocks) if block.role in BODY_ROLES and raw_end(block) >= 0]


def opening(article: Article, most: int = 12) -> str:
    """What an article is called in a sentence: its headline, or else how its body begins."""
    head = next(
        (block.text for block in article.blocks if block.role == "headline"),
        next((block.text for block in article.blocks if block.role in BODY_ROLES), ""),
    )
    head = " ".join(head.split())
    return head if len(head) <= most else head[:most] + "…"


def _holder(page: Page, offset: int) -> tuple[str, int, Block] | None:
    for article in page.articles:
        for number, (_, block) in enumerate(body(article)):
            if any(run.start <= offset < run.end for run in block.runs):
                return article.id, number, block
    return None


def seam_kind(page: Page, left: int, right: int) -> SeamKind | None:
    """What the page now says of a seam; None when one of its sides is in no body or something stands between them."""
    upper, lower = _holder(page, left - 1), _holder(page, right)
    if upper is None or lower is None:
        return None
    if upper[0] != lower[0]:
        return SeamKind.STORY
    above = solids(page, upper[2])
    if upper[1] == lower[1]:
        after = above.index(left - 1) + 1
        return SeamKind.JOIN if above[after : after + 1] == [right] else None
    meet = lower[1] == upper[1] + 1 and above[-1] == left - 1 and solids(page, lower[2])[0] == right
    return SeamKind.PARAGRAPH if meet else None


def line_number(page: Page, offset: int) -> int:
    """The number of the raw line that holds `offset`."""
    return page.raw.line_at(offset).number
