"""One-to-one assignment with the greatest gain (the Hungarian method with potentials, O(n²m))."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def best_matching(gain: Floats) -> Iterator[tuple[int, int]]:
    """Pairs (row, column) of the one-to-one matching whose gains add up to most; pairs without gain are left out.

    Rows and columns may stay alone, so that a pair is worth what it gains and no more.
    """
    useful = np.maximum(gain, 0.0)
    busy_rows, busy_columns = np.flatnonzero(useful.any(axis=1)), np.flatnonzero(useful.any(axis=0))
    if not len(busy_rows):
        return
    cost = -useful[np.ix_(busy_rows, busy_columns)]
    turned = len(busy_rows) > len(busy_columns)
    for one, other in _solve(cost.T if turned else cost):
        row, column = (other, one) if turned else (one, other)
        at, to = int(busy_rows[row]), int(busy_columns[column])
        if gain[at, to] > 0:
            yield at, to


def _solve(cost: Floats) -> list[tuple[int, int]]:
    """The cheapest assignment of every row; there are at least as many columns."""
    rows, columns = cost.shape
    by_row, by_column = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, dtype=np.int64)
    for row in range(1, rows + 1):
        owner[0] = row
        at = 0
        slack = np.full(columns + 1, np.inf)
        came = np.zeros(columns + 1, dtype=np.int64)
        seen = np.zeros(columns + 1, dtype=np.bool_)
        while owner[at]:
            seen[at] = True
            reduced = cost[owner[at] - 1] - by_row[owner[at]] - by_column[1:]
            better = ~seen[1:] & (reduced < slack[1:])
            slack[1:][better] = reduced[better]
            came[1:][better] = at
            nearest = int(np.where(seen[1:], np.inf, slack[1:]).argmin()) + 1
            delta = slack[nearest]
            by_row[owner[seen]] += delta
            by_column[seen] -= delta
            slack[~seen] -= delta
            at = nearest
        while at:
            owner[at] = owner[came[at]]
            at = int(came[at])
    return [(int(owner[column]) - 1, column - 1) for column in range(1, columns + 1) if owner[column]]
