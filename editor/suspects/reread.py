"""What a text would be if a character had been misread, or misheard by who typed it.

For every place that the language model finds improbable: which character would be probable there and looks (or sounds)
like the one that stands there, and with what odds it is the right one. Pure in the text; what the page adds (how
damaged it is, what else it says) is in `damage`.
"""

from collections.abc import Iterable
from functools import cache

import msgspec
import numpy as np
from msgspec import Struct

from editor.language.tables import Floats
from editor.language.words import simplified
from editor.resources import resource
from editor.suspects.candidates import FEATURES, Candidates, candidates

FLOOR = -9.0
"""Candidates with less log odds are dropped."""
FACTS = (
    "was_2", "was_3", "was_word", "was_rare", "before", "left_edge", "right_edge", "both_edges", "at_start", "at_end",
    "was_known", "was_known_3", "personal", "foreign",
)  # fmt: skip
"""Those of FEATURES that a place has whatever the candidate."""
_FACTS = [FEATURES.index(name) for name in FACTS]
SURE = 1.0
"""From these log odds on a doubt's neighbours are looked at as if it were settled."""
NEAR = 3


class Doubt(Struct, frozen=True, gc=False):
    """A place in doubt: at code point `at` stands `was`; what could stand there, each with its log odds, best first.

    `looks` look alike, `sounds` sound alike; `facts` are the place's FACTS.
    """

    at: int
    was: str
    looks: tuple[tuple[str, float], ...]
    sounds: tuple[tuple[str, float], ...]
    facts: tuple[float, ...]


class Weights(Struct, frozen=True):
    """resources/suspects/reread.json: two logistic regressions, fitted by resources/scripts/fit_reread.py.

    The first is over FEATURES, `heard` standing for the likeness of shape where characters sound alike; the second over
    what the page adds (`damage.PAGE_FEATURES`). `least` and `least_heard` are the log odds from which a doubt
    of either kind is shown.
    """

    start: float
    weights: dict[str, float]
    heard: float
    page_start: float
    page_weights: dict[str, float]
    least: float
    least_heard: float

    def vector(self) -> Floats:
        """The weights in the order of FEATURES."""
        return np.array([self.weights[name] for name in FEATURES])

    def page_vector(self, names: tuple[str, ...]) -> Floats:
        """The page's weights in the order of `names`."""
        return np.array([self.page_weights[name] for name in names])


@cache
def weights() -> Weights:
    """The shipped weights."""
    return msgspec.json.decode(resource("suspects/reread.json").read_bytes(), type=Weights)


def as_seen(features: Floats, heard: list[bool], likeness: float) -> Floats:
    """The features with `likeness` for that of shape where characters sound alike."""
    out = features.copy()
    for step, name in ((0.0, "like"), (0.4, "like_4"), (0.7, "like_7")):
        out[heard, FEATURES.index(name)] = max(0.0, likeness - step)
    out[:, FEATURES.index("like_all")] = out[:, FEATURES.index("like")] * out[:, FEATURES.index("all")]
    return out


def _odds(found: Candidates) -> Floats:
    known = weights()
    seen = as_seen(found.features, found.heard, known.heard)
    return (seen * known.vector()).sum(axis=1) + known.start


def gathered(found: Candidates, odds: Floats, texts: list[str]) -> list[list[Doubt]]:
    """The candidates of each text by their places, in order."""
    out: list[list[Doubt]] = [[] for _ in texts]
    by_place: dict[tuple[int, int], list[int]] = {}
    places = zip(found.text.tolist(), found.at.tolist(), strict=True)
    for row, place in enumerate(places):
        by_place.setdefault(place, []).append(row)
    values = odds.tolist()
    for (number, at), rows in sorted(by_place.items()):
        some = sorted((row for row in rows if values[row] > FLOOR), key=lambda row: -values[row])
        looks = tuple((found.now[row], values[row]) for row in some if not found.heard[row])
        sounds = tuple((found.now[row], values[row]) for row in some if found.heard[row])
        if some:
            facts = tuple(found.features[rows[0]][_FACTS].tolist())
            out[number].append(Doubt(at, texts[number][at], looks, sounds, facts))
    return out


def _judged(texts: list[str], only: list[frozenset[int]] | None = None) -> list[list[Doubt]]:
    found = candidates(texts, only)
    return [[] for _ in texts] if found is None else gathered(found, _odds(found), texts)


def _settled(doubts: Iterable[Doubt]) -> dict[int, str]:
    """What stands at the places where one is sure."""
    return {doubt.at: doubt.looks[0][0] for doubt in doubts if doubt.looks and doubt.looks[0][1] > SURE}


def doubts(texts: list[str]) -> list[tuple[Doubt, ...]]:
    """The doubts of each text, in its order.

    Where one is sure its neighbours are judged a second time as if it were settled: damage comes in clusters.
    """
    plain = [simplified(text) for text in texts]
    first = _judged(plain)
    settled = [_settled(one) for one in first]
    near = [frozenset(at + step for at in one for step in range(-NEAR, NEAR + 1)) - one.keys() for one in settled]
    again = [number for number, one in enumerate(settled) if one]
    mended = ["".join(settled[n].get(at, char) for at, char in enumerate(plain[n])) for n in again]
    second = dict(zip(again, _judged(mended, [near[n] for n in again]), strict=True))
    return [
        tuple(sorted([*(d for d in one if d.at not in near[n]), *second.get(n, ())], key=lambda d: d.at))
        for n, one in enumerate(first)
    ]
