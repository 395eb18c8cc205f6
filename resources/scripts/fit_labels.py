"""Fits the model that tells head lines from body lines (resources/labels.json) on pages whose articles are known.

    fit_labels.py PAGES… [-o resources/labels.json] [--test PAGES]

Each of PAGES is a folder of folders, each with gold.json (the articles in the saved page's fields) and raw texts
(*.txt), and, where it is known, truth.json (every painted line with its role). Only weights are written: no text of a
page goes into the file. Needs nothing but the project itself.
"""

import argparse
import json
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt
from fitting import Floats, chance, columns, newton, table
from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from editor.core.raw import RawText
from editor.language import model
from editor.reading import labels, shape, threads
from editor.reading.em import em
from editor.reading.fragments import Fragment, fragments
from editor.reading.marks import default_marks

HEADS = ("section", "kicker", "headline", "deck")
PENALTY = 4.0
"""The ridge that the shipped weights for pages that flow were fitted with; the others have 2."""
LIKE = 0.5
"""The least likeness of a line to the painted line that it is."""


def solid(text: str | None) -> str:
    """`text` without its white space."""
    return "".join((text or "").split())


def rows(head: str, per: int) -> list[str]:
    """`head` broken greedily at `per` em."""
    out = [""]
    room = float(per)
    for char in head:
        if room < em(char) and out[-1]:
            out.append("")
            room = float(per)
        out[-1] += char
        room -= em(char)
    return out


class Truth:
    """What a line of a page is: "head", "body", or "" where the gold does not tell."""

    def __init__(self, page: dict[str, Any], lines: Sequence[str], *, misread: bool) -> None:
        self.misread = misread
        self.heads = [solid(article.get(role)) for article in page["articles"] for role in HEADS if article.get(role)]
        self.bodies = [
            solid(article.get("dateline")) + "".join(solid(block["text"]) for block in article["body"])
            for article in page["articles"]
        ]
        have = set(lines)
        self.rows: dict[str, str] = {}
        for head in self.heads:
            for per in range(4, 40):
                broken = rows(head, per)
                if all(row in have for row in broken):
                    self.rows.update(dict.fromkeys(broken, head))

    def _inside(self, line: str, texts: Sequence[str]) -> float:
        if any(line in text for text in texts):
            return 100.0
        if not self.misread or len(line) < 4:
            return 0.0
        return max((fuzz.partial_ratio(line, text) for text in texts if len(text) >= len(line) - 2), default=0.0)

    def of(self, at: int, lines: Sequence[str]) -> str:
        """What the line at `at` of all `lines` is."""
        line = lines[at].lstrip("▶▲")
        if not line:
            return ""
        body = self._inside(line, self.bodies)
        head = self._inside(line, self.heads)
        if line in self.rows and (len(line) >= 4 or body < 75):
            return "head"
        if body >= 75 and head >= 75 and abs(body - head) < 8:
            return "head" if self._beside(at, lines) else "body"
        if max(body, head) < 75:
            return ""
        return "head" if head > body else "body"

    def _beside(self, at: int, lines: Sequence[str]) -> bool:
        """Whether a near line is the part of the same head before or behind this one."""
        near = [lines[k] for k in range(max(0, at - 5), min(len(lines), at + 6)) if k != at and len(lines[k]) >= 2]
        return any(line + lines[at] in head or lines[at] + line in head for line in near for head in self.heads)


def painted(folder: Path, lines: Sequence[str]) -> list[str] | None:
    """What each of `lines` is by the page's list of painted lines (truth.json: role, text); None where there is none.

    Every painted line serves one line, the likest first. What is neither head nor body is "".
    """
    path = folder / "truth.json"
    if not path.exists():
        return None
    drawn = json.loads(path.read_text("utf-8"))
    names = [solid(unicodedata.normalize("NFKC", row["text"])) for row in drawn]
    read = [unicodedata.normalize("NFKC", line) for line in lines]
    near = process.cdist(read, names, scorer=Indel.normalized_similarity)
    out = [""] * len(lines)
    used: set[int] = set()
    done: set[int] = set()
    for flat in np.argsort(-near, axis=None, kind="stable"):
        at, drawn_at = divmod(int(flat), len(names))
        if near[at, drawn_at] < LIKE:
            break
        if at not in done and drawn_at not in used:
            done.add(at)
            used.add(drawn_at)
            role = drawn[drawn_at]["role"]
            out[at] = "head" if role in HEADS else role if role == "body" else ""
    return out


class Sample(msgspec.Struct):
    """One page: its features, what is known of its lines, which lines count, and which of these are heads."""

    name: str
    shapes: shape.Shapes
    open: npt.NDArray[np.bool_]
    keep: npt.NDArray[np.int64]
    head: Floats
    texts: list[str]


def samples(folders: Sequence[Path]) -> Iterator[Sample]:
    """Every raw text of `folders`."""
    marks, lm = default_marks(), model.load()
    for folder in folders:
        for gold in sorted(folder.glob("*/gold.json")):
            for path in sorted(gold.parent.glob("*.txt")):
                parts = fragments(RawText(path.read_bytes().decode("utf-8")))
                yield sample(f"{gold.parent.name}/{path.stem}", gold.parent, parts, marks, lm)


def sample(name: str, folder: Path, parts: Sequence[Fragment], marks: labels.Marks, lm: model.Model) -> Sample:
    """One raw text with its lines judged by the painted lines, or else by the gold."""
    page = json.loads((folder / "gold.json").read_text("utf-8"))
    found = labels.peeled(parts, marks)
    shapes, taken = labels.seen(parts, found, marks, lm)
    texts, _ = labels.known(parts, found, marks)
    lines = [solid(text) for text in texts]
    what = painted(folder, lines)
    truth = Truth(page, lines, misread="ocr" in name)
    told = np.isin(taken, (0, shape.DATELINE))
    said = {int(at): what[at] if what else truth.of(int(at), lines) for at in np.flatnonzero(told)}
    keep = np.array([at for at, what in said.items() if what], dtype=np.int64)
    return Sample(name, shapes, told, keep, np.array([said[at] == "head" for at in keep], dtype=np.float64), texts)


def groups(name: str) -> dict[str, tuple[int, ...]]:
    """The groups of the first round for pages of a kind."""
    return {**shape.GROUPS, **threads.GROUPS} if name == "scrambled" else shape.GROUPS


def serves(name: str, flows: float) -> bool:
    """Whether a page is one to fit the weights of a kind on."""
    return labels.kind(flows) == name or (name == "scrambled" and flows < labels.THREADED)


def both(of: Sample, first: Floats, second: Floats | None, name: str) -> tuple[Floats, Floats]:
    """The features of the second round after as many rounds as the program makes, and the chances before them."""
    x = columns(of.shapes.hot, groups(name))
    p = np.where(of.open, chance(x, first), 0.0)
    for _ in range(labels.ROUNDS - 1):
        if second is None:
            break
        wide = np.hstack([x, columns(shape.second_round(of.shapes, p), shape.SECOND)])
        p = np.where(of.open, chance(wide, second), 0.0)
    return np.hstack([x, columns(shape.second_round(of.shapes, p), shape.SECOND)]), p


def trained(of: Sequence[Sample], name: str) -> tuple[Floats, Floats]:
    """Weights of the first round, and of the second after rounds like the program's own."""
    y = np.concatenate([one.head for one in of])
    first = newton(np.vstack([columns(one.shapes.hot, groups(name))[one.keep] for one in of]), y, PENALTY)
    second = newton(np.vstack([both(one, first, None, name)[0][one.keep] for one in of]), y, PENALTY)
    return first, newton(np.vstack([both(one, first, second, name)[0][one.keep] for one in of]), y, PENALTY)


def report(of: Sequence[Sample], first: Floats, second: Floats, name: str, *, loud: bool) -> None:
    """Prints how many heads were found; `loud`: also each line that was taken for the wrong thing."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in of:
        p = chance(both(one, first, second, name)[0], second)
        for at, head in zip(one.keep, one.head, strict=True):
            said = p[at] > 0.5
            counts[one.name.split("/")[-1]][
                ("right" if head else "none") if said == head else "false" if said else "missed"
            ] += 1
            if loud and said != head:
                print(f"{one.name} {'false' if said else 'missed'} {p[at]:.2f} {one.texts[at]}")
    for reading, count in sorted(counts.items()):
        print(f"  {reading:8} heads found {count['right']}, missed {count['missed']}, false {count['false']}")


def main() -> None:
    """Fits, reports, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("-o", dest="out", type=Path, default=Path("resources/labels.json"))
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--only", nargs="*", help="kinds to fit; the others are left as they are")
    parser.add_argument("--loud", action="store_true")
    options = parser.parse_args()
    weights = msgspec.json.decode(options.out.read_bytes(), type=dict[str, labels.Weights]) if options.only else {}
    train, test = list(samples(options.pages)), list(samples(options.test))
    for name in options.only or ("flowing", "mixed", "scrambled"):
        chosen = [one for one in train if serves(name, one.shapes.flows)]
        first, second = trained(chosen, name)
        of = groups(name)
        weights[name] = labels.Weights(
            table(first, of), float(first[-1]), table(second, {**of, **shape.SECOND}), float(second[-1])
        )
        print(name, len(chosen), "pages")
        kind = [one for one in test if labels.kind(one.shapes.flows) == name]
        report(kind, first, second, name, loud=options.loud)
    options.out.write_bytes(msgspec.json.format(msgspec.json.encode(weights), indent=0) + b"\n")


if __name__ == "__main__":
    main()
