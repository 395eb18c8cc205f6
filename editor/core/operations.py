"""What can be done to a page. Each operation is a pure function of a page and gives a transaction, or None for nothing.

Operations build the page as it should be and let `between` find the transaction, so none can forget a step. The raw
text is addressed by spans in code points, articles by id, text by code points in a block's (or article's) present text.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from itertools import groupby, pairwise
from typing import Concatenate, ParamSpec

from msgspec import structs

from editor.core.evidence import SeamKind
from editor.core.page import (
    BODY_ROLES,
    FURNITURE,
    HEAD_ROLES,
    Article,
    Block,
    Decision,
    Kind,
    Page,
    Role,
    Run,
    Status,
    arranged,
    untaken,
)
from editor.core.pick import marked, pick
from editor.core.runs import TYPED, cut_text, glue, replaced, tidy
from editor.core.transaction import Transaction, between

Span = tuple[int, int]
P = ParamSpec("P")


def _operation(
    name: str,
) -> Callable[[Callable[Concatenate[Page, P], Page]], Callable[Concatenate[Page, P], Transaction | None]]:
    """Makes a function from page to page an operation called `name`."""

    def decorate(function: Callable[Concatenate[Page, P], Page]) -> Callable[Concatenate[Page, P], Transaction | None]:
        @wraps(function)
        def operate(page: Page, /, *args: P.args, **kwargs: P.kwargs) -> Transaction | None:
            return between(name, page, function(page, *args, **kwargs))

        return operate

    return decorate


# --- the structure layer: raw spans to articles and roles --------------------------------------------------------


@_operation("assign")
def assign(
    page: Page, spans: Sequence[Span], target: str | None, role: Role | None = None, kind: Kind = Kind.STORY
) -> Page:
    """Gives raw spans to the article `target`, the furniture, or a new article (None, of that `kind`).

    With a `role`, what is given becomes one block of it for heads, and as many as it was otherwise; without one, each
    block keeps its role. Blocks find their place by where they stand in the raw text.
    """
    rest, pieces = pick(page, spans)
    if not pieces:
        return page
    blocks = _with_role(page, [piece.block for piece in pieces], role)
    if target == FURNITURE:
        return structs.replace(
            rest, furniture=_by_raw_order((*rest.furniture, *_with_role(page, blocks, Role.FURNITURE)))
        )
    if target is None:
        fresh = Article(page.fresh_id(), kind, arranged(_articled(blocks)))
        at = _place_after(page, rest, pieces[0].owner)
        return structs.replace(rest, articles=(*rest.articles[:at], fresh, *rest.articles[at:]))
    if all(article.id != target for article in rest.articles):  # it held nothing else
        return _restored(page, rest, target, arranged(_articled(blocks)))
    return _with_blocks(rest, target, _merged_in(rest.article(target).blocks, _articled(blocks)))


@_operation("retag")
def retag(page: Page, spans: Sequence[Span], role: Role) -> Page:
    """Makes raw spans blocks of `role` within the articles that hold them; furniture leaves its article.

    Body roles are given in place: spans that follow each other become one block, and part what stood around them. Other
    roles are taken out, and what stood around them closes up.
    """
    if role is Role.FURNITURE:
        return _applied(page, assign(page, spans, FURNITURE))
    _, pieces = pick(page, spans)
    owners = dict.fromkeys(piece.owner for piece in pieces)
    for owner in owners:
        own = [span for piece in pieces if piece.owner == owner for span in piece.spans]
        if role in BODY_ROLES and owner != FURNITURE:
            page = _with_blocks(page, owner, arranged(_marked_in_place(page, page.blocks(owner), own, role)))
            continue
        target = owner if owner != FURNITURE else _nearest_article(page, own[0][0])
        page = _applied(page, assign(page, own, target, role))
    return page


@_operation("split")
def split(page: Page, article: str, block: int, offset: int = 0) -> Page:
    """Ends an article before `offset` in its block `block`; what follows is a new article after it."""
    whole = page.article(article)
    upper, lower = _cut_blocks(page, whole.blocks, block, offset)
    if not upper or not lower:
        return page
    at = page.position(article)
    parts = (structs.replace(whole, blocks=upper), Article(page.fresh_id(), whole.kind, arranged(lower)))
    return structs.replace(page, articles=(*page.articles[:at], *parts, *page.articles[at + 1 :]))


@_operation("merge")
def merge_up(page: Page, article: str) -> Page:
    """Makes an article the end of the one before it; its blocks keep their roles, heads come to the heads."""
    at = page.position(article)
    if at == 0:
        return page
    upper, lower = page.articles[at - 1], page.articles[at]
    merged = structs.replace(upper, blocks=arranged((*upper.blocks, *lower.blocks)))
    return structs.replace(page, articles=(*page.articles[: at - 1], merged, *page.articles[at + 1 :]))


@_operation("move_article")
def move_article(page: Page, article: str, by: int) -> Page:
    """Moves an article up (negative) or down among the articles."""
    order = list(page.articles)
    at = page.position(article)
    order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
    return structs.replace(page, articles=tuple(order))


@_operation("seam")
def settle_seam(page: Page, left: int, right: int, kind: SeamKind) -> Page:
    """Settles by hand what the boundary is between the raw characters before `left` and at `right`.

    Where the two stood in different articles and are not to, the lower one's rest follows the upper.
    """
    above, below = _holder(page, left - 1), _holder(page, right)
    if above is None or below is None or FURNITURE in (above[0], below[0]):
        return page
    page = _cut_before(page, below, right, kind)
    above, below = _holder(page, left - 1), _holder(page, right)
    assert above is not None and below is not None  # noqa: S101, PT018 - both were found above, cutting loses nothing
    if kind is not SeamKind.STORY:
        if above[0] != below[0]:
            page = _follow(page, above, below)
            above, below = _holder(page, left - 1), _holder(page, right)
            assert above is not None and below is not None  # noqa: S101, PT018 - as before
        if kind is SeamKind.JOIN and above[1] != below[1]:
            page = _with_blocks(page, above[0], _joined_blocks(page, page.blocks(above[0]), above[1], below[1]))
    return _decided(page, f"seam:{left}:{right}", kind.value)


# --- the text layer ----------------------------------------------------------------------------------------------


@_operation("type")
def edit(page: Page, article: str, start: int, end: int, text: str) -> Page:
    """Replaces code points [`start`, `end`) of an article's text, blocks parted by line feeds, with `text`.

    A line feed in `text` begins a block, one that is replaced joins two. Works on the furniture under its id as well.
    """
    blocks = page.blocks(article)
    first, a = _locate(blocks, start)
    last, b = _locate(blocks, end)
    before, _ = cut_text(blocks[first].runs, a)
    _, after = cut_text(blocks[last].runs, b)
    kept = _Middle(page, blocks, (first, a), (last, b))
    lines = text.split("\n")
    new = [_line(page, before, kept.runs, lines[0], kept.at)]
    new += [(Run(kept.at, kept.at, line, TYPED),) if line else () for line in lines[1:]]
    new[-1] = tidy(page.raw, (*new[-1], *after))
    bare = not lines[0] and not any(run.text for run in before)
    roles = _edited_roles(blocks, first, last, len(new), bare=bare, below=any(run.text for run in new[-1]))
    made = tuple(Block(role, tidy(page.raw, runs)) for role, runs in zip(roles, new, strict=True))
    return _with_blocks(page, article, (*blocks[:first], *made, *blocks[last + 1 :]), drop_empty=False)


@_operation("role")
def set_role(page: Page, article: str, block: int, role: Role) -> Page:
    """Gives a block another role; it goes where that role stands in an article."""
    blocks = page.blocks(article)
    if role is Role.FURNITURE:
        return _applied(page, assign(page, [(r.start, r.end) for r in blocks[block].runs if not r.inserted], FURNITURE))
    changed = Block(role, blocks[block].runs)
    blocks = arranged((*blocks[:block], changed, *blocks[block + 1 :]))
    return _with_blocks(page, article, blocks, drop_empty=False)


@_operation("move_block")
def move_block(page: Page, article: str, block: int, by: int) -> Page:
    """Moves a block up (negative) or down within its article."""
    order = list(page.blocks(article))
    order.insert(max(0, min(len(order) - 1, block + by)), order.pop(block))
    return _with_blocks(page, article, tuple(order), drop_empty=False)


@_operation("kind")
def set_kind(page: Page, article: str, kind: Kind) -> Page:
    """Makes an article a story, a photo or a notice."""
    at = page.position(article)
    changed = structs.replace(page.articles[at], kind=kind)
    return structs.replace(page, articles=(*page.articles[:at], changed, *page.articles[at + 1 :]))


# --- the whole page ----------------------------------------------------------------------------------------------


@_operation("decide")
def decide(page: Page, keys: Iterable[str], verdict: str | None) -> Page:
    """Notes a verdict on findings, or takes it back (None)."""
    for key in keys:
        page = _decided(page, key, verdict)
    return page


@_operation("status")
def set_status(page: Page, status: Status) -> Page:
    """Draft to done and back."""
    return structs.replace(page, status=status)


@_operation("propose")
def take_proposal(page: Page, proposed: Page) -> Page:
    """Puts the articles of a proposal for the same raw text in the place of all that stands."""
    return structs.replace(page, articles=proposed.articles, furniture=proposed.furniture)


@_operation("clear")
def throw_away(page: Page) -> Page:
    """Throws the proposal away: one story, a paragraph for each raw line."""
    bare = untaken(page.raw)
    return structs.replace(page, articles=bare.articles, furniture=bare.furniture)


def together(name: str, page: Page, steps: Iterable[Callable[[Page], Transaction | None]]) -> Transaction | None:
    """Several operations as one; each is given the page that the ones before it led to."""
    before = page
    for step in steps:
        page = _applied(page, step(page))
    return between(name, before, page)


# --- parts -------------------------------------------------------------------------------------------------------


def _applied(page: Page, transaction: Transaction | None) -> Page:
    return page if transaction is None else transaction.apply(page)


def _decided(page: Page, key: str, verdict: str | None) -> Page:
    rest = tuple(d for d in page.decisions if d.key != key)
    return structs.replace(page, decisions=rest if verdict is None else (*rest, Decision(key, verdict)))


def _with_blocks(page: Page, owner: str, blocks: tuple[Block, ...], *, drop_empty: bool = True) -> Page:
    """The page with an article's blocks changed; an article that holds nothing any more is gone."""
    if drop_empty:
        blocks = tuple(block for block in blocks if block.runs)
    if owner == FURNITURE:
        return structs.replace(page, furniture=blocks)
    at = page.position(owner)
    changed = (structs.replace(page.articles[at], blocks=blocks),) if blocks else ()
    return structs.replace(page, articles=(*page.articles[:at], *changed, *page.articles[at + 1 :]))


def _articled(blocks: Iterable[Block]) -> list[Block]:
    """Furniture that comes into an article is a paragraph of it."""
    return [Block(Role.PARAGRAPH, b.runs) if b.role is Role.FURNITURE else b for b in blocks]


def _with_role(page: Page, blocks: Sequence[Block], role: Role | None) -> list[Block]:
    if role is None:
        return list(blocks)
    if role in HEAD_ROLES and len(blocks) > 1:
        runs = blocks[0].runs
        for upper, lower in pairwise(blocks):
            runs = _glued(runs, upper.text, lower)
        return [Block(role, tidy(page.raw, runs))]
    return [Block(role, block.runs) for block in blocks]


def _glued(runs: tuple[Run, ...], upper: str, lower: Block) -> tuple[Run, ...]:
    space = glue(upper, lower.text)
    at = runs[-1].end if runs else 0
    return (*runs, *((Run(at, at, space, "join"),) if space else ()), *lower.runs)


def _joined_blocks(page: Page, blocks: tuple[Block, ...], upper: int, lower: int) -> tuple[Block, ...]:
    runs = tidy(page.raw, _glued(blocks[upper].runs, blocks[upper].text, blocks[lower]))
    joined = Block(blocks[upper].role, runs)
    return tuple(joined if at == upper else block for at, block in enumerate(blocks) if at != lower)


def _marked_in_place(page: Page, blocks: Iterable[Block], spans: Sequence[Span], role: Role) -> list[Block]:
    out: list[Block] = []
    joining = False
    for block in blocks:
        for inside, group in groupby(marked(block.runs, spans), key=lambda part: part[1]):
            part = Block(role if inside else block.role, tuple(run for run, _ in group))
            if inside and joining:
                out[-1] = Block(role, tidy(page.raw, _glued(out[-1].runs, out[-1].text, part)))
            else:
                out.append(part)
            joining = inside
    return out


def _first_offset(block: Block) -> int:
    return min((run.start for run in block.runs), default=0)


def _by_raw_order(blocks: Iterable[Block]) -> tuple[Block, ...]:
    return tuple(sorted(blocks, key=_first_offset))


def _merged_in(blocks: tuple[Block, ...], new: Sequence[Block]) -> tuple[Block, ...]:
    """New blocks put among those of an article: each before the first body block that the raw text has later."""
    out = list(blocks)
    for block in new:
        start = _first_offset(block)
        later = (at for at, old in enumerate(out) if old.role in BODY_ROLES and _first_offset(old) > start)
        out.insert(next(later, len(out)), block)
    return arranged(out)


def _place_after(page: Page, rest: Page, owner: str) -> int:
    """Where in `rest` a new article goes that comes out of `owner`."""
    if owner == FURNITURE:
        return len(rest.articles)
    earlier = {article.id for article in page.articles[: page.position(owner) + 1]}
    return sum(article.id in earlier for article in rest.articles)


def _restored(page: Page, rest: Page, ident: str, blocks: tuple[Block, ...]) -> Page:
    at = _place_after(page, rest, ident)
    again = structs.replace(page.article(ident), blocks=blocks)
    return structs.replace(rest, articles=(*rest.articles[:at], again, *rest.articles[at:]))


def _nearest_article(page: Page, offset: int) -> str | None:
    """The article that holds the raw text nearest before `offset`, else nearest behind it."""
    near = [
        (run.start > offset, abs(run.start - offset), article.id)
        for article in page.articles
        for block in article.blocks
        for run in block.runs
    ]
    return min(near)[2] if near else None


def _cut_blocks(
    page: Page, blocks: tuple[Block, ...], block: int, offset: int
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    left, right = cut_text(blocks[block].runs, offset) if offset else ((), blocks[block].runs)
    if not right:
        return blocks[: block + 1], blocks[block + 1 :]
    role = blocks[block].role
    upper = (*blocks[:block], Block(role, tidy(page.raw, left))) if left else blocks[:block]
    return upper, (Block(role, tidy(page.raw, right)), *blocks[block + 1 :])


def _holder(page: Page, offset: int) -> tuple[str, int, int] | None:
    """Owner, block and text offset of the raw character at `offset`."""
    for owner, at, block in page.all_blocks():
        seen = 0
        for run in block.runs:
            if run.start <= offset < run.end:
                return owner, at, seen if run.why else seen + offset - run.start
            seen += len(run.text)
    return None


def _cut_before(page: Page, place: tuple[str, int, int], offset: int, kind: SeamKind) -> Page:
    """Parts block and article before a raw character as far as `kind` asks for it."""
    owner, block, at = place
    above = _holder(page, offset)
    if kind is SeamKind.JOIN or above is None:
        return page
    if kind is SeamKind.STORY:
        return _applied(page, split(page, owner, block, at))
    blocks = page.blocks(owner)
    left, right = cut_text(blocks[block].runs, at) if at else ((), ())
    if not left or not right:
        return page
    role = blocks[block].role
    parts = (Block(role, tidy(page.raw, left)), Block(role, tidy(page.raw, right)))
    return _with_blocks(page, owner, (*blocks[:block], *parts, *blocks[block + 1 :]))


def _follow(page: Page, above: tuple[str, int, int], below: tuple[str, int, int]) -> Page:
    """Moves what stands from `below` to its article's end behind the block of `above`."""
    stay, follow = _cut_blocks(page, page.blocks(below[0]), below[1], below[2])
    page = _with_blocks(page, below[0], stay)
    blocks = page.blocks(above[0])
    return _with_blocks(page, above[0], arranged((*blocks[: above[1] + 1], *follow, *blocks[above[1] + 1 :])))


def _locate(blocks: Sequence[Block], at: int) -> tuple[int, int]:
    """Block and offset in it of a code point of the blocks' flattened text."""
    for index, block in enumerate(blocks):
        size = len(block.text)
        if at <= size:
            return index, at
        at -= size + 1
    raise IndexError("behind the article's text")


class _Middle:
    """What an edit replaces: the runs between two places, and the raw offset at which it happens."""

    def __init__(self, page: Page, blocks: Sequence[Block], first: tuple[int, int], last: tuple[int, int]) -> None:
        before, rest = cut_text(blocks[first[0]].runs, first[1])
        if first[0] == last[0]:
            self.runs, after = cut_text(rest, last[1] - first[1]) if last[1] > first[1] else ((), rest)
        else:
            tail, after = cut_text(blocks[last[0]].runs, last[1])
            between_blocks = (run for block in blocks[first[0] + 1 : last[0]] for run in block.runs)
            self.runs = (*rest, *between_blocks, *tail)
        near = [
            *(run.start for run in self.runs[:1]),
            *(run.end for run in before[-1:]),
            *(run.start for run in after[:1]),
        ]
        self.at = near[0] if near else _nearby(page, blocks)


def _nearby(page: Page, blocks: Sequence[Block]) -> int:
    return next((run.end for block in blocks for run in block.runs), len(page.raw.text))


def _line(page: Page, before: tuple[Run, ...], old: tuple[Run, ...], text: str, at: int) -> tuple[Run, ...]:
    return tidy(page.raw, (*before, *replaced(page.raw, old, text, at)))


def _edited_roles(blocks: Sequence[Block], first: int, last: int, count: int, *, bare: bool, below: bool) -> list[Role]:
    """Roles of the blocks that an edit leaves: the first keeps its own, further ones are body.

    A role goes with its text: where the first block is left `bare` and its text stands `below`, it is body, and where
    it is joined to the next one, that one's role stays.
    """
    role = blocks[first].role
    if count == 1:
        return [blocks[last].role if bare and last > first else role]
    further = role if role in (Role.BYLINE, Role.FURNITURE) else Role.PARAGRAPH
    if bare and below and last == first:
        return [*[further] * (count - 1), role]
    return [role, *[further] * (count - 2), blocks[last].role if last > first else further]
