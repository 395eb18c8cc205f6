"""Why a head went to a body, as the window shows it."""

from collections.abc import Sequence

import numpy as np

from editor.core.evidence import HeadMatch, Reason
from editor.reading import affinity
from editor.reading.headvalues import Body, Line

RIVALS = 3


def span(head: Sequence[Line]) -> tuple[int, int]:
    """The raw code points from a head's first line to its last."""
    return min(line.span[0] for line in head), max(line.span[1] for line in head)


def match(head: Sequence[Line], text: str, at: int, body: int, bodies: Sequence[Body], fit: affinity.Fit) -> HeadMatch:
    """The evidence: chances over all bodies, the three best rivals, and what speaks for this one."""
    odds = affinity.log_odds(fit)[at]
    chance = np.exp(odds - odds.max())
    chance /= chance.sum()
    others = [int(other) for other in np.argsort(-chance) if other != body and chance[other] > 0.02][:RIVALS]
    return HeadMatch(
        span(head),
        bodies[body].id,
        float(chance[body]),
        tuple((bodies[other].id, float(chance[other])) for other in others),
        _reasons(text, at, body, bodies, fit),
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
    out.append(Reason(code, worth["place"] + worth["direct"] + worth["nearest"]))
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
