"""Columns that were read in two parts each: upper parts first, then lower ones."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.reading.chains import paths
from editor.reading.turns import REACH, Floats, turned

RAW = ((0, 1), (1, 2), (2, 3))
TRUE = ((0, 2), (2, 1), (1, 3))
FOLLOW = {0: 1, 1: 2, 2: 3}


def tables(
    seam: Mapping[tuple[int, int], float], place: Mapping[tuple[int, int], float], count: int = 4
) -> list[Floats]:
    out: list[Floats] = []
    for told in (seam, place):
        table = np.full((count, count), -50.0)
        for link, value in told.items():
            table[link] = value
        out.append(table)
    return out


@pytest.mark.parametrize(
    ("gain", "against", "follow"),
    [
        (3.0, 6.0, {0: 2, 2: 1, 1: 3}),
        (3.0, 8.0, FOLLOW),
        (0.5, 0.0, FOLLOW),
        (0.8, 0.0, {0: 2, 2: 1, 1: 3}),
    ],
    ids=["places_count_once", "places_outweigh", "too_little", "enough"],
)
def test_lower_parts_stand_below_their_upper_ones(gain: float, against: float, follow: Mapping[int, int]) -> None:
    seam, place = dict.fromkeys(RAW, 0.0) | dict.fromkeys(TRUE, gain), dict.fromkeys(RAW, 0.0)
    place |= {TRUE[0]: -against, TRUE[1]: -against, TRUE[2]: -against}
    assert turned(FOLLOW, *tables(seam, place)) == follow


def test_the_last_of_a_chain_needs_a_piece_behind_it() -> None:
    seam = dict.fromkeys(RAW[:2], 0.0) | dict.fromkeys(TRUE[:2], 9.0)
    assert turned({0: 1, 1: 2}, *tables(seam, dict.fromkeys([*RAW, *TRUE], 0.0))) == {0: 1, 1: 2}


@pytest.mark.parametrize(("size", "whole"), [(REACH, True), (REACH + 1, False)])
def test_a_part_may_be_in_several_pieces(size: int, whole: bool) -> None:
    count = size + 3
    follow = {at: at + 1 for at in range(count - 1)}
    links = {(0, size + 1), (size + 1, 1), (size, size + 2)}
    every = dict.fromkeys([*follow.items(), *links], 0.0)
    found = turned(follow, *tables(every | dict.fromkeys(links, 3.0), every, count))
    assert (links <= set(found.items())) == whole


@given(st.integers(4, 9), st.integers(0, 2**32 - 1))
def test_nothing_is_lost_and_no_ring_is_made(count: int, seed: int) -> None:
    seam, place = np.random.default_rng(seed).normal(0.0, 5.0, (2, count, count))
    found = turned({at: at + 1 for at in range(count - 1)}, seam, place)
    assert [sorted(chain) for chain in paths(count, found)] == [list(range(count))]
    assert len(found) == count - 1
