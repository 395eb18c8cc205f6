"""Columns whose lines were sorted by where they begin: which lines are one column's, and in which order they stand.

An OCR engine that takes boxes of almost one height for one row, and rows that touch for one, gives a stretch of several
rows from left to right (RapidOCR 3, `sorted_boxes`). The lines of a column come together there, as a slab: first those
that are flush, pixel by pixel and from top to bottom for each, then those that are set in. So a slab is a few rising
runs, and the slabs of a stretch are about equally long. A stretch is parted into slabs and single lines by dynamic
programming; a slab is worth the best path through its lines, which a beam search finds. Linear in the number of lines.
"""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

REACH = 44
"""Lines of a slab at most."""
AT_ONCE = 128
"""Lines from which paths are searched at once; more cost memory and save nothing."""
TIE = 1e-9
"""What a place further on is worth less, so that of equal paths the same are kept on every machine."""
NEVER = -1e9


class Tuning(Struct, frozen=True):
    """What the search goes by; gains are logarithms.

    A link gains as much as its chance is above `usual`, `faint` being what any link has; `into` is what one costs that
    leads to a line that opens a story. `back` is what each line costs that stands above the one before it in raw order,
    `set_in` each line that fills its column after one that is set in, `slab` each slab, `single` each line that is in
    none, which gains its best link further down. `same` is gained by a slab as long as the one before it, `nearly` by
    one that is longer or shorter by a line; one that lacks a line for a slab, often to a head, gains it too. `width` is
    how many paths are kept: 80 get no more than one link in a hundred right that 24 get wrong. A slab has `least`
    lines; one that goes on another with a chance of `onward`, or is more than `even` lines longer or shorter than the
    longest of those before it, stands below.
    """

    usual: float = 0.15
    faint: float = 0.01
    into: float = 3.0
    back: float = 1.0
    set_in: float = 1.0
    slab: float = 1.0
    single: float = 0.5
    same: float = 2.0
    nearly: float = 1.0
    width: int = 24
    least: int = 4
    onward: float = 0.3
    even: int = 2


class Lines(Struct, frozen=True):
    """What is known of lines in raw order.

    `chance` holds at [line, d + REACH] the chance that line + d goes on it; `set_in` says which lines are set in,
    `opening` which are such that stories open with.
    """

    chance: Floats
    set_in: Bools
    opening: Bools


def dealt(lines: Lines, inside: Bools, tuning: Tuning) -> Ints:
    """The lines (places) in an order in which each stretch that is `inside` is read row by row."""
    out = np.arange(len(lines.chance))
    gain = _gains(lines, tuning)
    for start, end in _stretches(inside):
        parts = _parted(gain, lines.set_in, range(start, end), tuning)
        out[start:end] = [line for group in _groups(parts, lines.chance, tuning) for line in _rows(group)]
    return out


def _gains(lines: Lines, tuning: Tuning) -> Floats:
    count = len(lines.chance)
    lower = np.clip(np.arange(count)[:, None] + np.arange(-REACH, REACH + 1), 0, count - 1)
    gain = np.log(lines.chance + tuning.faint) - np.log(tuning.usual)
    return gain - tuning.into * lines.opening[lower]


def _groups(parts: Sequence[Sequence[int]], chance: Floats, tuning: Tuning) -> Iterator[list[Sequence[int]]]:
    """Slabs that stand side by side; a part that is none is a group of its own, unless it stands alone among them."""
    group: list[Sequence[int]] = []
    for at, part in enumerate(parts):
        small = sum(len(near) < tuning.least for near in parts[max(0, at - 1) : at + 2])
        apart = len(part) < tuning.least and small > 1
        if group and (apart or _below(group, part, chance, tuning)):
            yield group
            group = []
        group.append(part)
        if apart:
            yield group
            group = []
    if group:
        yield group


def _below(group: Sequence[Sequence[int]], part: Sequence[int], chance: Floats, tuning: Tuning) -> bool:
    """Whether a part stands below a group: it goes on one of its slabs, or has another number of rows."""
    rows = max(map(len, group))
    uneven = min(rows, len(part)) >= tuning.least and abs(len(part) - rows) > tuning.even
    return uneven or any(_goes_on(above, part, chance, tuning) for above in group)


def _goes_on(above: Sequence[int], below: Sequence[int], chance: Floats, tuning: Tuning) -> bool:
    step = below[0] - above[-1]
    return abs(step) <= REACH and bool(chance[above[-1], step + REACH] >= tuning.onward)


def _rows(group: Sequence[Sequence[int]]) -> list[int]:
    """The lines of slabs that stand side by side, row by row."""
    return [part[row] for row in range(max(map(len, group))) for part in group if row < len(part)]


def _stretches(inside: Bools) -> Iterator[tuple[int, int]]:
    edges = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]]).astype(np.int8)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _parted(gain: Floats, set_in: Bools, lines: range, tuning: Tuning) -> list[list[int]]:
    """The best parting of a stretch; each part in the order of its best path.

    `best` holds for each place and each length of the part before it what all up to there is worth.
    """
    level = _level(tuning)
    best = np.full((len(lines) + 1, REACH + 1), NEVER)
    best[0, 0] = 0.0
    before: dict[tuple[int, int], tuple[int, Ints]] = {}
    for at, (line, (worths, paths)) in enumerate(zip(lines, _searched(gain, lines, tuning), strict=True)):
        most = min(REACH, len(lines) - at)
        worth = worths[:most].copy()
        flush = np.cumsum(set_in[line : line + most - 1] & ~set_in[line + 1 : line + most])
        worth[1:] -= tuning.slab + tuning.set_in * flush
        worth[0] = max(0.0, float(gain[line, REACH + 1 :].max())) - tuning.single
        into = best[at][:, None] + level
        for length in range(1, most + 1):
            total = float(into[:, length].max() + worth[length - 1])
            if total > best[at + length, length]:
                best[at + length, length] = total
                before[at + length, length] = int(into[:, length].argmax()), line + paths[length - 1]
    return _traced(len(lines), int(best[-1].argmax()), before)


def _level(tuning: Tuning) -> Floats:
    """At [a, b] what a part of b lines gains after one of a lines."""
    size = np.arange(REACH + 1)
    apart = np.abs(size[:, None] - size)
    out = np.where(apart == 0, tuning.same, np.where(apart == 1, tuning.nearly, 0.0))
    out[:, : tuning.least - 1] = 0.0
    return out


def _traced(end: int, length: int, before: Mapping[tuple[int, int], tuple[int, Ints]]) -> list[list[int]]:
    out: list[list[int]] = []
    while end > 0:
        earlier, path = before[end, length]
        out.append(path.tolist())
        end, length = end - length, earlier
    return out[::-1]


def _searched(gain: Floats, lines: range, tuning: Tuning) -> Iterator[tuple[Floats, list[Ints]]]:
    """For each line and each number of lines from it on what the best path through them is worth, and the path."""
    for start in range(0, len(lines), AT_ONCE):
        worth, paths = _paths(_windows(gain, lines[start : start + AT_ONCE]), tuning)
        for at in range(len(worth)):
            yield worth[at], [path[at] for path in paths]


def _windows(gain: Floats, lines: range) -> Floats:
    """For each line the gains of the links among it and the lines below; REACH stands for none of them."""
    out = np.zeros((len(lines), REACH + 1, REACH + 1))
    at = np.arange(REACH)
    upper = np.minimum(np.array(lines)[:, None] + at, len(gain) - 1)
    out[:, :REACH, :REACH] = gain[upper[:, :, None], at - at[:, None] + REACH]
    return out


def _paths(gain: Floats, tuning: Tuning) -> tuple[Floats, list[Ints]]:
    """For each window and each number of its lines what the best path through them is worth, and the path.

    Lines are put into the paths one by one in raw order, each where it gains most; all windows are searched at once.
    """
    windows = np.arange(len(gain))[:, None, None]
    worth, path = np.zeros((len(gain), 1)), np.zeros((len(gain), 1, 0), np.int64)
    found: list[Floats] = []
    paths: list[Ints] = []
    for line in range(REACH):
        none = np.full((*path.shape[:2], 1), REACH)
        left, right = np.concatenate([none, path], 2), np.concatenate([path, none], 2)
        gained = gain[windows, left, line] + gain[windows, line, right] - gain[windows, left, right]
        total = worth[:, :, None] + gained - tuning.back * _above(path, line - 1)
        worth, at = _most(total.reshape(len(gain), -1), tuning.width)
        path = _put(np.take_along_axis(path, (at // (line + 1))[:, :, None], 1), at % (line + 1), line)
        best = worth.argmax(1)
        found.append(worth[np.arange(len(gain)), best])
        paths.append(path[np.arange(len(gain)), best])
    return np.stack(found, 1), paths


def _above(path: Ints, line: int) -> Bools:
    """Which places of a path, its end included, stand above `line`; none when it is in no path."""
    windows, kept, count = path.shape
    if line < 0:
        return np.zeros((windows, kept, 1), np.bool_)
    places = np.arange(int(count) + 1)
    return places <= (path == line).argmax(2)[:, :, None]


def _put(path: Ints, place: Ints, line: int) -> Ints:
    """The paths with `line` at `place`."""
    windows, kept, count = path.shape
    line_there = np.full((windows, kept, 1), line)
    as_it_is, moved = np.concatenate([path, line_there], 2), np.concatenate([line_there, path], 2)
    at = np.arange(int(count) + 1)
    here = place[:, :, None]
    return np.where(at < here, as_it_is, np.where(at == here, line, moved))


def _most(values: Floats, count: int) -> tuple[Floats, Ints]:
    """The `count` greatest values of each row, of equal ones the first, and their places in ascending order."""
    places = np.arange(int(values.shape[1]))
    if len(places) <= count:
        every: Ints = np.broadcast_to(places, values.shape)
        return values, every
    at = np.sort(np.argpartition(TIE * places - values, count - 1, axis=1)[:, :count], axis=1)
    return np.take_along_axis(values, at, 1), at
