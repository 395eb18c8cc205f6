"""Why a seam is what it is: each kind of evidence with what it adds to the decision, in log-odds."""

from collections.abc import Sequence

import numpy as np

from editor.core.evidence import Reason
from editor.reading import seams
from editor.reading.echoes import LEVELS
from editor.reading.signs import Signs

WORTH_TELLING = 0.3
"""Log odds below which a piece of evidence is not told."""
SHOWN = 4


def reasons(
    signs: Signs, upper: Sequence[int], lower: Sequence[int], of: seams.Pairs, kinds: Sequence[int]
) -> list[tuple[Reason, ...]]:
    """For each pair the evidence for its kind (a place in seams.CLASSES) and against the likeliest other one."""
    by = seams.weights(misread=signs.misread)
    scores = seams.logits(of, by)
    tables = {group: np.array(by.hot[group]) for group in of}
    out: list[tuple[Reason, ...]] = []
    for row, (above, below, kind) in enumerate(zip(upper, lower, kinds, strict=True)):
        rival = int(max((k for k in range(len(seams.CLASSES)) if k != kind), key=lambda k: scores[row, k]))
        told = [
            _reason(group, signs, above, below, at := int(of[group][row]), float(table[at, kind] - table[at, rival]))
            for group, table in tables.items()
        ]
        kept = [reason for reason in told if reason is not None and abs(reason.weight) >= WORTH_TELLING]
        out.append(tuple(sorted(kept, key=lambda reason: -abs(reason.weight))))
    return out


def _reason(group: str, signs: Signs, above: int, below: int, at: int, weight: float) -> Reason | None:
    """The evidence of one group; `at` is the feature that the pair has."""
    left, right = signs.texts[above], signs.texts[below]
    if group == "marks":
        return Reason("seam_marks", round(weight, 2), (left[-1:], right[:2]))
    if group == "room":
        return _room(signs, above, below, seams.LOWER[at % len(seams.LOWER)], round(weight, 2))
    if group in {"quotes", "reporters"}:
        return _running_on(group, signs, above, below, round(weight, 2))
    if group == "indent":
        set_in = "seam_set_in" if signs.indent[below] >= 0.6 else "seam_not_set_in"
        return Reason(set_in, round(weight, 2)) if signs.indent[below] >= 0 else None
    if group == "echo":
        return _echo(signs, above, below, at % LEVELS, round(weight, 2))
    joined = f"{left[-SHOWN:]}{right[:SHOWN]}"
    return Reason("seam_words" if weight > 0 else "seam_no_words", round(weight, 2), (joined,))


def _running_on(group: str, signs: Signs, above: int, below: int, weight: float) -> Reason | None:
    """What one line opens and the other may close."""
    if group == "quotes":
        return Reason("seam_quotes", weight) if signs.opened[above] or signs.closed[below] else None
    goes_on = "seam_reporters" if signs.says[below] else "seam_no_reporters"
    return Reason(goes_on, weight) if signs.unsaid[above] else None


def _echo(signs: Signs, above: int, below: int, level: int, weight: float) -> Reason | None:
    """What the page says elsewhere too."""
    near = min(2, level)
    told = f"{signs.texts[above][-near:]}{signs.texts[below][:near]}"
    return Reason("seam_echo", weight, (told,)) if level and weight > 0 else None


def _room(signs: Signs, above: int, below: int, kind: str, weight: float) -> Reason:
    """What the widths of both lines say; `kind` is the lower one's."""
    width = signs.widths
    slack = width.column[above] - width.least[above] - width.token[below]
    if slack > 0:
        return Reason("seam_short_line", weight, (signs.texts[below][:2],))
    if kind == "indented":
        return Reason("seam_width_set_in", weight)
    return Reason("seam_full_line", weight)
