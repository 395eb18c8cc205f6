"""Taking raw spans out of a page: the first half of every move."""

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct, structs

from editor.core.page import Block, Page, Run


class Piece(Struct, frozen=True):
    """What was taken of one block, and whose it was."""

    owner: str
    block: Block

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Its raw spans."""
        return [(run.start, run.end) for run in self.block.runs if not run.inserted]


def pick(page: Page, spans: Sequence[tuple[int, int]]) -> tuple[Page, list[Piece]]:
    """The page without the raw `spans`, and what was taken, in page order.

    An untouched run is cut where a span ends; a corrected one goes whole with its first character, an insertion with
    the run before it. Blocks and articles that hold nothing any more are gone.
    """
    wanted = sorted(span for span in spans if span[0] < span[1])
    pieces: list[Piece] = []

    def strip(owner: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        out: list[Block] = []
        for block in blocks:
            taken, kept = _parted(block.runs, wanted)
            if not taken:
                out.append(block)
                continue
            pieces.append(Piece(owner, Block(block.role, tuple(taken))))
            if kept:
                out.append(Block(block.role, tuple(kept)))
        return tuple(out)

    articles = [structs.replace(article, blocks=strip(article.id, article.blocks)) for article in page.articles]
    furniture = strip("furniture", page.furniture)
    if not pieces:
        return page, []
    return structs.replace(page, articles=tuple(a for a in articles if a.blocks), furniture=furniture), pieces


def marked(runs: Sequence[Run], spans: Sequence[tuple[int, int]]) -> list[tuple[Run, bool]]:
    """Runs cut where raw spans end, each with whether it lies within one (an insertion goes with the run before)."""
    out: list[tuple[Run, bool]] = []
    for run in runs:
        if run.inserted:
            out.append((run, out[-1][1] if out else False))
        elif run.why:
            out.append((run, any(start <= run.start < end for start, end in spans)))
        else:
            edges = sorted({run.start, run.end, *(e for span in spans for e in span if run.start < e < run.end)})
            out += [
                (
                    Run(a, b, run.text[a - run.start : b - run.start]),
                    any(start <= a < end for start, end in spans),
                )
                for a, b in pairwise(edges)
            ]
    return out


def _parted(runs: Sequence[Run], wanted: Sequence[tuple[int, int]]) -> tuple[list[Run], list[Run]]:
    parts = marked(runs, wanted)
    taken = [run for run, inside in parts if inside]
    kept = [run for run, inside in parts if not inside]
    if all(run.inserted for run in taken):
        return [], list(runs)
    return (list(runs), []) if all(run.inserted for run in kept) else (taken, kept)
