"""Fits the seam model (resources/seams.json) on pages whose articles are known.

    fit_seams.py PAGES… [-o resources/seams.json]

Each of PAGES is a folder of folders, each with gold.json (the articles in the saved page's fields) and raw texts
(*.txt).
Only weights are written: no text of a page goes into the file. Needs nothing but the project itself.
"""

import argparse
import bisect
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from editor.core.raw import RawText
from editor.language import model
from editor.reading import geometry, seams
from editor.reading.fragments import fragments
from editor.reading.marks import default_marks
from editor.reading.peel import body_text, peel
from editor.reading.signs import observe, openings

Place = tuple[int, int, int]
GRAM = 3
NEAR = 1
SHORT = 4
CHANCE_PAIRS = 3
PENALTY = 2.0
STEPS = 400


def solid(text: str | None) -> str:
    """`text` without white space."""
    return "".join((text or "").split())


class Gold:
    """The bodies of a page's articles, where paragraphs begin, and where a line of text stands in them."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.bodies: list[str] = []
        self.breaks: list[list[int]] = []
        self.names: list[str] = []
        for article in page["articles"]:
            self.names.append("".join(credit["name"] for credit in article["byline"]))
            body = solid(article.get("dateline"))
            breaks: list[int] = []
            for block in article["body"]:
                if block is not article["body"][0]:
                    breaks.append(len(body))
                body += solid(block["text"])
            self.bodies.append(body)
            self.breaks.append(breaks)
        self.grams: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, body in enumerate(self.bodies):
            for at in range(len(body) - GRAM + 1):
                self.grams[body[at : at + GRAM]].append((number, at))

    def place(self, text: str) -> Place | None:
        """Article, start and end of the line `text`, by the diagonal that most of its three-grams vote for."""
        line = solid(text)
        votes = Counter(
            (number, at - k)
            for k in range(len(line) - GRAM + 1)
            for number, at in self.grams.get(line[k : k + GRAM], ())
        )
        if not votes:
            return None
        (number, start), count = votes.most_common(1)[0]
        if count < max(2, 0.4 * (len(line) - 2)):
            return None
        return number, max(0, start), min(len(self.bodies[number]), start + len(line))

    def gaps(self, texts: Sequence[str], places: list[Place | None]) -> None:
        """Puts lines too short for `place` where one ends and nothing else stands."""
        ends = {(place[0], place[2]) for place in places if place}
        starts = {(place[0], place[1]) for place in places if place}
        for at, text in enumerate(texts):
            line = solid(text)
            if places[at] is None and 0 < len(line) <= SHORT:
                for number, end in sorted(ends - starts):
                    if self.bodies[number].startswith(line, end):
                        places[at] = (number, end, end + len(line))
                        starts.add((number, end))
                        break

    def credit(self, text: str, *, opening: bool) -> Place | None:
        """The place before or behind the body of the article whose byline the line `text` is."""
        line = solid(text)
        for number, names in enumerate(self.names):
            if names and all(part in line for part in (names[:2], names[-2:])):
                edge = 0 if opening else len(self.bodies[number])
                return number, edge - opening, edge + (not opening)
        return None

    def breaks_at(self, number: int, at: int, slack: int) -> bool:
        """Whether a paragraph begins within `slack` characters of the place `at` of a body."""
        breaks = self.breaks[number]
        near = bisect.bisect_left(breaks, at - slack)
        return near < len(breaks) and breaks[near] <= at + slack


def observations(folder: Path, rng: random.Random) -> Iterator[tuple[seams.Pairs, npt.NDArray[np.int64]]]:
    """For each raw text of a page the features of its true seams and of chance pairs, with their classes."""
    gold = Gold(json.loads((folder / "gold.json").read_text("utf-8")))
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = fragments(RawText(file.read()))
        texts: list[str] = [body_text(line.text, peel(line.text, default_marks())) or line.text for line in lines]
        indents = np.array([line.indent for line in lines])
        yield from _examples(texts, indents, *truth(gold, texts, 2 if path.stem == "ocr" else 0), rng)


def truth(gold: Gold, texts: Sequence[str], slack: int) -> tuple[dict[int, tuple[int, int]], list[Place | None]]:
    """For each line that another follows that line and the class of the seam; and where each line stands."""
    found = openings(texts, default_marks())
    places = [gold.place(text) for text in texts]
    gold.gaps(texts, places)
    for at in (*found.opening, *found.closing):
        places[at] = gold.credit(texts[at], opening=at in found.opening)
    in_order = sorted((place, at) for at, place in enumerate(places) if place)
    true: dict[int, tuple[int, int]] = {}
    for ((number, _, end), at), ((follower, start, _), after) in pairwise(in_order):
        if number == follower and abs(start - end) <= NEAR + slack:
            edge = start >= len(gold.bodies[number]) or end <= 0
            true[at] = (after, int(edge or gold.breaks_at(number, start, slack)))
    return true, places


def _examples(
    texts: Sequence[str],
    indents: npt.NDArray[np.float64],
    true: dict[int, tuple[int, int]],
    places: Sequence[Place | None],
    rng: random.Random,
) -> Iterator[tuple[seams.Pairs, npt.NDArray[np.int64]]]:
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


def fit(parts: Sequence[tuple[seams.Pairs, npt.NDArray[np.int64]]]) -> seams.Weights:
    """Multinomial logistic regression with an L2 penalty, by gradient steps with momentum on the full data."""
    kinds = np.concatenate([kind for _, kind in parts])
    size = len(kinds)
    groups = {name: np.concatenate([part[name] for part, _ in parts]) for name in seams.GROUPS}
    weight = np.ones(size)
    weight[kinds == 2] = (kinds != 2).sum() / (kinds == 2).sum()
    want = np.eye(3)[kinds]
    hot = {name: np.zeros((int(np.prod(shape)), 3)) for name, shape in seams.GROUPS.items()}
    bias = np.zeros(3)
    first: dict[str, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(1))
    second: dict[str, npt.NDArray[np.float64]] = defaultdict(lambda: np.zeros(1))
    for step in range(1, STEPS + 1):
        scores = bias + sum(hot[name][at] for name, at in groups.items())
        error = (seams.chances(scores) - want) * weight[:, None]
        gradients: dict[str, npt.NDArray[np.float64]] = {"bias": error.sum(0)}
        for name, at in groups.items():
            gradients[name] = _gathered(at, error, len(hot[name])) + PENALTY * hot[name]
        for name, gradient in gradients.items():
            first[name] = 0.9 * first[name] + 0.1 * gradient
            second[name] = 0.99 * second[name] + 0.01 * gradient**2
            move = (first[name] / (1 - 0.9**step)) / (np.sqrt(second[name] / (1 - 0.99**step)) + 1e-9) * 0.05
            if name == "bias":
                bias = bias - move
            else:
                hot[name] = hot[name] - move
    rounded = {name: np.round(table, 3).tolist() for name, table in hot.items()}
    return seams.Weights(rounded, np.round(bias, 3).tolist())


def _gathered(at: npt.NDArray[np.int64], error: npt.NDArray[np.float64], size: int) -> npt.NDArray[np.float64]:
    return np.stack([np.bincount(at, error[:, k], size) for k in range(3)], axis=1)


def report(parts: Sequence[tuple[seams.Pairs, npt.NDArray[np.int64]]], weights: seams.Weights) -> None:
    """How often the class is right, and how the sure ones (0.9 and above) fare."""
    right = sure = sure_right = total = 0
    for part, kinds in parts:
        chance = seams.chances(seams.logits(part, weights))
        best = chance.argmax(1)
        total += len(kinds)
        right += int((best == kinds).sum())
        above = chance.max(1) >= 0.9
        sure += int(above.sum())
        sure_right += int((best == kinds)[above].sum())
    print(f"{total} pairs: {right / total:.4f} right; {sure / total:.3f} sure, {sure_right / max(1, sure):.4f} right")


def main() -> None:
    """Reads the command line, fits, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path(__file__).parents[1] / "seams.json")
    options = parser.parse_args()
    rng = random.Random(7)  # noqa: S311  a sample of pairs, no secret
    parts = [
        part
        for pages in options.pages
        for gold in sorted(pages.glob("*/gold.json"))
        for part in observations(gold.parent, rng)
    ]
    held = parts[::7]
    trained = [part for at, part in enumerate(parts) if at % 7]
    weights = fit(trained)
    report(trained, weights)
    report(held, weights)
    options.out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=1) + b"\n")


if __name__ == "__main__":
    main()
