"""Which chains of body lines are stories: what the seams say and what the heads of the page say, together.

The order gives chains that are right for the most part. A paper prints few stories without a head, and few with two,
so that the page's heads tell where a chain must be parted, which two are one, and which two have changed their tails.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, permutations

from msgspec import Struct

from editor.core.evidence import Reason
from editor.language.model import Model
from editor.reading import heads, headwork, jumpends
from editor.reading.datelines import dateline
from editor.reading.headscene import Chain
from editor.reading.headvalues import Body
from editor.reading.layout import Arranged, Layout, Story, storied
from editor.reading.segments import Run, Segments, segments
from editor.reading.signs import STARTS

Joint = tuple[Run, Run]

MOST = 60
"""Segments of a page that is searched; a page in more of them is left as the order made it."""
TRIED, PARTING = 10, 3
"""Moves that are looked at closely in a round: those that the seams speak for most, and the first that part a story.

A whole story is two only where two heads say so; of the seams of a page that one is seldom among the weakest.
"""
ROUNDS = 3
HEADS = 0.7
"""How much the heads count beside the seams."""
JUMPS = 0.7
"""How much the jump lines count: one that fits no story shows that two are taken for one."""
LEAST = 1.0
"""What a move must gain, in log odds."""
COST = 0.5
"""What each link that a move changes costs, in log odds: the order is right for the most part."""
FEWER = 3.0
"""For a first guess: what a story less is worth."""
TINY, TINIEST = -3.0, 4
"""Log odds for a story of fewer lines than that."""
WORST = -8.0
"""Log odds that seams may lose by a move for it to be looked at."""


class State(Struct, frozen=True):
    """Chains of segments, for each head its body ("" none), and what heads and jump lines think of that."""

    runs: tuple[Run, ...]
    of: Mapping[Chain, str]
    worth: float


class Move(Struct, frozen=True):
    """Chains that go, chains that come, how many links that changes, and about what it gains."""

    gone: tuple[Run, ...]
    came: tuple[Run, ...]
    links: int
    seams: float
    bound: float


class Search:
    """Improves the chains of a page."""

    def __init__(self, made: Arranged, layout: Layout, segments: Segments, model: Model) -> None:
        self._made, self._segments = made, segments
        self._bodies = headwork.Bodies(layout, model)
        self._layout, self._model = layout, model
        self._jumps = layout.jumps()
        self._known: dict[Run, Body | None] = {}
        self._joints: dict[Joint, float] = {}

    def start(self, runs: tuple[Run, ...]) -> State | None:
        """The state that the order left; none without bodies."""
        bodies = self._all(runs)
        if not bodies:
            return None
        self._judge = heads.Judge(headwork.head_lines(self._layout), bodies, self._made.marks, self._model)
        return self._judged(runs, bodies, self._judge.of)

    def best(self, state: State) -> State:
        """The best state found."""
        for _ in range(ROUNDS):
            better = self._round(state)
            if better is state:
                break
            state = better
        return state

    def _tiny(self, run: Run) -> bool:
        return len(run) < TINIEST and sum([len(self._segments.lines[at]) for at in run]) < TINIEST

    def _joint(self, upper: Run, lower: Run) -> float:
        if (upper, lower) not in self._joints:
            self._joints[upper, lower] = self._segments.worth(upper, lower)
        return self._joints[upper, lower]

    def _round(self, state: State) -> State:
        """Takes the moves that help, the best first."""
        tried: list[tuple[float, Move]] = []
        for move in self._promising(state.runs):
            gain = self._after(state, move)[0]
            if gain > LEAST:
                tried.append((gain, move))
        for _, move in sorted(tried, key=lambda pair: -pair[0]):
            if all(run in state.runs for run in move.gone):
                gain, other = self._after(state, move)
                if gain > LEAST:
                    state = other
        return state

    def _promising(self, runs: Sequence[Run]) -> list["Move"]:
        moves = sorted(self._moves(runs), key=lambda move: -move.bound)
        parting = [move for move in moves[TRIED:] if len(move.came) > len(move.gone)]
        return moves[:TRIED] + parting[:PARTING]

    def _after(self, state: State, move: "Move") -> tuple[float, State]:
        """What a move gains, and the state after it."""
        runs = (*(run for run in state.runs if run not in move.gone), *move.came)
        after = self._judged(runs, self._all(runs), state.of)
        return after.worth - state.worth + move.seams - COST * move.links, after

    def _judged(self, runs: tuple[Run, ...], bodies: Sequence[Body], of: Mapping[Chain, str]) -> State:
        """The state with these chains as the page's bodies; heads start at the bodies named in `of`."""
        worth, found = self._judge.worth(bodies, of)
        return State(runs, found, HEADS * worth + JUMPS * jumpends.worth(self._jumps, bodies))

    def _moves(self, runs: Sequence[Run]) -> Iterator["Move"]:
        """Chains that go and chains that come instead, where seams do not lose too much by it."""
        runs = [run for run in runs if self._body(run)]
        for one in runs:
            for cut in range(1, len(one)):
                over, under = one[:cut], one[cut:]
                yield from self._weighed((one,), (over, under), [(over, under)], [])
        for one, other in permutations(runs, 2):
            yield from self._weighed((one, other), (one + other,), [], [(one, other)])
            for cut in range(1, len(one)):
                over, under = one[:cut], one[cut:]
                came = [(over, other), (other, under)]
                yield from self._weighed((one, other), (over + other + under,), [(over, under)], came)
                yield from self._weighed((one, other), (over + other, under), [(over, under)], came[:1])
                for to in range(1, len(other)) if one < other else ():
                    top, tail = other[:to], other[to:]
                    news = (over + tail, top + under)
                    olds = [(over, under), (top, tail)]
                    yield from self._weighed((one, other), news, olds, [(over, tail), (top, under)])
            for to in range(1, len(other)):
                top, tail = other[:to], other[to:]
                yield from self._weighed((one, other), (one + tail, top), [(top, tail)], [(one, tail)])

    def _weighed(
        self, gone: tuple[Run, ...], came: tuple[Run, ...], olds: Sequence[Joint], news: Sequence[Joint]
    ) -> Iterator["Move"]:
        """The move with a bound of its gain; `olds` and `news` are the seams that go and come."""
        gain = sum(self._joint(*joint) for joint in news) - sum(self._joint(*joint) for joint in olds)
        gain += TINY * (sum(map(self._tiny, came)) - sum(map(self._tiny, gone)))
        if gain > WORST:
            yield Move(gone, came, len(olds) + len(news), gain, gain + FEWER * (len(gone) - len(came)))

    def _all(self, runs: Sequence[Run]) -> list[Body]:
        found = [self._body(run) for run in runs]
        return [body for body in found if body is not None]

    def _body(self, run: Run) -> Body | None:
        if run not in self._known:
            self._known[run] = self._made_body(run)
        return self._known[run]

    def _made_body(self, run: Run) -> Body | None:
        made = self._made
        where = [line for at in run for line in self._segments.lines[at]]
        lines = tuple(made.nodes[at] for at in where)
        begins = made.signs.start[where[0]] != STARTS.index("no_start")
        opens: frozenset[int] = frozenset(lines[:1] if begins else ())
        dated = any(dateline(made.signs.texts[at], made.marks) for at in where[:3])
        story = Story(f"s{run[0]}", lines, opens, (), (), dated)
        return None if headwork.photographed(self._layout, story) else self._bodies.of(story)


def decided(made: Arranged, model: Model) -> Layout:
    """The layout whose stories fit seams and heads best."""
    layout = storied(made, made.chains, {}, model)
    lines = headwork.head_lines(layout)
    found = segments(made, model)
    if found is None or not lines or len(lines) * len(made.chains) > heads.AT_ONCE:
        return layout
    parts, runs = found
    if len(parts.lines) > MOST:
        return layout
    search = Search(made, layout, parts, model)
    start = search.start(runs)
    best = search.best(start) if start else None
    if best is None or best.runs == runs:
        return layout
    chains = [tuple(line for at in run for line in parts.lines[at]) for run in best.runs]
    before = {pair for chain in made.chains for pair in pairwise(chain)}
    told = {pair: (Reason("rejoined", 1.4),) for chain in chains for pair in pairwise(chain) if pair not in before}
    return storied(made, sorted(chains, key=min), told, model)
