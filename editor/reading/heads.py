"""Heads given to bodies, one to one over the whole page, as an assignment problem."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.core.evidence import HeadMatch, Reason
from editor.core.page import Role
from editor.language.model import Model
from editor.reading import affinity, roles
from editor.reading.headvalues import Body, Head, Line
from editor.reading.marks import Marks
from editor.reading.matching import best_matching
from editor.reading.rows import joined, joins

Floats = npt.NDArray[np.float64]

SLOTS = (8.4, 3.4, 2.6, 2.0)
"""What a story's first, second, third and fourth head are worth beside the log odds: how often stories have them."""
TOGETHER = 1.5
"""What it is worth, in log odds, that the head in the line above or below belongs to the same story."""
TURNS = 3
NEVER = -99.0
STANDING = 3.0
"""roles.section_like from which on a head is a standing one."""
OFTEN = (4.4, -0.6, -1.4, -2.0)
"""What a story's first head and the further ones add to the log probability of a page."""
LEFT_OUT = -4.0
UNSURE = 1.5
"""Log odds below which two head lines are tried as one head and as two."""
TRIALS = 12
AT_ONCE = 6000
"""Head lines times bodies up to which that is tried; far more than a page has."""
RIVALS = 3
HEADLESS = -3.0
"""What a story without any head adds to the log probability of a page."""


def assign(lines: Sequence[Line], bodies: Sequence[Body], marks: Marks, model: Model) -> list[Head]:
    """Every head line joined and given to one of `bodies`, in raw order; a head that fits none has the article "".

    `lines` stand in raw order. A body takes up to four heads; what each is follows from their order and sizes. Where
    it is not sure that two lines are one head, it is tried both ways, and what gives the better page stands.
    """
    if not lines:
        return []
    share = affinity.shares([line.text for line in lines], [body.text for body in bodies], model)
    of = joins(lines, share, model)
    if not bodies:
        return [_lone([lines[at] for at in rows]) for rows in joined(len(lines), of)]

    def tried(turned: frozenset[int]) -> _Trial:
        heads = [tuple(lines[at] for at in rows) for rows in joined(len(lines), of, turned)]
        return _trial(heads, bodies, marks, model, -sum(abs(float(of.score[at])) for at in turned))

    turned: frozenset[int] = frozenset()
    best = tried(turned)
    if len(lines) * len(bodies) <= AT_ONCE:
        for at in of.unsure(UNSURE)[:TRIALS]:
            other = tried(turned | {at})
            if other.worth > best.worth:
                turned, best = turned | {at}, other
    return _described(best, bodies, marks)


def worth(lines: Sequence[Line], bodies: Sequence[Body], marks: Marks, model: Model) -> float:
    """The log probability of a page with these bodies, as far as its heads tell; lines joined as they best seem."""
    if not lines or not bodies:
        return 0.0
    share = affinity.shares([line.text for line in lines], [body.text for body in bodies], model)
    heads = [tuple(lines[at] for at in rows) for rows in joined(len(lines), joins(lines, share, model))]
    trial = _trial(heads, bodies, marks, model, 0.0)
    return trial.worth + HEADLESS * (len(bodies) - len(set(trial.chosen.values())))


class _Trial(Struct, frozen=True):
    """One way to join the lines: the heads, each one's body (a place), what that rests on, and what it is worth."""

    heads: list[tuple[Line, ...]]
    chosen: dict[int, int]
    fit: affinity.Fit
    odds: Floats
    worth: float


def _trial(heads: list[tuple[Line, ...]], bodies: Sequence[Body], marks: Marks, model: Model, worth: float) -> _Trial:
    """Heads given to bodies; the worth is the log probability of that, with how many heads stories have.

    A head may belong to no body at all, with log odds 0.
    """
    order = sorted({line for body in bodies for line in body.fragments})
    fit = affinity.fits(heads, bodies, order, model, flowing=flows(bodies))
    odds = affinity.log_odds(fit)
    chosen: dict[int, int] = {}
    nudged = odds
    standing = np.array([roles.section_like(_text(head), marks) >= STANDING for head in heads], dtype=np.bool_)
    for _ in range(TURNS):
        chosen = _matched(nudged, standing)
        nudged = odds + TOGETHER * _neighbours(heads, chosen, odds.shape)
    chance = nudged - np.logaddexp(np.logaddexp.reduce(nudged, axis=1, keepdims=True), 0.0)
    worth += sum(float(chance[head, body]) for head, body in chosen.items())
    counts = Counter(chosen.values())
    worth += sum(sum(OFTEN[: min(count, len(OFTEN))]) for count in counts.values())
    return _Trial(heads, chosen, fit, nudged, worth + LEFT_OUT * (len(heads) - len(chosen)))


def flows(bodies: Sequence[Body]) -> bool:
    """Whether most lines are followed in their story by the line that follows them in the raw text."""
    steps = [b - a for body in bodies for a, b in zip(body.fragments, body.fragments[1:], strict=False)]
    return not steps or sum(0 < step <= 2 for step in steps) >= 0.6 * len(steps)


def _matched(odds: Floats, standing: npt.NDArray[np.bool_]) -> dict[int, int]:
    """For each head the place of its body: the matching with the greatest sum; heads that fit no body are left out.

    A standing head (`standing`: the name of a section) is nobody's headline and has a slot of its own.
    """
    never = np.where(standing, NEVER, 0.0)[:, None]
    section = np.where(standing, SLOTS[1], NEVER)[:, None]
    gain = np.hstack([*[odds + worth + never for worth in SLOTS], odds + section])
    return {head: slot % odds.shape[1] for head, slot in best_matching(gain)}


def _neighbours(heads: Sequence[Sequence[Line]], chosen: dict[int, int], shape: tuple[int, ...]) -> Floats:
    """1 where the head in the next line above or below belongs to that body."""
    out = np.zeros(shape)
    first = {head[0].at: at for at, head in enumerate(heads)}
    last = {head[-1].at: at for at, head in enumerate(heads)}
    for at, head in enumerate(heads):
        for other in (first.get(head[-1].at + 1), last.get(head[0].at - 1)):
            if other is not None and other in chosen:
                out[at, chosen[other]] = 1.0
    return out


def _described(of: _Trial, bodies: Sequence[Body], marks: Marks) -> list[Head]:
    role: dict[int, Role] = {}
    for body in range(len(bodies)):
        mine = [at for at in sorted(of.chosen) if of.chosen[at] == body]
        rows = [roles.Row(tuple(line.text for line in of.heads[at]), of.heads[at][0].at) for at in mine]
        if rows:
            role.update(zip(mine, roles.roles(rows, marks), strict=True))
    out: list[Head] = []
    for at, head in enumerate(of.heads):
        if at not in of.chosen:
            out.append(_lone(head))
            continue
        ident = bodies[of.chosen[at]].id
        match = _match(head, at, of.chosen[at], bodies, of.fit, of.odds)
        out.append(Head(_parts(head), _text(head), role[at], ident, match))
    return sorted(out, key=lambda head: head.parts)


def _text(head: Sequence[Line]) -> str:
    """What a head says, one space between the clauses of a line."""
    return "".join([" " * (line.part > 0 and at > 0) + line.text for at, line in enumerate(head)])


def _parts(head: Sequence[Line]) -> tuple[tuple[int, int, int], ...]:
    """The stretches of fragments that make a head; clauses of one line are one stretch with the gap between them."""
    out: list[tuple[int, int, int]] = []
    for line in head:
        end = line.start + len(line.text)
        if out and out[-1][0] == line.at:
            out[-1] = (line.at, out[-1][1], end)
        else:
            out.append((line.at, line.start, end))
    return tuple(out)


def _lone(head: Sequence[Line]) -> Head:
    return Head(_parts(head), _text(head), Role.HEADLINE, "", HeadMatch(_span(head), "", 0.0))


def _span(head: Sequence[Line]) -> tuple[int, int]:
    return min(line.span[0] for line in head), max(line.span[1] for line in head)


def _match(
    head: Sequence[Line], at: int, body: int, bodies: Sequence[Body], fit: affinity.Fit, odds: Floats
) -> HeadMatch:
    """The evidence: chances over all bodies, the three best rivals, and what speaks for this one."""
    chance = np.exp(odds[at] - odds[at].max())
    chance /= chance.sum()
    others = [int(other) for other in np.argsort(-chance) if other != body and chance[other] > 0.02][:RIVALS]
    return HeadMatch(
        _span(head),
        bodies[body].id,
        float(chance[body]),
        tuple((bodies[other].id, float(chance[other])) for other in others),
        _reasons(_text(head), at, body, bodies, fit),
    )


def _reasons(text: str, at: int, body: int, bodies: Sequence[Body], fit: affinity.Fit) -> tuple[Reason, ...]:
    """What the log odds were made of, by group; the sentences are in resources/texts/reasons.toml."""
    worth = affinity.parts(fit, at, body)
    out: list[Reason] = []
    words = shared_words(text, bodies[body].text)
    if words:
        out.append(Reason("head_words", worth["share"], ("、".join(words[:3]),)))
    else:
        out.append(Reason("head_no_words", worth["share"]))
    place = int(fit.hot["place"][at, body]) % (2 * affinity.PLACES + 1)
    code = "head_before" if place == 0 else "head_near" if place < affinity.PLACES - 1 else "head_far"
    out.append(Reason(code, worth["place"] + worth["nearest"]))
    column = int(fit.hot["column"][at, body]) % 6
    if column:
        out.append(Reason("head_column" if column >= 3 else "head_other_column", worth["column"]))
    best = int(fit.share[at].argmax())
    if best != body and fit.share[at, best] > fit.share[at, body] + 0.1:
        out.append(Reason("head_other_taken", 0.0, (bodies[best].id,)))
    return tuple(out)


def shared_words(head: str, body: str) -> list[str]:
    """The longest stretches of two characters and more that a head shares with a body, longest first."""
    solid, text = "".join(head.split()), "".join(body.split())
    found: list[str] = []
    at = 0
    while at < len(solid) - 1:
        end = at
        while end < len(solid) and solid[at : end + 1].isalnum() and solid[at : end + 1] in text:
            end += 1
        if end - at >= 2:
            found.append(solid[at:end])
        at = max(end, at + 1)
    return sorted(dict.fromkeys(found), key=len, reverse=True)


__all__ = ["Body", "Head", "Line", "assign"]
