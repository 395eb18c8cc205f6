"""The best way to put head lines together and to give them to bodies, found by improving a first guess step by step."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

import numpy as np
from msgspec import Struct

from editor.reading.headscene import NONE, Chain, Scene
from editor.reading.rows import Joins

ROUNDS = 8
NEAREST = 6
"""Bodies that a head is tried with: those that it fits best, and those that have no head."""
UNLIKELY = -4.0
"""Log odds below which two lines are not tried as one head."""
GAIN = 1e-6
HOPELESS = 8.0
"""Log odds that heads may lose by a change, what their bodies think of it left aside, for it to be looked at."""


class State(Struct):
    """Heads (places of their lines) with their bodies, NONE for none, and the heads of each body."""

    of: dict[Chain, int]
    heads: list[frozenset[Chain]]


class Search:
    """Improves a state: heads change their bodies, change them with each other, are joined and taken apart."""

    def __init__(self, scene: Scene, joins: Joins) -> None:
        self.scene = scene
        found = zip(joins.upper.tolist(), joins.lower.tolist(), joins.score.tolist(), strict=True)
        tuning = scene.tuning
        fewer = tuning.fewer[scene.flowing and all(line.left < 0 for line in scene.lines)]
        self.score = {(a, b): tuning.join * score + fewer for a, b, score in found}
        self._known: dict[Chain, list[float]] = {}
        self._nearest: dict[Chain, list[int]] = {}

    def best(self, first: Mapping[Chain, int]) -> tuple[State, float]:
        """The best state found from a first one, and its worth."""
        state = self.state(first)
        for _ in range(ROUNDS):
            moved = self._settle(state)
            if not (self._rejoin(state) or moved):
                break
        return state, self.worth(state)

    def settled(self, first: Mapping[Chain, int]) -> tuple[State, float]:
        """The best state with heads put together as in a first one, and its worth."""
        state = self.state(first)
        self._settle(state)
        return state, self.worth(state)

    def state(self, first: Mapping[Chain, int]) -> State:
        """The state with these heads given to these bodies."""
        of_body = {body: frozenset(chain for chain, to in first.items() if to == body) for body in first.values()}
        return State(dict(first), [of_body.get(body, frozenset()) for body in range(len(self.scene.bodies))])

    def worth(self, state: State) -> float:
        """The log probability of a state."""
        own = sum(self._own(chain)[body] for chain, body in state.of.items())
        return own + sum(self.scene.worth(body, heads) for body, heads in enumerate(state.heads))

    def _own(self, chain: Chain) -> list[float]:
        """The log probability of a head's lines being one, and belonging to each body; that of none last."""
        if chain not in self._known:
            linked = sum(self.score.get(pair, UNLIKELY) for pair in pairwise(chain))
            self._known[chain] = (linked + self.scene.chance(chain)).tolist()
        return self._known[chain]

    def _settle(self, state: State) -> bool:
        """Moves heads to better bodies as long as that helps; whether any moved."""
        moved = False
        for _ in range(ROUNDS):
            again = False
            for chain in sorted(state.of):
                again |= self._take(state, self._relocations(state, chain))
            again |= self._exchange(state)
            moved |= again
            if not again:
                break
        return moved

    def _exchange(self, state: State) -> bool:
        """Pairs of heads that change their bodies with each other, where that could help."""
        moved = False
        chains = sorted(state.of)
        for i, one in enumerate(chains):
            for other in chains[i + 1 :]:
                a, b = state.of[one], state.of[other]
                if a == b:
                    continue
                gain = self._own(one)[b] - self._own(one)[a] + self._own(other)[a] - self._own(other)[b]
                if gain > -HOPELESS:
                    moved |= self._take(state, iter([({one: a, other: b}, {one: b, other: a})]))
        return moved

    def _relocations(self, state: State, chain: Chain) -> Iterator[tuple[dict[Chain, int], dict[Chain, int]]]:
        now = state.of[chain]
        for body in self._likely(state, chain):
            if body != now:
                yield {chain: now}, {chain: body}

    def _likely(self, state: State, chain: Chain) -> list[int]:
        if chain not in self._nearest:
            self._nearest[chain] = np.argsort(-self.scene.chance(chain)[:-1], kind="stable")[:NEAREST].tolist()
        near = self._nearest[chain]
        bare = [body for body, heads in enumerate(state.heads) if not heads and body not in near]
        return [*near, *bare, NONE]

    def _rejoin(self, state: State) -> bool:
        moved = False
        for pair in sorted(self.score, key=lambda pair: abs(self.score[pair])):
            if self.score[pair] >= UNLIKELY:
                moved |= self._take(state, self._turned(state, *pair))
        return moved

    def _turned(self, state: State, a: int, b: int) -> Iterator[tuple[dict[Chain, int], dict[Chain, int]]]:
        """The ways to part two lines that are one head, or to make them one."""
        upper = next(chain for chain in state.of if a in chain)
        lower = next(chain for chain in state.of if b in chain)
        if upper == lower:
            cut = upper.index(b)
            if upper[cut - 1] != a:
                return
            over, under = upper[:cut], upper[cut:]
            self.scene.add([over, under])
            for first in self._likely(state, over):
                for second in self._likely(state, under):
                    yield {upper: state.of[upper]}, {over: first, under: second}
        elif upper[-1] == a and lower[0] == b:
            whole = upper + lower
            gone = {upper: state.of[upper], lower: state.of[lower]}
            for body in dict.fromkeys([*gone.values(), *self._likely(state, whole)]):
                yield gone, {whole: body}
        else:
            yield from self._instead(state, upper, lower, a, b)

    def _instead(
        self, state: State, upper: Chain, lower: Chain, a: int, b: int
    ) -> Iterator[tuple[dict[Chain, int], dict[Chain, int]]]:
        """`b` behind `a` instead of what is there."""
        at, to = upper.index(a) + 1, lower.index(b)
        rest, before = upper[at:], lower[:to]
        gone = {upper: state.of[upper], lower: state.of[lower]}
        whole = upper[:at] + lower[to:]
        parts = [part for part in (rest, before) if part]
        for body in dict.fromkeys(gone.values()):
            came = {whole: body}
            for part in parts:
                came[part] = int(self.scene.chance(part).argmax())
                if came[part] == len(self.scene.bodies):
                    came[part] = NONE
            yield gone, came

    def _take(self, state: State, ways: Iterator[tuple[dict[Chain, int], dict[Chain, int]]]) -> bool:
        """Takes the best of some changes (heads that go, heads that come) when it is one for the better."""
        best: tuple[float, dict[Chain, int], dict[Chain, int]] | None = None
        for gone, came in ways:
            gain = self._gain(state, gone, came)
            if gain > (best[0] if best else GAIN):
                best = gain, gone, came
        if best is None:
            return False
        for chain, body in best[1].items():
            del state.of[chain]
            if body != NONE:
                state.heads[body] -= {chain}
        for chain, body in best[2].items():
            state.of[chain] = body
            if body != NONE:
                state.heads[body] |= {chain}
        return True

    def _gain(self, state: State, gone: Mapping[Chain, int], came: Mapping[Chain, int]) -> float:
        gain = sum([self._own(chain)[body] for chain, body in came.items()])
        gain -= sum([self._own(chain)[body] for chain, body in gone.items()])
        if gain < -HOPELESS:
            return gain
        for body in _bodies(gone, came):
            new = frozenset((state.heads[body] - gone.keys()) | {chain for chain, to in came.items() if to == body})
            gain += self.scene.worth(body, new) - self.scene.worth(body, state.heads[body])
        return gain


def _bodies(*heads: Mapping[Chain, int]) -> Iterable[int]:
    return {body for some in heads for body in some.values()} - {NONE}
