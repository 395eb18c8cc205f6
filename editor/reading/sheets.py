"""A file of many pages cut into its pages, so that each is read as if it stood alone.

A page begins with its folio or masthead, and what stands before its first line and behind it speak of different things:
few rare pairs of characters come back across. Linear in the length of the text.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec.structs import replace

from editor.core.evidence import Evidence, HeadMatch, Reason, Seam
from editor.core.page import Article, Block, Page
from editor.core.raw import RawText
from editor.reading import repair
from editor.reading.furniture import furniture
from editor.reading.marks import Marks
from editor.reading.numbering import numbered
from editor.reading.signs import end_sign

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

MOST = 12_000
"""Code points, white space apart, that a page has at most: a broadsheet page without pictures has about ten thousand.
A file no longer than that is one page.
"""
LEAST = 1_500
"""Code points of a page at least, where it can be helped."""
FOLIO, WITHIN = 0.8, 8
"""The chance that a line is furniture from which on it may be a folio, and in how many lines from a page's start it
stands: extractors that follow the order of painting give a few headlines before it.
"""
OPENS, ENDS = 0.7, 0.1
"""What a folio, and a sentence's end before, speak for a cut, as shares of the bonds that a line has on average."""
SOONER = 2.0
"""By how much, as a logarithm, a pair of characters must come back sooner than chance has it to be a bond."""


def spans(raw: RawText, marks: Marks) -> list[tuple[int, int]]:
    """The raw spans of the pages; they cover all of the text."""
    if raw.solid <= MOST:
        return [(0, len(raw.text))]
    table = repair.table_for(raw.text)
    lines = [line for line in raw.lines if line.text.strip()]
    texts = [line.text.translate(table) for line in lines]
    size = np.array([len("".join(text.split())) for text in texts], dtype=np.int64)
    begins = np.append(0, np.cumsum(size))
    cuts = _cuts(begins, _bonds(texts, begins) - _signs(texts, begins, marks))
    return list(pairwise([0, *[lines[at].start for at in cuts], len(raw.text)]))


def _signs(texts: Sequence[str], begins: Ints, marks: Marks) -> Floats:
    """For each line what speaks for its being a page's first, in the measure of `_bonds`.

    Furniture near other furniture is no second page's.
    """
    folio = np.zeros(len(texts), dtype=np.bool_)
    last = -LEAST
    for at, text in enumerate(texts):
        if begins[at] - last >= LEAST and furniture(text, marks) >= FOLIO:
            folio[at], last = True, int(begins[at])
    soon = np.lib.stride_tricks.sliding_window_view(np.pad(folio, (0, WITHIN - 1)), WITHIN).any(axis=1)
    ended = np.array([False, *[end_sign(text) == 0 for text in texts[:-1]]])
    return OPENS * soon + ENDS * ended


def _bonds(texts: Sequence[str], begins: Ints) -> Floats:
    """For each line what binds it and those after it to those before it.

    A bond is a pair of characters that comes back within a page, so much (a logarithm) sooner than its number in the
    file makes probable. They are added up, and divided by what the lines of the file have on average.
    """
    found: dict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for gram in dict.fromkeys([text[k : k + 2] for k in range(len(text) - 1)]):
            if gram.isalpha():
                found[gram].append(at)
    out = np.zeros(len(texts) + 1)
    for where in found.values():
        lines = np.array(where)
        upper, lower = lines[:-1], lines[1:]
        apart = begins[lower] - begins[upper]
        worth = np.log(begins[-1] / (len(where) * np.maximum(apart, 1))) - SOONER
        near = (apart <= MOST) & (worth > 0)
        np.add.at(out, upper[near] + 1, worth[near])
        np.subtract.at(out, lower[near] + 1, worth[near])
    bond = np.cumsum(out)[:-1]
    return bond / max(float(bond.mean()), 1e-9)


def _cuts(begins: Ints, cost: Floats) -> list[int]:
    """The lines that begin a page other than the first, so that cuts cost least and pages have a page's size.

    `begins` are the code points before each line, and behind the last.
    """
    count = len(cost)
    least, came = np.zeros(count + 1), np.zeros(count + 1, dtype=np.int64)
    low = np.minimum(np.searchsorted(begins, begins - MOST), np.maximum(np.arange(count + 1) - 1, 0))
    for at in range(1, count + 1):
        short = begins[at] - begins[low[at] : at] < LEAST
        whole = least[low[at] : at] + short
        best = int(whole.argmin())
        came[at] = low[at] + best
        least[at] = whole[best] + (cost[at] if at < count else 0.0)
    out: list[int] = []
    at = int(came[count])
    while at:
        out.append(at)
        at = int(came[at])
    return out[::-1]


def joined(raw: RawText, pages: Iterable[tuple[int, Page, Evidence]]) -> tuple[Page, Evidence]:
    """One page, and its evidence, of several, each with the place in `raw` that its text begins at."""
    articles: list[Article] = []
    furniture: list[Block] = []
    seams: list[Seam] = []
    heads: list[HeadMatch] = []
    notes: list[tuple[tuple[int, int], Reason]] = []
    for start, page_, evidence_ in pages:
        page, evidence = numbered(page_, evidence_, after=len(articles))
        articles += [replace(article, blocks=_moved(article.blocks, start)) for article in page.articles]
        furniture += _moved(page.furniture, start)
        seams += [replace(seam, left=seam.left + start, right=seam.right + start) for seam in evidence.seams]
        heads += [replace(head, span=(head.span[0] + start, head.span[1] + start)) for head in evidence.heads]
        notes += [((first + start, last + start), reason) for (first, last), reason in evidence.notes]
    return Page(raw, tuple(articles), tuple(furniture)), Evidence(tuple(seams), tuple(heads), tuple(notes))


def _moved(blocks: Iterable[Block], by: int) -> tuple[Block, ...]:
    return tuple(
        replace(block, runs=tuple(replace(run, start=run.start + by, end=run.end + by) for run in block.runs))
        for block in blocks
    )
