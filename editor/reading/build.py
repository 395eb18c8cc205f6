"""The page made of what was found: articles with their blocks, furniture, and the evidence beside it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from editor.core.evidence import Evidence, HeadMatch, Reason, Seam, SeamKind
from editor.core.ledger import ledger
from editor.core.page import HEAD_ROLES, Article, Block, Kind, Page, Role, Run
from editor.core.raw import RawText
from editor.reading import blocks, headwork
from editor.reading.bylines import credits_of
from editor.reading.datelines import dateline
from editor.reading.heads import Head
from editor.reading.layout import Layout, Story
from editor.reading.marks import Marks
from editor.reading.pieces import Label, Piece

KINDS = (SeamKind.JOIN, SeamKind.PARAGRAPH, SeamKind.STORY)


class Found(Struct, frozen=True):
    """What the assignments gave: heads, and for each jump line (by its place) the story and the confidence."""

    heads: Sequence[Head]
    jumps: Mapping[int, tuple[str, float]]


def page(raw: RawText, layout: Layout, found: Found) -> Page:
    """The page. Whatever no rule placed is furniture, so that the ledger always balances."""
    articles = [_article(layout, found, story) for story in layout.stories]
    taken = max((int(story.id[1:]) for story in layout.stories), default=0)
    articles += [_photo(layout, number, group) for number, group in enumerate(layout.photos, taken + 1)]
    articles += _headed_only(layout, found, taken + len(layout.photos))
    kept = [article for article in articles if article.blocks]
    kept.sort(key=lambda article: min(run.start for block in article.blocks for run in block.runs))
    made = Page(raw, tuple(kept), tuple(_furniture(layout, found)))
    return _whole(made)


def _whole(made: Page) -> Page:
    """The page with whatever it lacks among the furniture, and what it holds twice held once."""
    count = ledger(made)
    if count.doubled:
        return _whole(_once(made))
    lost = count.lost
    if not lost:
        return made
    stretches: list[list[int]] = []
    for at in lost:
        if stretches and stretches[-1][1] == at:
            stretches[-1][1] = at + 1
        else:
            stretches.append([at, at + 1])
    text = made.raw.text
    extra = tuple(Block(Role.FURNITURE, (Run(a, b, text[a:b]),)) for a, b in stretches)
    return Page(made.raw, made.articles, made.furniture + extra, made.decisions, made.status)


def _once(made: Page) -> Page:
    """The page without the runs that claim raw text which a block before them has."""
    claimed = bytearray(len(made.raw.text))

    def own(blocks_: Iterable[Block]) -> tuple[Block, ...]:
        out: list[Block] = []
        for block in blocks_:
            runs: list[Run] = []
            for run in block.runs:
                if not any(claimed[run.start : run.end]):
                    claimed[run.start : run.end] = b"\1" * (run.end - run.start)
                    runs.append(run)
            if runs:
                out.append(Block(block.role, tuple(runs)))
        return tuple(out)

    articles = tuple(structs.replace(article, blocks=own(article.blocks)) for article in made.articles)
    return structs.replace(made, articles=tuple(a for a in articles if a.blocks), furniture=own(made.furniture))


def _pieces(layout: Layout, line: int, *labels: Label) -> Iterable[tuple[Piece, list[Run]]]:
    fragment = layout.lines[line]
    for piece in layout.labels[line]:
        if piece.label in labels:
            yield piece, blocks.cut(fragment.runs, piece.start, piece.end)


def _article(layout: Layout, found: Found, story: Story) -> Article:
    heads = [head for head in found.heads if head.article == story.id]
    out = [_head(layout, head) for role in HEAD_ROLES for head in heads if head.role is role]
    out += _jump_blocks(layout, found, story, onward=False)
    out += _body(layout, story)
    out += _jump_blocks(layout, found, story, onward=True)
    return Article(story.id, Kind.PHOTO if headwork.photographed(layout, story) else Kind.STORY, tuple(out))


def _head(layout: Layout, head: Head) -> Block:
    parts = [
        blocks.cut(layout.lines[line].runs, max(start, piece.start), min(end, piece.end))
        for line, start, end in head.parts
        for piece in layout.labels[line]
        if piece.label is Label.HEAD and piece.start < end and start < piece.end
    ]
    return Block(head.role, tuple(blocks.one_space(blocks.joined(parts))))


def _jump_blocks(layout: Layout, found: Found, story: Story, *, onward: bool) -> Iterable[Block]:
    role = Role.JUMP_TO if onward else Role.JUMP_FROM
    for place, (line, jump) in enumerate(layout.jumps()):
        if jump.onward == onward and found.jumps.get(place, ("", 0.0))[0] == story.id:
            fragment = layout.lines[line]
            yield Block(role, tuple(blocks.trimmed(blocks.cut(fragment.runs, jump.start, jump.end))))


def _body(layout: Layout, story: Story) -> list[Block]:
    """Dateline, paragraphs and credits, in the order of the lines."""
    out: list[Block] = []
    paragraph: list[list[Run]] = []

    def close() -> None:
        nonlocal paragraph
        if paragraph:
            out.extend(_paragraph(blocks.joined(paragraph), layout.marks, first=not _has_text(out)))
            paragraph = []

    for line in story.lines:
        if line in story.opens:
            close()
        for piece, runs in _pieces(layout, line, Label.BODY, Label.CREDIT):
            if piece.label is Label.BODY:
                paragraph.append(runs)
            else:
                close()
                out.extend(_credits(layout, line, piece))
    close()
    return out


def _has_text(made: Sequence[Block]) -> bool:
    return any(block.role is Role.PARAGRAPH for block in made)


def _paragraph(runs: list[Run], marks: Marks, *, first: bool) -> Iterable[Block]:
    """A paragraph, its dateline in a block of its own."""
    text = blocks.said(runs)
    dated = dateline(text, marks) if first else None
    if dated:
        yield Block(Role.DATELINE, tuple(blocks.without_spaces(blocks.trimmed(blocks.cut(runs, 0, dated[1])))))
        runs = blocks.cut(runs, dated[1], len(text))
    rest = blocks.without_spaces(blocks.trimmed(runs))
    if rest:
        yield Block(Role.PARAGRAPH, tuple(rest))


def _credits(layout: Layout, line: int, piece: Piece) -> list[Block]:
    """Byline blocks of a CREDIT piece; one block as it stands where its words cannot be told apart."""
    fragment = layout.lines[line]
    text = fragment.text[piece.start : piece.end]
    whole = list(fragment.runs)
    if piece.half > line:
        text += layout.lines[piece.half].text
        whole = [*blocks.cut(whole, 0, piece.end), *layout.lines[piece.half].runs]
    found = credits_of(text, layout.marks)
    if found:
        return blocks.credit_blocks(whole, text, found, piece.start)
    runs = blocks.trimmed(blocks.cut(whole, piece.start, piece.start + len(text)))
    return [Block(Role.BYLINE, tuple(runs))] if runs else []


def _photo(layout: Layout, number: int, group: Sequence[int]) -> Article:
    parts: list[list[Run]] = []
    credit: list[Block] = []
    for line in group:
        for piece, runs in _pieces(layout, line, Label.CAPTION, Label.CREDIT, Label.BODY):
            if piece.label is Label.CREDIT:
                credit += _credits(layout, line, piece)
            else:
                parts.append(runs)
    body = list(_paragraph(_unmarked(blocks.joined(parts), layout.marks), layout.marks, first=False))
    return Article(f"a{number}", Kind.PHOTO, (*body, *credit))


def _unmarked(runs: list[Run], marks: Marks) -> list[Run]:
    """A caption's runs, its marker (▶) deleted."""
    text = blocks.said(runs)
    match = marks.marker.match(text)
    if match is None or not match.end():
        return runs
    marker = blocks.cut(runs, 0, match.end())
    return [Run(marker[0].start, marker[-1].end, "", "caption_mark"), *blocks.cut(runs, match.end(), len(text))]


def _headed_only(layout: Layout, found: Found, taken: int) -> list[Article]:
    """Heads that fit no story: each stands as an article of its own, for the proofreader to place."""
    lone = [head for head in found.heads if not head.article]
    out: list[Article] = []
    for head in lone:
        out.append(Article(f"a{taken + len(out) + 1}", Kind.STORY, (_head(layout, head),)))
    return out


def _furniture(layout: Layout, found: Found) -> Iterable[Block]:
    placed = {place for place, (story, _) in found.jumps.items() if story}
    for line in range(len(layout.lines)):
        for _, runs in _pieces(layout, line, Label.FURNITURE):
            kept = blocks.trimmed(runs)
            if kept:
                yield Block(Role.FURNITURE, tuple(kept))
    for place, (line, jump) in enumerate(layout.jumps()):
        if place not in placed:
            yield Block(
                Role.FURNITURE, tuple(blocks.trimmed(blocks.cut(layout.lines[line].runs, jump.start, jump.end)))
            )


def evidence(layout: Layout, found: Found) -> Evidence:
    """Seams within stories and matches of heads, as the window shows them."""
    seams: list[Seam] = []
    for story in layout.stories:
        told = zip(pairwise(story.lines), story.chances, story.reasons, strict=True)
        for (above, line), chance, reasons in told:
            kind = SeamKind.PARAGRAPH if line in story.opens else SeamKind.JOIN
            left, right = layout.lines[above].end, layout.lines[line].start
            seams.append(Seam(left, right, kind, dict(zip(KINDS, chance, strict=True)), reasons))
    matches: list[HeadMatch] = [head.match for head in found.heads]
    notes = [
        ((layout.lines[line].start, layout.lines[line].end), Reason("jump_placed", confidence, (story,)))
        for place, (story, confidence) in found.jumps.items()
        for line in [layout.jumps()[place][0]]
    ]
    return Evidence(tuple(seams), tuple(matches), tuple(notes))
