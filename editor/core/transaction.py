"""A change of the page as a value: it applies, inverts, is named for the undo menu and goes into the journal.

A transaction is a list of splices, each of which says what was there and what is there instead. It refuses to apply
where the page does not hold what it says was there, and where the ledger would lose or double a character.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from msgspec import Struct, structs

from editor.core.page import FURNITURE, Article, Block, Decision, Page, Run, Status
from editor.core.raw import RawText

_Item = TypeVar("_Item", Article, Block, Decision)


class MisfitError(ValueError):
    """The transaction was not made for this page, or would break the ledger."""


class ArticleSplice(Struct, frozen=True, tag="articles"):
    """Articles from `at` on: `removed` gives way to `inserted`."""

    at: int
    removed: tuple[Article, ...]
    inserted: tuple[Article, ...]


class BlockSplice(Struct, frozen=True, tag="blocks"):
    """Blocks of the article `owner` (or of the furniture) from `at` on."""

    owner: str
    at: int
    removed: tuple[Block, ...]
    inserted: tuple[Block, ...]


class DecisionSplice(Struct, frozen=True, tag="decisions"):
    """Decisions from `at` on."""

    at: int
    removed: tuple[Decision, ...]
    inserted: tuple[Decision, ...]


class StatusChange(Struct, frozen=True, tag="status"):
    """Draft to done and back; the fields have the splices' names so that inverting is one rule."""

    removed: Status
    inserted: Status


Step = ArticleSplice | BlockSplice | DecisionSplice | StatusChange


class Transaction(Struct, frozen=True):
    """Steps that are carried out in order, as one. `name` is the code of the operation."""

    name: str
    steps: tuple[Step, ...]

    def apply(self, page: Page) -> Page:
        """The page after it; MisfitError, and nothing done, where it does not fit."""
        if not _balances(page.raw, self.steps):
            raise MisfitError(f"{self.name}: the ledger would not balance")
        for step in self.steps:
            page = _carry_out(page, step)
        return page

    def invert(self) -> "Transaction":
        """The transaction that takes this one back."""
        steps = tuple(structs.replace(s, removed=s.inserted, inserted=s.removed) for s in reversed(self.steps))
        return Transaction(self.name, steps)

    def then(self, later: "Transaction") -> "Transaction":
        """Both as one, under this one's name; typing into one block stays one splice."""
        if len(self.steps) == len(later.steps) == 1:
            first, second = self.steps[0], later.steps[0]
            if (
                isinstance(first, BlockSplice)
                and isinstance(second, BlockSplice)
                and (first.owner, first.at, first.inserted) == (second.owner, second.at, second.removed)
            ):
                return Transaction(self.name, (structs.replace(first, inserted=second.inserted),))
        return Transaction(self.name, self.steps + later.steps)

    @property
    def owners(self) -> frozenset[str]:
        """Ids of the articles (or "furniture") that it touches."""
        ids: set[str] = set()
        for step in self.steps:
            if isinstance(step, BlockSplice):
                ids.add(step.owner)
            elif isinstance(step, ArticleSplice):
                ids.update(article.id for article in step.removed + step.inserted)
        return frozenset(ids)


def between(name: str, before: Page, after: Page) -> Transaction | None:
    """The smallest transaction that leads from one page to another of the same raw text; None when they are equal."""
    steps: list[Step] = []
    at, old, new = _differing(before.articles, after.articles)
    if [a.id for a in old] == [a.id for a in new] and all(a.kind == b.kind for a, b in zip(old, new, strict=True)):
        for was, now in zip(old, new, strict=True):
            steps += _block_steps(was.id, was.blocks, now.blocks)
    else:
        steps.append(ArticleSplice(at, old, new))
    steps += _block_steps(FURNITURE, before.furniture, after.furniture)
    at, had, have = _differing(before.decisions, after.decisions)
    if had or have:
        steps.append(DecisionSplice(at, had, have))
    if before.status != after.status:
        steps.append(StatusChange(before.status, after.status))
    return Transaction(name, tuple(steps)) if steps else None


def _block_steps(owner: str, before: tuple[Block, ...], after: tuple[Block, ...]) -> list[Step]:
    at, old, new = _differing(before, after)
    return [BlockSplice(owner, at, old, new)] if old or new else []


def _differing(before: tuple[_Item, ...], after: tuple[_Item, ...]) -> tuple[int, tuple[_Item, ...], tuple[_Item, ...]]:
    """Where two sequences begin to differ, and the middle of each."""
    head, most = 0, min(len(before), len(after))
    while head < most and before[head] == after[head]:
        head += 1
    tail = 0
    while tail < most - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, before[head : len(before) - tail], after[head : len(after) - tail]


def _carry_out(page: Page, step: Step) -> Page:
    if isinstance(step, ArticleSplice):
        return structs.replace(page, articles=_spliced(page.articles, step.at, step.removed, step.inserted))
    if isinstance(step, DecisionSplice):
        return structs.replace(page, decisions=_spliced(page.decisions, step.at, step.removed, step.inserted))
    if isinstance(step, StatusChange):
        if page.status != step.removed:
            raise MisfitError(f"the page is not {step.removed}")
        return structs.replace(page, status=step.inserted)
    if step.owner == FURNITURE:
        return structs.replace(page, furniture=_spliced(page.furniture, step.at, step.removed, step.inserted))
    try:
        place = page.position(step.owner)
    except KeyError:
        raise MisfitError(f"there is no article {step.owner}") from None
    article = page.articles[place]
    article = structs.replace(article, blocks=_spliced(article.blocks, step.at, step.removed, step.inserted))
    return structs.replace(page, articles=(*page.articles[:place], article, *page.articles[place + 1 :]))


def _spliced(
    items: tuple[_Item, ...], at: int, removed: tuple[_Item, ...], inserted: tuple[_Item, ...]
) -> tuple[_Item, ...]:
    if items[at : at + len(removed)] != removed:
        raise MisfitError(f"position {at} does not hold what should be replaced")
    return items[:at] + inserted + items[at + len(removed) :]


def _runs(step: Step, side: str) -> Iterable[Run]:
    if isinstance(step, ArticleSplice):
        for article in step.removed if side == "removed" else step.inserted:
            for block in article.blocks:
                yield from block.runs
    elif isinstance(step, BlockSplice):
        for block in step.removed if side == "removed" else step.inserted:
            yield from block.runs


def _balances(raw: RawText, steps: Sequence[Step]) -> bool:
    """Whether each solid raw character is claimed as often after the steps as before; checks new runs on the way."""
    text = raw.text
    net: dict[int, int] = {}
    for step in steps:
        for run in _runs(step, "inserted"):
            if not 0 <= run.start <= run.end <= len(text) or (run.why == "") != (text[run.start : run.end] == run.text):
                raise MisfitError(f"run {run.start}-{run.end} is no true run")
            net[run.start] = net.get(run.start, 0) + 1
            net[run.end] = net.get(run.end, 0) - 1
        for run in _runs(step, "removed"):
            net[run.start] = net.get(run.start, 0) - 1
            net[run.end] = net.get(run.end, 0) + 1
    claims = 0
    edges = sorted(at for at, change in net.items() if change)
    for at, following in pairwise(edges):
        claims += net[at]
        if claims and text[at:following].strip():
            return False
    return True
