"""What surrounds a link: rivals, the links of the pieces beside, columns of one length."""

import numpy as np
import pytest

from editor.reading.places import Ends, Grid, Reading, columns_of
from editor.reading.secondlook import Weights, scores, weights
from editor.reading.stitch import candidates
from editor.reading.surroundings import FAINT, Links, as_tracks, table

Pairs = dict[tuple[int, int], float]
RIVAL_END, RIVAL_START, BELOW, ABOVE, LEADS, FOLLOWS = 2, 3, 4, 5, 8, 9
LONGER, AS_LONG = 16, 17


def links(runs: list[list[int]], chances: Pairs) -> tuple[Links, Grid]:
    count = sum(map(len, runs))
    tracks = as_tracks(runs, count)
    zeros = np.zeros(len(runs), np.int64)
    size = np.array([len(run) for run in runs])
    shape = columns_of(runs, tracks)
    ends = Ends(np.array([run[0] for run in runs]), np.array([run[-1] for run in runs]), size, zeros, zeros, shape)
    upper, lower = candidates(ends)
    chance = np.array([chances.get(pair, 0.0) for pair in zip(upper.tolist(), lower.tolist(), strict=True)])
    none, never = np.zeros(len(upper)), np.zeros(len(upper), np.bool_)
    nowhere, flat = np.zeros(count, np.int64), np.zeros(count, np.bool_)
    grid = Grid(nowhere - 1, np.arange(count), flat, nowhere, nowhere, flat)
    return Links(ends, shape, tracks, upper, lower, {}, none, chance, none, none, none - 1, never), grid


def row(runs: list[list[int]], chances: Pairs, pair: tuple[int, int]) -> list[float]:
    of, grid = links(runs, chances)
    at = list(zip(of.upper.tolist(), of.lower.tolist(), strict=True)).index(pair)
    return table(of, grid, Reading.BLOCKS)[at].tolist()


PARTED = [[0, 1, 2], [3, 4, 5], [6, 7], [8, 9]]
"""Two columns that a picture parts: both upper halves are read first, then both lower ones."""


def test_the_next_end_goes_on_at_the_next_start() -> None:
    assert row(PARTED, {(1, 3): 0.9}, (0, 2))[BELOW] == pytest.approx(np.log(0.9 + FAINT))
    assert row(PARTED, {(0, 2): 0.9}, (1, 3))[ABOVE] == pytest.approx(np.log(0.9 + FAINT))
    assert row(PARTED, {(1, 2): 0.9}, (0, 2))[BELOW] == pytest.approx(np.log(FAINT))


def test_halves_alternate() -> None:
    """The lower half of a column goes on in the upper half that stands behind its own."""
    assert row(PARTED, {(0, 2): 0.9}, (2, 1))[LEADS] == pytest.approx(np.log(0.9 + FAINT))
    assert row(PARTED, {(1, 3): 0.9}, (2, 1))[FOLLOWS] == pytest.approx(np.log(0.9 + FAINT))


def test_rivals_are_the_others() -> None:
    chances: Pairs = {(0, 1): 0.7, (0, 2): 0.2, (3, 1): 0.1}
    assert row(PARTED, chances, (0, 1))[RIVAL_END] == pytest.approx(np.log(0.2 + FAINT))
    assert row(PARTED, chances, (0, 2))[RIVAL_END] == pytest.approx(np.log(0.7 + FAINT))
    assert row(PARTED, chances, (0, 1))[RIVAL_START] == pytest.approx(np.log(0.1 + FAINT))


def test_columns_are_compared_by_their_last_and_first_part() -> None:
    joined = [[0, 1, 2, 6, 7], [3, 4, 5], [8, 9]]
    of, grid = links(PARTED, {})
    whole = columns_of(joined, of.tracks)
    assert whole.length.tolist() == [2, 3, 2]
    assert whole.first.tolist() == [3, 3, 2]
    assert row(PARTED, {}, (0, 1))[AS_LONG] == 1
    assert row(PARTED, {}, (0, 2))[LONGER] < 0
    assert table(of, grid, Reading.BLOCKS).shape == (12, len(weights().straight))


def test_a_page_of_two_pieces_has_no_rivals() -> None:
    pair = row([[0, 1], [2]], {(0, 1): 0.6}, (0, 1))
    assert pair[RIVAL_END] == pair[RIVAL_START] == pytest.approx(np.log(FAINT))


def test_units_bend_the_sum() -> None:
    by = Weights([[1.0], [0.0]], [0.5], [2.0], [0.0, 3.0], -1.0)
    assert scores(np.array([[0.5, 2.0]]), by).tolist() == pytest.approx([2 * np.tanh(1.0) + 6 - 1])
