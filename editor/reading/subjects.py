"""What stories under a standing head speak of: 在希望的田野上 stands over farming, whether a story says so or not."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from editor.reading.marks import Marks, tight

Ints = npt.NDArray[np.int64]

OPENING = 160
"""Code points of a body's beginning that name its subject: ten lines."""
UNSAID, SAID, OTHER = range(3)
"""The head tells no subject; the body opens with it; it opens with something else."""


def subjects(heads: Sequence[str], bodies: Sequence[str], marks: Marks) -> Ints:
    """Heads by bodies: whether a body opens with what stories under that head speak of (resources/marks.toml)."""
    out = np.full((len(heads), len(bodies)), UNSAID, dtype=np.int64)
    for row, head in enumerate(heads):
        solid, _ = tight(head)
        words = next((words for name, words in marks.subjects if solid.startswith(name)), None)
        if words is not None:
            out[row] = [SAID if words.search(tight(body[:OPENING])[0]) else OTHER for body in bodies]
    return out
