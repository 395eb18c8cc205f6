"""Jump lines: found, read, and given to the story that was cut or goes on."""

import unicodedata
from collections.abc import Sequence

import numpy as np
from msgspec import Struct

from editor.reading.em import CLOSERS, SENTENCE_END
from editor.reading.headvalues import Body
from editor.reading.marks import Marks, tight
from editor.reading.matching import best_matching

_DIGITS = {char: value for value, char in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_FRONT = "头頭"


class Jump(Struct, frozen=True):
    """A jump line in a text: its span, `onward` for 下转 (else 上接), the page as it is named, in ASCII (2, A3)."""

    start: int
    end: int
    onward: bool
    page: str


def jump_lines(text: str, marks: Marks) -> tuple[Jump, ...]:
    """Every jump line in `text`, left to right.

    转2版 alone is running text: without 下转, 上接 or their like it takes brackets or arrows around it, or a line of
    its own.
    """
    solid, at = tight(text)
    found: list[Jump] = []
    for onward, pattern in ((True, marks.jump_to), (False, marks.jump_from)):
        for match in pattern.finditer(solid):
            dressed = not match[0][0].isalpha() or not match[0][-1].isalpha() or match[0] == solid
            if marks.plain_jump.search(match[0]) or dressed:
                found.append(Jump(at[match.start()], at[match.end() - 1] + 1, onward, page_name(match["page"])))
    return tuple(sorted(found, key=lambda jump: jump.start))


def page_name(name: str) -> str:
    """A page's name in ASCII: ２ → 2, 十二 → 12, Ａ３ → A3, 头 → 1."""
    if name in _FRONT:
        return "1"
    plain = unicodedata.normalize("NFKC", name).upper()
    if plain[-1].isascii():
        return plain.lstrip("0") or "0"
    return str(_number(plain))


def _number(name: str) -> int:
    """A Chinese numeral below a hundred; a row of digits is read as such (一二 is 12)."""
    if "十" in name:
        tens, ones = name.split("十", 1)
        return (_DIGITS.get(tens, 1) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)
    return int("".join(str(_DIGITS[char]) for char in name))


ROOMS = ((5.25, 7.25), (7.75, 9.25))
"""Em that the end of a cut story leaves for its jump line (（下转第2版）): not set in, and set in."""
ROOM = 5.0
"""Em that the shortest jump line takes in the line it shares (下转2版)."""
NEARNESS = ((1, 3.0), (3, 1.5), (10, 0.5))
"""Log odds for a jump line that stands at most so many raw lines from the end it belongs to."""
ANYWHERE = 3.0
"""How much more probable it is that a jump line belongs to some story of its page than to none, in log odds."""


def assign_jumps(jumps: Sequence[tuple[int, Jump]], bodies: Sequence[Body]) -> dict[int, tuple[str, float]]:
    """For each jump (by its place in `jumps`; first member: its fragment's index) the body's id and the confidence.

    下转 goes to an end that was cut in mid-sentence, has room for it in its last line and stands near; 上接 to a story
    that opens in mid-sentence. Each body takes at most one of a kind; a jump line that fits none is left out.
    """
    out: dict[int, tuple[str, float]] = {}
    for onward in (True, False):
        places = [place for place, (_, jump) in enumerate(jumps) if jump.onward == onward]
        if not places or not bodies:
            continue
        judge = _cut_end if onward else _mid_start
        odds = np.array([[judge(jumps[place][0], body) for body in bodies] for place in places])
        for row, column in best_matching(odds + ANYWHERE):
            chance = np.exp(odds[row] - odds[row].max())
            out[places[row]] = (bodies[column].id, float(chance[column] / chance.sum()))
    return out


def _cut_end(line: int, body: Body) -> float:
    """Log odds that the jump line in fragment `line` (下转) stands at the end of `body`."""
    if not body.fragments:
        return -9.0
    last = body.fragments[-1]
    if line == last:
        return 12.0
    ended = body.text.rstrip("".join(CLOSERS))[-1:] in SENTENCE_END
    odds = -2.5 if ended or body.closed else 2.5
    if body.room >= 0:
        fits = any(least <= body.room <= most for least, most in ROOMS)
        odds += 2.0 if fits else -0.5 if body.room >= ROOM else -2.0
    return odds + _near(line - last)


def _mid_start(line: int, body: Body) -> float:
    """Log odds that the jump line in fragment `line` (上接) stands before the start of `body`."""
    if not body.fragments:
        return -9.0
    first = body.fragments[0]
    if line == first:
        return 12.0
    return -body.opening + _near(first - line)


def _near(steps: int) -> float:
    if steps <= 0:
        return -0.5 if steps > -4 else 0.0
    return next((worth for most, worth in NEARNESS if steps <= most), 0.0)
