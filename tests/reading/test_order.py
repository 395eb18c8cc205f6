"""The order in which lines are taken before any is followed: raw order, but where rows were sorted as one."""

from editor.core.raw import RawText
from editor.language import model
from editor.reading import lineup
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks
from tests.reading.typeset import blocks, by_rows, stories


def test_lines_read_row_by_row_or_column_by_column_keep_their_order() -> None:
    marks, language = default_marks(), model.load()
    for seed in range(4):
        for way in (blocks, by_rows):
            lines = fragments(RawText(way(stories(seed, 6))))
            nodes, *_ = lineup.ordered(lines, label(lines, marks, language), marks, language)
            assert nodes == sorted(nodes)
