"""Fits the seam model (resources/seams.json) on pages whose articles are known.

    fit_seams.py PAGES… [-o resources/seams.json] [--test PAGES…] [--jobs N]

PAGES: see fitting.py. Texts that an OCR engine read (known.slack) have weights of their own, which are drawn towards
the others' rather than towards nothing. Only weights are written: no text of a page goes into the file. Needs nothing
but the project itself.
"""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import fitting
import known
import numpy as np

from editor.language import model
from editor.reading import geometry, seams
from editor.reading.fragments import fragments
from editor.reading.marks import default_marks
from editor.reading.signs import observe

Part = tuple[seams.Pairs, fitting.Ints]
CHANCE_PAIRS = 3
PENALTY, DRAWN = 2.0, 4.0
"""The L2 penalty of weights, and that of how far those for misread texts are from the others."""
STEPS = 400
KINDS = ("clear", "misread")
SURE = 0.9


def observations(folder: Path) -> list[tuple[bool, Part]]:
    """For each raw text of a page the features of its true seams and of chance pairs, with their classes.

    Before each whether the text was misread.
    """
    rng = random.Random(folder.name)  # noqa: S311  a sample of pairs, no secret
    gold = known.golden(folder)
    out: list[tuple[bool, Part]] = []
    for way, raw in known.raws(folder):
        lines = fragments(raw)
        texts = known.body_texts(lines)
        indents = np.array([line.indent for line in lines])
        off = known.slack(way)
        out.extend((off > 0, part) for part in _examples(texts, indents, *known.truth(gold, texts, off), rng))
    return out


def _examples(
    texts: list[str],
    indents: fitting.Floats,
    true: dict[int, tuple[int, int]],
    places: Sequence[known.Place | None],
    rng: random.Random,
) -> Iterator[Part]:
    rows = [(at, after, kind) for at, (after, kind) in true.items()]
    body = [at for at, place in enumerate(places) if place]
    for at in body:
        for _ in range(CHANCE_PAIRS if at in true else 1):
            other = min(max(at + rng.randint(-12, 12), 0), len(texts) - 1)
            if other != at and (at not in true or true[at][0] != other):
                rows.append((at, other, 2))
    if not rows:
        return
    upper, lower, kinds = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    signs = observe(texts, geometry.measure([texts[at] for at in body]), default_marks(), indents)
    bridge = model.load().bridges([texts[at] for at in upper], [texts[at] for at in lower])
    yield seams.pairs(signs, upper, lower, bridge), kinds


def fit(parts: Sequence[Part], towards: seams.Weights | None = None) -> seams.Weights:
    """Multinomial logistic regression with an L2 penalty; chance pairs together weigh what true ones do.

    The penalty is on what the weights are, or on how far they are from those `towards`.
    """
    kinds = np.concatenate([kind for _, kind in parts])
    groups = {name: np.concatenate([part[name] for part, _ in parts]) for name in seams.GROUPS}
    weight = np.ones(len(kinds))
    weight[kinds == 2] = (kinds != 2).sum() / max(1, (kinds == 2).sum())
    want = np.eye(3)[kinds]

    start = {name: np.zeros((int(np.prod(shape)), 3)) for name, shape in seams.GROUPS.items()}
    if towards:
        start = {name: np.array(towards.hot[name]) for name in start}
    penalty = DRAWN if towards else PENALTY

    def slopes(values: dict[str, fitting.Floats]) -> dict[str, fitting.Floats]:
        error = (seams.chances(fitting.added(groups, values)) - want) * weight[:, None]
        return {"bias": error.sum(0)} | {
            name: fitting.gathered(at, error, len(values[name])) + penalty * (values[name] - start[name])
            for name, at in groups.items()
        }

    values = fitting.descend(start | {"bias": np.array(towards.bias if towards else np.zeros(3))}, slopes, STEPS)
    rounded = {name: np.round(values[name], 3).tolist() for name in groups}
    return seams.Weights(rounded, np.round(values["bias"], 3).tolist())


def report(name: str, parts: Sequence[Part], weights: seams.Weights) -> None:
    """Prints how often the class is right, and how the sure ones (SURE and above) fare."""
    right = sure = sure_right = total = 0
    for part, kinds in parts:
        chance = seams.chances(seams.logits(part, weights))
        best = chance.argmax(1)
        total += len(kinds)
        right += int((best == kinds).sum())
        above = chance.max(1) >= SURE
        sure += int(above.sum())
        sure_right += int((best == kinds)[above].sum())
    shares = f"{right / total:.4f} right; {sure / total:.3f} sure, {sure_right / max(1, sure):.4f} right"
    print(f"{name}: {total} pairs, {shares}")


def main() -> None:
    """Reads the command line, fits, reports, writes."""
    options = fitting.arguments(__doc__, "seams.json").parse_args()

    def read(pages: list[Path]) -> dict[str, list[Part]]:
        made = fitting.over(observations, fitting.folders(pages), options.jobs)
        parts = [part for of_page in made for part in of_page]
        return {name: [part for misread, part in parts if misread == (name == "misread")] for name in KINDS}

    parts = read(options.pages)
    clear = fit(parts["clear"])
    weights = {"clear": clear, "misread": fit(parts["misread"], clear)}
    test = read(options.test) if options.test else {}
    for kind in KINDS:
        report(f"{kind}, fitted", parts[kind], weights[kind])
        if test:
            report(f"{kind}, test", test[kind], weights[kind])
    fitting.written(options.out, weights)


if __name__ == "__main__":
    main()
