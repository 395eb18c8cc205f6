"""Fits the weights of editor.reading.secondlook (resources/secondlook.json) on pages whose articles are known.

    fit_secondlook.py PAGES… [-o resources/secondlook.json] [--test PAGES…] [--jobs N]

PAGES: see fitting.py. The pieces are those that the searches near by find on these pages: as they are, without their
wrong links, and with half of the true joins made. Pairs that the first look (editor.reading.stitch, whose weights are
to be fitted before) thinks likely are examples, and some of the others. Only weights are written.
"""

import random
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import fitting
import known
import numpy as np

from editor.language import model
from editor.reading import lineup, order, secondlook, surroundings
from editor.reading.chains import paths
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.layout import reconsidered
from editor.reading.marks import default_marks

Example = tuple[fitting.Floats, fitting.Floats, fitting.Floats]
"""Rows of surroundings.table, whether the link is true, and how many examples each stands for."""
MERGED = 0.5
LIKELY, ONE_IN = -4.0, 4
"""Log odds from which on every pair is an example; of the others one in so many is."""
UNITS, STEPS, RATE, PENALTY = 16, 800, 0.02, 3.0


def examples(folder: Path) -> list[Example]:
    """For each raw text of a page the pairs of pieces: as found, as found but for wrong links, and of longer ones."""
    rng = random.Random(folder.name)  # noqa: S311  a sample of joins, no secret
    gold = known.golden(folder)
    marks, language = default_marks(), model.load()
    out: list[Example] = []
    for way, raw in known.raws(folder):
        lines = fragments(raw)
        labels = reconsidered(lines, label(lines, marks, language), marks)
        nodes, signs, grid, near = lineup.ordered(lines, labels, marks, language)
        true = {line: after for line, (after, _) in known.truth(gold, signs.texts, known.slack(way))[0].items()}
        right = {a: b for part in near.runs for a, b in pairwise(part) if true.get(a, b) == b}
        taken = set(right.values())
        more = {a: b for a, b in true.items() if a not in right and b not in taken and rng.random() < MERGED}
        for parts in (near.runs, paths(len(nodes), right), paths(len(nodes), right | more)):
            if len(parts) > 1:
                ends = order.ends_of(parts, signs, near.tracks)
                of = order.looked_at(parts, ends, near, signs, grid, language)
                out.append(_sampled(of, surroundings.table(of, grid, near.reading), true, rng))
    return out


def _sampled(of: surroundings.Links, table: fitting.Floats, true: dict[int, int], rng: random.Random) -> Example:
    ends = zip(of.ends.last[of.upper].tolist(), of.ends.first[of.lower].tolist(), strict=True)
    right = np.array([true.get(above) == below for above, below in ends])
    every = right | (of.score > LIKELY)
    drawn = np.array([rng.random() * ONE_IN < 1 for _ in right])
    kept = (every | drawn) & (of.score > secondlook.LEAST)
    return table[kept], right[kept].astype(np.float64), np.where(every, 1.0, ONE_IN)[kept]


def fit(of: Example) -> secondlook.Weights:
    """Logistic regression with an L2 penalty, on the rows and on hidden units of them."""
    rows, want, counts = of
    rng = np.random.default_rng(0)
    size = rows.shape[1]

    def slopes(values: dict[str, fitting.Floats]) -> dict[str, fitting.Floats]:
        units = np.tanh(rows @ values["hidden"] + values["shift"])
        error = (_chance(units @ values["out"] + rows @ values["straight"] + values["bias"]) - want) * counts
        back = np.outer(error, values["out"]) * (1 - units * units)
        return {
            "hidden": rows.T @ back + PENALTY * values["hidden"],
            "shift": back.sum(axis=0),
            "out": units.T @ error + PENALTY * values["out"],
            "straight": rows.T @ error + PENALTY * values["straight"],
            "bias": error.sum(),
        }

    start = {
        "hidden": rng.normal(0, 0.6 / np.sqrt(size), (size, UNITS)),
        "shift": np.zeros(UNITS),
        "out": rng.normal(0, 0.1, UNITS),
        "straight": np.zeros(size),
        "bias": np.array(-1.0),
    }
    values = fitting.descend(start, slopes, STEPS, rate=RATE, slowing=True)
    return secondlook.Weights(
        np.round(values["hidden"], 3).tolist(),
        *(np.round(values[name], 3).tolist() for name in ("shift", "out", "straight", "bias")),
    )


def _chance(score: fitting.Floats) -> fitting.Floats:
    return 1 / (1 + np.exp(-score))


def joined(parts: Sequence[Example]) -> Example:
    """All examples as one."""
    rows, want, counts = (np.concatenate(column) for column in zip(*parts, strict=True))
    return rows, want, counts


def report(name: str, of: Example, weights: secondlook.Weights) -> None:
    """Prints the log loss for each true link."""
    rows, want, counts = of
    chance = _chance(secondlook.scores(rows, weights))
    loss = -(counts * (want * np.log(chance + 1e-9) + (1 - want) * np.log(1 - chance + 1e-9))).sum() / want.sum()
    print(f"{name}: {len(want)} pairs, {int(want.sum())} true; log loss a true link {loss:.4f}")


if __name__ == "__main__":
    fitting.run(__doc__, "secondlook.json", examples, joined, fit, report)
