"""Operations on the structure of a page: which raw spans are whose, what they are, and where articles begin and end.

The raw text is addressed by spans in code points, articles by id, the place of a cut by code points in a block's text.
"""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from msgspec import structs

from editor.core.evidence import SeamKind
from editor.core.operations import applied, decide, operation, with_blocks
from editor.core.page import BODY_ROLES, FURNITURE, HEAD_ROLES, Article, Block, Kind, Page, Role, Run, arranged
from editor.core.pick import marked, pick
from editor.core.places import TextPlace, place_of
from editor.core.runs import cut_text, glue, tidy

Span = tuple[int, int]


@operation("assign")
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
    return with_blocks(rest, target, _merged_in(rest.article(target).blocks, _articled(blocks)))


@operation("retag")
def retag(page: Page, spans: Sequence[Span], role: Role) -> Page:
    """Makes raw spans blocks of `role` within the articles that hold them; furniture leaves its article.

    Body roles are given in place: spans that follow each other become one block, and part what stood around them. Other
    roles are taken out, and what stood around them closes up.
    """
    if role is Role.FURNITURE:
        return applied(page, assign(page, spans, FURNITURE))
    _, pieces = pick(page, spans)
    owners = dict.fromkeys(piece.owner for piece in pieces)
    for owner in owners:
        own = [span for piece in pieces if piece.owner == owner for span in piece.spans]
        if role in BODY_ROLES and owner != FURNITURE:
            page = with_blocks(page, owner, arranged(_marked_in_place(page, page.blocks(owner), own, role)))
            continue
        target = owner if owner != FURNITURE else _nearest_article(page, own[0][0])
        page = applied(page, assign(page, own, target, role))
    return page


@operation("split")
def split(page: Page, article: str, block: int, offset: int = 0) -> Page:
    """Ends an article before `offset` in its block `block`; what follows is a new article after it."""
    whole = page.article(article)
    upper, lower = _cut_blocks(page, whole.blocks, block, offset)
    if not upper or not lower:
        return page
    at = page.position(article)
    parts = (structs.replace(whole, blocks=upper), Article(page.fresh_id(), whole.kind, arranged(lower)))
    return structs.replace(page, articles=(*page.articles[:at], *parts, *page.articles[at + 1 :]))


@operation("merge")
def merge_up(page: Page, article: str) -> Page:
    """Makes an article the end of the one before it; its blocks keep their roles, heads come to the heads."""
    at = page.position(article)
    if at == 0:
        return page
    upper, lower = page.articles[at - 1], page.articles[at]
    merged = structs.replace(upper, blocks=arranged((*upper.blocks, *lower.blocks)))
    return structs.replace(page, articles=(*page.articles[: at - 1], merged, *page.articles[at + 1 :]))


@operation("move_article")
def move_article(page: Page, article: str, by: int) -> Page:
    """Moves an article up (negative) or down among the articles."""
    order = list(page.articles)
    at = page.position(article)
    order.insert(max(0, min(len(order) - 1, at + by)), order.pop(at))
    return structs.replace(page, articles=tuple(order))


@operation("kind")
def set_kind(page: Page, article: str, kind: Kind) -> Page:
    """Makes an article a story, a photo or a notice."""
    at = page.position(article)
    changed = structs.replace(page.articles[at], kind=kind)
    return structs.replace(page, articles=(*page.articles[:at], changed, *page.articles[at + 1 :]))


@operation("seam")
def settle_seam(page: Page, left: int, right: int, kind: SeamKind) -> Page:
    """Settles by hand what the boundary is between the raw characters before `left` and at `right`.

    Where the two stood in different articles and are not to, the lower one's rest follows the upper.
    """
    above, below = place_of(page, left - 1), place_of(page, right)
    if above is None or below is None or FURNITURE in (above.owner, below.owner):
        return page
    page = _cut_before(page, below, kind)
    above, below = place_of(page, left - 1), place_of(page, right)
    assert above is not None and below is not None  # noqa: S101, PT018 - both were found above, cutting loses nothing
    if kind is not SeamKind.STORY:
        if above.owner != below.owner:
            page = _follow(page, above, below)
            above, below = place_of(page, left - 1), place_of(page, right)
            assert above is not None and below is not None  # noqa: S101, PT018 - as before
        if kind is SeamKind.JOIN and above.block != below.block:
            joined = _joined_blocks(page, page.blocks(above.owner), above.block, below.block)
            page = with_blocks(page, above.owner, joined)
    return applied(page, decide(page, [f"seam:{left}:{right}"], kind.value))


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


def _cut_before(page: Page, place: TextPlace, kind: SeamKind) -> Page:
    """Parts block and article before a place as far as `kind` asks for it."""
    if kind is SeamKind.JOIN:
        return page
    if kind is SeamKind.STORY:
        return applied(page, split(page, place.owner, place.block, place.offset))
    blocks = page.blocks(place.owner)
    whole = blocks[place.block]
    left, right = cut_text(whole.runs, place.offset) if place.offset else ((), ())
    if not left or not right:
        return page
    parts = (Block(whole.role, tidy(page.raw, left)), Block(whole.role, tidy(page.raw, right)))
    return with_blocks(page, place.owner, (*blocks[: place.block], *parts, *blocks[place.block + 1 :]))


def _follow(page: Page, above: TextPlace, below: TextPlace) -> Page:
    """Moves what stands from `below` to its article's end behind the block of `above`."""
    stay, follow = _cut_blocks(page, page.blocks(below.owner), below.block, below.offset)
    page = with_blocks(page, below.owner, stay)
    blocks = page.blocks(above.owner)
    after = above.block + 1
    return with_blocks(page, above.owner, arranged((*blocks[:after], *follow, *blocks[after:])))
