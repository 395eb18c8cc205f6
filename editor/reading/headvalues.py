"""The values that heads are reckoned with, and the weights that say how much each sign counts."""

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

import msgspec
from msgspec import Struct

from editor.core.evidence import HeadMatch
from editor.core.page import Role
from editor.resources import resource

NO_TAIL = -99.0
FIRST, LAST = 1, 2
ZONES = 3
"""Where frames that a make-up program wrote out of turn end up: their heads stand before or behind all bodies."""


class Body(Struct, frozen=True):
    """A story's body as the order left it: `fragments` its line numbers (indices) in reading order, `text` joined.

    `dateline` whether it opens with one, `opens` whether it opens like a story (false: in mid-sentence), `opening` the
    log odds of that. `left` and `row` are where its first line starts where columns stand side by side (code points
    from the left, raw line). `room` is what its last line leaves of the measure, in em (-1 unknown), `squeeze` how
    much more it leaves where its marks are squeezed, `closed` whether a credit closes it. `measure` is its column's
    width in em, `cut` whether it goes on on another page.
    """

    id: str
    fragments: tuple[int, ...]
    text: str
    dateline: bool = False
    opens: bool = True
    left: float = -1.0
    row: int = 0
    opening: float = 0.0
    room: float = -1.0
    squeeze: float = 0.0
    closed: bool = False
    measure: float = 16.0
    cut: bool = False


FLOWING = 0.6
"""The share of body lines followed in their story by one of the next two of the raw text from which on a page flows."""
TURN = "turn"
"""The table for lines of boxes that are taken to stand right below each other, as where columns take turns."""
STANDS = ("below", "beside", "boxes")
"""How the lines of heads stand in the raw text: each below the one before it, for the most part; in columns beside each
other; or in boxes of all columns that an OCR engine sorted by height.
"""


class Line(Struct, frozen=True):
    """A HEAD piece, or a part of one that gaps set off: a gap may part clauses of one head, or two heads.

    `at` is its fragment's index, `start` its place in the fragment's text, `part` the number of parts before it in the
    same piece, `gap` how many more empty raw lines than usual stand before it, `span` its fragment in raw code points.
    `left` and `row` are as in Body. `tail` is what speaks, in log odds, for its being the last line of the body above.
    `whole` says that it is a head by itself, the name of a section; `kind` is what it reads like (roles.kind).
    `zone` is 0 among the page's body lines, FIRST before all of them, LAST behind all, in raw order; `ahead` is the
    first fragment behind it that is no head; `stands` is how the page's head lines stand to each other (STANDS).
    """

    at: int
    text: str
    gap: int = 0
    left: float = -1.0
    row: int = 0
    span: tuple[int, int] = (0, 0)
    start: int = 0
    part: int = 0
    tail: float = NO_TAIL
    whole: bool = False
    kind: int = 0
    zone: int = 0
    ahead: int = -1
    stands: str = STANDS[0]


class Head(Struct, frozen=True):
    """One head: its parts in order (fragment's index, start and end in its text), its role, the article, and why."""

    parts: tuple[tuple[int, int, int], ...]
    text: str
    role: Role
    article: str
    match: HeadMatch


class Table(Struct, frozen=True):
    """Weights of a logistic model over one-hot groups, and of its numbers."""

    hot: dict[str, list[float]]
    numbers: dict[str, float]
    bias: float


class Habits(Struct, frozen=True):
    """What heads of a story are like, as seen on pages that are known; all but sizes and gutter are log probabilities.

    `sizes` is for each role the type over one column and over several, in body em, `gutter` what parts columns, in em.
    `columns` says over how many columns a body of so many lines stands (headtypes.bucket), `sets` which roles a story's
    heads have ("kicker headline"), `headed` that it has any (log odds, by headscene.kind_of), `length` how much rarer
    heads of so many em are than usual ones (headtypes.LENGTHS), `wording` for each role what speaks for it by its
    wording (headwords.GROUPS; log ratios), `relation` how two heads of one story stand to each other, beside two of
    different ones (log ratios).
    """

    sizes: dict[str, tuple[float, float]]
    gutter: float
    columns: list[list[float]]
    sets: dict[str, float]
    headed: list[float]
    length: list[float]
    wording: dict[str, dict[str, list[float]]]
    relation: list[float]


class Tuning(Struct, frozen=True):
    """How much each voice counts, found by trying on pages that are known.

    Factors: `join` of rows, `fit` of matches; `wording`, `types`, `relation`, `order`, `sets` of the habits. Log odds:
    `fewer` for each line that goes on another (on pages read by rows or side by side, and on others), `lone` for a head
    of no body, `headless` for a body without one, where `headed` is a factor of the habits again.
    """

    join: float
    fewer: tuple[float, float]
    fit: float
    wording: float
    types: float
    relation: float
    order: float
    sets: float
    lone: float
    headless: float
    headed: float


class Weights(Struct, frozen=True):
    """`rows` says whether a head line goes on another, `matches` whether a head belongs to a body.

    `rows` is one table for each way in which head lines stand on a page (Line.stands), and TURN.
    """

    rows: dict[str, Table]
    matches: Table
    habits: Habits
    tuning: Tuning


@cache
def weights() -> Weights:
    """The shipped weights (resources/heads.json, fitted by resources/scripts/fit_heads.py)."""
    return msgspec.json.decode(resource("heads.json").read_bytes(), type=Weights)


def flows(runs: Iterable[Sequence[int]]) -> bool:
    """Whether most lines of bodies (fragments in reading order) are followed by the next line of the raw text."""
    steps = [after - line for run in runs for line, after in pairwise(run)]
    return not steps or sum(0 < step <= 2 for step in steps) >= FLOWING * len(steps)
