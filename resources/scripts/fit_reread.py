"""Fits resources/suspects/reread.json, the weights by which misread characters are told from right ones.

    fit_reread.py PAIRS.tsv… [-o resources/suspects/reread.json]

PAIRS.tsv: lines as an OCR engine read them, a tab, as they should read; an empty line between pages. Those used are
7,000 lines made for this program (pages typeset by a program of our own, degraded as images, read by RapidOCR) and
2,594 lines that RapidOCR read from newspaper pages with known text. Only weights are written. How the lines from
newspapers are read says little of a fit that saw them: fitted to the first and to half of the second, shown on the
other half, 48 of 100 wrong characters are found and 2.5 false alarms come on 10,000 characters; fitted to the first
alone, 48 and 3.1.

Each file also gets a figure for how the fit does on pages that it was not fitted to (every other page).
"""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

import fitting
import numpy as np
import numpy.typing as npt
from fitting import Floats
from rapidfuzz.distance import Levenshtein

from editor.suspects import damage
from editor.suspects.candidates import FEATURES, Candidates, candidates
from editor.suspects.reread import as_seen, gathered

Bools = npt.NDArray[np.bool_]
Pairs = list[tuple[str, str]]
HEARD, LEAST, LEAST_HEARD = 0.85, 0.25, -0.35
RIDGE, PAGE_RIDGE = 3.0, 1.0


class Page:
    """One page's candidates, and which of them are what should stand there."""

    def __init__(self, pairs: Pairs, found: Candidates) -> None:
        self.texts = [read for read, _ in pairs]
        self.found = found
        self.looks = ~np.array(found.heard)
        self.features = found.features[self.looks]
        steps = [[op for op in Levenshtein.editops(read, should) if op.tag != "insert"] for read, should in pairs]
        self.wrong = [{op.src_pos for op in some} for some in steps]
        right: list[dict[int, str]] = [
            {op.src_pos: should[op.dest_pos] for op in some if op.tag == "replace"}
            for some, (_, should) in zip(steps, pairs, strict=True)
        ]
        rows: list[tuple[int, int, str]] = list(zip(found.text.tolist(), found.at.tolist(), found.now, strict=True))
        self.right: Bools = np.array([right[number].get(at) == now for number, at, now in rows])[self.looks]

    def second(self, start: float, weights: Floats) -> tuple[Floats, Bools]:
        """What the page adds to a first fit, and which places are wrong."""
        odds = as_seen(self.found.features, self.found.heard, HEARD) @ weights + start
        doubts = [tuple(some) for some in gathered(self.found, odds, self.texts)]
        wrong = np.array([d.at in self.wrong[n] for n, some in enumerate(doubts) for d in some])
        return damage.page_features(self.texts, doubts), wrong


def regression(x: Floats, y: Bools, ridge: float) -> tuple[float, Floats]:
    """Logistic regression: its start, and the weights of the columns as they are; the ridge is on their spreads."""
    mean, spread = x.mean(0), x.std(0) + 1e-9
    beta = fitting.newton((x - mean) / spread, y.astype(np.float64), ridge, steps=40, least=1e-6)
    weights = beta[:-1] / spread
    return float(beta[-1] - mean @ weights), weights


def fit(pages: list[Page]) -> tuple[tuple[float, Floats], tuple[float, Floats]]:
    """Both regressions; the second sees the odds that the first, fitted to every other page, gives to the rest."""
    right = np.concatenate([page.right for page in pages])
    first = regression(np.concatenate([page.features for page in pages]), right, RIDGE)
    halves = [
        regression(
            np.concatenate([page.features for page in pages[n::2]]),
            np.concatenate([page.right for page in pages[n::2]]),
            RIDGE,
        )
        for n in (0, 1)
    ]
    seconds = [page.second(*(halves[1 - number % 2])) for number, page in enumerate(pages)]
    features, wrong = (np.concatenate(part) for part in zip(*seconds, strict=True))
    return first, regression(features, wrong, PAGE_RIDGE)


def read_pages(paths: list[Path]) -> Iterator[Page]:
    """The pages of all files that have a candidate."""
    for path in paths:
        for part in path.read_text("utf-8").split("\n\n"):
            rows = [line.split("\t") for line in part.splitlines() if "\t" in line]
            pairs = [(row[0], row[1]) for row in rows]
            found = candidates([read for read, _ in pairs]) if pairs else None
            if found is not None:
                yield Page(pairs, found)


def report(name: str, pages: list[Page], fitted: tuple[tuple[float, Floats], tuple[float, Floats]]) -> None:
    """Prints how often the shown places are wrong."""
    (start, weights), (page_start, page_weights) = fitted
    shown = hit = there = size = 0
    for page in pages:
        features, wrong = page.second(start, weights)
        odds = features @ page_weights + page_start
        shown += int((odds > LEAST).sum())
        hit += int(((odds > LEAST) & wrong).sum())
        there += sum(map(len, page.wrong))
        size += sum(map(len, page.texts))
    print(f"{name}: {size} characters, {hit} right of {shown} shown, {there} wrong in all")


def main() -> None:
    """Reads, fits, reports, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path)
    options = parser.parse_args()
    pages = list(read_pages(options.pairs))
    for n in (0, 1):
        if len(pages) > 3:
            report(f"fitted to half {n}, shown on the other", pages[1 - n :: 2], fit(pages[n::2]))
    (start, weights), (page_start, page_weights) = fit(pages)
    report("fitted to all", pages, ((start, weights), (page_start, page_weights)))
    content = {
        "source": "resources/scripts/fit_reread.py; lines that RapidOCR read from pages set for this program "
        "and from known newspaper pages",
        "start": round(start, 4),
        "weights": dict(zip(FEATURES, np.round(weights, 4).tolist(), strict=True)),
        "heard": HEARD,
        "page_start": round(page_start, 4),
        "page_weights": dict(zip(damage.PAGE_FEATURES, np.round(page_weights, 4).tolist(), strict=True)),
        "least": LEAST,
        "least_heard": LEAST_HEARD,
    }
    if options.out:
        options.out.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
