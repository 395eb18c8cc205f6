"""Fits what says that head lines belong together, and to which body (resources/heads.json), on pages that are known.

    fit_heads.py PAGES… [-o resources/heads.json] [--test PAGES…] [--jobs N] [--only NAME…]

PAGES: see fitting.py. Only weights are written: no text of a page goes into the file. The tuning is kept as it is, and
so is what --only does not name (shipped: below, matches and habits of one set of pages, beside, boxes and turn of a
later one). The rows of pages of one kind are drawn towards those of pages whose heads stand below each other.
Needs nothing but the project itself.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import fit_habits
import fitting
import known
import msgspec
import numpy as np
from fitting import Floats, columns, table
from known import solid
from msgspec.structs import replace
from rapidfuzz import fuzz

from editor.core.raw import RawText
from editor.language import model
from editor.reading import affinity, headscene, headtypes, headvalues, headwork, labels, rows
from editor.reading.fragments import fragments
from editor.reading.headvalues import Body, Line, Table
from editor.reading.layout import laid_out
from editor.reading.marks import default_marks
from editor.reading.pieces import Label

Place = tuple[int, str, int]
HEADS = ("section", "kicker", "headline", "deck")


class Page(msgspec.Struct):
    """One raw text of a page: its head lines, for each where it stands in the gold (article, role, offset), its bodies.

    `name` is the raw text's, `truth` are its printed lines (see fit_habits), empty where they are not known.
    """

    name: str
    lines: list[Line]
    places: list[list[Place]]
    bodies: list[Body]
    owners: list[int]
    order: list[int]
    flowing: bool
    gold: dict[str, Any]
    truth: list[dict[str, Any]]


def head_places(text: str, gold: dict[str, Any], *, misread: bool) -> list[Place]:
    """Where a head line stands in the heads of the gold."""
    line = solid(text)
    out: list[Place] = []
    for number, article in enumerate(gold["articles"]):
        for role in HEADS:
            head = solid(article.get(role))
            if head and line in head:
                out.append((number, role, head.find(line)))
            elif misread and head and len(line) >= 4 and len(head) >= len(line) - 2:
                found = fuzz.partial_ratio_alignment(line, head)
                if found and found.score >= 75:
                    out.append((number, role, found.dest_start))
    return out


def body_owner(text: str, bodies: Sequence[str], *, misread: bool) -> int:
    """The article whose body holds a line, -1 when none does."""
    line = solid(text)
    inside = [number for number, body in enumerate(bodies) if line in body]
    if inside:
        return inside[0]
    if misread and len(line) >= 5:
        score, number = max((fuzz.partial_ratio(line, body), number) for number, body in enumerate(bodies))
        return number if score >= 75 else -1
    return -1


def page(way: str, raw: RawText, gold: dict[str, Any], truth: list[dict[str, Any]]) -> Page:
    """What is known of one raw text, laid out as the program does; of a story in pieces the longest is its body."""
    marks, lm = default_marks(), model.load()
    misread = known.slack(way) > 0
    parts = fragments(raw)
    layout = laid_out(parts, labels.label(parts, marks, lm), marks, lm)
    texts = [solid(a.get("dateline")) + "".join(solid(b["text"]) for b in a["body"]) for a in gold["articles"]]
    bodies = headwork.bodies(layout, lm)
    owners = [-1] * len(bodies)
    held: set[int] = set()
    for at in sorted(range(len(bodies)), key=lambda at: -len(bodies[at].text)):
        votes = Counter(
            body_owner(layout.text(line, Label.BODY), texts, misread=misread) for line in bodies[at].fragments
        )
        owner = max(votes, key=lambda number: votes[number])
        if owner not in held:
            owners[at] = owner
            held.add(owner)
    lines = headwork.head_lines(layout)
    places = [head_places(line.text, gold, misread=misread) for line in lines]
    order = sorted({line for body in bodies for line in body.fragments})
    return Page(
        way, lines, places, bodies, owners, order, headvalues.flows(body.fragments for body in bodies), gold, truth
    )


def pages(folder: Path) -> list[Page]:
    """Every raw text of a page folder."""
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    printed = folder / "truth.json"
    truth: list[dict[str, Any]] = json.loads(printed.read_text("utf-8")) if printed.exists() else []
    return [page(way, raw, gold, truth) for way, raw in known.raws(folder)]


def weights_of(by: Floats, groups: dict[str, tuple[int, ...]], numbers: Sequence[str]) -> Table:
    """The fitted weights by group; those of the numbers and the bias come last."""
    last = len(by) - 1 - len(numbers)
    rest = {name: round(float(by[last + k]), 3) for k, name in enumerate(numbers)}
    return Table(table(by, groups), rest, round(float(by[-1]), 3))


def goes_on(upper: Sequence[Place], lower: Sequence[Place], size: int) -> bool:
    """Whether one line follows another in some head of the gold; `size` is the upper line's length."""
    return any(
        a[:2] == b[:2] and abs(b[2] - a[2] - size) <= (0 if size < 4 else 1) and b[2] > a[2]
        for a in upper
        for b in lower
    )


def row_pairs(of: Page, lm: model.Model) -> tuple[Floats, Floats]:
    """Features of pairs of head lines, and whether they are one head."""
    upper, lower = rows.candidates(of.lines)
    if not len(upper):
        return np.zeros((0, sum(int(np.prod(sizes)) for sizes in rows.GROUPS.values()))), np.zeros(0)
    share = affinity.shares([line.text for line in of.lines], [body.text for body in of.bodies], lm)
    room = headtypes.page_room(of.lines, of.bodies[0].measure if of.bodies else 0.0, lm)
    x = columns(rows.features(of.lines, upper, lower, share, lm, room), rows.GROUPS)
    pairs: list[tuple[int, int]] = list(zip(upper.tolist(), lower.tolist(), strict=True))
    y = [goes_on(of.places[a], of.places[b], len(solid(of.lines[a].text))) for a, b in pairs]
    return x, np.array(y, dtype=np.float64)


def true_heads(of: Page) -> list[tuple[int, str, list[Line]]]:
    """The heads of a page as the gold puts lines together: article, role, lines; lines of no head are left out."""
    groups: dict[tuple[int, str], list[tuple[int, Line]]] = defaultdict(list)
    for line, places in zip(of.lines, of.places, strict=True):
        if places:
            number, role, offset = places[0]
            groups[number, role].append((offset, line))
    return [
        (number, role, [line for _, line in sorted(found, key=lambda pair: pair[0])])
        for (number, role), found in groups.items()
    ]


def headed_bodies(of: Page) -> list[tuple[int, bool]]:
    """What kind of body each is (headscene.kind_of), and whether it has a head among the page's head lines."""
    headed = {number for places in of.places for number, _, _ in places}
    return [
        (headscene.kind_of(body, flowing=of.flowing), owner in headed)
        for body, owner in zip(of.bodies, of.owners, strict=True)
    ]


def match_pairs(of: Page, lm: model.Model) -> tuple[Floats, Floats]:
    """Features of heads with bodies, and whether they belong together."""
    told = true_heads(of)
    heads, articles = [lines for _, _, lines in told], [number for number, _, _ in told]
    if not heads or not of.bodies:
        return np.zeros((0, sum(int(np.prod(sizes)) for sizes in affinity.GROUPS.values()) + 1)), np.zeros(0)
    found = affinity.fits(heads, of.bodies, of.order, default_marks(), lm, flowing=of.flowing)
    x = np.hstack([columns(found.hot, affinity.GROUPS), found.share.reshape(-1, 1)])
    return x, np.array([[article == owner for owner in of.owners] for article in articles], dtype=np.float64).reshape(
        -1
    )


Pairing = Callable[[Page, model.Model], tuple[Floats, Floats]]


def of_kind(pages: Sequence[Page], table: str) -> list[Page]:
    """The pages that a table of rows is fitted on: those whose head lines stand so; for TURN those that stand below."""
    wanted = headvalues.STANDS[0] if table == headvalues.TURN else table
    return [one for one in pages if one.lines and one.lines[0].stands == wanted]


def flat(of: Table, groups: dict[str, tuple[int, ...]]) -> Floats:
    """The weights of a table in the order of `columns`, the bias last."""
    return np.array([*(value for group in groups for value in of.hot[group]), of.bias])


def fit(
    train: Sequence[Page], test: Sequence[Page], name: str, pairs: Pairing, *, towards: Floats | None = None
) -> Floats:
    """The weights of one decision; prints how it fares on `test`, for each way of reading."""
    lm = model.load()
    made = [pairs(one, lm) for one in train]
    by = fitting.newton(np.vstack([x for x, _ in made]), np.concatenate([y for _, y in made]), towards=towards)
    counts: dict[str, Counter[tuple[bool, bool]]] = defaultdict(Counter)
    for one in test:
        x, y = pairs(one, lm)
        counts[one.name].update(zip((fitting.chance(x, by) > 0.5).tolist(), (y > 0).tolist(), strict=True))
    for kind, count in sorted(counts.items()):
        print(f"{name:8} {kind:8} right {count[True, True]}, missed {count[False, True]}, false {count[True, False]}")
    return by


def main() -> None:
    """Reads the command line, fits, reports, writes."""
    tables = (*headvalues.STANDS, headvalues.TURN)
    every = (*tables, "matches", "habits")
    parser = fitting.arguments(__doc__, "heads.json")
    parser.add_argument("--only", nargs="*", choices=every, default=every, metavar="NAME", help="what is fitted")
    options = parser.parse_args()

    def read(folders: list[Path]) -> list[list[Page]]:
        return fitting.over(pages, fitting.folders(folders), options.jobs)

    train = read(options.pages)
    test = [one for of_page in (read(options.test) if options.test else []) for one in of_page]
    each = [one for of_page in train for one in of_page]
    made = headvalues.weights()
    for name in tables:
        if name in options.only:
            to = None if name == tables[0] else flat(made.rows[tables[0]], rows.GROUPS)
            by = fit(of_kind(each, name), of_kind(test, name), name, row_pairs, towards=to)
            made = replace(made, rows={**made.rows, name: weights_of(by, rows.GROUPS, ())})
    if "matches" in options.only:
        matches = weights_of(fit(each, test, "matches", match_pairs), affinity.GROUPS, ("share",))
        made = replace(made, matches=matches)
    if "habits" in options.only:
        found = fit_habits.habits(
            [(of_page[0].gold, of_page[0].truth) for of_page in train if of_page],
            [(true_heads(one), one.flowing) for one in each],
            [pair for one in each for pair in headed_bodies(one)],
        )
        made = replace(made, habits=found)
    fitting.written(options.out, made)


if __name__ == "__main__":
    main()
