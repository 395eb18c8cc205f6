"""Fits how far a seam of a proposal is to be doubted (resources/suspects/doubt.json) on pages that are known.

    fit_doubt.py PAGES… [-o resources/suspects/doubt.json] [--test PAGES…] [--jobs N]

PAGES: see fitting.py; what OCR read is left out, for its letters differ. A seam is right when the known text has the
same characters on its two sides, joined or parted as it says. Without --test every second page is left out of the fit,
and judged. Only weights are written.
"""

import json
from collections.abc import Sequence
from pathlib import Path

import fitting
import known
import numpy as np
from fitting import Floats
from known import solid

from editor.core.evidence import Seam
from editor.core.page import BODY_ROLES, Page
from editor.reading.engine import propose
from editor.suspects.doubt import FEATURES, features

AROUND = 7
LEVELS = (0.05, 0.1, 0.13, 0.15, 0.2, 0.3)


def bodies_of(folder: Path) -> str:
    """The bodies of a page's articles; paragraphs and articles are parted by marks of their own."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    return "§".join("¶".join(solid(block["text"]) for block in article["body"]) for article in gold["articles"])


def flat(page: Page) -> list[tuple[str, dict[int, int]]]:
    """For each article its body in the form of `bodies_of`, and where in it each raw character begins."""
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
    rows, answers, gold = [np.zeros((0, len(FEATURES)))], list[float](), bodies_of(folder)
    for way, raw in known.raws(folder):
        if known.slack(way):
            continue
        proposal = propose(raw)
        bodies = flat(proposal.page)
        told = [(seam, wrong(seam, bodies, gold)) for seam in proposal.evidence.seams]
        told = [(seam, answer) for seam, answer in told if answer is not None]
        rows.append(features(proposal.page, [seam for seam, _ in told]))
        answers.extend(float(bool(answer)) for _, answer in told)
    return np.concatenate(rows), np.array(answers)


def joined(samples: Sequence[tuple[Floats, Floats]]) -> tuple[Floats, Floats]:
    """All samples as one."""
    return np.concatenate([x for x, _ in samples]), np.concatenate([y for _, y in samples])


def report(doubt: Floats, wrong_ones: Floats) -> None:
    """Prints what is told at each of LEVELS."""
    print(f"{len(wrong_ones)} seams, {int(wrong_ones.sum())} wrong")
    for level in LEVELS:
        told = wrong_ones[doubt >= level]
        right, all_of = told.sum() / max(1, len(told)), told.sum() / max(1, wrong_ones.sum())
        print(f"  {level:.2f}: {len(told)} told, {right:.2f} wrong, {all_of:.2f} of all")


def main() -> None:
    """Reads the command line, fits, reports, writes."""
    options = fitting.arguments(__doc__, "suspects/doubt.json").parse_args()
    samples = fitting.over(judged, fitting.folders(options.pages), options.jobs)
    test = fitting.over(judged, fitting.folders(options.test), options.jobs) if options.test else samples[1::2]
    by = fitting.newton(*joined(samples if options.test else samples[::2]))
    if test:
        x, y = joined(test)
        report(fitting.chance(x, by), y)
    weights = dict(zip((*FEATURES, "bias"), [round(float(value), 4) for value in by], strict=True))
    options.out.write_text(json.dumps(weights, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
