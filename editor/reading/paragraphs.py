"""Where the lines of one story, in order, are one paragraph and where a new one begins."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import seams
from editor.reading.signs import Signs

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Judged(Struct, frozen=True):
    """Seams between neighbours of chains: places of upper and lower line, the chances of seams.CLASSES, one row a seam."""

    upper: Ints
    lower: Ints
    chance: Floats


def judged(chains: Sequence[Sequence[int]], signs: Signs, model: Model, without: Sequence[str] = ()) -> Judged:
    """The chances of every seam within `chains` of lines."""
    upper = np.array([line for chain in chains for line in chain[:-1]], dtype=np.int64)
    lower = np.array([line for chain in chains for line in chain[1:]], dtype=np.int64)
    if not len(upper):
        return Judged(upper, lower, np.zeros((0, len(seams.CLASSES))))
    bridges = model.bridges([signs.texts[at] for at in upper], [signs.texts[at] for at in lower])
    scores = seams.logits(seams.pairs(signs, upper, lower, bridges), seams.weights(), without)
    return Judged(upper, lower, seams.chances(scores))
