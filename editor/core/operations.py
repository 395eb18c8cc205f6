"""What can be done to a page. Each operation is a pure function of a page and gives a transaction, or None for nothing.

Operations build the page as it should be and let `between` find the transaction, so none can forget a step. Here are
what they are made of and those on the whole page; `structure` has those on articles, `editing` those on their text.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec

from msgspec import structs

from editor.core.page import FURNITURE, Block, Decision, Page, Status, untaken
from editor.core.transaction import Transaction, between

P = ParamSpec("P")


def operation(
    name: str,
) -> Callable[[Callable[Concatenate[Page, P], Page]], Callable[Concatenate[Page, P], Transaction | None]]:
    """Makes a function from page to page an operation called `name`."""

    def decorate(function: Callable[Concatenate[Page, P], Page]) -> Callable[Concatenate[Page, P], Transaction | None]:
        @wraps(function)
        def operate(page: Page, /, *args: P.args, **kwargs: P.kwargs) -> Transaction | None:
            return between(name, page, function(page, *args, **kwargs))

        return operate

    return decorate


def together(name: str, page: Page, steps: Iterable[Callable[[Page], Transaction | None]]) -> Transaction | None:
    """Several operations as one; each is given the page that the ones before it led to."""
    before = page
    for step in steps:
        page = applied(page, step(page))
    return between(name, before, page)


def applied(page: Page, transaction: Transaction | None) -> Page:
    """The page after a transaction; as it was where there is none."""
    return page if transaction is None else transaction.apply(page)


def with_blocks(page: Page, owner: str, blocks: tuple[Block, ...], *, drop_empty: bool = True) -> Page:
    """The page with an article's blocks changed; an article that holds nothing any more is gone."""
    if drop_empty:
        blocks = tuple(block for block in blocks if block.runs)
    if owner == FURNITURE:
        return structs.replace(page, furniture=blocks)
    at = page.position(owner)
    changed = (structs.replace(page.articles[at], blocks=blocks),) if blocks else ()
    return structs.replace(page, articles=(*page.articles[:at], *changed, *page.articles[at + 1 :]))


@operation("decide")
def decide(page: Page, keys: Iterable[str], verdict: str | None) -> Page:
    """Notes a verdict on findings, or takes it back (None)."""
    for key in keys:
        page = _decided(page, key, verdict)
    return page


@operation("status")
def set_status(page: Page, status: Status) -> Page:
    """Draft to done and back."""
    return structs.replace(page, status=status)


@operation("propose")
def take_proposal(page: Page, proposed: Page) -> Page:
    """Puts the articles of a proposal for the same raw text in the place of all that stands."""
    return structs.replace(page, articles=proposed.articles, furniture=proposed.furniture)


@operation("clear")
def throw_away(page: Page) -> Page:
    """Throws the proposal away: one story, a paragraph for each raw line."""
    bare = untaken(page.raw)
    return structs.replace(page, articles=bare.articles, furniture=bare.furniture)


def _decided(page: Page, key: str, verdict: str | None) -> Page:
    rest = tuple(d for d in page.decisions if d.key != key)
    return structs.replace(page, decisions=rest if verdict is None else (*rest, Decision(key, verdict)))
