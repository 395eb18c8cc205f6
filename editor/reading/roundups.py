"""Chains put back together where a column runs on past a dateline: round-ups hold several reports under one head.

A dateline opens a story, so the order parts the column above it. Where columns were read side by side the lines beside
the seam know better: a story of its own would have its head there.
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import order, topics
from editor.reading.chains import paths
from editor.reading.signs import ENDS, Signs

Ints = npt.NDArray[np.int64]
Chain = tuple[int, ...]
Link = tuple[int, int]

REACH = 16
"""Lines to the next row of a column, at most: the columns of the widest broadsheet."""
ENDED = tuple(ENDS.index(name) for name in ("sentence", "closer"))


class Joined(Struct, frozen=True):
    """The chains, and the links (upper, lower) that put them together."""

    chains: tuple[Chain, ...]
    links: frozenset[Link]


def joined(chains: Sequence[Chain], signs: Signs, heads: Ints, sides: int, model: Model) -> Joined:
    """The chains with those made one between which a column runs on.

    `heads` tells for each line how many head lines stand before it in raw order. So many of the two columns beside
    must run on, too: `sides` is 1, or 2 where lines of a row come in any order.
    """
    beside = {link: count for link, count in _beside(chains, signs, heads).items() if count >= sides}
    if not beside:
        return Joined(tuple(chains), frozenset())
    ends, starts = ({chain[end]: at for at, chain in enumerate(chains)} for end in (-1, 0))
    about = topics.topics(["".join([signs.texts[line] for line in chain]) for chain in chains], model)
    pairs = np.array([(ends[upper], starts[lower]) for upper, lower in beside])
    like = about.of(pairs[:, 0], pairs[:, 1]).tolist()
    found: dict[int, int] = {}
    for _, _, (upper, lower) in sorted(zip(beside.values(), like, beside, strict=True), reverse=True):
        if upper not in found and lower not in found.values():
            found[upper] = lower
    follow = {ends[upper]: starts[lower] for upper, lower in found.items()}
    whole = [tuple(line for at in path for line in chains[at]) for path in paths(len(chains), follow)]
    return Joined(tuple(whole), frozenset(found.items()))


def _beside(chains: Sequence[Chain], signs: Signs, heads: Ints) -> dict[Link, int]:
    """How many columns beside run on, for ends of sentences and the datelines that may stand right below them.

    No head stands between, nor in the row above, where the one of a story in the next column would be.
    """
    after = {upper: lower for chain in chains for upper, lower in pairwise(chain)}
    starts = {chain[0] for chain in chains if signs.start[chain[0]] == order.DATELINE}
    found: dict[Link, int] = defaultdict(int)
    for upper in (chain[-1] for chain in chains if signs.end[chain[-1]] in ENDED):
        for lower in (after.get(upper - 1, -2) + 1, after.get(upper + 1, -2) - 1):
            above = max(0, upper - (lower - upper))
            if lower in starts and 1 < lower - upper < REACH and heads[above] == heads[lower]:
                found[upper, lower] += 1
    return found
