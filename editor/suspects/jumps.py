"""Jump lines without a story, cut stories without a jump line, jump lines on stories that end where others are cut."""

from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.finding import Choice
from editor.core.page import Article, Block, Kind, Page, Role
from editor.suspects.chars import cut_short, words_before
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body, opening, raw_end, raw_start, tail
from editor.suspects.trade import jump_line

KIND = "jumps"

SHORTEST = 60
"""A body of fewer characters that ends without a mark is a list, a notice or a remark, not a cut story."""


def _ends_cut(article: Article) -> bool:
    """Whether the body stops in mid-sentence though its other paragraphs do not."""
    blocks = [block for _, block in body(article) if block.role is Role.PARAGRAPH]
    length = sum(len(block.text) for block in blocks)
    if article.kind is not Kind.STORY or not blocks or length < SHORTEST:
        return False
    marked = [block for block in blocks[:-1] if not cut_short(block.text)]
    return cut_short(blocks[-1].text) and len(marked) * 2 >= len(blocks) - 1


def _has(article: Article, role: Role) -> bool:
    return next(article.of(role), None) is not None


def _span(block: Block) -> tuple[int, int]:
    return raw_start(block), raw_end(block)


def _assign(block: Block, takers: list[Article], *, onward: bool = True) -> tuple[Choice, ...]:
    start, end = _span(block)
    action = "jump.assign" if onward else "jump.from"
    return tuple(Choice(action=action, args=(str(start), str(end), taker.id, opening(taker))) for taker in takers)


def _loose(page: Page) -> Iterator[tuple[Block, bool]]:
    """Jump lines in the furniture or left as paragraphs, with whether they point onward."""
    blocks = [*page.furniture, *(block for article in page.articles for _, block in body(article))]
    for block in blocks:
        onward = jump_line(block.text)
        if onward is not None and raw_start(block) >= 0:
            yield block, onward


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Loose jump lines; stories with too many; cut stories with none, and whole ones that have theirs."""
    del evidence, context
    cut = [article for article in page.articles if _ends_cut(article) and not _has(article, Role.JUMP_TO)]
    loose = list(_loose(page))
    for block, onward in loose:
        takers = cut if onward else [a for a in page.articles if body(a) and not _has(a, Role.HEADLINE)]
        choices = _assign(block, takers, onward=onward)
        yield Spot("loose_to" if onward else "loose_from", (block.text,), choices, 0.85, span=_span(block))
    for article in page.articles:
        jumps = [block for block in article.of(Role.JUMP_TO) if raw_start(block) >= 0]
        if len(jumps) > 1:
            yield Spot("two", (opening(article),), (), 0.8, span=_span(jumps[1]))
        elif jumps and cut and body(article) and not _ends_cut(article):
            args = (jumps[0].text, opening(article), opening(cut[0]))
            yield Spot("uncut", args, _assign(jumps[0], cut), 0.7, span=_span(jumps[0]))
    for article in cut:
        last = body(article)[-1][1]
        args = (words_before(last.text), opening(article))
        offered = [block for block, onward in loose if onward]
        choices = tuple(choice for block in offered for choice in _assign(block, [article]))
        yield Spot("cut", args, choices, 0.7, span=tail(last, 6))
