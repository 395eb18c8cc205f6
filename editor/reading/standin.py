"""Plain stand-ins for the assignment of heads and jumps, until those stand."""

from collections.abc import Sequence

from editor.core.evidence import HeadMatch
from editor.core.page import Role
from editor.reading.heads import Body, Head, Line
from editor.reading.jumps import Jump


def assign(lines: Sequence[Line], bodies: Sequence[Body]) -> list[Head]:
    """Neighbouring head lines joined and given to the body that shares most pairs of characters."""
    groups: list[list[Line]] = []
    for line in lines:
        if groups and groups[-1][-1].at == line.at - 1:
            groups[-1].append(line)
        else:
            groups.append([line])
    out: list[Head] = []
    taken: dict[str, int] = {}
    for group in groups:
        text = "".join(line.text for line in group)
        grams = {text[at : at + 2] for at in range(len(text) - 1)}
        best = max(
            bodies,
            key=lambda body: (
                sum(gram in body.text for gram in grams) / (1 + taken.get(body.id, 0)),
                -abs(min(body.fragments) - group[0].at),
            ),
            default=None,
        )
        ident = best.id if best else ""
        role = (Role.HEADLINE, Role.KICKER, Role.DECK)[min(2, taken.get(ident, 0))]
        taken[ident] = taken.get(ident, 0) + 1
        out.append(Head(tuple(line.at for line in group), text, role, ident, HeadMatch((0, 0), ident, 0.5)))
    return out


def assign_jumps(jumps: Sequence[tuple[int, Jump]], bodies: Sequence[Body]) -> dict[int, tuple[str, float]]:
    """下转 to a body that ends in mid-sentence, 上接 to one that opens so; the nearest."""
    out: dict[int, tuple[str, float]] = {}
    for place, (line, jump) in enumerate(jumps):
        fit = [
            body
            for body in bodies
            if body.text and (body.text[-1] not in "。！？”）" if jump.onward else not body.dateline)
        ]
        if fit:
            near = min(fit, key=lambda body: abs((body.fragments[-1] if jump.onward else body.fragments[0]) - line))
            out[place] = (near.id, 0.5)
    return out
