"""What the assignment of heads and jumps needs to know of a page that has been laid out."""

import re
from statistics import median

from editor.language.model import Model
from editor.reading import geometry, shape
from editor.reading.captions import LONGEST, photographer
from editor.reading.em import CLOSERS, OPENING, greatest, is_han, least
from editor.reading.headvalues import FIRST, LAST, STANDS, Body, Line, flows
from editor.reading.layout import Layout, Story
from editor.reading.marks import Marks, tight
from editor.reading.pieces import Label
from editor.reading.roles import AUTHOR, kind
from editor.reading.signs import STARTS, start_sign

_CLAUSE = re.compile(r"\S+")
SHORTEST = 2
"""Code points of a clause that may be a head of its own; a shorter one is a surname, or the last line of a head."""


def head_lines(layout: Layout) -> list[Line]:
    """Every HEAD piece, in raw order."""
    of_columns = _of_columns(layout)
    usual = median([fragment.gap for fragment in layout.lines] or [0])
    first, last = _bounds(layout)
    ahead = _ahead(layout)
    stands = _stands(layout)
    out: list[Line] = []
    for fragment, pieces in zip(layout.lines, layout.labels, strict=True):
        left = float(fragment.column) if of_columns else -1.0
        for piece in pieces:
            if piece.label is not Label.HEAD:
                continue
            whole = kind(fragment.text[piece.start : piece.end], layout.marks)
            for part, (start, end) in enumerate(_clauses(fragment.text, piece.start, piece.end, layout.marks)):
                text, gap = fragment.text[start:end], max(0, fragment.gap - int(usual)) if not part else 0
                span = (fragment.start, fragment.end)
                like = AUTHOR if whole == AUTHOR else kind(text, layout.marks)
                standing = tight(text)[0] in layout.marks.sections
                zone = FIRST if fragment.index < first else LAST if fragment.index > last else 0
                out.append(
                    Line(
                        *(fragment.index, text, gap, left, fragment.line, span, start, part),
                        whole=standing,
                        kind=like,
                        zone=zone,
                        ahead=ahead[fragment.index],
                        stands=stands,
                    )
                )
    return out


def _stands(layout: Layout) -> str:
    """How the lines of heads stand on the page. OCR engines give boxes row by row with no empty line between."""
    below, beside, boxes = STANDS
    if _of_columns(layout):
        return beside
    sorted_ = not any(fragment.gap for fragment in layout.lines) and not flows(story.lines for story in layout.stories)
    return boxes if sorted_ else below


def _bounds(layout: Layout) -> tuple[int, int]:
    """The first and the last line (indices) of any story, in raw order."""
    lines = [line for story in layout.stories for line in story.lines]
    return min(lines, default=0), max(lines, default=len(layout.lines))


def _ahead(layout: Layout) -> list[int]:
    """For each fragment the index of the first behind it that is no head."""
    out = [len(layout.lines)] * (len(layout.lines) + 1)
    for at in range(len(layout.lines) - 1, -1, -1):
        pieces = layout.labels[at]
        passed = not pieces or all(piece.label is Label.HEAD for piece in pieces)
        out[at] = out[at + 1] if passed else at
    return out[1:]


def _clauses(text: str, start: int, end: int, marks: Marks) -> list[tuple[int, int]]:
    """The parts of a head that gaps set off, where each could be a head, or the end of one read into its line.

    The name of a section at the beginning is one part, whatever gaps it has.
    """
    clauses = [(start + match.start(), start + match.end()) for match in _CLAUSE.finditer(text[start:end])]
    named = max((last for _, last in clauses if tight(text[start:last])[0] in marks.sections), default=start)
    parts: list[tuple[int, int]] = []
    for first, last in clauses:
        if first < named:
            continue
        if parts and not _parts(text[slice(*parts[-1])], text[first:last], marks):
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((first, last))
    return ([(start, named)] if named > start else []) + parts or [(start, end)]


def _parts(left: str, right: str, marks: Marks) -> bool:
    """Whether the gap between two stretches of a line may part heads; the space in a name or at a number does not."""
    if not left.strip("".join(CLOSERS)):
        return True
    words = (is_han(left[-1]) or left[-1] in CLOSERS) and (is_han(right[0]) or right[0] in OPENING)
    return words and len(right) >= SHORTEST and (len(left) >= SHORTEST or left not in marks.surnames)


def bodies(layout: Layout, model: Model) -> list[Body]:
    """The stories that have body text; captions that the order put together are none."""
    made = Bodies(layout, model)
    found = [made.of(story) for story in layout.stories if not photographed(layout, story)]
    return [body for body in found if body is not None]


class Bodies:
    """Makes bodies of a layout's stories, and of others that its lines could make."""

    def __init__(self, layout: Layout, model: Model) -> None:
        self._layout, self._model = layout, model
        self._of_columns = _of_columns(layout)
        self._measure = geometry.measure([fragment.text for fragment in layout.lines])
        self._openings: dict[tuple[int, bool], float] = {}

    def of(self, story: Story) -> Body | None:
        """The story's body; none without body text."""
        layout, measure = self._layout, self._measure
        body = tuple(line for line in story.lines if layout.text(line, Label.BODY))
        if not body:
            return None
        first, last = layout.lines[body[0]], layout.lines[body[-1]]
        end = "".join(layout.text(body[-1], Label.BODY).split())
        used = greatest(end, measure.ascii_em)
        return Body(
            story.id,
            body,
            "".join([layout.text(line, Label.BODY) for line in body]),
            dateline=story.dated,
            opens=story.dated or body[0] in story.opens,
            left=float(first.column) if self._of_columns else -1.0,
            row=first.line,
            opening=self._opening(body[0], dated=story.dated),
            room=max(0.0, measure.width - used),
            squeeze=used - least(end, measure.ascii_em),
            closed=story.lines[-1] != last.index or _credited(layout, last.index),
            measure=measure.width,
            cut=any(piece.label is Label.JUMP_TO for piece in layout.labels[last.index]),
        )

    def _opening(self, line: int, *, dated: bool) -> float:
        key = line, dated
        if key not in self._openings:
            text = self._layout.text(line, Label.BODY)
            self._openings[key] = _opening(text, self._measure, self._model, dated=dated)
        return self._openings[key]


def _opening(text: str, measure: geometry.Measure, model: Model, *, dated: bool) -> float:
    """Log odds that a first line begins a story: set in by two em, and natural after the end of a sentence."""
    if dated:
        return 6.0
    kind = shape.WIDTHS[shape.width_kind(text, measure)]
    if start_sign(text) == STARTS.index("no_start"):
        return -6.0
    by_width = {"indented": 2.0, "near": 0.0, "full": -2.0}.get(kind, 0.0)
    natural = float(model.bridges(["。"], [text])[0])
    return by_width + max(-2.0, min(1.5, natural))


def photographed(layout: Layout, story: Story) -> bool:
    """Whether a story is a photo's caption: short, undated, and its one credit the photographer's, at its end."""
    if story.dated or len(story.lines) > LONGEST:
        return False
    credited = [line for line in story.lines if _credited(layout, line)]
    last = story.lines[-1]
    return credited == [last] and photographer(layout.lines[last].text, layout.labels[last], layout.marks)


def _of_columns(layout: Layout) -> bool:
    return any(fragment.column for fragment in layout.lines)


def _credited(layout: Layout, line: int) -> bool:
    return any(piece.label is Label.CREDIT for piece in layout.labels[line])
