"""A story without a headline."""

from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.finding import Choice
from editor.core.page import BODY_ROLES, HEAD_ROLES, Article, Kind, Page, Role
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body, raw_end, raw_start, solids

KIND = "headless"

SHORTEST = 40
"""A text of fewer characters is an item of news in brief or a remark, which needs no headline."""

MOST = 4
"""How many headlines are offered."""

SHOWN = 12
"""How many characters of the opening the suspect covers."""


def headless(article: Article) -> bool:
    """Whether it is a story that should have a headline and has none; one that goes on from another page needs none."""
    roles = {block.role for block in article.blocks}
    length = sum(len(block.text) for block in article.of(*BODY_ROLES))
    return (
        article.kind is Kind.STORY
        and Role.HEADLINE not in roles
        and Role.JUMP_FROM not in roles
        and length >= SHORTEST
        and bool(body(article))
    )


def whole_head(page: Page, article: Article) -> tuple[int, int] | None:
    """The raw span of all heads of an article, None when something else stands between them."""
    places = sorted({at for block in article.of(*HEAD_ROLES) for at in solids(page, block)})
    if not places or len("".join(page.raw.text[places[0] : places[-1] + 1].split())) != len(places):
        return None
    return places[0], places[-1] + 1


def _lone_heads(page: Page) -> list[tuple[tuple[int, int], str]]:
    """Raw spans and texts of headlines that have no body."""
    out: list[tuple[tuple[int, int], str]] = []
    for article in page.articles:
        head = next(article.of(Role.HEADLINE), None)
        if head is not None and not body(article) and raw_start(head) >= 0:
            out.append((whole_head(page, article) or (raw_start(head), raw_end(head)), head.text))
    return out


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Each such story at the head of its body, with the lone headlines of the page as answers, the nearest first."""
    del evidence, context
    heads = _lone_heads(page)
    for article in page.articles:
        if not headless(article):
            continue
        at, block = body(article)[0]
        start = raw_start(block)
        choices = tuple(
            Choice(action="head.assign", args=(str(span[0]), str(span[1]), article.id, text))
            for span, text in sorted(heads, key=lambda head: abs(head[0][0] - start))[:MOST]
        )
        dateline = next(article.of(Role.DATELINE), None)
        first = raw_start(dateline) if dateline is not None and raw_start(dateline) >= 0 else start
        span = (first, min(page.raw.line_at(first).end, first + SHOWN))
        yield Spot("story", (article.blocks[at].text[:10],), choices, 0.8 if heads else 0.6, span=span)
