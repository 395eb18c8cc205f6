"""Which line follows which where columns were read side by side: the columns as lanes that are followed down the page.

Lines are taken in raw order. Each goes on one of the lanes that are open, or opens one. Extractors pass from lane to
lane in an order that stays the same for many rows, now and then two rows of one column come at once, and stretches of
another story stand between; so a lane stays open while others are read, and only a change of turn costs. The best
history is searched with a beam over (open lanes by when they were last gone on, whose turn it was); linear in the
number of lines.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

Floats = npt.NDArray[np.float64]

REACH = 48
"""How far, in lines, a lane's next line may stand: several rows of the widest broadsheet."""


class Tuning(Struct, frozen=True):
    """What the search goes by, in log odds.

    `turn` for going on another lane than the one whose turn it is, `turn_ended` when that one ended with a sentence,
    `late` against each row, up to `latest`, that a lane is behind the lowest one by more than `slack`,
    `opens` for a lane's first line,
    `opens_too` what that gains right after another first line, `headed` after a head line; `most` is the greatest a
    link may count for, `never` the least that is looked at, `scale` what links count for besides turns; `width` is how
    many histories are kept, `lanes` how many may be open.
    """

    turn: float = -1.8
    turn_ended: float = -1.4
    late: float = 1.0
    latest: float = 2.0
    slack: float = 0.5
    opens: float = -4.0
    opens_too: float = 2.0
    headed: float = 3.0
    most: float = 6.0
    never: float = -7.0
    scale: float = 0.67
    width: int = 60
    lanes: int = 14


_Trace = tuple["_Trace | None", int, int]
_History = tuple[float, "_Trace | None", tuple[float, ...], float]
"""Log odds; the links; for each open lane the row that it has come to; the lowest row that any has."""
_State = tuple[tuple[int, ...], int, bool]
"""Last lines of the open lanes, the one not gone on for longest first; whose turn it is; whether a lane just opened."""


def followers(
    scores: Floats, opening: Sequence[bool], headed: Sequence[bool], closed: Sequence[bool], tuning: Tuning
) -> dict[int, int]:
    """The successor of each line that has one.

    `scores` holds at [line, d] the log odds that line + d goes on it (d from 1 to REACH), `opening` whether a line is
    one that stories open with, `headed` whether a head line stands right before it, `closed` whether
    it ends a sentence.
    """
    links = np.where(scores > -np.inf, np.minimum(scores * tuning.scale, tuning.most), -np.inf).tolist()
    states: dict[_State, _History] = {((), 0, False): (0.0, None, (), 0.0)}
    for line in range(len(links)):
        first = 0.0 if opening[line] else tuning.opens + (tuning.headed if headed[line] else 0.0)
        states = _with_line(states, line, links, closed, first, tuning)
    _, trace, _, _ = max(states.values(), key=lambda state: state[0])
    out: dict[int, int] = {}
    while trace is not None:
        trace, upper, lower = trace
        out[upper] = lower
    return out


def rows(count: int, after: Mapping[int, int]) -> list[int]:
    """For each of `count` lines the row it stands in: one below the line it goes on, else level with the line before.

    All lanes go down the page at one pace, a line a row, so that rows of lanes that were open at once can be compared.
    """
    before = {lower: upper for upper, lower in after.items()}
    out = [0] * count
    for line in range(count):
        out[line] = out[before[line]] + 1 if before.get(line, line) < line else out[line - 1] if line else 0
    return out


def settled(count: int, after: Mapping[int, int]) -> dict[int, int]:
    """The links without those that lead past a lane's own start or end right beside it.

    Where one lane ends others mostly do too: whether a line there goes on or begins a column is told by whole columns.
    """
    tops = set(range(count)) - set(after.values())
    ends = set(range(count)) - set(after)
    return {
        upper: lower
        for upper, lower in after.items()
        if (upper in tops or tops.isdisjoint({lower - 1, lower + 1}))
        and (lower in ends or ends.isdisjoint({upper - 1, upper + 1}))
    }


def doubted(scores: Floats, after: Mapping[int, int], least: float) -> set[int]:
    """The lines whose link is in doubt: two lines would both gain `least` log odds by going on each other instead.

    `scores` as for `followers`; a line that nothing follows would gain from any link above 0.
    """
    count = len(scores)
    line = np.arange(count)
    next_ = np.array([after.get(at, -1) for at in range(count)], dtype=np.int64)
    before = np.full(count, -1)
    before[next_[next_ >= 0]] = line[next_ >= 0]
    forward = np.where(next_ > line, scores[line, np.clip(next_ - line, 0, REACH)], 0.0)
    backward = np.where(before >= 0, forward[before], 0.0)
    upper, step = np.nonzero(scores > -np.inf)
    lower = upper + step
    gain = np.minimum(scores[upper, step] - forward[upper], scores[upper, step] - backward[lower])
    better = (gain > least) & (next_[upper] != lower)
    return {int(at) for at in np.concatenate([upper[better], before[lower[better]]]) if at >= 0}


def _with_line(
    states: dict[_State, _History],
    line: int,
    links: list[list[float]],
    ended: Sequence[bool],
    first: float,
    tuning: Tuning,
) -> dict[_State, _History]:
    new: dict[_State, _History] = {}
    for (lanes, turn, opened), (score, trace, rows, row) in states.items():
        closed = max(0, len(lanes) - tuning.lanes)
        while closed < len(lanes) and line - lanes[closed] > REACH:
            closed += 1
        if closed > 0:
            lanes, rows, turn = lanes[closed:], rows[closed:], max(0, turn - closed)  # noqa: PLW2901 - those still open
        begun = score + min(0.0, first + (tuning.opens_too if opened else 0.0))
        _offer(new, ((*lanes, line), turn, True), (begun, trace, (*rows, row), row))
        other = tuning.turn_ended if turn < len(lanes) and ended[lanes[turn]] else tuning.turn
        for at, last in enumerate(lanes):
            link = links[last][line - last]
            if link > tuning.never:
                late = row - tuning.slack - rows[at] - 1
                gone = score + link + (0.0 if at == turn else other) - tuning.late * min(max(0.0, late), tuning.latest)
                here = rows[at] + 1 + max(0.0, late)
                state = ((*lanes[:at], *lanes[at + 1 :], line), at, False)
                history = (gone, (trace, last, line), (*rows[:at], *rows[at + 1 :], here), max(row, here))
                _offer(new, state, history)
    if len(new) > tuning.width:
        return dict(sorted(new.items(), key=lambda item: -item[1][0])[: tuning.width])
    return new


def _offer(states: dict[_State, _History], state: _State, history: _History) -> None:
    held = states.get(state)
    if held is None or history[0] > held[0]:
        states[state] = history
