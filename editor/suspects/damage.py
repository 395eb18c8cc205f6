"""Which doubts of a page are suspects: what the page adds to what each text says by itself.

A page is damaged more in some places than in others, and a clean page hardly at all: the same doubt weighs more where
others are near. And a page repeats itself: what it says elsewhere is likely right here.
"""

from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

import numpy as np
from msgspec import Struct

from editor.language.tables import Floats
from editor.suspects.memo import Memo
from editor.suspects.reread import FACTS, Doubt, doubts, weights

SCALES = (25.0, 400.0)
"""How far damage reaches, in characters: within a line, and within a page."""
BLANK, BLANK_P = 20.0, 0.1
"""Where nothing is known: so many characters, with so much expected damage in all."""
LEAST_PAGE = -5.5
NONE = -12.0
MOST_SEEN = 2.0
PAGE_FEATURES = (
    "best", "sum", "heard", "near", "page", "page_5", "has", "has_3", "has_most", "had", "had_3", "had_most", *FACTS
)  # fmt: skip
"""Log odds of the best candidate that looks alike, and of any; of any that sounds alike; log density of damage near and
farther; how often (log1p) the page says the two characters around with the new one and with the old one: the lesser of
both pairs, three characters, the more frequent pair; and what the place itself says."""

HEARD_USUAL, HEARD_SLOPE, HEARD_SHARE, HEARD_LEAD, HEARD_MOST = -3.98, 5.0, 8.0, 1.2, 0.5
"""Slips of the ear come from one typist: their log odds rise by HEARD_SLOPE for each unit by which their log density
over the page exceeds HEARD_USUAL, that of a text full of them, fall by HEARD_SHARE for each unit by which they lead
damage to shapes by less than HEARD_LEAD, and rise by HEARD_MOST at most."""
WHOLE, WHOLE_P = 400.0, 2.0

recall = Memo(doubts)
"""`doubts`, kept by text."""


class Verdict(Struct, frozen=True):
    """A doubt of a text, by its number, and the log odds that on this page it is misread, or misheard."""

    text: int
    doubt: Doubt
    looks: float
    sounds: float


def chance(odds: Floats) -> Floats:
    """Probability from log odds."""
    return 1.0 / (1.0 + np.exp(-np.clip(odds, -30, 30)))


def _places(offsets: list[int], odds: Floats) -> dict[int, float]:
    """The probability of damage at each offset, in order."""
    out: dict[int, float] = {}
    for at, p in zip(offsets, chance(odds).tolist(), strict=True):
        out[at] = max(p, out.get(at, 0.0))
    return dict(sorted(out.items()))


def _one_way(places: list[int], p: list[float], scale: float) -> list[float]:
    """At each place what lies before it, fading by `scale`."""
    out, now = [0.0], 0.0
    for (at, following), here in zip(pairwise(places), p, strict=False):
        now = (now + here) * float(np.exp((at - following) / scale))
        out.append(now)
    return out[: len(places)]


def _mass(places: Floats, length: int, scale: float) -> Floats:
    """How many characters lie around each place, fading by `scale`, itself not counted."""
    fade = float(np.exp(-1 / scale))
    return fade / (1 - fade) * (2.0 - fade**places - fade ** (length - 1 - places))


def densities(offsets: list[int], odds: Floats, length: int, scale: float) -> Floats:
    """The log density of other damage around each doubt."""
    held = _places(offsets, odds)
    places, p = list(held), list(held.values())
    ahead = _one_way(places, p, scale)
    behind = _one_way([-at for at in reversed(places)], p[::-1], scale)[::-1]
    seen = np.array(ahead) + np.array(behind)
    log = np.maximum(np.log((seen + BLANK_P) / (_mass(np.array(places, float), length, scale) + BLANK)), -6.5)
    by_place = dict(zip(places, log.tolist(), strict=True))
    return np.array([by_place[at] for at in offsets])


def counts(texts: Iterable[str]) -> Counter[str]:
    """How often a page has each two and three characters."""
    out: Counter[str] = Counter()
    for text in texts:
        for size in (2, 3):
            out.update(text[at : at + size] for at in range(len(text) - size + 1))
    return out


def _seen(said: Counter[str], text: str, at: int, char: str, own: int) -> tuple[float, float, float]:
    """How often the page has what `char` at a place makes with its neighbours, `own` times taken off."""
    around, place = text[max(0, at - 2) : at] + char + text[at + 1 : at + 3], min(at, 2)
    twos, threes = (
        [
            said[around[start : start + size]] - own
            for start in range(max(0, place - size + 1), min(place, len(around) - size) + 1)
        ]
        for size in (2, 3)
    )
    return min(twos, default=0), max(threes, default=0), max(twos, default=0)


def total(choices: tuple[tuple[str, float], ...]) -> float:
    """The log odds that any of the choices is right, which exclude one another; -12 when there are none."""
    odds = [one for _, one in choices]
    return float(np.logaddexp.reduce(odds)) if odds else NONE


def page_features(texts: list[str], found: list[tuple[Doubt, ...]]) -> Floats:
    """One row a doubt in the order of `found`, columns as in PAGE_FEATURES."""
    flat = [(number, doubt) for number, some in enumerate(found) for doubt in some]
    starts = list(accumulate(map(len, texts), initial=0))
    offsets = [starts[number] + doubt.at for number, doubt in flat]
    odds = np.array([total(doubt.looks) for _, doubt in flat])
    best = [doubt.looks[0][1] if doubt.looks else NONE for _, doubt in flat]
    heard = [total(doubt.sounds) for _, doubt in flat]
    near, page = (densities(offsets, odds, starts[-1], scale) for scale in SCALES)
    said = counts(texts)
    news = [doubt.looks[0][0] if doubt.looks else doubt.was for _, doubt in flat]
    has = [_seen(said, texts[n], doubt.at, now, 0) for (n, doubt), now in zip(flat, news, strict=True)]
    had = [_seen(said, texts[n], doubt.at, texts[n][doubt.at], 1) for n, doubt in flat]
    seen = np.minimum(np.log1p(np.maximum(np.concatenate([has, had], axis=1), 0)), MOST_SEEN)
    facts = np.array([doubt.facts for _, doubt in flat])
    return np.column_stack([best, odds, heard, near, page, np.maximum(page, LEAST_PAGE), seen, facts])


def _density(odds: list[float], length: int) -> float:
    return float(np.log((chance(np.array(odds)).sum() + WHOLE_P) / (length + WHOLE)))


def _typist(texts: Iterable[str], flat: list[Doubt]) -> float:
    """What the page adds to the log odds of a slip of the ear."""
    length = sum(map(len, texts))
    heard = _density([total(doubt.sounds) for doubt in flat], length)
    seen = _density([total(doubt.looks) for doubt in flat], length)
    added = HEARD_SLOPE * (heard - HEARD_USUAL) + HEARD_SHARE * min(0.0, heard - seen - HEARD_LEAD)
    return min(HEARD_MOST, added)


@lru_cache(maxsize=8)
def verdicts(texts: tuple[str, ...]) -> tuple[Verdict, ...]:
    """Every doubt of a page, by text and place, judged. Its texts are its blocks in their order."""
    found = recall(list(texts))
    flat = [(number, doubt) for number, some in enumerate(found) for doubt in some]
    if not flat:
        return ()
    odds = (page_features(list(texts), found) * weights().page_vector(PAGE_FEATURES)).sum(axis=1)
    odds += weights().page_start
    typist = _typist(texts, [doubt for _, doubt in flat])
    return tuple(
        Verdict(number, doubt, one, (doubt.sounds[0][1] if doubt.sounds else NONE) + typist)
        for (number, doubt), one in zip(flat, odds.tolist(), strict=True)
    )
