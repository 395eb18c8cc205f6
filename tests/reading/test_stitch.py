"""Which piece goes on which: one to one, without rings, the surest first and at last over the whole page."""

import numpy as np
import pytest

from editor.reading.places import Ends, Tracks, columns_of
from editor.reading.stitch import SIGHT, TOPIC, Tuning, Weights, balanced, candidates, joined, scores, supported, topic

Pairs = dict[tuple[int, int], float]
SURELY, AT_LAST = 0.9, 0.35


def ends(count: int, *, closed: tuple[int, ...] = (), dated: tuple[int, ...] = (), apart: int = 10) -> Ends:
    """Pieces of four lines, `apart` lines from start to start."""
    first = np.arange(count) * apart
    none = Tracks(*[np.zeros(0, np.int64)] * 3)
    parts = [list(range(at, at + 4)) for at in first.tolist()]
    opening = np.where(np.isin(np.arange(count), dated), 2, 0)
    return Ends(
        first,
        first + 3,
        np.full(count, 4),
        np.isin(np.arange(count), closed).astype(np.int64),
        opening,
        columns_of(parts, none),
    )


def followers(count: int, pairs: Pairs, least: float, of: Ends | None = None) -> dict[int, int]:
    found = of or ends(count)
    upper, lower = candidates(found)
    score = np.array([pairs.get((a, b), -20.0) for a, b in zip(upper.tolist(), lower.tolist(), strict=True)])
    return joined(found, upper, lower, score, Tuning(), least)


RING: Pairs = {(0, 1): 9.0, (1, 2): 9.0, (2, 0): 7.0}


@pytest.mark.parametrize("least", [SURELY, AT_LAST])
def test_a_ring_is_opened_where_it_is_weakest(least: float) -> None:
    assert followers(3, RING, least) == {0: 1, 1: 2}


def test_two_rings_are_both_opened() -> None:
    two: Pairs = {(0, 1): 8.0, (1, 0): 6.0, (2, 3): 6.0, (3, 2): 8.0}
    assert followers(4, two, AT_LAST) == {0: 1, 3: 2}


CROSSED: Pairs = {(0, 2): 4.0, (0, 3): 3.5, (1, 2): 3.5}
"""The best pair leaves 1 and 3 alone, the other two have all joined."""


def test_at_last_the_whole_page_is_weighed() -> None:
    assert followers(4, CROSSED, AT_LAST) == {0: 3, 1: 2}


def test_before_that_only_what_is_sure_is_joined() -> None:
    doubtful: Pairs = {(0, 1): 9.0, (2, 3): 2.0, (2, 4): 2.0}
    assert followers(5, doubtful, SURELY) == {0: 1}
    assert 2 in followers(5, doubtful, AT_LAST)


def test_many_pages_are_joined_by_chances_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("editor.reading.stitch.AT_ONCE", 2)
    assert followers(3, RING, AT_LAST) == {0: 1, 1: 2}
    assert followers(4, {(0, 1): 9.0, (2, 3): -9.0}, AT_LAST) == {0: 1}


@pytest.mark.parametrize("least", [SURELY, AT_LAST])
def test_every_piece_has_one_before_and_one_behind(least: float) -> None:
    rng = np.random.default_rng(5)
    for _ in range(20):
        pairs: Pairs = {(a, b): float(rng.normal(1, 4)) for a in range(7) for b in range(7) if a != b}
        found = followers(7, pairs, least)
        assert len(set(found.values())) == len(found)
        for start in range(7):
            at, steps = start, 0
            while at in found:
                at, steps = found[at], steps + 1
                assert steps < 7


def test_what_ends_a_sentence_may_end_a_story() -> None:
    weak: Pairs = {(0, 1): -1.0}
    assert followers(2, weak, AT_LAST) == {0: 1}
    assert followers(2, weak, AT_LAST, ends(2, closed=(0,), dated=(1,))) == {}


def test_pieces_beside_support_each_other() -> None:
    """Pieces 0 and 1 end beside each other, 2 and 3 begin beside each other: 0 goes on at 2, so 1 does at 3."""
    first, last = np.array([0, 4, 40, 41, 80]), np.array([20, 21, 60, 61, 90])
    none = Tracks(*[np.zeros(0, np.int64)] * 3)
    parts = [[a, b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    zeros = np.zeros(5, np.int64)
    of = Ends(first, last, np.full(5, 2), zeros, zeros, columns_of(parts, none))
    upper, lower = candidates(of)
    pairs = list(zip(upper.tolist(), lower.tolist(), strict=True))
    known = np.array([0.9 if pair == (0, 2) else 0.1 for pair in pairs])
    score = dict(zip(pairs, supported(of, upper, lower, np.zeros(len(pairs)), known, Tuning()).tolist(), strict=True))
    assert score[1, 3] > score[1, 4] + 1


def chance(pairs: Pairs, wanted: tuple[int, int]) -> float:
    of = ends(4)
    upper, lower = candidates(of)
    among = list(zip(upper.tolist(), lower.tolist(), strict=True))
    score = np.array([pairs.get(pair, -20.0) for pair in among])
    return float(balanced(of, upper, lower, score, Tuning())[among.index(wanted)])


def test_two_ends_share_a_start() -> None:
    shared: Pairs = {(0, 2): 5.0, (1, 2): 5.0}
    assert chance({(0, 2): 5.0}, (0, 2)) > 0.9
    assert chance(shared, (0, 2)) == pytest.approx(chance(shared, (1, 2)))
    assert chance(shared, (0, 2)) <= 0.5
    assert chance(shared | {(1, 3): 9.0}, (0, 2)) > 0.8


def test_pieces_in_sight() -> None:
    upper, lower = candidates(ends(3, apart=SIGHT - 100))
    assert list(zip(upper.tolist(), lower.tolist(), strict=True)) == [(0, 1), (1, 0), (1, 2), (2, 1)]


def test_scores_add_up() -> None:
    by = Weights({"one": [0.0, 2.0], "two": [-1.0, 0.5]}, link=0.5, bias=0.25)
    hot = {"one": np.array([1, 0]), "two": np.array([0, 1])}
    assert scores(hot, np.array([2.0, 1e6]), by).tolist() == pytest.approx([0.25 + 1 + 2 - 1, 0.25 + 3.5 + 0.5])


def test_likeness_of_long_pieces_is_weighed_apart() -> None:
    of = ends(2)
    one, other = np.array([0, 0]), np.array([1, 1])
    low, high = topic(of, one, other, np.array([0.0, TOPIC[-1] + 0.1])).tolist()
    assert low < high
    short = Ends(of.first, of.first, np.array([4, 1]), of.closed, of.opening, of.columns)
    assert topic(short, one, other, np.zeros(2)).tolist() != topic(of, one, other, np.zeros(2)).tolist()
