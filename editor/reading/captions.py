"""Photo captions: a marker opens them, the photographer's credit closes them, and they are often set wide."""

import re
from collections.abc import Sequence

import msgspec

from editor.reading import shape
from editor.reading.bylines import credits_of
from editor.reading.fragments import Fragment
from editor.reading.marks import Marks, tight
from editor.reading.pieces import Label, Piece

Pieces = tuple[Piece, ...]

LONGEST = 9
"""Lines of a caption set in a column's measure."""
LEAST_BRIDGE, GOOD_BRIDGE = 1, 2
"""Places among shape.BRIDGES: below the one a line does not go on another, from the other on average lines do."""
WIDE = len(shape.WIDTHS) - 1
FULL = WIDE - 1
INDENTED = shape.WIDTHS.index("indented")
TIGHT = 0.5
"""Em by which two lines of one measure differ at most where marks are not squeezed: rounding."""
RUNNING = re.compile(r"[，。；、]")
"""What a line wider than a column has when it is a caption's, though it was taken for a head.

36 of the 42 such lines over a photographer's have one, on 230 pages; none of the 42 was a head. Titles of photos, which
may be as wide, seldom have any.
"""


def captions(
    fragments: Sequence[Fragment], found: Sequence[Pieces], shapes: shape.Shapes, marks: Marks, *, flowing: bool
) -> list[Pieces]:
    """`found` with the body pieces of captions relabelled and their credits grouped; group numbers are line numbers."""
    out = list(found)
    done: set[int] = set()
    for at, fragment in enumerate(fragments):
        if fragment.text and marks.marker.match(fragment.text) and _first(out[at]) in {Label.BODY, Label.HEAD}:
            lines = _downward(at, fragments, out, shapes, marks)
            listed = _width(shapes, at) == INDENTED
            last = lines[-1]
            signed = photographer(fragments[last].text, out[last], marks) if listed else _credited(out[last])
            whole = len(lines) < LONGEST and not listed and _ends(shapes, last)
            if signed or whole:
                _mark(out, lines, done)
    for at, fragment in enumerate(fragments):
        if at not in done and photographer(fragment.text, out[at], marks):
            lines = _upward(at, fragments, out, shapes, flowing=flowing)
            _mark(out, lines if flowing or lines else _above(at, out, shapes), done)
    return out


def _first(pieces: Pieces) -> Label | None:
    return pieces[0].label if pieces else None


def _credited(pieces: Pieces) -> bool:
    return bool(pieces) and pieces[-1].label is Label.CREDIT


def _mark(out: list[Pieces], lines: Sequence[int], done: set[int]) -> None:
    if not lines:
        return
    group = lines[0]
    for at in lines:
        out[at] = tuple(
            msgspec.structs.replace(piece, label=Label.CAPTION, confidence=0.9, group=group)
            if piece.label in {Label.BODY, Label.HEAD}
            else msgspec.structs.replace(piece, group=group)
            for piece in out[at]
        )
        done.add(at)


def photographer(text: str, pieces: Pieces, marks: Marks) -> bool:
    """Whether a line of these pieces closes with a photographer's credit."""
    if not pieces or pieces[-1].label is not Label.CREDIT:
        return False
    credit = text[pieces[-1].start : pieces[-1].end]
    solid, _ = tight(credit)
    named = credits_of(credit, marks)
    if any(tight(credit[slice(*one.role)])[0] in marks.photographer for one in named) and len(named) == 1:
        return True
    return not named and any(solid.startswith(role) for role in marks.photographer)


def _width(shapes: shape.Shapes, at: int) -> int:
    return int(shapes.hot["width"][at]) // len(shape.ENDINGS)


def _ends(shapes: shape.Shapes, at: int) -> bool:
    return int(shapes.hot["width"][at]) % len(shape.ENDINGS) == 0


def _downward(
    start: int, fragments: Sequence[Fragment], out: Sequence[Pieces], shapes: shape.Shapes, marks: Marks
) -> list[int]:
    """The lines of the caption that a marker opens at `start`: to its credit, or to its last sentence's end.

    Unsigned, it is one when it is no longer than captions are, a whole sentence, and not set in as items of a list are.
    """
    lines = [start]
    at = start
    while len(lines) < LONGEST:
        if out[at][-1].label is Label.CREDIT:
            break
        below = int(shapes.below[at])
        if below < 0 or not out[below] or _first(out[below]) not in {Label.BODY, Label.HEAD, Label.CREDIT}:
            break
        text = fragments[below].text
        wider = _width(shapes, at) == WIDE and _width(shapes, below) < FULL and _ends(shapes, at)
        head = _first(out[below]) is Label.HEAD and _width(shapes, below) != WIDE
        other = head or marks.marker.match(text) or shapes.hot["opens"][at] == 1
        if other or (wider and _first(out[below]) != Label.CREDIT):
            break
        if _ends(shapes, at) and _width(shapes, at) < FULL and _first(out[below]) != Label.CREDIT:
            break
        lines.append(below)
        at = below
    return lines


def _upward(
    end: int, fragments: Sequence[Fragment], out: Sequence[Pieces], shapes: shape.Shapes, *, flowing: bool
) -> list[int]:
    """The lines of the caption that a photographer's credit closes at `end`; none when that is a story's own end.

    Where raw order is no reading order only lines wider than a column are taken: they stand alone in their row. The
    order puts other captions together, and their credit tells them (headwork.photographed).
    """
    lines = [end]
    at = end
    alone = _first(out[end]) is Label.CREDIT
    while len(lines) <= LONGEST:
        above = int(shapes.above[at])
        if above < 0 or not out[above]:
            break
        wide = _width(shapes, above) == WIDE
        told = RUNNING.search(fragments[above].text) or (at != end and _as_wide(fragments[above], fragments[at]))
        text = {Label.BODY, Label.HEAD} if wide and told else {Label.BODY}
        if not {out[above][0].label, out[above][-1].label} <= text:
            break
        if at != end and (_width(shapes, at) == WIDE) != wide:
            break
        if _width(shapes, above) < (FULL if _ends(shapes, above) else INDENTED) and not (alone and at == end):
            break
        if not flowing and not wide:
            break
        lines.insert(0, above)
        at = above
    if len(lines) > LONGEST or _width(shapes, lines[0]) == INDENTED:
        return []
    sole = not alone and (flowing or _width(shapes, end) == WIDE)
    return lines if len(lines) > 1 or sole else []


def _as_wide(one: Fragment, other: Fragment) -> bool:
    """Whether two lines may both fill one measure."""
    return max(one.width[0], other.width[0]) <= min(one.width[1], other.width[1]) + TIGHT


def _above(end: int, out: Sequence[Pieces], shapes: shape.Shapes) -> list[int]:
    """The lines of a caption that stand together on a page whose raw order is no reading order; none when unsure.

    They all fill the measure, none is set in, and each goes on the one before it.
    """
    lines = [end]
    bridges: list[int] = []
    while len(lines) <= LONGEST:
        at = lines[0]
        above = int(shapes.above[at])
        if above < 0 or [piece.label for piece in out[above]] != [Label.BODY] or _width(shapes, above) < INDENTED:
            break
        if not _ends(shapes, above):
            bridge = int(shapes.into[at])
            if bridge < LEAST_BRIDGE:
                break
            bridges.append(bridge)
        elif _width(shapes, above) < FULL:
            break
        lines.insert(0, above)
    if len(lines) > LONGEST or len(bridges) < 2 or _width(shapes, lines[0]) == INDENTED:
        return []
    return lines if sum(bridges) / len(bridges) >= GOOD_BRIDGE else []
