"""Columns that were each read in two parts: A1 B1 A2 B2 for A1 A2 B1 B2.

What parts two columns of a story at one height (a picture, a rule) makes an extractor that looks for blocks give the
upper parts first. Each part then stands just before the one that it seems to go on, three times over, though there is
one cause for all three; so where they stand must count as one link's, not as three. The seams decide against it where
together they speak for the other order.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from editor.reading.chains import paths

Floats = npt.NDArray[np.float64]
Links = tuple[tuple[int, int], ...]

REACH = 8
"""Pieces that a part of a column is in at most."""
GAIN = 2.0
"""Log odds that a turn must gain: all seven that 126 pages had were right; of five more that gain less none was."""


def turned(follow: Mapping[int, int], seam: Floats, place: Floats) -> dict[int, int]:
    """The successors of pieces when all turns that gain are made, the best first.

    `seam` and `place` hold at [upper, lower] what the seam and the places of the two speak for the link, in log odds.
    """
    out = dict(follow)
    while True:
        chains = paths(len(seam), out)
        found = max(
            ((_gain(old, new, seam, place), new) for chain in chains for old, new in _turns(chain)), default=(0.0, ())
        )
        if found[0] <= GAIN:
            return out
        out.update(found[1])


def _turns(chain: Sequence[int]) -> Iterator[tuple[Links, Links]]:
    """For each way of changing two stretches of a chain that stand between others: the links before and after."""
    count = len(chain)
    for at in range(count - 3):
        for upper in range(at + 1, min(at + REACH, count - 3) + 1):
            for lower in range(upper + 1, min(upper + REACH, count - 2) + 1):
                links = [(chain[k], chain[k + 1]) for k in (at, upper, lower)]
                (a, b), (c, d), (e, f) = links
                yield tuple(links), ((a, d), (e, b), (c, f))


def _gain(old: Links, new: Links, seam: Floats, place: Floats) -> float:
    def sums(table: Floats) -> float:
        return float(sum(table[link] for link in new) - sum(table[link] for link in old))

    return sums(seam) + sums(place) / len(new)
