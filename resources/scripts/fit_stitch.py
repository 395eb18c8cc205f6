"""Fits the weights of editor.reading.stitch (resources/stitch.json) on pages whose articles are known.

    fit_stitch.py PAGES… [-o resources/stitch.json] [--test PAGES…] [--jobs N]

PAGES: see fitting.py. The pieces are those that the searches near by find on these pages, as they are and with most of
the true joins made; every pair of them in sight is an example. Only weights are written.
"""

import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import fitting
import known
import numpy as np

from editor.language import model
from editor.language.model import Model
from editor.reading import lineup, order, places, stitch
from editor.reading.chains import paths
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks
from editor.reading.signs import Signs

Example = tuple[dict[str, fitting.Ints], fitting.Floats, fitting.Floats]
MERGED = 0.7
STEPS, PENALTY = 500, 1.0


def examples(folder: Path) -> list[Example]:
    """For each raw text of a page the candidates' features, seams and truth: of pieces as found, and of longer ones."""
    rng = random.Random(folder.name)  # noqa: S311  a sample of joins, no secret
    gold = known.golden(folder)
    marks, language = default_marks(), model.load()
    out: list[Example] = []
    for way, raw in known.raws(folder):
        lines = fragments(raw)
        nodes, signs, grid, near = lineup.ordered(lines, label(lines, marks, language), marks, language)
        if not nodes:
            continue
        true = known.truth(gold, signs.texts, known.slack(way))[0]
        parts = [run for part in near.runs for run in _true_runs(part, true)]
        out.append(_example(parts, near, signs, grid, language, true))
        follow = {line: after for line, (after, _) in true.items() if rng.random() < MERGED}
        whole = {line: after for part in parts for line, after in pairwise(part)}
        out.append(_example(paths(len(nodes), follow | whole), near, signs, grid, language, true))
    return out


def _true_runs(part: Sequence[int], true: dict[int, tuple[int, int]]) -> Iterator[list[int]]:
    """A piece without the links that are wrong."""
    run = [part[0]]
    for line, after in pairwise(part):
        if line in true and true[line][0] != after:
            yield run
            run = []
        run.append(after)
    yield run


def _example(
    parts: Sequence[Sequence[int]],
    near: order.Near,
    signs: Signs,
    grid: places.Grid,
    language: Model,
    true: dict[int, tuple[int, int]],
) -> Example:
    ends = order.ends_of(parts, signs, near.tracks)
    of = order.looked_at(parts, ends, near, signs, grid, language)
    follows = {line: after for line, (after, _) in true.items()}
    right = np.array(
        [follows.get(int(a)) == int(b) for a, b in zip(ends.last[of.upper], ends.first[of.lower], strict=True)]
    )
    return of.hot, of.seam, right.astype(np.float64)


def joined(parts: Sequence[Example]) -> Example:
    """All examples as one."""
    groups = {name: np.concatenate([hot[name] for hot, _, _ in parts]) for name in stitch.GROUPS}
    links = np.concatenate([link for _, link, _ in parts])
    right = np.concatenate([right for _, _, right in parts])
    return groups, np.clip(links, stitch.LINK_LOW, stitch.LINK_HIGH), right


def fit(of: Example) -> stitch.Weights:
    """Logistic regression with an L2 penalty."""
    groups, links, want = of

    def slopes(values: dict[str, fitting.Floats]) -> dict[str, fitting.Floats]:
        error = _chance(fitting.added(groups, values) + values["link"] * links) - want
        return {"bias": error.sum(), "link": error @ links} | {
            name: fitting.gathered(at, error, len(values[name])) + PENALTY * values[name] for name, at in groups.items()
        }

    start = {name: np.zeros(int(np.prod(shape))) for name, shape in stitch.GROUPS.items()}
    values = fitting.descend(start | {"link": np.zeros(()), "bias": np.zeros(())}, slopes, STEPS)
    hot = {name: np.round(values[name], 3).tolist() for name in groups}
    return stitch.Weights(hot, round(float(values["link"]), 3), round(float(values["bias"]), 3))


def _chance(score: fitting.Floats) -> fitting.Floats:
    return 1 / (1 + np.exp(-score))


def report(name: str, of: Example, weights: stitch.Weights) -> None:
    """Prints the log loss."""
    groups, links, want = of
    chance = _chance(stitch.scores(groups, links, weights))
    loss = -(want * np.log(chance + 1e-9) + (1 - want) * np.log(1 - chance + 1e-9)).mean()
    print(f"{name}: {len(want)} pairs, {int(want.sum())} true; log loss {loss:.4f}")


if __name__ == "__main__":
    fitting.run(__doc__, "stitch.json", examples, joined, fit, report)
