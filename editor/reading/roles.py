"""Section, kicker, headline, deck: what each of the heads of one story is, by their order, size, length and wording."""

from collections.abc import Sequence
from itertools import permutations

from msgspec import Struct

from editor.core.page import Role
from editor.reading.em import greatest
from editor.reading.marks import Marks, tight

ORDER = (Role.SECTION, Role.KICKER, Role.HEADLINE, Role.DECK)
MOST = len(ORDER)


class Row(Struct, frozen=True):
    """One head as roles see it: its lines, and where it stands on the page (raw order of its first line)."""

    lines: tuple[str, ...]
    stands: int

    @property
    def text(self) -> str:
        """The head as one string."""
        return "".join(self.lines)

    @property
    def measure(self) -> float:
        """The width of its widest line in em: the wider, the smaller its type."""
        return max(greatest("".join(line.split())) for line in self.lines)

    @property
    def broken(self) -> bool:
        """Whether it took more than one line: then `measure` is all that its type allows."""
        return len(self.lines) > 1


def roles(rows: Sequence[Row], marks: Marks) -> list[Role]:
    """A role for each head of a story; every story has a headline, and heads beyond the fourth are decks."""
    if len(rows) == 1:
        return [Role.HEADLINE]
    if len(rows) > len(ORDER):
        return [*roles(rows[: len(ORDER)], marks), *[Role.DECK] * (len(rows) - len(ORDER))]
    best = max(
        (chosen for chosen in permutations(ORDER, len(rows)) if Role.HEADLINE in chosen),
        key=lambda chosen: _worth(rows, chosen, marks),
    )
    return list(best)


def section_like(text: str, marks: Marks) -> float:
    """How much a head reads like a standing one; 4 for a name that papers run, 0 for an ordinary line."""
    solid, _ = tight(text)
    if solid in marks.sections:
        return 4.0
    if any(solid.startswith((name + "·", name + "•", name + "—")) for name in marks.sections):
        return 3.0
    return 1.6 if marks.section_shape.search(solid) and len(solid) <= 18 else 0.0


def _worth(rows: Sequence[Row], chosen: Sequence[Role], marks: Marks) -> float:
    worth = 0.0
    headline = rows[chosen.index(Role.HEADLINE)]
    for row, role in zip(rows, chosen, strict=True):
        standing = section_like(row.text, marks)
        worth += standing - 1.5 if role is Role.SECTION else -standing
        if role is Role.SECTION and len(row.text) > 14:
            worth -= 1.0
        if role in {Role.KICKER, Role.DECK}:
            worth += _smaller(row, headline)
    worth += sum(
        0.8 if (ORDER.index(a) < ORDER.index(b)) == (rows[i].stands < rows[j].stands) else -0.8
        for i, a in enumerate(chosen)
        for j, b in enumerate(chosen)
        if i < j
    )
    return worth


def _smaller(row: Row, headline: Row) -> float:
    """What the widths of two heads say for `row` being set smaller than `headline`."""
    wider = row.measure - headline.measure
    if headline.broken and wider > 0.6:
        return 2.0
    if row.broken and wider < -0.6:
        return -2.0
    return max(-0.6, min(0.6, 0.1 * wider))
