"""The saved page as other programs see it (design.md, section 4), and the page as a value made into it.

Beyond the contract's fields, `source.lines` holds the raw text and `blocks` what each field is made of, so that a saved
page opens to the very same value without the raw file beside it.
"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct

from editor.core.fields import Fields, corrections, fields
from editor.core.page import Article, Block, Decision, Kind, Page, Role, Run, Status, spans
from editor.store.pretty import pretty

FORMAT = "chaiban.page"
VERSION = 1

Offset = Annotated[int, Meta(ge=0, description="Code points from the start of the decoded source")]
Span = Annotated[tuple[Offset, Offset], Meta(description="[start, end) in code points of the decoded source")]


class SavedSource(Struct, frozen=True):
    """Where the raw text came from. `lines` are the decoded source cut behind each line end; joined they are it."""

    name: Annotated[str, Meta(description="File name of the raw text, without folder")]
    encoding: Annotated[str, Meta(description="Python's name of its encoding")]
    sha256: Annotated[str, Meta(description="Of the raw file's bytes, in hexadecimal; empty when there was no file")]
    length: Annotated[int, Meta(ge=0, description="Code points of the decoded source")]
    lines: Annotated[tuple[str, ...] | None, Meta(description="The decoded source, a line each, line ends kept")] = None


class SavedRun(Struct, frozen=True, array_like=True):
    """[start, end] when it reads what the raw text says there, else [start, end, text, why]."""

    start: Offset
    end: Offset
    text: str | None = None
    why: str = ""


class SavedBlock(Struct, frozen=True):
    """A block with its runs in order."""

    role: Role
    runs: tuple[SavedRun, ...]


class SavedCredit(Struct, frozen=True):
    """A name and what its bearer did."""

    role: str
    name: str


class SavedParagraph(Struct, frozen=True):
    """A paragraph or crosshead as it is read."""

    kind: Literal["paragraph", "crosshead"]
    text: str


class SavedArticle(Struct, frozen=True):
    """One article. Page numbers in `continued_on` and `continued_from` are in ASCII digits."""

    id: str
    kind: Kind
    section: str | None
    kicker: str | None
    headline: str | None
    deck: str | None
    dateline: str | None
    byline: tuple[SavedCredit, ...]
    body: tuple[SavedParagraph, ...]
    continued_on: str | None
    continued_from: str | None
    spans: tuple[Span, ...]
    blocks: tuple[SavedBlock, ...] | None = None


class SavedFurniture(Struct, frozen=True):
    """What belongs to the page and to no article."""

    text: str
    spans: tuple[Span, ...]
    blocks: tuple[SavedBlock, ...] | None = None


class SavedCorrection(Struct, frozen=True):
    """What the raw text said and what it says now; `why` is the reason's code."""

    span: Span
    was: str
    now: str
    why: str


class SavedDecision(Struct, frozen=True):
    """A finding or seam that was settled by hand."""

    key: str
    verdict: str


class SavedPage(Struct, frozen=True):
    """A newspaper page taken apart. Over all items the spans cover every raw character but white space exactly once."""

    format: Literal["chaiban.page"]
    version: Literal[1]
    source: SavedSource
    status: Status
    articles: tuple[SavedArticle, ...]
    furniture: tuple[SavedFurniture, ...]
    corrections: tuple[SavedCorrection, ...]
    decisions: tuple[SavedDecision, ...] = ()
    proposed: Annotated[bool, Meta(description="Nobody has worked on it: as the engine proposed it")] = False


def to_saved(page: Page, *, proposed: bool = False) -> SavedPage:
    """The contract's form of a page."""
    raw = page.raw
    edges = [line.start for line in raw.lines] + [len(raw.text)]
    lines = tuple(raw.text[a:b] for a, b in pairwise(edges))
    return SavedPage(
        format=FORMAT,
        version=VERSION,
        source=SavedSource(raw.name, raw.encoding, raw.sha256, len(raw.text), lines),
        status=page.status,
        articles=tuple(_article(article) for article in page.articles),
        furniture=tuple(SavedFurniture(b.text.strip(), tuple(spans([b])), (_block(b),)) for b in page.furniture),
        corrections=tuple(
            SavedCorrection((run.start, run.end), raw.text[run.start : run.end], run.text, run.why)
            for run in corrections(page)
        ),
        decisions=tuple(SavedDecision(d.key, d.verdict) for d in page.decisions),
        proposed=proposed,
    )


def _article(article: Article) -> SavedArticle:
    said = saved_fields(fields(article))
    return SavedArticle(
        id=article.id,
        kind=article.kind,
        **said,
        spans=tuple(spans(article.blocks)),
        blocks=tuple(_block(block) for block in article.blocks),
    )


def saved_fields(said: Fields) -> dict[str, Any]:
    """The fields by their names in the saved page, with its values."""
    return {
        "section": said.section,
        "kicker": said.kicker,
        "headline": said.headline,
        "deck": said.deck,
        "dateline": said.dateline,
        "byline": tuple(SavedCredit(c.role, c.name) for c in said.byline),
        "body": tuple(msgspec.convert({"kind": b.kind, "text": b.text}, SavedParagraph) for b in said.body),
        "continued_on": said.continued_on,
        "continued_from": said.continued_from,
    }


def _block(block: Block) -> SavedBlock:
    return SavedBlock(block.role, tuple(_run(run) for run in block.runs))


def _run(run: Run) -> SavedRun:
    return SavedRun(run.start, run.end, run.text, run.why) if run.why else SavedRun(run.start, run.end)


def to_block(text: str, saved: SavedBlock) -> Block:
    """The block back again; `text` is the raw text."""
    return Block(saved.role, tuple(_unsaved(text, run) for run in saved.runs))


def _unsaved(text: str, run: SavedRun) -> Run:
    return Run(run.start, run.end, text[run.start : run.end] if run.text is None else run.text, run.why)


def to_decisions(saved: Iterable[SavedDecision]) -> tuple[Decision, ...]:
    """The decisions back again."""
    return tuple(Decision(d.key, d.verdict) for d in saved)


def to_json(saved: SavedPage) -> str:
    """Its JSON: keys in the order of the classes, a paragraph, run or credit a line, one line feed at the end."""
    tree = msgspec.to_builtins(saved)
    for item in (*tree["articles"], *tree["furniture"]):
        for block in item["blocks"] or ():
            block["runs"] = [run[:2] if run[2] is None else run for run in block["runs"]]
    return pretty(tree)


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of the saved page."""
    body = msgspec.json.schema(SavedPage)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "chaiban.page.1",
        "title": "A saved page of Chaiban, version 1",
        **body,
    }
