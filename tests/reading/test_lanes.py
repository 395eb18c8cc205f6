"""Columns that were read side by side, followed down the page as lanes."""

import numpy as np
import pytest

from editor.reading.lanes import REACH, Tuning, followers, rows, settled

GOES_ON, ANOTHER = 4.0, -4.0


def followed(read: str, *, another: float = ANOTHER) -> list[str]:
    """The columns found in lines read in the order `read`, a letter for the column of each.

    Links to another column count for `another`.
    """
    count = len(read)
    table = np.full((count, REACH + 1), -np.inf)
    last: dict[str, int] = {}
    for line, name in enumerate(read):
        for upper in range(max(0, line - REACH), line):
            table[upper, line - upper] = another
        if name in last:
            table[last[name], line - last[name]] = GOES_ON
        last[name] = line
    flags = [False] * count
    after = followers(table, flags, flags, flags, Tuning())
    starts = sorted(set(range(count)) - set(after.values()))
    return ["".join(read[line] for line in chain(start, after)) for start in starts]


def chain(start: int, after: dict[int, int]) -> list[int]:
    out = [start]
    while out[-1] in after:
        out.append(after[out[-1]])
    return out


@pytest.mark.parametrize(
    "read",
    [
        "ABC" * 5,
        "ABC" * 3 + "AC" * 3,
        "ABC" * 2 + "BAC" + "ABC" * 3,
        "ABC" * 2 + "AABC" + "BC" + "ABC" * 2,
        "AB" * 3 + "ABCD" * 4,
        "A" * 8,
    ],
    ids=["round_robin", "one_ends", "two_change_places", "two_rows_at_once", "further_ones_begin", "one_column"],
)
def test_lanes_come_apart(read: str) -> None:
    assert followed(read) == [name * read.count(name) for name in sorted(set(read))]


def test_turns_tell_where_the_seams_do_not() -> None:
    """Seams that speak a little for three lines changing places in every row do not make them."""
    table = np.full((18, REACH + 1), -np.inf)
    for line in range(3, 18):
        for upper in range(line - line % 3 - 3, line - line % 3):
            table[upper, line - upper] = GOES_ON + (upper % 3 == (line + 1) % 3)
    flags = [False] * 18
    right = {line: line + 3 for line in range(15)}
    assert followers(table, flags, flags, flags, Tuning()) == right
    assert followers(table, flags, flags, flags, Tuning(turn=0.0)) != right


def test_what_cannot_go_on_anything_opens_a_lane() -> None:
    assert followed("AAAABBBB", another=-9.0) == ["AAAA", "BBBB"]


def test_a_weak_link_is_followed_unless_the_line_is_one_that_stories_open_with() -> None:
    def links(opening: bool) -> dict[int, int]:
        table = np.full((3, REACH + 1), -np.inf)
        table[0, 1], table[1, 1] = GOES_ON, -0.5
        return followers(table, [True, False, opening], [False] * 3, [False] * 3, Tuning())

    assert links(opening=False) == {0: 1, 1: 2}
    assert links(opening=True) == {0: 1}


def test_a_lane_that_has_fallen_behind_goes_on_no_further() -> None:
    """A line that two lanes could hold goes to the one that has come to its row, not to one that ended rows before."""
    read = "AB" + "B" * 6
    table = np.full((len(read) + 1, REACH + 1), -np.inf)
    for line in range(1, len(read) - 1):
        table[line, 1] = GOES_ON
    last = len(read)
    table[0, last], table[last - 1, 1] = GOES_ON, GOES_ON
    flags = [False] * (last + 1)
    even = Tuning(turn=0.0, turn_ended=0.0)
    assert followers(table, flags, flags, flags, even)[last - 1] == last
    assert 0 not in followers(table, flags, flags, flags, even)


def test_nothing_to_follow() -> None:
    assert followers(np.zeros((0, REACH + 1)), [], [], [], Tuning()) == {}


def test_lanes_go_down_a_line_a_row() -> None:
    assert rows(7, {0: 2, 1: 3, 2: 4, 4: 6}) == [0, 0, 1, 1, 2, 2, 3]
    assert rows(3, {}) == [0, 0, 0]
    assert rows(0, {}) == []


def test_links_past_an_end_or_a_start_beside_are_left_open() -> None:
    even = {0: 2, 1: 3, 2: 4, 3: 5}
    assert settled(6, even) == even
    past_end = {0: 3, 2: 5, 3: 6, 5: 8, 6: 9, 8: 10, 9: 11}
    assert 2 not in settled(12, past_end)
    past_start = {0: 1, 1: 2, 2: 4, 4: 6, 3: 5, 5: 7}
    assert settled(8, past_start) == {0: 1, 3: 5, 4: 6, 5: 7}
