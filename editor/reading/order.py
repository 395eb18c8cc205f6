"""The order of body lines: every line's successor over the whole page, then the chains that this makes."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import band, cohesion, lanes, places, seams, secondlook, slabs, stitch, surroundings, topics, turns
from editor.reading.chains import paths
from editor.reading.signs import ENDS, STARTS, Signs

Ints = npt.NDArray[np.int64]

CLOSED = tuple(ENDS.index(name) for name in ("sentence", "credit", "signed", "closer"))
OPEN = tuple(STARTS.index(name) for name in ("dateline", "opening_credit"))
INDENTED = tuple(seams.LOWER.index(name) for name in ("indented", "indented_end"))
SET_IN = tuple(seams.LOWER.index(name) for name in ("indented", "indented_end", "short", "stub"))
DATELINE, ABOVE = STARTS.index("dateline"), ENDS.index("opening_credit")
OVER = tuple(ENDS.index(name) for name in ("credit", "signed"))
AFTER_CREDIT = tuple(STARTS.index(name) for name in ("credit", "item"))
"""What may stand below a credit: another one, or the next of several numbered pictures or notes."""
CLOSING = 6.0
"""Log odds against a line going on what a credit, a signature or a jump line ends."""
OPENING = 8.0
"""Log odds against a line that opens with a dateline going on another: round-ups, which have several, are rare."""
ROUGHLY = -3.0
"""Log odds, by two characters on either side, below which a seam is not looked at more closely."""
CROSSING = 1.0
"""Log odds against a link over a wider gap or over lines that are no body."""
SURE = 0.5
"""A link of the search near by below this chance is left to the stitching, where raw order flows."""
AROUND = 12
"""Lines before and after the lines that a link passes back over which may be jumbled, too."""
LIKELY = 0.3
"""The least chance of a link on pages that may be jumbled."""
BACKWARD, SEVERAL = 0.03, 3
"""From this share, and from this number, of links back in raw order on, a page is."""
BLOCKING = 1.5
"""Log odds that two lines must gain by going on each other, for the links they have to be left to the stitching."""
TIGHT = 10.0
"""Log odds for a link over a gap smaller than the page's common one: an extractor that parts lines by empty ones found
them in one column.
"""
ALIKE = 0.6
"""Log odds for each unit of cohesion."""
FAINT = 0.02
"""A lane's link of less chance than this, by the search near by, is left to the stitching."""

SECOND = 0.5
"""How much the second look at a pair of pieces counts beside the first: it knows more, but the page may mislead it."""


class Order(Struct, frozen=True):
    """Chains of lines (places in the signs), each in reading order, sorted by the first raw line of each."""

    chains: tuple[tuple[int, ...], ...]


class Near(Struct, frozen=True):
    """What the search near by found.

    Runs of lines, the chance of every link in its reach, how the page was read, the tracks that it followed, and the
    line that it took to follow each, sure or not (-1 none).
    """

    runs: list[list[int]]
    chance: band.Floats
    reading: places.Reading
    tracks: places.Tracks
    taken: Ints

    def of(self, upper: Ints, lower: Ints) -> band.Floats:
        """The chances of links; -1.0 for those out of reach."""
        step = lower - upper
        inside = np.abs(step) <= band.REACH
        return np.where(inside, self.chance[upper, np.where(inside, step, 0) + band.REACH], -1.0)


def order(signs: Signs, grid: places.Grid, found: Near, model: Model) -> Order:
    """The chains of the lines that `signs` holds, given row by row or in raw order; `found` is what `near` gave."""
    tuning = stitch.Tuning()
    parts = found.runs
    for least in tuning.least:
        parts = _stitched(parts, found, signs, grid, model, tuning, least)
    if found.reading in {places.Reading.FLOWING, places.Reading.BLOCKS} and 3 < len(found.runs) <= stitch.AT_ONCE:
        parts = _turned(parts, found, signs, grid, model)
    return Order(tuple(sorted((tuple(part) for part in parts), key=min)))


def near(signs: Signs, grid: places.Grid, scores: band.Floats, model: Model) -> Near:
    """Runs of lines whose order is plain from their surroundings; they break where the seam itself is doubtful.

    `scores` is what `scored` gives.
    """
    count = len(signs.texts)
    chance = band.solve(scores, band.Tuning())
    found = band.chosen(chance, SURE)
    rows = _turns(found)
    row, taken = grid.row if grid.known else np.zeros(0, np.int64), found
    if rows > places.ROWS[0]:
        taken, found = _laned(chance, signs, grid, model)
        row = np.array(lanes.rows(count, taken), dtype=np.int64)
    elif not grid.known:
        found = {line: after for line, after in found.items() if grid.block[line] == grid.block[after]}
    follows = np.array([taken.get(at, -1) for at in range(count)], dtype=np.int64)
    return Near(paths(count, found), chance, places.reading(grid, rows), _tracks(taken, row, count), follows)


def by_rows(grid: places.Grid, scores: band.Floats) -> bool:
    """Whether columns were read side by side with nothing in the text that shows them.

    OCR engines do, and extractors that zip columns; letters alone do not tell the two apart.
    """
    return not grid.known and _turns(band.chosen(band.solve(scores, band.Tuning()), SURE)) > places.ROWS[1]


def scored(signs: Signs, grid: places.Grid, model: Model) -> band.Floats:
    """The log odds of every link near by, as a band."""
    count = len(signs.texts)
    upper, lower = band.pairs_within(count)
    if grid.known:
        inside = grid.close(upper, lower)
        upper, lower = upper[inside], lower[inside]
    scores = links(signs, upper, lower, model) - CROSSING * (grid.block[upper] != grid.block[lower])
    return band.laid_out(count, upper, lower, _tightened(scores, upper, lower, grid))


def _turns(found: Mapping[int, int]) -> float:
    """The share of links that do not lead to the next line."""
    return sum(after != line + 1 for line, after in found.items()) / max(1, len(found))


def jumbled(grid: places.Grid, scores: band.Floats) -> npt.NDArray[np.bool_]:
    """Which lines stand, or may stand, in a stretch of several rows that an OCR engine sorted as one.

    There lines of a column go on others that stand before them. `scores` is what `scored` gives.
    """
    out = np.zeros(len(scores), np.bool_)
    if grid.known:
        return out
    found = band.chosen(band.solve(scores, band.JUMBLED), LIKELY)
    back = [(line, after) for line, after in found.items() if after < line]
    if len(back) >= max(SEVERAL, BACKWARD * len(found)):
        for line, after in back:
            out[max(0, after - AROUND) : line + AROUND + 1] = True
    return out


def dealt(signs: Signs, inside: npt.NDArray[np.bool_], model: Model) -> Ints:
    """The lines (places) as if the jumbled ones, those `inside`, had been read row by row as well."""
    count = len(signs.texts)
    upper, lower = band.pairs_within(count, slabs.REACH)
    scores = band.laid_out(count, upper, lower, links(signs, upper, lower, model), slabs.REACH)
    set_in = np.isin(seams.lower_kind(signs), INDENTED)
    lines = slabs.Lines(band.solve(scores, band.ALONE), set_in, np.isin(signs.start, OPEN))
    return slabs.dealt(lines, inside, slabs.Tuning())


def _tracks(taken: Mapping[int, int], row: Ints, count: int) -> places.Tracks:
    if not len(row):
        return places.Tracks(row, row, row)
    first, last = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for path in paths(count, taken):
        first[path], last[path] = path[0], path[-1]
    return places.Tracks(row, first, last)


def _tightened(scores: band.Floats, upper: Ints, lower: Ints, grid: places.Grid) -> band.Floats:
    """Scores of links with those over a tight gap made sure, and what these or standing side by side rule out."""
    tight_below = np.append(grid.tight[1:], False)
    sure = (lower - upper == 1) & grid.tight[lower]
    against = (grid.tight[lower] | tight_below[upper]) & ~sure | grid.beside(upper, lower)
    return np.where(sure, np.maximum(scores, 0.0) + TIGHT, np.where(against, scores - 2 * TIGHT, scores))


def _ahead(signs: Signs, grid: places.Grid, model: Model) -> band.Floats:
    """At [line, d] the log odds that line + d goes on line, d up to lanes.REACH; -inf where there is no such line."""
    count = len(signs.texts)
    upper = np.repeat(np.arange(count), lanes.REACH)
    lower = upper + np.tile(np.arange(1, lanes.REACH + 1), count)
    upper, lower = upper[lower < count], lower[lower < count]
    scores = links(signs, upper, lower, model) - CROSSING * (grid.block[upper] != grid.block[lower])
    table = np.full((count, lanes.REACH + 1), -np.inf)
    table[upper, lower - upper] = _tightened(scores, upper, lower, grid)
    return table


def _laned(chance: band.Floats, signs: Signs, grid: places.Grid, model: Model) -> tuple[dict[int, int], dict[int, int]]:
    """The links that the lanes make, and those of them that are no matter of doubt.

    The lanes are followed once for what each speaks of, then again with that.
    """
    table = _ahead(signs, grid, model)
    opening = (signs.start == DATELINE).tolist()
    closed = np.isin(signs.end, CLOSED).tolist()
    headed = grid.headed.tolist()
    after = lanes.followers(table, opening, headed, closed, lanes.Tuning())
    upper, step = np.nonzero(table > -np.inf)
    told = table.copy()
    told[upper, step] += ALIKE * cohesion.cohesion(signs.texts, after, upper, upper + step, model)
    after = lanes.followers(told, opening, headed, closed, lanes.Tuning())
    doubted = lanes.doubted(table, after, BLOCKING)
    sure = lanes.settled(len(chance), _likely(after, chance))
    return after, {line: follower for line, follower in sure.items() if line not in doubted}


def _likely(found: dict[int, int], chance: band.Floats) -> dict[int, int]:
    """The links without those that the search near by thinks nothing of."""
    near = np.array([chance[a, b - a + band.REACH] if b - a <= band.REACH else 1.0 for a, b in found.items()])
    return {a: b for (a, b), at in zip(found.items(), near, strict=True) if at >= FAINT}


def _stitched(
    parts: list[list[int]],
    found: Near,
    signs: Signs,
    grid: places.Grid,
    model: Model,
    tuning: stitch.Tuning,
    least: float,
) -> list[list[int]]:
    if len(parts) < 2:
        return parts
    ends = ends_of(parts, signs, found.tracks)
    of = looked_at(parts, ends, found, signs, grid, model)
    score = reviewed(of, found, grid)
    if score is None:
        score = stitch.supported(ends, of.upper, of.lower, of.score, of.chance, tuning)
    follow = stitch.joined(ends, of.upper, of.lower, score, tuning, least)
    return [[line for part in chain for line in parts[part]] for chain in paths(len(parts), follow)]


def _turned(parts: list[list[int]], found: Near, signs: Signs, grid: places.Grid, model: Model) -> list[list[int]]:
    """The chains `parts` with columns put right that were read in two parts each."""
    pieces = found.runs
    ends = ends_of(pieces, signs, found.tracks)
    of = looked_at(pieces, ends, found, signs, grid, model)
    score = reviewed(of, found, grid)
    if score is None:
        score = stitch.supported(ends, of.upper, of.lower, of.score, of.chance, stitch.Tuning())
    seam, place = np.full((2, len(pieces), len(pieces)), stitch.NEVER)
    seam[of.upper, of.lower], place[of.upper, of.lower] = of.seam, score - of.seam
    last = {piece[-1]: at for at, piece in enumerate(pieces)}
    first = {piece[0]: at for at, piece in enumerate(pieces)}
    joints = [(a, b) for part in parts for a, b in pairwise(part) if a in last and b in first]
    follow = turns.turned({last[a]: first[b] for a, b in joints}, seam, place)
    return [[line for piece in chain for line in pieces[piece]] for chain in paths(len(pieces), follow)]


def reviewed(of: surroundings.Links, found: Near, grid: places.Grid) -> band.Floats | None:
    """The log odds of links when what surrounds them is counted in, too.

    None for pages that get no second look: those that flow have little to gain, others are in too many pieces.
    """
    if found.reading is places.Reading.FLOWING or not 1 < len(of.ends.first) <= stitch.AT_ONCE:
        return None
    first = stitch.supported(of.ends, of.upper, of.lower, of.score, of.chance, stitch.Tuning())
    again = secondlook.scores(surroundings.table(of, grid, found.reading), secondlook.weights())
    return np.where(of.score > secondlook.LEAST, SECOND * again + (1 - SECOND) * first, of.score)


def looked_at(
    parts: Sequence[Sequence[int]], ends: places.Ends, found: Near, signs: Signs, grid: places.Grid, model: Model
) -> surroundings.Links:
    """The pairs of pieces that may go on each other, and what each tells by itself."""
    upper, lower = stitch.candidates(ends)
    seam = links(signs, ends.last[upper], ends.first[lower], model)
    like = topics.topics(["".join([signs.texts[line] for line in part]) for part in parts], model).of(upper, lower)
    seen = found.of(ends.last[upper], ends.first[lower])
    taken = found.taken[ends.last[upper]] == ends.first[lower]
    hot = places.features(ends, upper, lower, grid, found.tracks, found.reading, seen, taken)
    hot["topic"] = stitch.topic(ends, upper, lower, like)
    score = stitch.scores(hot, seam, stitch.weights())
    score -= 2 * TIGHT * grid.beside(ends.last[upper], ends.first[lower])
    chance = stitch.balanced(ends, upper, lower, score, stitch.Tuning())
    tracks = found.tracks
    if found.reading is places.Reading.BLOCKS:
        tracks = surroundings.as_tracks(found.runs, len(signs.texts))
    shape = places.columns_of(parts, tracks)
    return surroundings.Links(ends, shape, tracks, upper, lower, hot, score, chance, seam, like, seen, taken)


def ends_of(parts: Sequence[Sequence[int]], signs: Signs, tracks: places.Tracks) -> places.Ends:
    """The ends of pieces."""
    first = np.array([part[0] for part in parts], dtype=np.int64)
    last = np.array([part[-1] for part in parts], dtype=np.int64)
    set_in = np.isin(seams.lower_kind(signs)[first], SET_IN) & (signs.indent[first] != 0)
    opening = np.where(np.isin(signs.start[first], OPEN), 2, set_in.astype(np.int64))
    size = np.array([len(part) for part in parts], dtype=np.int64)
    return places.Ends(
        first, last, size, np.isin(signs.end[last], CLOSED).astype(np.int64), opening, places.columns_of(parts, tracks)
    )


def links(signs: Signs, upper: Ints, lower: Ints, model: Model) -> npt.NDArray[np.float64]:
    """Log odds that each lower line goes on its upper one; only the likely ones are looked at closely."""
    rough = _scored(signs, upper, lower, model.quick_bridges)
    closer = np.nonzero(rough > ROUGHLY)[0]
    out = rough.copy()
    out[closer] = _scored(signs, upper[closer], lower[closer], model.bridges)
    opens = (signs.start[lower] == DATELINE) & (signs.end[upper] != ABOVE)
    over = np.isin(signs.end[upper], OVER) & ~np.isin(signs.start[lower], AFTER_CREDIT)
    return out - OPENING * opens - CLOSING * over


def _scored(
    signs: Signs, upper: Ints, lower: Ints, bridges: Callable[[list[str], list[str]], band.Floats]
) -> band.Floats:
    texts = signs.texts
    values = bridges([texts[at] for at in upper], [texts[at] for at in lower]) if len(upper) else np.zeros(0)
    return seams.links(seams.logits(seams.pairs(signs, upper, lower, values), seams.weights(misread=signs.misread)))
