"""Heads put together from their lines and given to bodies: what fits best over the whole page."""

from collections.abc import Mapping, Sequence

import numpy as np

from editor.core.evidence import HeadMatch
from editor.core.page import Role
from editor.language.model import Model
from editor.reading import affinity, headreasons, headturns, headtypes
from editor.reading.headscene import NONE, Chain, Scene
from editor.reading.headsearch import Search, State
from editor.reading.headtypes import ROLES
from editor.reading.headvalues import Body, Head, Line, flows
from editor.reading.marks import Marks
from editor.reading.matching import best_matching
from editor.reading.rows import NO_JOINS, joined, joins, scores

AT_ONCE = 6000
"""Head lines times bodies up to which the best page is searched for: far more than a page has, but text of any kind may
be read as one."""
FURTHER = (6.0, 2.0, 1.0, 0.5)
"""For a first guess: what a story's first, second, third and fourth head are worth, in log odds."""
HEADED, HEADLESS = 3.0, -3.0
"""What a body with a head, and one without, add to the log probability that these are the page's bodies."""


def assign(lines: Sequence[Line], bodies: Sequence[Body], marks: Marks, model: Model) -> list[Head]:
    """Every head line joined and given to one of `bodies`, in raw order; a head that fits none has the article "".

    `lines` stand in raw order. A body takes up to four heads, of different kinds.
    """
    if not lines:
        return []
    if not bodies:
        share = affinity.shares([line.text for line in lines], [], model)
        whole = joined(len(lines), joins(lines, share, model, headtypes.usual_room(0.0)))
        return [_lone([lines[at] for at in rows]) for rows in whole]
    scene, state, _ = _found(lines, bodies, marks, model)
    return _described(scene, state)


class Judge:
    """Says how well the heads of a page fit these or those bodies; each answer starts from a known one."""

    def __init__(self, lines: Sequence[Line], bodies: Sequence[Body], marks: Marks, model: Model) -> None:
        self._lines, self._marks, self._model = lines, marks, model
        scene, state, _ = _found(lines, bodies, marks, model)
        self._like = scene
        self.of = {chain: bodies[body].id if body != NONE else "" for chain, body in state.of.items()}

    def worth(self, bodies: Sequence[Body], of: Mapping[Chain, str]) -> tuple[float, dict[Chain, str]]:
        """The log probability of a page with these bodies as far as its heads tell, and the heads' bodies.

        Heads start at the bodies named in `of` and move where that is better.
        """
        scene = Scene(self._lines, bodies, self._marks, self._model, flowing=self._like.flowing, like=self._like)
        place = {body.id: at for at, body in enumerate(bodies)}
        scene.add(sorted(of))
        search = Search(scene, NO_JOINS)
        first = {chain: place.get(body, NONE) for chain, body in of.items()}
        for chain, body in of.items():
            if body and first[chain] == NONE:
                first[chain] = int(scene.chance(chain)[:-1].argmax())
        state, found = search.settled(first)
        bare = [body for body, heads in enumerate(state.heads) if not heads]
        found -= sum(scene.worth(body, frozenset()) for body in bare)
        found += sum(HEADLESS if not heads else HEADED for heads in state.heads)
        return found, {chain: bodies[body].id if body != NONE else "" for chain, body in state.of.items()}


def _found(lines: Sequence[Line], bodies: Sequence[Body], marks: Marks, model: Model) -> tuple[Scene, State, float]:
    share = affinity.shares([line.text for line in lines], [body.text for body in bodies], model)
    scene = Scene(lines, bodies, marks, model, flowing=flows(body.fragments for body in bodies))
    of = joins(lines, share, model, scene.room)
    if not scene.flowing:
        near = scores(lines, of.upper, of.lower, share, model, scene.room, near=True)
        of = headturns.in_turn(lines, of, near)
    first = _guess(scene, joined(len(lines), of))
    search = Search(scene, of)
    if len(lines) * len(bodies) > AT_ONCE:
        state = search.state(first)
        return scene, state, search.worth(state)
    return scene, *search.best(first)


def _guess(scene: Scene, chains: Sequence[Chain]) -> dict[Chain, int]:
    """For each head its body: the one-to-one matching with the greatest sum, each body having up to four places."""
    scene.add(chains)
    odds = np.stack([scene.chance(chain)[:-1] for chain in chains])
    chosen = dict(best_matching(np.hstack([odds + more for more in FURTHER])))
    return {chain: chosen[at] % odds.shape[1] if at in chosen else NONE for at, chain in enumerate(chains)}


def _described(scene: Scene, state: State) -> list[Head]:
    chains = sorted(state.of)
    fit = scene.fit(chains)
    out = [_lone(scene.head(chain)) for chain in chains if state.of[chain] == NONE]
    place = {chain: at for at, chain in enumerate(chains)}
    for body, heads in enumerate(state.heads):
        for chain, role in scene.roles(body, heads):
            head = scene.head(chain)
            text = _text(head)
            match = headreasons.match(head, text, place[chain], body, scene.bodies, fit)
            out.append(Head(_parts(head), text, Role(ROLES[role]), scene.bodies[body].id, match))
    return sorted(out, key=lambda head: head.parts)


def _text(head: Sequence[Line]) -> str:
    """What a head says, one space between the clauses of a line."""
    return "".join([" " * (line.part > 0 and at > 0) + line.text for at, line in enumerate(head)])


def _parts(head: Sequence[Line]) -> tuple[tuple[int, int, int], ...]:
    """The stretches of fragments that make a head; clauses of one line are one stretch with the gap between them."""
    out: list[tuple[int, int, int]] = []
    for line in head:
        end = line.start + len(line.text)
        if out and out[-1][0] == line.at:
            out[-1] = (line.at, out[-1][1], end)
        else:
            out.append((line.at, line.start, end))
    return tuple(out)


def _lone(head: Sequence[Line]) -> Head:
    at = headreasons.span(head)
    return Head(_parts(head), _text(head), Role.HEADLINE, "", HeadMatch(at, "", 0.0))
