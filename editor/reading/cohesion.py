"""Lexical cohesion of lanes: whether what stands above a seam and what stands below it speak of the same things.

Two columns that are read side by side can change their tails in the middle of a sentence without either seam being
bad. The words around tell: ten lines of one story share more rare pairs of characters than ten lines of two stories.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from editor.language.model import Model
from editor.reading import topics
from editor.reading.chains import paths

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WINDOW = 10
"""Lines of a lane above and below a seam that are compared."""
CHUNK, MARGIN = 400, 200
"""Lines whose seams are looked at together, and lines before and after that may belong to their lanes."""
EASE = 1.5
"""Lines that are thought to speak of both things, so that short lanes say less."""
MOST = 1.5
"""Bound for the logarithm of how much more, or less, than nothing a likeness says."""


def cohesion(texts: Sequence[str], after: Mapping[int, int], upper: Ints, lower: Ints, model: Model) -> Floats:
    """For each seam the logarithm of how much alike the lanes above and below it are.

    The lane of each `upper` line up to it is compared with the lane of its `lower` line, no more than MARGIN lines
    away, from that on; `after` says which line follows which in the lanes. Linear in the number of lines.
    """
    out = np.zeros(len(upper))
    for start in range(0, len(texts), CHUNK):
        low, high = max(0, start - MARGIN), min(len(texts), start + CHUNK + MARGIN)
        inside = {a - low: b - low for a, b in after.items() if low <= a < high and low <= b < high}
        here = (upper >= start) & (upper < start + CHUNK)
        out[here] = _chunk(texts[low:high], inside, upper[here] - low, lower[here] - low, model)
    return out


def _chunk(texts: Sequence[str], after: Mapping[int, int], upper: Ints, lower: Ints, model: Model) -> Floats:
    """The same for seams in a stretch of lines."""
    about = topics.topics(texts, model)
    lanes = paths(len(texts), after)
    line = np.concatenate([np.array(lane) for lane in lanes])
    ends = np.cumsum([len(lane) for lane in lanes])
    first, last = (np.repeat(edge, [len(lane) for lane in lanes]) for edge in (np.append(0, ends[:-1]), ends))
    shared = np.zeros((len(line) + 1, len(line) + 1))
    shared[1:, 1:] = about.shared()[np.ix_(line, line)].cumsum(0).cumsum(1)
    weight = np.append(0.0, about.weight[line].cumsum())
    at = np.argsort(line)
    end, start = at[upper] + 1, at[lower]
    top, bottom = np.maximum(first[end - 1], end - WINDOW), np.minimum(last[start], start + WINDOW)
    both = shared[end, bottom] - shared[top, bottom] - shared[end, start] + shared[top, start]
    whole = np.sqrt((weight[end] - weight[top]) * (weight[bottom] - weight[start]))
    ease = EASE * float(about.weight.mean())
    like = (np.maximum(both, 0.0) + ease * topics.MIDDLE) / (whole + ease)
    return np.clip(np.log(like / topics.MIDDLE), -MOST, MOST)
