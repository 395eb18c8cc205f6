"""A headline without its story, and one whose story the engine was not sure of."""

from collections.abc import Iterator

from editor.core.evidence import Evidence, HeadMatch
from editor.core.finding import Choice
from editor.core.page import HEAD_ROLES, Article, Kind, Page, Role
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body, opening, raw_end, raw_start
from editor.suspects.headless import headless, whole_head

KIND = "orphan_head"

SURE = 0.6
"""From this confidence on a head's story is not in doubt."""

MOST = 4
"""How many stories are offered."""


def _assign(span: tuple[int, int], article: Article) -> Choice:
    return Choice(action="head.assign", args=(str(span[0]), str(span[1]), article.id, opening(article)))


def _lone(page: Page, article: Article) -> Iterator[Spot]:
    """The heads of an article that has nothing but heads."""
    blocks = [block for block in article.blocks if raw_start(block) >= 0]
    if not blocks or any(block.role not in HEAD_ROLES for block in blocks) or article.kind is Kind.NOTICE:
        return
    head = next((block for block in blocks if block.role is Role.HEADLINE), blocks[0])
    span = whole_head(page, article) or (raw_start(head), raw_end(head))
    takers = sorted(
        (other for other in page.articles if headless(other)),
        key=lambda other: abs(raw_start(body(other)[0][1]) - span[0]),
    )
    choices = tuple(_assign(span, other) for other in takers[:MOST])
    yield Spot("lone", (head.text,), choices, 0.85, span=span)


def _doubtful(page: Page, match: HeadMatch) -> Iterator[Spot]:
    """A head that still stands where the engine put it with little confidence; the answers are the other stories."""
    articles = {article.id: article for article in page.articles}
    held = articles.get(match.article)
    heads = held.of(*HEAD_ROLES) if held else ()
    head = next((b for b in heads if raw_start(b) < match.span[1] and match.span[0] < raw_end(b)), None)
    if held is None or head is None or not body(held):
        return
    choices = tuple(_assign(match.span, articles[ident]) for ident, _ in match.rivals[:MOST] if ident in articles)
    begins = body(held)[0][1].text[:8]
    yield Spot("doubt", (head.text, begins, f"{match.confidence:.0%}"), choices, 1 - match.confidence, span=match.span)


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Heads alone, then heads in doubt."""
    del context
    for article in page.articles:
        yield from _lone(page, article)
    for match in evidence.heads:
        if match.confidence < SURE:
            yield from _doubtful(page, match)
