"""Where blocks begin and end in the raw text, and what stands at each seam of a page now."""

from msgspec import Struct

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


def tail(block: Block, most: int) -> tuple[int, int]:
    """The raw span of a block's last characters, at most so many and of its last run alone."""
    last = next(run for run in reversed(block.runs) if not run.inserted)
    return max(last.start, last.end - most), last.end


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


class Standing(Struct, frozen=True, gc=False):
    """Where a raw character stands now: article, which of its body's blocks, which of the block's solid ones."""

    article: str
    block: int
    at: int
    last: bool


def standing(page: Page) -> dict[int, Standing]:
    """Where each raw character of the articles' bodies stands, by its raw offset."""
    out: dict[int, Standing] = {}
    for article in page.articles:
        for number, (_, block) in enumerate(body(article)):
            places = solids(page, block)
            for at, offset in enumerate(places):
                out[offset] = Standing(article.id, number, at, at + 1 == len(places))
    return out


def seam_kind(where: dict[int, Standing], left: int, right: int) -> SeamKind | None:
    """What a page (as `standing`) says of a seam; None when a side is in no body or something stands between them."""
    upper, lower = where.get(left - 1), where.get(right)
    if upper is None or lower is None:
        return None
    if upper.article != lower.article:
        return SeamKind.STORY
    if upper.block == lower.block:
        return SeamKind.JOIN if lower.at == upper.at + 1 else None
    return SeamKind.PARAGRAPH if lower.block == upper.block + 1 and upper.last and lower.at == 0 else None


def line_number(page: Page, offset: int) -> int:
    """The number of the raw line that holds `offset`."""
    return page.raw.line_at(offset).number
