"""Where the lines of one story, in order, are one paragraph and where a new one begins."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.core.evidence import Reason
from editor.language.model import Model
from editor.reading import seams, why
from editor.reading.signs import Signs

Floats = npt.NDArray[np.float64]

JOIN, PARAGRAPH = seams.CLASSES.index("join"), seams.CLASSES.index("paragraph")


class Judged(Struct, frozen=True):
    """Seams between neighbours of chains.

    For each the places of its upper and lower line, the chances of seams.CLASSES, whether the lower line begins a
    paragraph, and why.
    """

    upper: list[int]
    lower: list[int]
    chance: Floats
    begins: list[bool]
    reasons: list[tuple[Reason, ...]]


def judged(chains: Sequence[Sequence[int]], signs: Signs, model: Model) -> Judged:
    """Every seam within `chains` of lines, decided by the chances."""
    upper = [line for chain in chains for line in chain[:-1]]
    lower = [line for chain in chains for line in chain[1:]]
    if not upper:
        return Judged([], [], np.zeros((0, len(seams.CLASSES))), [], [])
    bridges = model.bridges([signs.texts[at] for at in upper], [signs.texts[at] for at in lower])
    pairs = seams.pairs(signs, np.array(upper), np.array(lower), bridges)
    chance = seams.chances(seams.logits(pairs, seams.weights(misread=signs.misread)))
    starts = [bool(row[PARAGRAPH] > row[JOIN]) for row in chance]
    kinds = [PARAGRAPH if start else JOIN for start in starts]
    return Judged(upper, lower, chance, starts, why.reasons(signs, upper, lower, pairs, kinds))
