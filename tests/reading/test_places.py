"""Where pieces of stories stand, and what of that speaks for one going on another."""

from collections.abc import Sequence

import numpy as np
import pytest
from msgspec.structs import replace

from editor.reading.places import (
    AHEAD,
    GROUPS,
    MODES,
    Columns,
    Ends,
    Grid,
    Reading,
    Tracks,
    columns_of,
    features,
    reading,
)

FLOWS, BY_ROWS, SHOWN, IN_BLOCKS = Reading.FLOWING, Reading.BY_ROWS, Reading.COLUMNS, Reading.BLOCKS


def unknown() -> Tracks:
    none = np.zeros(0, np.int64)
    return Tracks(none, none, none)


def tracked(parts: Sequence[Sequence[int]], rows: Sequence[int]) -> Tracks:
    """Each of `parts` a track of its own, over lines that stand in `rows`."""
    first, last = np.zeros(len(rows), np.int64), np.zeros(len(rows), np.int64)
    for part in parts:
        first[list(part)], last[list(part)] = part[0], part[-1]
    return Tracks(np.array(rows), first, last)


def grid(
    count: int, *, lanes: Sequence[int] = (), gaps: Sequence[int] = (), headed: Sequence[int] = (), heads: int = -1
) -> Grid:
    between = np.array([3 if at == heads else int(at in gaps) for at in range(count)])
    return Grid(
        np.array(lanes) if lanes else np.full(count, -1),
        np.arange(count),
        np.isin(np.arange(count), headed),
        np.zeros(count, np.int64),
        between,
        np.zeros(count, np.bool_),
    )


def seen(
    parts: Sequence[Sequence[int]],
    on: Grid,
    tracks: Tracks | None = None,
    *,
    rows: float = 0.0,
    band: float = -1.0,
    taken: bool = False,
) -> dict[str, tuple[int, ...]]:
    """What is seen of the second of `parts` going on the first: for each group the place in its table."""
    tracks = tracks or unknown()
    first, last = (np.array([part[at] for part in parts]) for at in (0, -1))
    none = np.zeros(len(parts), np.int64)
    ends = Ends(first, last, np.array([len(part) for part in parts]), none, none, columns_of(parts, tracks))
    upper, lower = np.array([0]), np.array([1])
    told = features(ends, upper, lower, on, tracks, reading(on, rows), np.array([band]), np.array([taken]))
    assert told.keys() == GROUPS.keys()
    return {name: _places(int(told[name][0]), shape) for name, shape in GROUPS.items()}


def _places(flat: int, shape: Sequence[int]) -> tuple[int, ...]:
    out: list[int] = []
    for size in reversed(shape):
        out.insert(0, flat % size)
        flat //= size
    assert flat == 0, "beyond the table"
    return tuple(out)


def one(of: Columns, at: int) -> tuple[int, ...]:
    return tuple(int(part[at]) for part in (of.top, of.begins, of.length, of.short, of.up, of.first, of.bottom))


def test_a_piece_of_two_columns() -> None:
    part = [0, 1, 2, 3, 4, 5, 6]
    rows = [3, 4, 5, 6, 3, 4, 5]
    whole = columns_of([part], tracked([[0, 1, 2, 3], [4, 5, 6]], rows))
    assert one(whole, 0) == (3, 4, 3, False, 3, 4, 5)
    less = columns_of([[0, 1, 2, 3, 4, 5]], tracked([[0, 1, 2, 3], [4, 5]], rows))
    assert one(less, 0) == (3, 4, 2, True, 3, 4, 4)


def test_a_column_reaches_as_far_as_its_track() -> None:
    rows = [0, 1, 2, 3, 4]
    upper, lower = [0, 1], [2, 3, 4]
    found = columns_of([upper, lower], tracked([[0, 1, 2, 3, 4]], rows))
    assert one(found, 0) == (0, 0, 2, False, 0, 5, 1)
    assert one(found, 1) == (0, 0, 5, False, 2, 3, 4)


def test_without_rows_a_piece_is_one_column() -> None:
    assert one(columns_of([[4, 5, 8]], unknown()), 0) == (-1, 4, 3, False, -1, 3, -1)
    assert len(columns_of([], unknown()).top) == 0


@pytest.mark.parametrize(
    ("on", "rows", "mode"),
    [
        (grid(8), 0.0, FLOWS),
        (grid(8), 0.3, 1),
        (grid(8), 0.9, BY_ROWS),
        (grid(8, lanes=(0, 0, 0, 0, 1, 1, 1, 1)), 0.9, SHOWN),
        (grid(8, gaps=(4,)), 0.0, IN_BLOCKS),
        (grid(8, gaps=(4,)), 0.9, BY_ROWS),
        (grid(200, gaps=(4,)), 0.0, FLOWS),
    ],
    ids=["flows", "in_part", "by_rows", "columns", "blocks", "rows_before_blocks", "a_lone_gap"],
)
def test_each_way_of_reading_has_weights_of_its_own(on: Grid, rows: float, mode: int) -> None:
    told = seen([[0, 1, 2, 3], [4, 5, 6, 7]], on, rows=rows)
    groups = {name for name, shape in GROUPS.items() if shape[0] == MODES} - {"placed"}
    assert {told[name][0] for name in groups} == {mode}


def test_how_far_ahead_a_piece_begins() -> None:
    steps = [seen([[2, 3, 4], [start]], grid(80))["ahead"][1] for start in (0, 5, 6, 9, 70)]
    assert steps == sorted(set(steps))
    assert steps[-1] == len(AHEAD)
    beside = seen([[2, 3, 4], [3]], grid(80))["beside"], seen([[1, 3, 4], [3]], grid(80))["beside"]
    assert beside[0] != beside[1]


def test_what_stands_before_the_next_line() -> None:
    parts = [[0, 1], [2, 3]]
    assert seen(parts, grid(40))["block"][1] == 1
    assert seen(parts, grid(40, gaps=(2,)))["block"][1] == 2
    assert seen(parts, grid(40, heads=2, headed=(2,)))["block"][1] == 4
    assert seen([[0, 1], [3]], grid(40, gaps=(3,)))["block"][1] == 0
    assert (seen(parts, grid(40))["headed"][1], seen(parts, grid(40, headed=(2,)))["headed"][1]) == (0, 1)


def test_what_the_search_near_by_said() -> None:
    parts = [[0, 1], [2, 3]]
    chances = [seen(parts, grid(4), band=chance)["band"][1] for chance in (-1.0, 0.0, 0.05, 0.5, 0.95)]
    assert chances == sorted(set(chances))
    assert (seen(parts, grid(4))["taken"][1], seen(parts, grid(4), taken=True)["taken"][1]) == (0, 1)


def side_by_side(upper: Sequence[int], lower: Sequence[int], rows: Sequence[int]) -> dict[str, tuple[int, ...]]:
    return seen([upper, lower], grid(len(rows)), tracked([upper, lower], rows), rows=0.9)


def test_columns_that_begin_level() -> None:
    level = side_by_side([0, 2, 4, 6, 8], [1, 3, 5, 7, 9], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    lower = side_by_side([0, 1, 2, 4, 6], [3, 5, 7, 8, 9], [0, 1, 2, 2, 3, 3, 4, 4, 5, 6])
    before = side_by_side([1, 3, 5, 7, 9], [0, 2, 4, 6, 8], [0, 0, 1, 1, 2, 2, 3, 3, 4, 4])
    assert level["level"][1] != lower["level"][1]
    assert level["level"][2] != before["level"][2] == 0


def test_columns_that_stand_between_are_counted() -> None:
    rows = [0, 0, 0, 1, 1, 1, 2, 2, 2]
    parts = [[0, 3, 6], [2, 5, 8], [1, 4, 7]]
    tracks = tracked(parts, rows)
    far, near = (seen([parts[0], part], grid(9), tracks, rows=0.9)["level"][2] for part in parts[1:])
    assert far == near + 1


def test_how_far_below_the_end_a_piece_begins() -> None:
    below = [side_by_side([0, 1, 2], [3, 4], [0, 1, 2, 2 + step, 3 + step])["down"][1] for step in (-2, 1, 2, 3)]
    assert below == sorted(set(below))


def test_a_column_longer_than_the_one_before_it() -> None:
    even = side_by_side([0, 2, 4, 6], [1, 3, 5, 7], [0, 0, 1, 1, 2, 2, 3, 3])["longer"]
    longer = side_by_side([0, 2, 4, 6], [1, 3, 5, 7, 8, 9], [0, 0, 1, 1, 2, 2, 3, 3, 4, 5])["longer"]
    small = side_by_side([0, 2], [1, 3], [0, 0, 1, 1])["longer"]
    assert longer[1] > even[1]
    assert (even[2], small[2]) == (1, 0)


def test_columns_that_the_raw_text_shows() -> None:
    lanes = (0, 0, 0, 1, 1, 1, 2, 2, 2)
    right, further, left = (
        seen([parts, other], grid(9, lanes=lanes))["placed"][0]
        for parts, other in (([0, 1, 2], [3, 4, 5]), ([0, 1, 2], [6, 7, 8]), ([3, 4, 5], [0, 1, 2]))
    )
    assert left < right < further
    assert grid(9, lanes=lanes).known
    assert not grid(9).known


def test_columns_between_are_counted_where_the_raw_text_shows_them() -> None:
    on, parts = grid(9, lanes=(0, 0, 0, 1, 1, 1, 2, 2, 2)), [[0, 1, 2], [3, 4, 5], [6, 7, 8]]
    tracks = tracked(parts, [0, 1, 2] * 3)
    passed = [seen([parts[a], parts[b]], on, tracks)["level"][2] for a, b in ((1, 0), (0, 1), (0, 2))]
    assert passed == sorted(set(passed))


def test_lines_near_by_in_one_column() -> None:
    close = grid(9, lanes=(0, 0, 0, 0, 0, 0, 0, 1, 1)).close
    assert close(np.array([0, 0, 1, 6]), np.array([1, 6, 0, 7])).tolist() == [True, False, False, False]


def test_parts_of_one_raw_line_stand_beside_each_other_on_a_page_in_blocks() -> None:
    upper, lower = np.array([0, 1]), np.array([1, 2])
    blocks, flowing = (replace(grid(3, gaps=gaps), row=np.array([0, 0, 1])) for gaps in ((2,), ()))
    assert blocks.beside(upper, lower).tolist() == [True, False]
    assert flowing.beside(upper, lower).tolist() == [False, False]
