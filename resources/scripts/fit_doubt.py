"""Fits how far a seam of a proposal is to be doubted (resources/suspects/doubt.json) on pages that are known.

    fit_doubt.py PAGES… [-o resources/suspects/doubt.json]

Each of PAGES is a folder that holds gold.json beside raw texts (*.txt; what OCR read is left out, for its letters
differ). A seam is right when the known text has the same characters on its two sides, joined or parted as it says.
Every second page is left out of the fit, and judged. Only weights are written.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import numpy.typing as npt
from fit_labels import chance, fit

from editor.core.evidence import Seam
from editor.core.page import BODY_ROLES, Page
from editor.core.raw import RawText
from editor.reading.engine import propose
from editor.suspects.doubt import FEATURES, features

Floats = npt.NDArray[np.float64]
AROUND = 7
LEVELS = (0.05, 0.1, 0.13, 0.15, 0.2, 0.3)


def solid(text: str) -> str:
    """Without white space."""
    return "".join(text.split())


def known(folder: Path) -> str:
    """The bodies of a page's articles; paragraphs and articles are parted by marks of their own."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    return "§".join("¶".join(solid(block["text"]) for block in article["body"]) for article in gold["articles"])


def flat(page: Page) -> list[tuple[str, dict[int, int]]]:
    """For each article its body in the form of `known`, and where in it each raw character begins."""
    out: list[tuple[str, dict[int, int]]] = []
    for article in page.articles:
        text, places = "", dict[int, int]()
        for block in article.of(*BODY_ROLES):
            for run in block.runs:
                for at in range(run.start, run.end):
                    places[at] = len(text) + (0 if run.why else len(solid(page.raw.text[run.start : at])))
                text += solid(run.text)
            text += "¶"
        out.append((text, places))
    return out


def wrong(seam: Seam, bodies: list[tuple[str, dict[int, int]]], gold: str) -> bool | None:
    """Whether the known text has not what the seam makes of its sides; None when no body has both."""
    for text, places in bodies:
        if seam.left - 1 in places and seam.right in places:
            left, right = places[seam.left - 1] + 1, places[seam.right]
            around = text[max(0, left - AROUND) : left] + text[left:right] + text[right : right + AROUND]
            return around.strip("¶") not in gold
    return None


def judged(folder: Path) -> tuple[Floats, Floats]:
    """Features of every seam that the engine makes of a page's raw texts, and which of them are wrong."""
    rows, answers, gold = [np.zeros((0, len(FEATURES)))], list[float](), known(folder)
    for path in sorted(folder.glob("*.txt")):
        if path.stem == "ocr":
            continue
        proposal = propose(RawText(path.read_text("utf-8")))
        bodies = flat(proposal.page)
        told = [(seam, wrong(seam, bodies, gold)) for seam in proposal.evidence.seams]
        told = [(seam, answer) for seam, answer in told if answer is not None]
        rows.append(features(proposal.page, [seam for seam, _ in told]))
        answers.extend(float(bool(answer)) for _, answer in told)
    return np.concatenate(rows), np.array(answers)


def main() -> None:
    """Fits, judges, writes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="+", type=Path)
    parser.add_argument("-o", "--out", type=Path, default=Path(__file__).parent.parent / "suspects" / "doubt.json")
    options = parser.parse_args()
    samples = [judged(folder) for folder in sorted(options.pages)]
    x, y = (np.concatenate([sample[part] for sample in samples[::2]]) for part in (0, 1))
    by = fit(x, y)
    x, y = (np.concatenate([sample[part] for sample in samples[1::2]]) for part in (0, 1))
    doubt = chance(x, by)
    print(f"{len(y)} seams, {int(y.sum())} wrong")
    for level in LEVELS:
        told = doubt >= level
        print(
            f"  {level:.2f}: {int(told.sum())} told, {y[told].mean():.2f} wrong, {y[told].sum() / y.sum():.2f} of all"
        )
    weights = dict(zip((*FEATURES, "bias"), [round(float(value), 4) for value in by], strict=True))
    options.out.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
