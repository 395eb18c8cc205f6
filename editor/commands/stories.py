"""How stories are called: by number, and by what they say."""

from editor.commands.palette import Entry
from editor.commands.rows import Part
from editor.core.page import FURNITURE, HEAD_ROLES, Article, Kind, Page, Role


def story_number(page: Page, owner: str) -> int:
    """The number under which an article is shown: that of its id, so that it stays when others come and go.

    Where ids are not of that form it is the article's position, from 1. The furniture has 0, an unknown id -1.
    """
    if owner == FURNITURE:
        return 0
    if all(_numbered(article.id) for article in page.articles):
        return int(owner[1:]) if _numbered(owner) else -1
    return next((at for at, article in enumerate(page.articles, 1) if article.id == owner), -1)


def story_numbered(page: Page, number: int) -> Article | None:
    """The article that is shown under `number`."""
    return next((article for article in page.articles if story_number(page, article.id) == number), None)


def _numbered(ident: str) -> bool:
    return ident.startswith("a") and ident[1:].isdecimal() and ident[1] != "0"


def story_entry(page: Page, article: Article) -> Entry:
    """An article as the story picker lists it: number and headline (or its first words), found by all its heads."""
    heads = [block.text for block in article.of(*HEAD_ROLES)]
    best = next((block.text for block in article.of(Role.HEADLINE)), "") or next(iter(heads), "")
    opening = "".join(block.text for block in article.of(Role.PARAGRAPH))[:200]
    return Entry(article.id, (f"{story_number(page, article.id)}  {best or opening[:24]}", *heads, opening))


def role_code(page: Page, part: Part) -> str:
    """The code of a part's role for texts: what a photo says is its caption."""
    if part.role is Role.PARAGRAPH:
        for article in page.articles:
            if article.id == part.owner and article.kind is Kind.PHOTO:
                return "caption"
    return part.role.value
