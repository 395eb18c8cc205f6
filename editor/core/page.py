"""The page as a value: articles and furniture made of blocks, blocks made of runs.

A run is a raw span and the text that now stands for it. Everything else (fields of the saved page, spans, corrections,
the ledger) is derived from the runs, so it cannot disagree with them.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import chain

from msgspec import Struct

from editor.core.raw import RawText


class Role(StrEnum):
    """What a block is on the page (design.md, section 2)."""

    SECTION = "section"
    KICKER = "kicker"
    HEADLINE = "headline"
    DECK = "deck"
    DATELINE = "dateline"
    BYLINE = "byline"
    PARAGRAPH = "paragraph"
    CROSSHEAD = "crosshead"
    JUMP_TO = "jump_to"
    JUMP_FROM = "jump_from"
    FURNITURE = "furniture"


HEAD_ROLES = (Role.SECTION, Role.KICKER, Role.HEADLINE, Role.DECK)
BODY_ROLES = (Role.PARAGRAPH, Role.CROSSHEAD)


class Kind(StrEnum):
    """The kinds of article."""

    STORY = "story"
    PHOTO = "photo"
    NOTICE = "notice"


class Status(StrEnum):
    """How far the proofreader has come."""

    DRAFT = "draft"
    DONE = "done"


class Run(Struct, frozen=True, array_like=True, gc=False):
    """Raw span [`start`, `end`) in code points and the text that stands for it.

    `why` is empty exactly when `text` is what the raw text says there. Otherwise the run is a correction: an empty
    `text` is a deletion, an empty span an insertion, and `why` is the reason's code.
    """

    start: int
    end: int
    text: str
    why: str = ""

    @property
    def inserted(self) -> bool:
        """Whether it stands for no raw text at all."""
        return self.start == self.end


class Block(Struct, frozen=True):
    """A piece of an article with one role: a headline, one credit, a paragraph.

    A byline block holds one credit, its role and names parted by single spaces (撰稿 俞超); a name alone has no role.
    """

    role: Role
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """What stands there now, without the raw text's line breaks."""
        return "".join([run.text for run in self.runs])


class Article(Struct, frozen=True):
    """A story, a photo with its caption, or a notice; blocks in reading order."""

    id: str
    kind: Kind
    blocks: tuple[Block, ...]

    def of(self, *roles: Role) -> Iterator[Block]:
        """Its blocks that have one of `roles`."""
        return (block for block in self.blocks if block.role in roles)


class Decision(Struct, frozen=True):
    """What a proofreader settled.

    `key` is a finding's key, or "seam:LEFT:RIGHT" with the raw offsets of the seam's two sides; `verdict` is "ignored",
    "accepted" or "later", for a seam "join", "paragraph" or "story".
    """

    key: str
    verdict: str


FURNITURE = "furniture"
"""The id under which the page's furniture is addressed beside the articles."""


class Page(Struct, frozen=True):
    """One page. `articles` and `furniture` cover every raw character that is no white space exactly once."""

    raw: RawText
    articles: tuple[Article, ...] = ()
    furniture: tuple[Block, ...] = ()
    decisions: tuple[Decision, ...] = ()
    status: Status = Status.DRAFT

    def article(self, ident: str) -> Article:
        """The article with that id; KeyError when there is none."""
        for article in self.articles:
            if article.id == ident:
                return article
        raise KeyError(ident)

    def position(self, ident: str) -> int:
        """Where the article with that id stands among the articles; KeyError when it does not."""
        for at, article in enumerate(self.articles):
            if article.id == ident:
                return at
        raise KeyError(ident)

    def blocks(self, ident: str) -> tuple[Block, ...]:
        """The blocks of an article, or the furniture under its own id."""
        return self.furniture if ident == FURNITURE else self.article(ident).blocks

    def all_blocks(self) -> Iterator[tuple[str, int, Block]]:
        """Every block with its owner's id and its place there; furniture last."""
        for article in self.articles:
            for at, block in enumerate(article.blocks):
                yield article.id, at, block
        for at, block in enumerate(self.furniture):
            yield FURNITURE, at, block

    def runs(self) -> Iterator[Run]:
        """Every run of the page."""
        return chain.from_iterable(block.runs for _, _, block in self.all_blocks())

    def fresh_id(self) -> str:
        """An id that no article has."""
        taken = {article.id for article in self.articles}
        number = len(taken) + 1
        while f"a{number}" in taken:
            number += 1
        return f"a{number}"


def untouched(raw: RawText, start: int, end: int) -> Run:
    """The run that says what the raw text says."""
    return Run(start, end, raw.text[start:end])


def corrected(raw: RawText, start: int, end: int, text: str, why: str) -> Run:
    """A run for [`start`, `end`) that reads `text`; untouched when that is what the raw text says."""
    return Run(start, end, text, "" if raw.text[start:end] == text else why)


_RANK = {
    Role.SECTION: 0,
    Role.KICKER: 1,
    Role.HEADLINE: 2,
    Role.DECK: 3,
    Role.JUMP_FROM: 4,
    Role.DATELINE: 5,
    Role.BYLINE: 6,
    Role.JUMP_TO: 8,
}


def arranged(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """Blocks in the order in which an article is read: heads, dateline, byline, body, jump line; stable within each."""
    return tuple(sorted(blocks, key=lambda block: _RANK.get(block.role, 7)))


def untaken(raw: RawText) -> Page:
    """The page before anything was proposed: one story, a paragraph for each raw line."""
    blocks = tuple(
        Block(Role.PARAGRAPH, (untouched(raw, line.start, line.end),)) for line in raw.lines if line.text.strip()
    )
    return Page(raw, (Article("a1", Kind.STORY, blocks),) if blocks else ())


def spans(blocks: Iterable[Block]) -> list[tuple[int, int]]:
    """The raw spans of blocks in their order, neighbours that touch made one."""
    out: list[tuple[int, int]] = []
    for block in blocks:
        for run in block.runs:
            if run.inserted:
                continue
            if out and out[-1][1] == run.start:
                out[-1] = (out[-1][0], run.end)
            else:
                out.append((run.start, run.end))
    return out
