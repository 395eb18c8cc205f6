"""The seams of a page as it stands now, after any edits, judged as the engine judges its own."""

from collections.abc import Iterator

from msgspec import Struct

from editor.core.evidence import Evidence, Seam, SeamKind
from editor.core.page import BODY_ROLES, Article, Page
from editor.language import model
from editor.reading import geometry, paragraphs
from editor.reading.marks import default_marks
from editor.reading.signs import observe

KINDS = (SeamKind.JOIN, SeamKind.PARAGRAPH, SeamKind.STORY)


class _Line(Struct, frozen=True):
    """What stands now of one raw line within a block: raw span, text, whether the block begins with it."""

    start: int
    end: int
    text: str
    begins: bool


def judge(page: Page) -> Evidence:
    """Evidence for the seams between lines that follow each other in the articles of `page`, each with its kind now."""
    chains = [list(_lines(page, article)) for article in page.articles]
    lines = [line for chain in chains for line in chain]
    if not lines:
        return Evidence()
    texts = [line.text for line in lines]
    places: list[list[int]] = []
    for chain in chains:
        first = sum(map(len, places))
        places.append(list(range(first, first + len(chain))))
    signs = observe(texts, geometry.measure(texts), default_marks())
    begins = [lines[at].begins for chain in places for at in chain[1:]]
    told = paragraphs.judged(places, signs, model.load(), begins)
    return Evidence(
        tuple(
            Seam(
                lines[upper].end,
                lines[lower].start,
                SeamKind.PARAGRAPH if starts else SeamKind.JOIN,
                dict(zip(KINDS, map(float, chance), strict=True)),
                reasons,
            )
            for upper, lower, chance, starts, reasons in zip(
                told.upper, told.lower, told.chance, told.begins, told.reasons, strict=True
            )
        )
    )


def _lines(page: Page, article: Article) -> Iterator[_Line]:
    """The body's text cut where it passes from one raw line to another."""
    for block in article.of(*BODY_ROLES):
        start = end = -1
        said = ""
        begins = True
        for run in block.runs:
            if run.inserted and said:
                said += run.text
                continue
            if run.inserted:
                continue
            if said and page.raw.line_at(run.start) != page.raw.line_at(end - 1):
                yield _Line(start, end, said, begins)
                start, said, begins = -1, "", False
            start = run.start if start < 0 else start
            end = run.end
            said += run.text
        if said.strip():
            yield _Line(start, end, said, begins)
