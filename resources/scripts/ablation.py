"""What each kind of evidence adds: the engine with one of them switched off, on pages whose articles are known.

    ablation.py PAGES…

PAGES as for fit_seams.py. For each way of reading (the raw texts' names) it prints the share of true successors found,
of those found the share that is right, and the share of true seams whose kind (same paragraph or new one) is right.
It also prints the calibration of the seams: of those that the engine gives 0.9 and more, how many are right.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import fit_seams
import msgspec
import numpy as np

from editor.core.evidence import SeamKind
from editor.core.raw import RawText
from editor.language import model
from editor.reading import band, build, layout, seams, stitch
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks

Places = dict[int, fit_seams.Place]
"""Where lines stand in the known articles, by the raw offset of their ends, and by the negative one of their starts."""

Switch = Callable[[], Iterator[None]]


@contextmanager
def nothing() -> Iterator[None]:
    """Everything on."""
    yield


def without_seam(group: str) -> Callable[[], Iterator[None]]:
    """One group of a seam's features weighs nothing."""

    @contextmanager
    def switch() -> Iterator[None]:
        by = seams.weights()
        hot = {name: [[0.0] * 3 for _ in rows] if name == group else rows for name, rows in by.hot.items()}
        before, seams.weights = seams.weights, lambda: msgspec.structs.replace(by, hot=hot)
        yield
        seams.weights = before

    return switch


def without_places(*groups: str) -> Callable[[], Iterator[None]]:
    """Groups of the stitching's features weigh nothing."""

    @contextmanager
    def switch() -> Iterator[None]:
        by = stitch.weights()
        hot = {name: [0.0] * len(rows) if name in groups else rows for name, rows in by.hot.items()}
        before, stitch.weights = stitch.weights, lambda: msgspec.structs.replace(by, hot=hot)
        yield
        stitch.weights = before

    return switch


@contextmanager
def without_support() -> Iterator[None]:
    """Neighbouring links do not support each other."""
    before, band.Tuning = band.Tuning, lambda: before(support=0.0, rounds=1)
    yield
    band.Tuning = before


def counts(folder: Path) -> Iterator[tuple[str, np.ndarray]]:
    """For each raw text: true links, links made, right ones, right kinds; sure seams and right ones of them."""
    gold = fit_seams.Gold(json.loads((folder / "gold.json").read_text("utf-8")))
    marks, language = default_marks(), model.load()
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            lines = fragments(RawText(file.read()), marks)
        made = layout.laid_out(lines, label(lines, marks, language), marks, language)
        texts = ["".join(made.text(at, layout.Label.BODY).split()) or line.text for at, line in enumerate(lines)]
        slack = 2 if path.stem == "ocr" else 0
        true, found = fit_seams.truth(gold, texts, slack)
        places: Places = {}
        for line, place in zip(made.lines, found, strict=True):
            if place is not None and place[2] <= len(gold.bodies[place[0]]) and place[1] >= 0:
                places[line.end] = places[-line.start - 1] = place
        tally = np.zeros(6)
        tally[0] = len(true)
        for seam in build.evidence(made, build.Found((), {})).seams:
            tally += _tally(seam, gold, places, slack)
        yield path.stem, tally


def _tally(seam: build.Seam, gold: fit_seams.Gold, places: Places, slack: int) -> np.ndarray:
    """The counts of one seam; nothing where the known articles do not hold both its lines (credits, captions apart)."""
    above = places.get(seam.left)
    below = places.get(-seam.right - 1)
    if above is None or below is None:
        return np.zeros(6)
    right = above[0] == below[0] and abs(below[1] - above[2]) <= 1 + slack
    kind = right and gold.breaks_at(below[0], below[1], slack) == (seam.kind is SeamKind.PARAGRAPH)
    sure = seam.confidence >= 0.9
    return np.array([0, 1, right, kind, sure, sure and kind], dtype=float)


def table(folders: list[Path]) -> dict[str, np.ndarray]:
    """The counts of each way of reading, summed."""
    out: dict[str, np.ndarray] = defaultdict(lambda: np.zeros(6))
    for folder in folders:
        for way, tally in counts(folder):
            out[way] += tally
    return out


def main() -> None:
    """Reads the command line and prints a line for each switch."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    folders = [gold.parent for pages in parser.parse_args().pages for gold in sorted(pages.glob("*/gold.json"))]
    switches = {"all": nothing}
    switches |= {f"seam without {group}": without_seam(group) for group in seams.GROUPS}
    switches |= {"no support of neighbours": without_support, "stitch without places": without_places(*PLACES)}
    for name, switch in switches.items():
        with switch():
            found = table(folders)
        cells = [
            f"{way} {t[2] / max(1, t[0]):.3f} {t[2] / max(1, t[1]):.3f} {t[3] / max(1, t[2]):.3f}"
            for way, t in sorted(found.items())
        ]
        print(f"{name:26}", "  ".join(cells))
        if name == "all":
            sure = sum(found.values(), np.zeros(6))
            print(f"{'sure seams right':26} {sure[5] / max(1, sure[4]):.4f} of {sure[4]:.0f}")


PLACES = ("ahead", "beside", "placed", "headed", "band", "block")

if __name__ == "__main__":
    main()
