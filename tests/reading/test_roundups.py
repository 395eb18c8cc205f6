"""A column that runs on past a dateline, between columns that run on, is one story's; under a head it is not."""

from collections.abc import Sequence

import numpy as np
import pytest
from msgspec.structs import replace

from editor.core.fields import fields
from editor.core.raw import RawText
from editor.language import model
from editor.reading import geometry
from editor.reading.engine import propose
from editor.reading.marks import default_marks
from editor.reading.roundups import joined
from editor.reading.signs import observe
from tests.reading.typeset import DATELINE, by_rows, stories

LEFT = ("河东镇的梭子坊今年又添", "了六台木织机，染缸也换了")
RIGHT = ("湖西的渔民昨天补好了网", "眼，明早要到石埠头下湖")
ABOVE, BELOW = "靛蓝布匹卖到了外乡。", "本报河东1月4日讯靛蓝布匹"
ROWS = (LEFT[0], ABOVE, RIGHT[0], LEFT[1], BELOW, RIGHT[1])
"""Three columns, two rows, read row by row."""


def made(
    chains: Sequence[tuple[int, ...]], texts: Sequence[str] = ROWS, *, head: int = -1, sides: int = 2
) -> tuple[tuple[int, ...], ...]:
    signs = observe(texts, geometry.measure(texts), default_marks())
    heads = np.array([int(0 <= head <= at) for at in range(len(texts))])
    return joined(chains, signs, heads, sides, model.load()).chains


def test_a_column_between_two_that_run_on_runs_on() -> None:
    assert made([(0, 3), (1,), (2, 5), (4,)]) == ((0, 3), (1, 4), (2, 5))


@pytest.mark.parametrize("head", [1, 2, 3, 4])
def test_a_head_between_or_in_the_row_above_parts_them(head: int) -> None:
    assert (4,) in made([(0, 3), (1,), (2, 5), (4,)], head=head)


def test_a_line_that_opens_nothing_is_left_to_the_order() -> None:
    texts = (*ROWS[:4], "靛蓝布匹今年又卖到外乡", ROWS[5])
    assert (4,) in made([(0, 3), (1,), (2, 5), (4,)], texts)


def test_what_a_signature_closes_ends_there() -> None:
    texts = (ROWS[0], "靛蓝布匹卖到外乡。（沈禾）", *ROWS[2:])
    assert (4,) in made([(0, 3), (1,), (2, 5), (4,)], texts)


def test_one_column_beside_is_enough_where_rows_are_sure() -> None:
    chains = [(0, 3), (1,), (2,), (4,), (5,)]
    assert (4,) in made(chains)
    assert (1, 4) in made(chains, sides=1)


def test_of_two_columns_that_end_it_goes_on_the_one_that_speaks_of_the_same() -> None:
    texts = (LEFT[0], "石埠头收了鲈鱼。", ABOVE, RIGHT[0], LEFT[1], BELOW, RIGHT[1])
    chains = [(0, 4), (1,), (2,), (3, 6), (5,)]
    assert (2, 5) in made(chains, texts, sides=1)
    other = (texts[0], texts[2], texts[1], *texts[3:])
    assert (1, 5) in made(chains, other, sides=1)


def test_chains_in_a_ring_lose_no_line() -> None:
    chains = [(4, 3, 0, 1), (2, 5)]
    assert sorted(line for chain in made(chains, sides=1) for line in chain) == list(range(6))


def test_a_page_read_by_rows_keeps_round_ups_whole() -> None:
    whole = 0
    for seed in range(9):
        page = [replace(story, wide=1) for story in stories(seed, 3)]
        first, *others = page[1].paragraphs
        page[1] = replace(page[1], paragraphs=(first, DATELINE + others[0], *others[1:]))
        found = [len(fields(article).body) for article in propose(RawText(by_rows(page))).page.articles]
        whole += sorted(found) == sorted(len(story.paragraphs) for story in page)
    assert whole >= 3, f"{whole} of 9"
