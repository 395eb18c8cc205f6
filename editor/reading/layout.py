"""A page's lines in their order: what each is, which follows which, where stories and paragraphs begin."""

import re
from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import pairwise

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from editor.core.evidence import Reason
from editor.language.model import Model
from editor.reading import geometry, order, paragraphs, places, roundups, seams
from editor.reading.datelines import dateline
from editor.reading.fragments import Fragment
from editor.reading.jumps import Jump
from editor.reading.marks import Marks
from editor.reading.pieces import Label, Piece
from editor.reading.signs import ENDS, STARTS, Signs, end_sign, observe

TOLD = 0.9
"""The confidence of a head line that the order left alone."""
HEAD_LINES = 3
"""A head takes at most so many lines of a column."""
_SENTENCE = re.compile(r"[。！？；].|[。；，、]$")
SURE_HEAD = 0.65
"""A head line below this confidence that is as wide as the column takes part in the order of body lines."""
ORDERED = (Label.BODY, Label.CREDIT)
CUT = 3.0
"""Em that a line cut by a jump falls short of the measure at least, when the jump line stands behind it."""
PAST = 8
"""Fragments in which a jump line must come behind the line that it cuts; other stories' heads may stand between."""


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
    photos = _photos(labels)
    labels = _reconsidered(lines, labels, marks)
    nodes, signs, grid, near = ordered(lines, labels, marks, model)
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
    heads = np.cumsum([0, *(_head(lines, labels, at) for at in range(len(lines)))])[nodes]
    sides = 1 if near.reading is places.Reading.BY_ROWS else 2
    whole = roundups.joined(kept, signs, heads, sides, model)
    return Arranged(lines, tuple(labels), photos, marks, nodes, signs, grid, near, whole.chains, whole.links)


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


def _reconsidered(
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


def ordered(
    lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], marks: Marks, model: Model
) -> tuple[list[int], Signs, places.Grid, order.Near]:
    """The fragments (indices) that take part in the order, their signs and places, and what goes on what near by."""
    nodes = _nodes(labels)
    signs, grid = _seen(nodes, lines, labels, marks)
    scores = order.scored(signs, grid, model)
    jumbled = order.jumbled(grid, scores)
    if jumbled.any():
        nodes = [nodes[int(at)] for at in order.dealt(signs, jumbled, model)]
        signs, grid = _seen(nodes, lines, labels, marks)
        scores = order.scored(signs, grid, model)
    return nodes, signs, grid, order.near(signs, grid, scores, model)


def _nodes(labels: Sequence[tuple[Piece, ...]]) -> list[int]:
    pictured = {at for group in _photos(labels) for at in group}
    return [
        at
        for at, pieces in enumerate(labels)
        if at not in pictured and any(piece.label in ORDERED and not 0 <= piece.half < at for piece in pieces)
    ]


def _seen(
    nodes: Sequence[int], lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], marks: Marks
) -> tuple[Signs, places.Grid]:
    texts = [_body_text(lines[at], labels[at]) for at in nodes]
    indents = np.array([lines[at].indent for at in nodes])
    measure = geometry.measure(texts)
    cut = {node for node in nodes if _cut(node, lines, labels, measure.width - CUT)}
    signs = _ended(observe(texts, measure, marks, indents), nodes, labels, cut)
    return signs, _grid(lines, labels, nodes)


def _grid(lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], nodes: Sequence[int]) -> places.Grid:
    at = np.array(nodes, dtype=np.int64)
    gaps = np.array([line.gap for line in lines], dtype=np.int64)
    wide = (gaps > np.median(gaps)).astype(np.int64) if len(gaps) else gaps
    others = np.ones(len(lines), dtype=np.int64)
    others[at] = 0
    return places.Grid(
        np.array([lines[node].lane for node in nodes], dtype=np.int64),
        np.array([lines[node].line for node in nodes], dtype=np.int64),
        np.array([node > 0 and _head(lines, labels, node - 1) for node in nodes], dtype=np.bool_),
        (np.cumsum(wide) + np.cumsum(others))[at],
        np.array([_between(lines, labels, wide, *pair) for pair in pairwise([-1, *nodes])], dtype=np.int64),
        _tight(lines, gaps, nodes),
    )


def _tight(
    lines: Sequence[Fragment], gaps: order.Ints, nodes: Sequence[int]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which of `nodes` follow the one before them closer than lines of the page commonly do."""
    usual = float(np.median(gaps)) if len(gaps) else 0.0
    return np.array(
        [gaps[at] < usual and at - before == 1 and lines[at].lane < 0 for before, at in pairwise([-2, *nodes])],
        dtype=np.bool_,
    )


def _between(
    lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], wide: order.Ints, above: int, below: int
) -> int:
    """What stands between two fragments that follow each other in the order: see places.Grid."""
    passed = range(above + 1, below)
    if any(_head(lines, labels, at) for at in passed):
        return 3
    return 2 if any(labels[at] for at in passed) else int(wide[below])


def _head(lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], at: int) -> bool:
    """Whether a fragment is a head that parts its neighbours: not one that stands beside the end of a raw line."""
    beside = at > 0 and lines[at].lane < 0 and lines[at - 1].line == lines[at].line
    return not beside and any(piece.label is Label.HEAD for piece in labels[at])


def _headed(
    runs: Iterable[Sequence[int]], lines: Sequence[Fragment], labels: list[tuple[Piece, ...]], marks: Marks
) -> set[int]:
    """Makes short runs of fragments that hold no sentence the head lines they are; gives back those fragments."""
    out: set[int] = set()
    for run in runs:
        pieces = [piece for at in run for piece in labels[at]]
        text = "".join(_body_text(lines[at], labels[at]) for at in run)
        plain = all(p.label is Label.BODY for p in pieces) and not _SENTENCE.search(text)
        if len(run) <= HEAD_LINES and plain and not dateline(text, marks):
            out.update(run)
            for at in run:
                labels[at] = tuple(replace(piece, label=Label.HEAD, confidence=TOLD) for piece in labels[at])
    return out


def _body_text(line: Fragment, pieces: Iterable[Piece]) -> str:
    for wanted in ORDERED:
        parts = [line.text[piece.start : piece.end] for piece in pieces if piece.label is wanted]
        if parts:
            return "".join(parts).strip()
    return line.text


def _cut(at: int, lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], short: float) -> bool:
    """Whether a jump line ends what stands of a story on this page at this line: nothing on the page goes on it."""
    if labels[at][-1].label is Label.JUMP_TO or labels[at][-1].cut:
        return True
    if lines[at].width[1] > short or end_sign(lines[at].text) == ENDS.index("sentence"):
        return False
    for after in labels[at + 1 : at + 1 + PAST]:
        kinds = {piece.label for piece in after}
        if kinds != {Label.HEAD}:
            return kinds == {Label.JUMP_TO}
    return False


def _ended(signs: Signs, nodes: Sequence[int], labels: Sequence[tuple[Piece, ...]], cut: Container[int]) -> Signs:
    """A body line that a credit closes ends like the credit, one that a jump cuts like a signature."""
    end = signs.end.copy()
    for at, node in enumerate(nodes):
        kinds = {piece.label for piece in labels[node]}
        if node in cut:
            end[at] = ENDS.index("signed")
        if Label.BODY in kinds and Label.CREDIT in kinds:
            end[at] = ENDS.index("credit")
    return replace(signs, end=end)


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


def _photos(labels: Sequence[tuple[Piece, ...]]) -> tuple[tuple[int, ...], ...]:
    """The fragments of each photo's caption and credit; groups of nothing but credits are names broken in two."""
    groups: dict[int, list[int]] = {}
    shown: set[int] = set()
    for at, pieces in enumerate(labels):
        for piece in pieces:
            if piece.group >= 0 and at not in groups.setdefault(piece.group, []):
                groups[piece.group].append(at)
            if piece.label is Label.CAPTION:
                shown.add(piece.group)
    return tuple(tuple(groups[key]) for key in sorted(shown) if key in groups)
