"""The order of pages whose rows an OCR engine ran together: lines of a column stand in any order near by."""

from itertools import pairwise

from editor.core.raw import RawText
from editor.language import model
from editor.reading import layout, order
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks
from editor.reading.places import Reading
from tests.reading.typeset import lines, stories

TURNED = (1, 3, 0, 2)


def read(texts: list[str]) -> tuple[Reading, list[tuple[str, str]]]:
    """How the page was read, and which line went on which."""
    marks, language = default_marks(), model.load()
    found = fragments(RawText("\n".join(texts) + "\n"))
    nodes, signs, grid = layout.ordered(found, label(found, marks, language), marks)
    near = order.near(signs, grid, language)
    chains = order.order(signs, grid, language, near).chains
    texts_of = [found[node].text for node in nodes]
    return near.reading, [(texts_of[a], texts_of[b]) for chain in chains for a, b in pairwise(chain)]


def test_lines_of_a_column_in_any_order_are_told_and_put_right() -> None:
    right = of = 0
    for seed in range(4):
        (story,) = stories(seed, 1)
        straight = lines(story)
        fours = [straight[at : at + 4] for at in range(0, len(straight), 4)]
        turned = [four[at] for four in fours for at in TURNED if at < len(four)]
        reading, links = read(turned)
        assert reading is Reading.SHUFFLED
        right += len(set(links) & set(pairwise(straight)))
        of += len(straight) - 1
    assert right >= 0.6 * of, f"{right} of {of}"


def test_a_column_in_its_order_is_none_of_those() -> None:
    (story,) = stories(1, 1)
    assert read(lines(story))[0] is Reading.FLOWING
