"""Articles numbered in the order of the page, a1 first, so that the numbers that a proofreader sees have no gaps."""

from msgspec import structs

from editor.core.evidence import Evidence, Reason
from editor.core.page import Page


def numbered(page: Page, evidence: Evidence, after: int = 0) -> tuple[Page, Evidence]:
    """The page and its evidence with the articles' ids made a1, a2, … in the page's order, or those behind `after`."""
    new = {article.id: f"a{number}" for number, article in enumerate(page.articles, after + 1)}
    articles = tuple(structs.replace(article, id=new[article.id]) for article in page.articles)
    heads = tuple(
        structs.replace(
            head,
            article=new.get(head.article, head.article),
            rivals=tuple((new.get(rival, rival), score) for rival, score in head.rivals),
            reasons=tuple(_renamed(reason, new) for reason in head.reasons),
        )
        for head in evidence.heads
    )
    notes = tuple((span, _renamed(reason, new)) for span, reason in evidence.notes)
    return structs.replace(page, articles=articles), structs.replace(evidence, heads=heads, notes=notes)


def _renamed(reason: Reason, new: dict[str, str]) -> Reason:
    """Args that are an id name the article under its new one."""
    return structs.replace(reason, args=tuple(new.get(arg, arg) for arg in reason.args))
