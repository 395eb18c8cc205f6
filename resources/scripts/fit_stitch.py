"""Fits the weights of editor.reading.stitch (resources/stitch.json) on pages whose articles are known.

    fit_stitch.py PAGES… [-o resources/stitch.json]

PAGES as for fit_seams.py. The pieces are those that the band search finds on these pages, as they are and with most of
the true joins made; every pair of them in sight is an example. Only weights are written.
"""

import argparse
import json
import random
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import fit_seams
import msgspec
import numpy as np
import numpy.typing as npt

from editor.core.raw import RawText
from editor.language import model
from editor.reading import layout, order, places, stitch
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks
from editor.reading.signs import Signs

Floats = npt.NDArray[np.float64]
Example = tuple[dict[str, npt.NDArray[np.int64]], Floats, Floats]
MERGED = 0.7
STEPS, PENALTY = 500, 1.0


def examples(folder: Path, rng: random.Random) -> Iterator[Example]:
    """For each raw text of a page the candidates' features, seams and truth: of pieces as found, and of longer ones."""
    gold = fit_seams.Gold(json.loads((folder / "gold.json").read_text("utf-8")))
    marks, language = default_marks(), model.load()
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = fragments(RawText(file.read()))
        labels = label(lines, marks, language)
        nodes, signs, grid = layout.ordered(lines, labels, marks)
        if not nodes:
            continue
        true = fit_seams.truth(gold, signs.texts, 2 if path.stem == "ocr" else 0)[0]
        near = order.near(signs, grid, language)
        parts = [run for part in near.runs for run in _true_runs(part, true)]
        yield _example(parts, near, signs, grid, language, true)
        follow = {line: after for line, (after, _) in true.items() if rng.random() < MERGED}
        whole = {line: after for part in parts for line, after in pairwise(part)}
        yield _example(order.paths(len(nodes), follow | whole), near, signs, grid, language, true)


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
    language: model.Model,
    true: dict[int, tuple[int, int]],
) -> Example:
    ends = order.ends_of(parts, signs, near.tracks)
    upper, lower = stitch.candidates(ends)
    links = order.links(signs, ends.last[upper], ends.first[lower], language)
    hot = order.features(parts, ends, upper, lower, near, signs, grid, language)
    follows = {line: after for line, (after, _) in true.items()}
    right = np.array([follows.get(int(a)) == int(b) for a, b in zip(ends.last[upper], ends.first[lower], strict=True)])
    return hot, links, right.astype(np.float64)


def fit(parts: Sequence[Example]) -> stitch.Weights:
    """Logistic regression with an L2 penalty, by gradient steps with momentum."""
    groups = {name: np.concatenate([hot[name] for hot, _, _ in parts]) for name in stitch.GROUPS}
    links = np.clip(np.concatenate([link for _, link, _ in parts]), stitch.LINK_LOW, stitch.LINK_HIGH)
    want = np.concatenate([right for _, _, right in parts])
    sizes = {name: int(np.prod(shape)) for name, shape in stitch.GROUPS.items()}
    values = {name: np.zeros(size) for name, size in sizes.items()} | {"link": np.zeros(1), "bias": np.zeros(1)}
    first = {name: np.zeros_like(value) for name, value in values.items()}
    second = {name: np.zeros_like(value) for name, value in values.items()}
    for step in range(1, STEPS + 1):
        score = values["bias"] + values["link"] * links + sum(values[name][at] for name, at in groups.items())
        error = 1 / (1 + np.exp(-score)) - want
        gradients = {name: np.bincount(at, error, sizes[name]) + PENALTY * values[name] for name, at in groups.items()}
        gradients |= {"link": np.array([error @ links]), "bias": np.array([error.sum()])}
        for name, gradient in gradients.items():
            first[name] = 0.9 * first[name] + 0.1 * gradient
            second[name] = 0.99 * second[name] + 0.01 * gradient**2
            values[name] = values[name] - 0.05 * (first[name] / (1 - 0.9**step)) / (
                np.sqrt(second[name] / (1 - 0.99**step)) + 1e-9
            )
    chance = 1 / (1 + np.exp(-score))
    print(f"{len(want)} pairs, {int(want.sum())} true; log loss {_loss(chance, want):.4f}")
    hot = {name: np.round(values[name], 3).tolist() for name in groups}
    return stitch.Weights(hot, round(float(values["link"][0]), 3), round(float(values["bias"][0]), 3))


def _loss(chance: Floats, want: Floats) -> float:
    return float(-(want * np.log(chance + 1e-9) + (1 - want) * np.log(1 - chance + 1e-9)).mean())


def main() -> None:
    """Reads the command line, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path(__file__).parents[1] / "stitch.json")
    options = parser.parse_args()
    rng = random.Random(7)  # noqa: S311  a sample of pairs, no secret
    folders = [gold.parent for pages in options.pages for gold in sorted(pages.glob("*/gold.json"))]
    weights = fit([example for folder in folders for example in examples(folder, rng)])
    options.out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


if __name__ == "__main__":
    main()
