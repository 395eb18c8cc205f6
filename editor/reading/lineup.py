"""The lines that take part in the order: which, what they show, and where they stand."""

from collections.abc import Container, Iterable, Sequence
from itertools import pairwise

import numpy as np
from msgspec.structs import replace

from editor.language.model import Model
from editor.reading import geometry, order, places
from editor.reading.fragments import Fragment
from editor.reading.marks import Marks
from editor.reading.pieces import Label, Piece
from editor.reading.signs import ENDS, Signs, end_sign, observe

ORDERED = (Label.BODY, Label.CREDIT)
CUT = 3.0
"""Em that a line cut by a jump falls short of the measure at least, when the jump line stands behind it."""
PAST = 8
"""Fragments in which a jump line must come behind the line that it cuts; other stories' heads may stand between."""


def ordered(
    lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], marks: Marks, model: Model
) -> tuple[list[int], Signs, places.Grid, order.Near]:
    """The fragments (indices) that take part in the order, their signs and places, and what goes on what near by."""
    nodes = _nodes(labels)
    signs, grid = _seen(nodes, lines, labels, marks)
    scores = order.scored(signs, grid, model)
    misread = order.by_rows(grid, scores)
    if misread:
        signs = replace(signs, misread=True)
        scores = order.scored(signs, grid, model)
    jumbled = order.jumbled(grid, scores)
    if jumbled.any():
        nodes = [nodes[int(at)] for at in order.dealt(signs, jumbled, model)]
        signs, grid = _seen(nodes, lines, labels, marks)
        signs = replace(signs, misread=misread)
        scores = order.scored(signs, grid, model)
    return nodes, signs, grid, order.near(signs, grid, scores, model)


def head(lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], at: int) -> bool:
    """Whether a fragment is a head that parts its neighbours: not one that stands beside the end of a raw line."""
    beside = at > 0 and lines[at].lane < 0 and lines[at - 1].line == lines[at].line
    return not beside and any(piece.label is Label.HEAD for piece in labels[at])


def body_text(line: Fragment, pieces: Iterable[Piece]) -> str:
    """What a fragment adds to a body: its body text or, where it has none, its credit."""
    for wanted in ORDERED:
        parts = [line.text[piece.start : piece.end] for piece in pieces if piece.label is wanted]
        if parts:
            return "".join(parts).strip()
    return line.text


def photos(labels: Sequence[tuple[Piece, ...]]) -> tuple[tuple[int, ...], ...]:
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


def _nodes(labels: Sequence[tuple[Piece, ...]]) -> list[int]:
    pictured = {at for group in photos(labels) for at in group}
    return [
        at
        for at, pieces in enumerate(labels)
        if at not in pictured and any(piece.label in ORDERED and not 0 <= piece.half < at for piece in pieces)
    ]


def _seen(
    nodes: Sequence[int], lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], marks: Marks
) -> tuple[Signs, places.Grid]:
    texts = [body_text(lines[at], labels[at]) + _half(at, lines, labels) for at in nodes]
    indents = np.array([lines[at].indent for at in nodes])
    measure = geometry.measure(texts)
    cut = {node for node in nodes if _cut(node, lines, labels, measure.width - CUT)}
    signs = _ended(observe(texts, measure, marks, indents), nodes, labels, cut)
    return signs, _grid(lines, labels, nodes)


def _half(at: int, lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]]) -> str:
    """The second half of a name, of which nothing but a credit that a fragment is has the first."""
    alone = [piece.label for piece in labels[at]] == [Label.CREDIT]
    return lines[labels[at][0].half].text if alone and labels[at][0].half > at else ""


def _grid(lines: Sequence[Fragment], labels: Sequence[tuple[Piece, ...]], nodes: Sequence[int]) -> places.Grid:
    at = np.array(nodes, dtype=np.int64)
    gaps = np.array([line.gap for line in lines], dtype=np.int64)
    wide = (gaps > np.median(gaps)).astype(np.int64) if len(gaps) else gaps
    halves = {piece.half for node in nodes for piece in labels[node]}
    others = np.array([line not in halves for line in range(len(lines))], dtype=np.int64)
    others[at] = 0
    return places.Grid(
        np.array([lines[node].lane for node in nodes], dtype=np.int64),
        np.array([lines[node].line for node in nodes], dtype=np.int64),
        np.array([node > 0 and head(lines, labels, node - 1) for node in nodes], dtype=np.bool_),
        (np.cumsum(wide) + np.cumsum(others))[at],
        np.array([_between(lines, labels, wide, halves, *pair) for pair in pairwise([-1, *nodes])], dtype=np.int64),
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
    lines: Sequence[Fragment],
    labels: Sequence[tuple[Piece, ...]],
    wide: order.Ints,
    halves: Container[int],
    above: int,
    below: int,
) -> int:
    """What stands between two fragments that follow each other in the order: see places.Grid.

    The second of two `halves` of a name belongs to the line above it.
    """
    passed = [at for at in range(above + 1, below) if at not in halves]
    if any(head(lines, labels, at) for at in passed):
        return 3
    return 2 if any(labels[at] for at in passed) else int(wide[below])


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
