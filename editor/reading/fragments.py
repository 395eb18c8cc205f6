"""Raw text cut into fragments: one repaired line of text each, columns that stood side by side cut apart."""

from msgspec import Struct

from editor.core.page import Run
from editor.core.raw import RawText
from editor.reading import columns, em, repair


class Fragment(Struct, frozen=True):
    """One line of text.

    `index` is its place in raw order (also its place in the list that `fragments` returns), `runs` its corrected runs,
    `text` what they say (no outer spaces), `line` its raw line's number from 1, `column` where it starts in its raw
    line, in code points, when columns stand side by side on the page (0 elsewhere), `gap` the empty raw lines before
    its raw line, `width` its least and greatest width in em (marks squeezed or not; ASCII half an em).
    """

    index: int
    runs: tuple[Run, ...]
    text: str
    line: int
    column: int
    gap: int
    width: tuple[float, float]

    @property
    def start(self) -> int:
        """The raw offset of its first character."""
        return self.runs[0].start

    @property
    def end(self) -> int:
        """The raw offset just after its last character."""
        return self.runs[-1].end


def fragments(raw: RawText) -> tuple[Fragment, ...]:
    """Every line of `raw` that holds more than white space, repaired, in raw order; linear in the text."""
    made: list[Fragment] = []
    table = repair.table_for(raw.text)
    cells = columns.cells(raw.lines)
    gap = 0
    for line in raw.lines:
        if not line.text.strip():
            gap += 1
            continue
        for start, end, column in cells[line.number]:
            runs = repair.repaired(raw.text, start, end, table)
            text = "".join([run.text for run in runs])
            made.append(fragment(len(made), runs, text, line.number, column, gap))
        gap = 0
    return tuple(made)


def fragment(index: int, runs: tuple[Run, ...], text: str, line: int, column: int, gap: int) -> Fragment:
    """A fragment with its widths measured; spaces between full-width characters do not count."""
    solid = text if text.isascii() else "".join(text.split())
    return Fragment(index, runs, text, line, column, gap, (em.least(solid), em.greatest(solid)))
