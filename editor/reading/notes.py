"""Chains put back together where they are the numbered notes of one story: 1、… 2、… under a head like 图片新闻.

Each note ends as a story does, often with its photographer, so the order parts them. But no story begins with 2、.
"""

from collections.abc import Sequence

from editor.reading.chains import paths
from editor.reading.roundups import Joined
from editor.reading.signs import STARTS, Signs

ITEM = STARTS.index("item")


def joined(chains: Sequence[tuple[int, ...]], signs: Signs) -> Joined:
    """The chains with each that opens with a note put behind the one in which the note before it is the last.

    Where several chains would do, the one whose note stands nearest above in raw order is taken, and none where a
    note of the same number competes for it.
    """
    last = {at: _last(chain, signs) for at, chain in enumerate(chains)}
    wanted: dict[int, list[int]] = {}
    for at, chain in enumerate(chains):
        number = _number(chain[0], signs)
        over = [up for up, (note, line) in last.items() if up != at and note == number - 1 and 0 <= line < chain[0]]
        if over:
            wanted.setdefault(max(over, key=lambda up: last[up][1]), []).append(at)
    follow = {over: under[0] for over, under in wanted.items() if len(under) == 1}
    links = {(chains[over][-1], chains[under][0]) for over, under in follow.items()}
    whole = [tuple(line for at in path for line in chains[at]) for path in paths(len(chains), follow)]
    return Joined(tuple(whole), frozenset(links))


def _number(line: int, signs: Signs) -> int:
    """The number of the note that a line begins, up to 9; 0 for none."""
    first, second = signs.texts[line][:1], signs.texts[line][1:2]
    return int(first) if signs.start[line] == ITEM and first.isdecimal() and not second.isdecimal() else 0


def _last(chain: Sequence[int], signs: Signs) -> tuple[int, int]:
    """The number of a chain's last note and its line; (0, -1) for none."""
    return max(((_number(line, signs), line) for line in chain if _number(line, signs)), default=(0, -1))
