"""Operations on the text of an article: what is typed, and what becomes of a block that was.

An article's text is addressed by code points of its present text, its blocks parted by line feeds, or by the block.
"""

from collections.abc import Sequence

from editor.core.operations import applied, operation, with_blocks
from editor.core.page import FURNITURE, Block, Page, Role, Run, arranged, spans
from editor.core.runs import TYPED, cut_text, replaced, tidy
from editor.core.structure import assign


@operation("type")
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
    return with_blocks(page, article, (*blocks[:first], *made, *blocks[last + 1 :]), drop_empty=False)


@operation("role")
def set_role(page: Page, article: str, block: int, role: Role) -> Page:
    """Gives a block another role; it goes where that role stands in an article."""
    blocks = page.blocks(article)
    if role is Role.FURNITURE:
        return applied(page, assign(page, spans(blocks[block : block + 1]), FURNITURE))
    changed = Block(role, blocks[block].runs)
    blocks = arranged((*blocks[:block], changed, *blocks[block + 1 :]))
    return with_blocks(page, article, blocks, drop_empty=False)


@operation("move_block")
def move_block(page: Page, article: str, block: int, by: int) -> Page:
    """Moves a block up (negative) or down within its article."""
    order = list(page.blocks(article))
    order.insert(max(0, min(len(order) - 1, block + by)), order.pop(block))
    return with_blocks(page, article, tuple(order), drop_empty=False)


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
