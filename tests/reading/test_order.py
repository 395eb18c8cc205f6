"""The order in which lines are taken before any is followed: raw order, but where rows were sorted as one."""

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
import pytest

from editor.core.raw import RawText
from editor.language import model
from editor.reading import band, lineup, order, places, secondlook, stitch
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks
from tests.reading.typeset import Story, blocks, by_rows, stories, zipped
from tests.reading.typeset import lines as body


def test_lines_read_row_by_row_or_column_by_column_keep_their_order() -> None:
    marks, language = default_marks(), model.load()
    for seed in range(4):
        for way in (blocks, by_rows):
            lines = fragments(RawText(way(stories(seed, 6))))
            nodes, *_ = lineup.ordered(lines, label(lines, marks, language), marks, language)
            assert nodes == sorted(nodes)


@pytest.mark.parametrize(("way", "misread"), [(by_rows, True), (blocks, False)])
def test_what_was_read_by_rows_is_taken_for_misread(way: Callable[[Sequence[Story]], str], misread: bool) -> None:
    marks, language = default_marks(), model.load()
    lines = fragments(RawText(way(stories(0, 6))))
    _, signs, *_ = lineup.ordered(lines, label(lines, marks, language), marks, language)
    assert signs.misread == misread


@pytest.mark.parametrize(("gap", "follows"), [("", True), ("\n", False)], ids=["flows", "in_blocks"])
def test_what_stands_beside_a_line_does_not_go_on_it(gap: str, follows: bool) -> None:
    upper, lower = "沿途新建了十二处驿站，每处都有", "饮水和修车的工具，夜里还亮着灯"
    page = f"{upper} {lower}\n" + f"{upper}\n" * 4 + gap + f"{lower}\n" * 4
    marks, language = default_marks(), model.load()
    lines = fragments(RawText(page))
    nodes, signs, grid, near = lineup.ordered(lines, label(lines, marks, language), marks, language)
    assert [lines[node].text for node in nodes[:2]] == [upper, lower]
    assert (next(run for run in near.runs if 0 in run)[:2] == [0, 1]) == follows
    found = order.order(signs, grid, near, language)
    assert (found.chains[0][:2] == (0, 1)) == follows


@pytest.mark.parametrize("seed", [14, 23, 27])
def test_columns_read_in_two_parts_each(seed: int) -> None:
    marks, language = default_marks(), model.load()
    set_in = max(map(body, stories(seed, 6)), key=len)
    quarter = [round(len(set_in) * share / 4) for share in range(5)]
    parts = ["\n".join(set_in[start:end]) for start, end in pairwise(quarter)]
    lines = fragments(RawText("\n\n".join(parts[at] for at in (0, 2, 1, 3))))
    nodes, signs, grid, near = lineup.ordered(lines, label(lines, marks, language), marks, language)
    (chain,) = order.order(signs, grid, near, language).chains
    assert [lines[nodes[at]].text for at in chain] == set_in


@pytest.mark.parametrize(("way", "again"), [(by_rows, True), (zipped, True), (blocks, False)])
def test_pages_that_do_not_flow_get_a_second_look(way: Callable[[Sequence[Story]], str], again: bool) -> None:
    marks, language = default_marks(), model.load()
    lines = fragments(RawText(way(stories(0, 6))))
    _, signs, grid, near = lineup.ordered(lines, label(lines, marks, language), marks, language)
    of = order.looked_at(near.runs, order.ends_of(near.runs, signs, near.tracks), near, signs, grid, language)
    score = order.reviewed(of, near, grid)
    assert (score is not None) == again
    if score is not None:
        first = stitch.supported(of.ends, of.upper, of.lower, of.score, of.chance, stitch.Tuning())
        looked = of.score > secondlook.LEAST
        assert not np.allclose(score[looked], first[looked])
        assert (score[~looked] == of.score[~looked]).all()


@pytest.mark.parametrize(("back", "told"), [(2, False), (3, True)])
def test_some_links_back_make_a_page_jumbled(back: int, told: bool) -> None:
    count = 60
    nothing = np.zeros(count, np.int64)
    grid = places.Grid(nothing - 1, np.arange(count), nothing > 0, nothing, nothing, nothing > 0)
    upper = np.arange(count - 1)
    lower = upper + 1
    for line in range(5, 5 + 10 * back, 10):  # one line goes on the next but one, and that on it
        upper[line : line + 3], lower[line : line + 3] = (line, line + 2, line + 1), (line + 2, line + 1, line + 3)
    assert order.jumbled(grid, band.laid_out(count, upper, lower, np.full(len(upper), 6.0))).any() == told
