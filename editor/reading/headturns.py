"""Head lines on a page read row by row: the first lines of neighbouring heads stand together, then their second lines.

Which goes on which is a matter of turns then, as with the lines of columns, and editor.reading.lanes finds it.
"""

from collections.abc import Sequence

import numpy as np
from msgspec.structs import replace

from editor.reading import lanes
from editor.reading.headvalues import Line
from editor.reading.rows import Floats, Joins

TUNING = lanes.Tuning(turn=-0.8, turn_ended=-0.8, late=0.5, opens=0.0, scale=1.0)
IN_TURN, OUT_OF_TURN = 0.7, -1.5
"""Log odds for a pair that the turns make, and for one that they make impossible."""


def in_turn(lines: Sequence[Line], of: Joins, near: Floats) -> Joins:
    """`of` with what the turns of the lines say; where columns stand side by side, or on one line, they say nothing.

    `near` are the odds that the pairs would have if their lines stood right below each other.
    """
    if not len(of.score) or any(line.left >= 0 for line in lines):
        return of
    table = np.full((len(lines), lanes.REACH + 1), -np.inf)
    table[of.upper, of.lower - of.upper] = np.maximum(of.score, near)
    nothing = [False] * len(lines)
    follow = lanes.followers(table, nothing, nothing, nothing, TUNING)
    after = np.array([follow.get(line, -1) for line in range(len(lines))])
    chosen = after[of.upper] == of.lower
    against = ~chosen & ((after[of.upper] >= 0) | np.isin(of.lower, after))
    score = np.where(chosen, np.maximum(of.score, near) + IN_TURN, of.score + OUT_OF_TURN * against)
    return replace(of, score=score)
