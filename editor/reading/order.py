"""The order of body lines: every line's successor over the whole page, then the chains that this makes."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import band, seams, stitch
from editor.reading.signs import ENDS, STARTS, Signs

Ints = npt.NDArray[np.int64]

DATELINE, ABOVE = STARTS.index("dateline"), ENDS.index("opening_credit")
OPENING = 8.0
"""Log odds against a line that opens with a dateline going on another: round-ups, which have several, are rare."""
SURE = 0.5
"""A link of the band search below this is left to the stitching."""


class Order(Struct, frozen=True):
    """Chains of lines (places in the signs), each in reading order, sorted by the first raw line of each."""

    chains: tuple[tuple[int, ...], ...]


def order(
    signs: Signs,
    grid: stitch.Grid,
    model: Model,
    tuning: band.Tuning | None = None,
    pieces: stitch.Tuning | None = None,
) -> Order:
    """The chains of the lines that `signs` holds, given in raw order."""
    count = len(signs.texts)
    if not count:
        return Order(())
    upper, lower = band.pairs_within(count)
    near = band.laid_out(count, upper, lower, _links(signs, upper, lower, model))
    followers = band.chosen(band.solve(near, tuning or band.Tuning()), SURE)
    parts = paths(count, followers)
    follow = _stitched(parts, signs, grid, model, pieces or stitch.Tuning())
    chains = paths(len(parts), follow)
    return Order(tuple(sorted((tuple(line for part in chain for line in parts[part]) for chain in chains), key=min)))


def _stitched(
    parts: Sequence[Sequence[int]], signs: Signs, grid: stitch.Grid, model: Model, tuning: stitch.Tuning
) -> dict[int, int]:
    if len(parts) < 2:
        return {}
    upper, lower = stitch.candidates(parts)
    ends = np.array([part[-1] for part in parts])
    starts = np.array([part[0] for part in parts])
    links = _links(signs, ends[upper], starts[lower], model)
    return stitch.joined(len(parts), upper, lower, stitch.scores(parts, upper, lower, links, grid, tuning), tuning)


def _links(signs: Signs, upper: Ints, lower: Ints, model: Model) -> npt.NDArray[np.float64]:
    texts = signs.texts
    bridges = model.bridges([texts[at] for at in upper], [texts[at] for at in lower])
    scores = seams.links(seams.logits(seams.pairs(signs, upper, lower, bridges), seams.weights()))
    opens = (signs.start[lower] == DATELINE) & (signs.end[upper] != ABOVE)
    return np.where(opens, scores - OPENING, scores)


def paths(count: int, followers: Mapping[int, int]) -> list[list[int]]:
    """The chains that successors make, each from its first member; a ring is opened at its least member."""
    preceded = set(followers.values())
    out: list[list[int]] = []
    seen: set[int] = set()
    for first in _starts(count, preceded):
        chain: list[int] = []
        at: int | None = first
        while at is not None and at not in seen:
            seen.add(at)
            chain.append(at)
            at = followers.get(at)
        if chain:
            out.append(chain)
    return out


def _starts(count: int, preceded: set[int]) -> Iterable[int]:
    """Those without a predecessor, then all others, for the rings."""
    yield from (at for at in range(count) if at not in preceded)
    yield from range(count)
