"""A page's heads as one whole: what it is worth to put lines together so and to give each head to that body.

The worth is a log probability, up to what is the same for all ways: how lines go on each other (rows), how heads fit
bodies (affinity), which kinds of head a story has, in which order, of which wording and size of type.
"""

from collections.abc import Sequence
from functools import cache
from itertools import permutations

import numpy as np
import numpy.typing as npt

from editor.language.model import Model
from editor.reading import affinity, headtypes, headwords
from editor.reading.headtypes import ROLES
from editor.reading.headvalues import NO_TAIL, Body, Line, weights
from editor.reading.marks import Marks

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Chain = tuple[int, ...]

MOST = len(ROLES)
NEVER = -30.0
NONE = -1
SIZES = (6, 15)
"""Lines of a body: fewer are often a piece of a story."""
OPENS = -1.0
"""Log odds that a body begins a story, above which it may."""


class Scene:
    """What the search asks for again and again; every answer is kept, also for scenes of other bodies `like` one."""

    def __init__(
        self,
        lines: Sequence[Line],
        bodies: Sequence[Body],
        marks: Marks,
        model: Model,
        *,
        flowing: bool,
        like: "Scene | None" = None,
    ) -> None:
        self.lines, self.bodies, self.flowing = lines, bodies, flowing
        self.tuning = weights().tuning
        self._marks, self._model = marks, model
        self.room = like.room if like else headtypes.page_room(lines, bodies[0].measure, model)
        self._order = sorted({line for body in bodies for line in body.fragments})
        self._chance: dict[Chain, Floats] = {}
        self.types: dict[Chain, Floats] = like.types if like else {}
        self.speaks: dict[Chain, Floats] = like.speaks if like else {}
        self.best: dict[tuple[int, frozenset[Chain]], tuple[float, tuple[int, ...]]] = like.best if like else {}
        texts = ["".join(line.text.split()) for line in lines]
        self._again = {text for text in texts if texts.count(text) > 1}
        habits = weights().habits
        self._headed = [habits.headed[kind_of(body, flowing=flowing)] for body in bodies]
        self._sizes = [headtypes.bucket(len(body.fragments), cut=body.cut) for body in bodies]
        self._columns = np.array(habits.columns)

    def head(self, chain: Chain) -> list[Line]:
        """The lines of a head."""
        return [self.lines[at] for at in chain]

    def add(self, chains: Sequence[Chain]) -> None:
        """Reckons how heads fit bodies, many at once."""
        new = [chain for chain in dict.fromkeys(chains) if chain not in self._chance]
        if not new:
            return
        fit = self.fit(new)
        for chain, odds in zip(new, affinity.log_odds(fit) * self.tuning.fit, strict=True):
            tail = self.lines[chain[0]].tail if len(chain) == 1 else NO_TAIL
            whole = np.logaddexp.reduce(np.append(odds, [0.0, tail]))
            self._chance[chain] = np.append(odds, max(self.tuning.lone, tail)) - whole

    def fit(self, chains: Sequence[Chain]) -> affinity.Fit:
        """The features of heads with every body."""
        heads = [self.head(chain) for chain in chains]
        return affinity.fits(heads, self.bodies, self._order, self._marks, self._model, flowing=self.flowing)

    def chance(self, chain: Chain) -> Floats:
        """Log probability of each body for a head, that of none last."""
        if chain not in self._chance:
            self.add([chain])
        return self._chance[chain]

    def roles(self, body: int, heads: frozenset[Chain]) -> list[tuple[Chain, int]]:
        """The heads of a body in raw order, each with its kind (a place in ROLES)."""
        return list(zip(sorted(heads), self._judged(body, heads)[1], strict=True))

    def worth(self, body: int, heads: frozenset[Chain]) -> float:
        """What it is worth that a body has these heads, beside how well each fits it."""
        return self._judged(body, heads)[0]

    def _judged(self, body: int, heads: frozenset[Chain]) -> tuple[float, tuple[int, ...]]:
        if not heads:
            return min(0.0, self.tuning.headless - self.tuning.headed * self._headed[body]), ()
        key = self._sizes[body], heads
        if key not in self.best:
            self.best[key] = self._judge(self._sizes[body], sorted(heads))
        return self.best[key]

    def _judge(self, size: int, heads: list[Chain]) -> tuple[float, tuple[int, ...]]:
        """The worth and the kinds of a body's heads; `size` is its row in Habits.columns."""
        if len(heads) > MOST:
            worth, roles = self._judge(size, heads[:MOST])
            extra = len(heads) - MOST
            return worth + NEVER * extra, roles + (MOST - 1,) * extra
        count = len(heads)
        ways, sets = _ways(count)
        one = np.arange(count)[None, :]
        types = np.stack([self._type(chain) for chain in heads])[one, ways].sum(axis=1) * self.tuning.types
        total = np.logaddexp.reduce(types + self._columns[size][None, :], axis=1)
        words = np.stack([self._speak(chain) for chain in heads])
        total += self.tuning.wording * words[one, ways].sum(axis=1) + self.tuning.sets * sets
        for i in range(count):
            for j in range(i + 1, count):
                above, below = self.head(heads[i]), self.head(heads[j])
                straight = weights().habits.relation[headwords.relation(above, below, flowing=self.flowing)]
                turned = weights().habits.relation[headwords.relation(below, above, flowing=self.flowing)]
                order = self.tuning.order * (straight - turned) / 2
                total += self.tuning.relation * (straight + turned) / 2
                total += np.where(ways[:, i] < ways[:, j], order, -order)
        best = int(total.argmax())
        return float(total[best]), tuple(ways[best].tolist())

    def _type(self, chain: Chain) -> Floats:
        if chain not in self.types:
            head = self.head(chain)
            self.types[chain] = headtypes.likely(head, self.room) + headtypes.length(head)
        return self.types[chain]

    def _speak(self, chain: Chain) -> Floats:
        if chain not in self.speaks:
            text = "".join(" " * bool(line.part) + line.text for line in self.head(chain))
            again = "".join(text.split()) in self._again
            self.speaks[chain] = headwords.speaks(text, self._marks, again=again)
        return self.speaks[chain]


def kind_of(body: Body, *, flowing: bool) -> int:
    """Which bodies are alike in having heads: place in Habits.headed."""
    opens = 2 if body.dateline else int(body.opening > OPENS)
    size = sum(len(body.fragments) >= least for least in SIZES)
    return (flowing * 3 + opens) * (len(SIZES) + 1) + size


@cache
def _ways(count: int) -> tuple[Ints, Floats]:
    """Every way to give `count` heads different kinds, and the log probability of a story that has those."""
    ways = list(permutations(range(MOST), count))
    sets = weights().habits.sets
    least = min(sets.values()) - 2.0
    by = [sets.get(" ".join(ROLES[at] for at in sorted(way)), least) for way in ways]
    bare = [0.0 if ROLES.index("headline") in way else -4.0 for way in ways]
    return np.array(ways, dtype=np.int64), np.array(by) + np.array(bare)
