"""Rows that were sorted as one, by where their lines begin: dealt out as rows again."""

import random
from itertools import pairwise

import numpy as np

from editor.reading.slabs import AT_ONCE, REACH, Lines, Tuning, dealt

ROWS, COLUMNS = 9, 4
PIXELS = 3
"""A scanned column's lines begin on so many pixels."""
TRUE, WEAK, FALSE = 0.7, 0.2, 0.005


def sorted_as_one(seed: int) -> list[tuple[int, int]]:
    """Column and row of each line, where the fourth line of each column is set in."""
    rng = random.Random(seed)
    begins = {(c, r): PIXELS if r == 3 else rng.randrange(PIXELS) for c in range(COLUMNS) for r in range(ROWS)}
    return sorted(begins, key=lambda at: (at[0], begins[at], at[1]))


def read(lines: list[tuple[int, int]], weak: tuple[int, int] | None = None) -> list[tuple[int, int]]:
    """The lines as dealt, by links that are right; where `weak` goes on, its column's top seems to go on the bottom."""
    at = {line: place for place, line in enumerate(lines)}
    chance = np.full((len(lines), 2 * REACH + 1), FALSE)
    for (column, row), upper in at.items():
        if (column, row + 1) in at:
            chance[upper, at[column, row + 1] - upper + REACH] = FALSE if (column, row) == weak else TRUE
        elif weak is not None and weak[0] == column:
            chance[upper, at[column, 0] - upper + REACH] = WEAK
    set_in = np.array([row == 3 for _, row in lines])
    opening = np.array([row == 0 for _, row in lines])
    order = dealt(Lines(chance, set_in, opening), np.ones(len(lines), np.bool_), Tuning())
    return [lines[place] for place in order]


def test_the_lines_stand_row_by_row() -> None:
    for seed in range(5):
        assert read(sorted_as_one(seed)) == [(column, row) for row in range(ROWS) for column in range(COLUMNS)]


def test_a_line_that_a_story_opens_with_stands_on_top() -> None:
    for seed in range(5):
        order = read(sorted_as_one(seed), weak=(1, 2))
        column = [row for at, row in order if at == 1]
        assert column == list(range(ROWS))


def test_columns_below_columns_are_dealt_apart() -> None:
    parts = range(2 + AT_ONCE // (ROWS * COLUMNS))
    names = [(part, *line) for part in parts for line in sorted_as_one(part)]
    at = {name: place for place, name in enumerate(names)}
    chance = np.full((len(names), 2 * REACH + 1), FALSE)
    for column in range(COLUMNS):
        for above, below in pairwise([(part, column, row) for part in parts for row in range(ROWS)]):
            chance[at[above], at[below] - at[above] + REACH] = TRUE
    set_in = np.array([row == 3 for _, _, row in names])
    order = dealt(Lines(chance, set_in, np.zeros(len(at), np.bool_)), np.ones(len(at), np.bool_), Tuning())
    rows = [(part, column, row) for part in parts for row in range(ROWS) for column in range(COLUMNS)]
    assert [names[place] for place in order] == rows


def test_columns_of_another_length_are_dealt_apart() -> None:
    lengths = (9, 9, 9, 5, 5, 5)
    names = [(column, row) for column, rows in enumerate(lengths) for row in range(rows)]
    chance = np.full((len(names), 2 * REACH + 1), FALSE)
    for upper, ((column, _), (next_column, _)) in enumerate(pairwise(names)):
        if column == next_column:
            chance[upper, REACH + 1] = TRUE
    none = np.zeros(len(names), np.bool_)
    order = dealt(Lines(chance, none, none), ~none, Tuning())
    above = [(column, row) for row in range(9) for column in range(3)]
    below = [(column, row) for row in range(5) for column in range(3, 6)]
    assert [names[place] for place in order] == above + below
