"""What each kind of evidence adds: the engine with one of them switched off, on pages whose articles are known.

    ablation.py PAGES… [--only NAME…] [--ways WAY…] [--jobs N]

PAGES: see fitting.py. Prints a line for each switch, and in it four shares for each way of reading (the raw texts'
names): of the true successors of lines those found, of those found the right ones, of these the ones whose kind (same
paragraph or new one) is right, and of the articles those whose body comes out to the character (to MISREAD in a hundred
where OCR misread).
Below the whole engine's line stands the calibration of its seams: for the chances that it gives, how many are right.

    ablation.py PAGES… --only all      the whole engine and its calibration alone
    ablation.py --names                the switches
"""

import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from itertools import pairwise
from pathlib import Path
from unittest import mock

import fitting
import known
import numpy as np
from msgspec import structs
from rapidfuzz import fuzz

from editor.core.evidence import Seam, SeamKind
from editor.core.page import BODY_ROLES, Page, Role
from editor.core.raw import RawText
from editor.language.model import Model
from editor.reading import band, lanes, order, places, roundups, seams, stitch
from editor.reading.engine import propose
from editor.reading.fragments import fragments
from editor.reading.marks import default_marks
from editor.reading.signs import Signs

Switch = Callable[[], AbstractContextManager[object]]
Spots = dict[int, known.Place]
"""Where lines stand in the known articles, by the raw offset of their ends, and by the negative one of their starts."""
SURE = (0.5, 0.7, 0.9, 0.97)
"""Least chances of the classes of the calibration; 0.9 and more is what the proofreader is not asked about."""
MISREAD = 95.0
NAMES = ("links", "right", "kinds", "whole")
SIZE = 6 + 2 * len(SURE)
"""True links, links made, right ones, right kinds, articles, whole ones; then seams and right ones of each class."""


def without_seams(*groups: str) -> AbstractContextManager[object]:
    """Groups of a seam's features weigh nothing."""
    shipped = seams.weights

    def weights(*, misread: bool = False) -> seams.Weights:
        by = shipped(misread=misread)
        hot = {name: [[0.0] * 3 for _ in rows] if name in groups else rows for name, rows in by.hot.items()}
        return structs.replace(by, hot=hot)

    return mock.patch.object(seams, "weights", weights)


def without_misread_weights() -> AbstractContextManager[object]:
    """Texts that an OCR engine read are judged like others."""
    return mock.patch.object(seams, "weights", return_value=seams.weights())


def without_stitches(*groups: str) -> AbstractContextManager[object]:
    """Groups of the stitching's features weigh nothing."""
    by = stitch.weights()
    hot = {name: [0.0] * len(rows) if name in groups else rows for name, rows in by.hot.items()}
    return mock.patch.object(stitch, "weights", return_value=structs.replace(by, hot=hot))


def without_neighbours() -> AbstractContextManager[object]:
    """Neighbouring links do not support each other."""
    return mock.patch.object(band, "Tuning", partial(band.Tuning, support=0.0, rounds=1))


def without_beside() -> AbstractContextManager[object]:
    """Nor do neighbouring pieces."""
    return mock.patch.object(stitch, "Tuning", partial(stitch.Tuning, support=0.0))


def without_assignment() -> AbstractContextManager[object]:
    """Pieces are joined by their chances to the end, never assigned over the whole page."""
    return mock.patch.object(stitch, "AT_ONCE", 0)


def without_stitching() -> AbstractContextManager[object]:
    """The searches near by alone make the chains."""
    return mock.patch.object(stitch, "Tuning", partial(stitch.Tuning, least=()))


def without_lanes() -> AbstractContextManager[object]:
    """Pages read by rows are searched like pages that flow."""
    before = order.near

    def near(signs: Signs, grid: places.Grid, scores: band.Floats, model: Model) -> order.Near:
        with mock.patch.object(places, "ROWS", (2.0, 2.0)):
            return before(signs, grid, scores, model)

    return mock.patch.object(order, "near", near)


def without_cohesion() -> AbstractContextManager[object]:
    """Lanes are followed once, whatever they speak of."""
    return mock.patch.object(order, "ALIKE", 0.0)


def without_rows() -> AbstractContextManager[object]:
    """Lanes go on however far they have fallen behind."""
    return mock.patch.object(lanes, "Tuning", partial(lanes.Tuning, late=0.0))


def without_tracks() -> AbstractContextManager[object]:
    """The stitching does not know rows."""
    before, none = order.near, np.zeros(0, np.int64)

    def near(signs: Signs, grid: places.Grid, scores: band.Floats, model: Model) -> order.Near:
        return structs.replace(before(signs, grid, scores, model), tracks=places.Tracks(none, none, none))

    return mock.patch.object(order, "near", near)


def without_slabs() -> AbstractContextManager[object]:
    """Rows that were sorted as one are left so."""
    return mock.patch.object(order, "BACKWARD", 2.0)


def without_second_look() -> AbstractContextManager[object]:
    """Links between pieces are judged by what each shows alone."""
    return mock.patch.object(order, "reviewed", return_value=None)


def without_roundups() -> AbstractContextManager[object]:
    """Every dateline opens a story."""
    return mock.patch.object(roundups, "REACH", 0)


SWITCHES: dict[str, Switch] = {
    "all": nullcontext,
    **{f"seam: no {group}": partial(without_seams, group) for group in seams.GROUPS},
    **{f"stitch: no {group}": partial(without_stitches, group) for group in stitch.GROUPS},
    "stitch: no columns": partial(without_stitches, "level", "down", "longer"),
    "stitch: no places": partial(without_stitches, *(places.GROUPS.keys() - {"kinds", "sizes"})),
    "no support of neighbours": without_neighbours,
    "no support of pieces": without_beside,
    "no whole assignment": without_assignment,
    "no stitching": without_stitching,
    "no lanes": without_lanes,
    "no cohesion": without_cohesion,
    "no rows": without_rows,
    "no tracks": without_tracks,
    "no slabs": without_slabs,
    "no misread weights": without_misread_weights,
    "no second look": without_second_look,
    "no roundups": without_roundups,
}


def counts(folder: Path, name: str, ways: Sequence[str]) -> dict[str, fitting.Floats]:
    """For each raw text of a page the counts of SIZE, with the switch of that name."""
    gold = known.golden(folder)
    with SWITCHES[name]():
        return {way: tally(gold, way, raw) for way, raw in known.raws(folder) if not ways or way in ways}


def tally(gold: known.Gold, way: str, raw: RawText) -> fitting.Floats:
    """The counts of one raw text."""
    lines = fragments(raw, default_marks())
    off = known.slack(way)
    texts = ["" if gold.heading(text) else text for text in known.body_texts(lines)]
    true, found = known.truth(gold, texts, off)
    spots: Spots = {}
    for line, place in zip(lines, found, strict=True):
        if place is not None and place[2] <= len(gold.bodies[place[0]]) and place[1] >= 0:
            spots[line.end] = spots[-line.start - 1] = place
    made = propose(raw)
    out = np.zeros(SIZE)
    out[0] = len(true)
    for seam in made.evidence.seams:
        out += _seam(seam, gold, spots, off)
    out[4] = len(gold.bodies)
    out[5] = whole(made.page, gold.bodies, MISREAD if off else 100.0)
    return out


def _seam(seam: Seam, gold: known.Gold, spots: Spots, off: int) -> fitting.Floats:
    """The counts of one seam; nothing where the known articles do not hold both its lines (credits, captions apart)."""
    out = np.zeros(SIZE)
    above, below = spots.get(seam.left), spots.get(-seam.right - 1)
    if above is None or below is None:
        return out
    right = above[0] == below[0] and abs(below[1] - above[2]) <= 1 + off
    kind = right and gold.breaks_at(below[0], below[1], off) == (seam.kind is SeamKind.PARAGRAPH)
    out[1:4] = 1, right, kind
    level = sum(seam.confidence >= least for least in SURE) - 1
    if level >= 0:
        out[6 + 2 * level : 8 + 2 * level] = 1, kind
    return out


def whole(page: Page, bodies: Sequence[str], least: float) -> int:
    """How many known bodies, datelines with them, an article of the page has; `least` is the likeness in percent."""
    roles = (Role.DATELINE, *BODY_ROLES)
    have = ["".join(known.solid(block.text) for block in article.of(*roles)) for article in page.articles]
    if least >= 100:
        return (Counter(have) & Counter(bodies)).total()
    return sum(any(fuzz.ratio(body, text, score_cutoff=least) for text in have) for body in bodies)


def row(found: Mapping[str, fitting.Floats]) -> str:
    """The four shares of each way."""
    shares = [
        (t[2] / max(1, t[0]), t[2] / max(1, t[1]), t[3] / max(1, t[2]), t[5] / max(1, t[4]))
        for _, t in sorted(found.items())
    ]
    return "  ".join(" ".join(f"{share:5.3f}" for share in of_way) for of_way in shares)


def calibration(found: Mapping[str, fitting.Floats]) -> Iterator[str]:
    """For each class of chances how many seams there are and what share is right."""
    total = sum(found.values(), np.zeros(SIZE))[6:].reshape(-1, 2)
    for (least, most), (count, right) in zip(pairwise((*SURE, 1.0)), total, strict=True):
        yield f"    chance {least:.2f} to {most:.2f}: {count:.0f} seams, {right / max(1, count):.4f} right"
    sure = total[SURE.index(0.9) :].sum(0)
    yield f"    chance 0.90 and above: {sure[0]:.0f} seams, {sure[1] / max(1, sure[0]):.4f} right"


def main() -> None:
    """Reads the command line and prints the table."""
    if sys.argv[1:] == ["--names"]:
        print("\n".join(SWITCHES))
        return
    parser = fitting.arguments(__doc__)
    parser.add_argument("--only", nargs="*", choices=list(SWITCHES), default=list(SWITCHES), metavar="NAME")
    parser.add_argument("--ways", nargs="*", default=[], metavar="WAY")
    options = parser.parse_args()
    folders = fitting.folders(options.pages)
    for at, name in enumerate(options.only):
        found: dict[str, fitting.Floats] = defaultdict(lambda: np.zeros(SIZE))
        for of_page in fitting.over(partial(counts, name=name, ways=options.ways), folders, options.jobs):
            for way, count in of_page.items():
                found[way] += count
        if not at:
            print(f"{'':26}" + "  ".join(f"{way:23}" for way in sorted(found)))
            print(f"{'':26}" + "  ".join(" ".join(NAMES) for _ in found))
        print(f"{name:26}" + row(found), flush=True)
        if name == "all":
            print(*calibration(found), sep="\n", flush=True)


if __name__ == "__main__":
    main()
