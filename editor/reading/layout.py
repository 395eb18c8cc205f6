"""A page's lines in their order: what each is, which follows which, where stories and paragraphs begin."""

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from editor.core.evidence import Reason
from editor.language.model import Model
from editor.reading import geometry, lineup, notes, order, paragraphs, places, roundups, seams
from editor.reading.datelines import dateline
from editor.reading.fragments import Fragment
from editor.reading.jumps import Jump
from editor.reading.marks import Marks
from editor.reading.pieces import Label, Piece
from editor.reading.signs import ENDS, STARTS, Signs, observe

TOLD = 0.9
"""The confidence of a head line that the order left alone."""
HEAD_LINES = 3
"""A head takes at most so many lines of a column."""
_SENTENCE = re.compile(r"[。！？；].|[。；，、]$")
SURE_HEAD = 0.65
"""A head line below this confidence that is as wide as the column takes part in the order of body lines."""


class Story(Struct, frozen=True):
    """One body.

    `lines` are the fragments' indices in reading order, `opens` those of them that begin a paragraph, `chances` for
    each line but the first those of seams.CLASSES, `reasons` why, `dated` whether it opens with a dateline.
    """

    id: str
    lines: tuple[int, ...]
    opens: frozenset[int]
    chances: tuple[tuple[float, ...], ...]
    reasons: tuple[tuple[Reason, ...], ...]
    dated: bool


class Layout(Struct, frozen=True):
    """Fragments with their pieces, the stories that their body lines make, and the photos' groups of fragments."""

    lines: tuple[Fragment, ...]
    labels: tuple[tuple[Piece, ...], ...]
    stories: tuple[Story, ...]
    photos: tuple[tuple[int, ...], ...]
    marks: Marks

    def text(self, line: int, *labels: Label) -> str:
        """What the pieces of a fragment that have one of `labels` read."""
        text = self.lines[line].text
        return "".join([text[p.start : p.end] for p in self.labels[line] if p.label in labels])

    def jumps(self) -> list[tuple[int, Jump]]:
        """Every jump line with its fragment's index."""
        return [
            (line, Jump(piece.start, piece.end, piece.label is Label.JUMP_TO, piece.page))
            for line, pieces in enumerate(self.labels)
            for piece in pieces
            if piece.label in {Label.JUMP_TO, Label.JUMP_FROM}
        ]


class Arranged(Struct, frozen=True):
    """Body lines in chains, before their paragraphs are judged, and what the order went by.

    `nodes` are the fragments (indices) that take part; `chains` hold places in `nodes`, as `signs` and `grid` do;
    `held` are links in them that are not parted again.
    """

    lines: tuple[Fragment, ...]
    labels: tuple[tuple[Piece, ...], ...]
    photos: tuple[tuple[int, ...], ...]
    marks: Marks
    nodes: list[int]
    signs: Signs
    grid: places.Grid
    near: order.Near
    chains: tuple[tuple[int, ...], ...]
    held: frozenset[tuple[int, int]]


def laid_out(lines: tuple[Fragment, ...], labels: Sequence[tuple[Piece, ...]], marks: Marks, model: Model) -> Layout:
    """Orders the body lines and parts them into stories and paragraphs."""
    made = arranged(lines, labels, marks, model)
    return storied(made, made.chains, {}, model)


def arranged(lines: tuple[Fragment, ...], labels: Sequence[tuple[Piece, ...]], marks: Marks, model: Model) -> Arranged:
    """Orders the body lines and parts the chains where another story is sure to begin."""
    photos = lineup.photos(labels)
    labels = reconsidered(lines, labels, marks)
    nodes, signs, grid, near = lineup.ordered(lines, labels, marks, model)
    chains = _text_only(order.order(signs, grid, near, model).chains, nodes, lines, labels, marks)
    breaks = _story_breaks(chains, signs, nodes, labels)
    parts: list[tuple[int, ...]] = []
    for chain in chains:
        start = 0
        for at in range(1, len(chain) + 1):
            if at == len(chain) or (chain[at - 1], chain[at]) in breaks:
                parts.append(chain[start:at])
                start = at
    kept = _text_only(parts, nodes, lines, labels, marks)
    heads = np.cumsum([0, *(lineup.head(lines, labels, at) for at in range(len(lines)))])[nodes]
    sides = 1 if near.reading is places.Reading.BY_ROWS else 2
    whole = roundups.joined(kept, signs, heads, sides, model)
    noted = notes.joined(whole.chains, signs)
    held = whole.links | noted.links
    return Arranged(lines, tuple(labels), photos, marks, nodes, signs, grid, near, noted.chains, held)


def storied(
    made: Arranged,
    chains: Sequence[tuple[int, ...]],
    told: Mapping[tuple[int, int], tuple[Reason, ...]],
    model: Model,
) -> Layout:
    """The layout with each chain a story; `told` says for some seams (places in the signs) why they were made."""
    judged = paragraphs.judged(chains, made.signs, model)
    seam_of = {lower: at for at, lower in enumerate(judged.lower)}
    for at, pair in enumerate(zip(judged.upper, judged.lower, strict=True)):
        judged.reasons[at] = (*told.get(pair, ()), *judged.reasons[at])
    stories = [
        _story(number, chain, judged, seam_of, made.signs, made.nodes, made.marks)
        for number, chain in enumerate(chains, 1)
    ]
    return Layout(made.lines, _decked(made), tuple(stories), made.photos, made.marks)


def _decked(made: Arranged) -> tuple[tuple[Piece, ...], ...]:
    """The labels with correspondents' lines as the decks they are; the order took them for credits over a body."""
    return tuple(
        tuple(
            replace(piece, label=Label.HEAD)
            if piece.label is Label.CREDIT and made.marks.posted.fullmatch(line.text, piece.start, piece.end)
            else piece
            for piece in pieces
        )
        for line, pieces in zip(made.lines, made.labels, strict=True)
    )


def _text_only(
    chains: Iterable[tuple[int, ...]],
    nodes: Sequence[int],
    lines: Sequence[Fragment],
    labels: list[tuple[Piece, ...]],
    marks: Marks,
) -> tuple[tuple[int, ...], ...]:
    """The chains but for those that are heads."""
    chains = tuple(chains)
    heads_now = _headed([[nodes[at] for at in chain] for chain in chains], lines, labels, marks)
    return tuple(chain for chain in chains if nodes[chain[0]] not in heads_now)


def reconsidered(
    lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], marks: Marks
) -> list[tuple[Piece, ...]]:
    """The labels with doubtful head lines that fill a line of the column as body: the order tells whether they are."""
    body = [line.text for line, pieces in zip(lines, labels, strict=True) if pieces and pieces[0].label is Label.BODY]
    doubtful = [
        at
        for at, pieces in enumerate(labels)
        if len(pieces) == 1 and pieces[0].label is Label.HEAD and pieces[0].confidence < SURE_HEAD
    ]
    out = list(labels)
    kinds = seams.lower_kind(observe([lines[at].text for at in doubtful], geometry.measure(body), marks))
    filling = [seams.LOWER.index(name) for name in ("full", "near", "indented", "indented_end")]
    for at, kind in zip(doubtful, kinds.tolist(), strict=True):
        if kind in filling:
            out[at] = (replace(labels[at][0], label=Label.BODY, confidence=0.0),)
    return out


def _headed(
    runs: Iterable[Sequence[int]], lines: Sequence[Fragment], labels: list[tuple[Piece, ...]], marks: Marks
) -> set[int]:
    """Makes short runs of fragments that hold no sentence the head lines they are; gives back those fragments."""
    out: set[int] = set()
    for run in runs:
        pieces = [piece for at in run for piece in labels[at]]
        text = "".join(lineup.body_text(lines[at], labels[at]) for at in run)
        plain = all(p.label is Label.BODY for p in pieces) and not _SENTENCE.search(text)
        if len(run) <= HEAD_LINES and plain and not dateline(text, marks):
            out.update(run)
            for at in run:
                labels[at] = tuple(replace(piece, label=Label.HEAD, confidence=TOLD) for piece in labels[at])
    return out


def _story_breaks(
    chains: Sequence[Sequence[int]], signs: Signs, nodes: Sequence[int], labels: Sequence[tuple[Piece, ...]]
) -> set[tuple[int, int]]:
    """Seams at which another story begins although the order runs on."""
    out: set[tuple[int, int]] = set()
    closed, dated = ENDS.index("credit"), STARTS.index("dateline")
    top, above = STARTS.index("opening_credit"), ENDS.index("opening_credit")
    for chain in chains:
        for upper, lower in pairwise(chain):
            between = range(nodes[upper] + 1, nodes[lower])
            headed = any(piece.label is Label.HEAD for at in between for piece in labels[at])
            if (
                signs.end[upper] == ENDS.index("signed")
                or (signs.end[upper] == closed and signs.start[lower] != STARTS.index("credit"))
                or (signs.start[lower] == dated and signs.end[upper] != above)
                or (signs.start[lower] == top and signs.end[upper] != above)
                or (headed and signs.end[upper] == 0)
            ):
                out.add((upper, lower))
    return out


def _story(
    number: int,
    chain: Sequence[int],
    judged: paragraphs.Judged,
    seam_of: Mapping[int, int],
    signs: Signs,
    nodes: Sequence[int],
    marks: Marks,
) -> Story:
    seams_here = [seam_of[at] for at in chain[1:]]
    opens = {nodes[judged.lower[seam]] for seam in seams_here if judged.begins[seam]}
    if signs.start[chain[0]] != STARTS.index("no_start"):
        opens.add(nodes[chain[0]])
    chances = tuple(tuple(float(value) for value in judged.chance[seam]) for seam in seams_here)
    dated = any(dateline(signs.texts[at], marks) for at in chain[:3])
    told = tuple(judged.reasons[seam] for seam in seams_here)
    return Story(f"a{number}", tuple(nodes[at] for at in chain), frozenset(opens), chances, told, dated)
