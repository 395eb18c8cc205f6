"""Counts what heads of a story are like (the habits in resources/heads.json): part of fit_heads.py.

Columns are counted where the page's maker left truth.json beside gold.json (every printed line with its role, article
and place); the rest comes from gold.json and the raw texts.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from fitting import Floats
from known import solid

from editor.reading import em, headscene, headtypes, headwords
from editor.reading.headtypes import ROLES, WIDEST
from editor.reading.headvalues import Habits, Line
from editor.reading.marks import default_marks

SIZES = {"section": (1.2, 1.2), "kicker": (1.5, 1.5), "headline": (1.9, 2.4), "deck": (1.4, 1.4)}
"""Type sizes in body em, over one column and over several, as printed (truth.json has them for every line)."""
GUTTER = 2.0
SMOOTH = np.array([0.1, 0.2, 0.4, 0.2, 0.1])
USUAL = 3
"""Up to which of headtypes.LENGTHS a head is not too long to be one; what joins lines has seen the shorter ones."""
MOST = 4.0
"""What one sign of wording may count, in log odds: what was never seen with a kind may be."""
PRIOR = 6.0
"""Heads that a kind is thought to have been seen with in the usual proportions, beside those counted."""


def columns(known: Iterable[tuple[dict[str, Any], list[dict[str, Any]]]]) -> list[list[float]]:
    """Log probability of 1 to WIDEST columns for bodies of so many lines; each page is its gold and its truth."""
    count = np.zeros((2 * (len(headtypes.BY_LINES) + 1), WIDEST))
    for gold, truth in known:
        lines: dict[int, list[float]] = defaultdict(list)
        for line in truth:
            if line["role"] == "body":
                lines[line["art"]].append(round(line["y"], 2))
        for article, rows in lines.items():
            wide = min(WIDEST, math.ceil(len(rows) / len(set(rows))))
            cut = bool(gold["articles"][article].get("continued_on"))
            count[headtypes.bucket(len(rows), cut=cut), wide - 1] += 1
    count += 0.3 + 2 * count.sum(axis=0) / max(1.0, count.sum())
    return _rounded(np.log(count / count.sum(axis=1, keepdims=True)))


def sets(golds: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Log probability of the kinds of heads that a story has together; every story has a headline."""
    seen = Counter(
        " ".join(role for role in ROLES if article.get(role))
        for gold in golds
        for article in gold["articles"]
        if article["kind"] == "story"
    )
    kinds = [" ".join(r for at, r in enumerate(ROLES) if of >> at & 1) for of in range(1, 1 << len(ROLES))]
    headed = [kind for kind in kinds if "headline" in kind]
    prior = {kind: 0.5 if kind.count(" ") == len(ROLES) - 1 else 1.5 for kind in headed}
    whole = sum(seen[kind] + prior[kind] for kind in headed)
    return {kind: round(math.log((seen[kind] + prior[kind]) / whole), 3) for kind in headed}


def headed(bodies: Iterable[tuple[int, bool]]) -> list[float]:
    """Log odds that bodies of each kind (headscene.kind_of) have a head, from those seen and whether they had."""
    count = np.full((2, 2 * 3 * (len(headscene.SIZES) + 1)), 4.0)
    for kind, has in bodies:
        count[int(has), kind] += 1
    return _rounded(np.log(count[1:] / count[:1]))[0]


def length(golds: Iterable[dict[str, Any]]) -> list[float]:
    """Log ratios of how common heads of each length (headtypes.LENGTHS) are beside those of USUAL, an em for an em."""
    count = np.ones(len(headtypes.LENGTHS) + 1)
    for gold in golds:
        for text in (article[role] for article in gold["articles"] for role in ROLES if article.get(role)):
            count[int(np.searchsorted(np.array(headtypes.LENGTHS), em.greatest(solid(text))))] += 1
    wide = np.diff([4.0, *headtypes.LENGTHS, headtypes.LENGTHS[-1] + 4.0])
    share = np.log(count / wide)
    return _rounded(np.minimum(np.minimum.accumulate(share) - share[USUAL], 0.0)[None, :])[0]


def wording(golds: Iterable[dict[str, Any]]) -> dict[str, dict[str, list[float]]]:
    """For each kind of head how much more often than others it has a feature (headwords.GROUPS), as log ratios."""
    marks = default_marks()
    count = {role: {group: np.zeros(size) for group, size in headwords.GROUPS.items()} for role in ROLES}
    for gold in golds:
        heads = [(role, article[role]) for article in gold["articles"] for role in ROLES if article.get(role)]
        times = Counter(solid(text) for _, text in heads)
        for role, text in heads:
            for group, at in headwords.features(text, marks, again=times[solid(text)] > 1).items():
                count[role][group][at] += 1
    out: dict[str, dict[str, list[float]]] = {role: {} for role in ROLES}
    for group, size in headwords.GROUPS.items():
        by = {role: _smoothed(count[role][group]) if group == "width" else count[role][group] for role in ROLES}
        usual = sum(by.values(), np.zeros(size)) + 0.5
        usual /= usual.sum()
        for role in ROLES:
            mine = by[role] + PRIOR * usual
            ratio = np.clip(np.log(mine / mine.sum() / usual), -MOST, MOST)
            out[role][group] = _rounded(ratio[None, :])[0]
    return out


def relation(pages: Iterable[tuple[Sequence[tuple[int, str, list[Line]]], bool]]) -> list[float]:
    """How heads of one story stand to each other beside heads of different ones, as log ratios.

    Each page is its heads (article, kind, lines) and whether its raw text flows.
    """
    count = np.ones((2, 4 * headwords.RELATIONS))
    for heads, flowing in pages:
        for i, (article, role, lines) in enumerate(heads):
            for j, (other, below, others) in enumerate(heads):
                same = article == other
                if i != j and not (same and ROLES.index(role) > ROLES.index(below)):
                    count[int(same), headwords.relation(lines, others, flowing=flowing)] += 1
    parts = np.split(count, 4, axis=1)
    share = [np.log(part / part.sum(axis=1, keepdims=True)) for part in parts]
    return _rounded(np.hstack([one[1] - one[0] for one in share])[None, :])[0]


def habits(
    known: Sequence[tuple[dict[str, Any], list[dict[str, Any]]]],
    heads: Sequence[tuple[Sequence[tuple[int, str, list[Line]]], bool]],
    bodies: Iterable[tuple[int, bool]],
) -> Habits:
    """All of them: `known` has each page's gold and truth once, `heads` and `bodies` are of every raw text."""
    golds = [gold for gold, _ in known]
    return Habits(
        SIZES, GUTTER, columns(known), sets(golds), headed(bodies), length(golds), wording(golds), relation(heads)
    )


def _smoothed(count: Floats) -> Floats:
    return np.convolve(np.pad(count, 2, mode="edge"), SMOOTH, mode="valid")


def _rounded(table: Floats) -> list[list[float]]:
    return [[round(float(value), 3) for value in row] for row in table]
