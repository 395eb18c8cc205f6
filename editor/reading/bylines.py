"""Credits in all their forms: 撰稿 俞超, 本报记者龚雯, 记者 李四 通讯员 王 五, 文/图, 张三 摄."""

import re
from itertools import pairwise

from msgspec import Struct

from editor.reading.em import is_han
from editor.reading.marks import Marks, tight

Span = tuple[int, int]

_BETWEEN = "、，,/／&和"
_BRACKETS = "（(【［）)】］〔〕"
_OPENING, _CLOSING = "（(【［〔", "）)】］〕"
_COLON = "：:/／|｜"
_ENDS = "。！？!?…”’』」）)】〕;；"
"""What a credit may stand behind without a gap; a title is no end (《晚报》记者李四说)."""
LONGEST_NAME = 4
"""Han characters of one name set without marks; names of minorities and foreigners (阿不都·热西提) have a dot."""


class Credit(Struct, frozen=True):
    """One role with its names in a text: `start` and `end` cover both, marks between and brackets around them too.

    `role` is the span of the role's words (empty span when a name stands alone), `names` the span of each name as it
    stands in the text, `said` what each is saved as (许　晓 stands, 许晓 is saved).
    """

    start: int
    end: int
    role: Span
    names: tuple[Span, ...]
    said: tuple[str, ...]


class _Reader:
    """A credit line being read from left to right: the solid text, where its characters stand, and where gaps were."""

    def __init__(self, text: str, marks: Marks) -> None:
        self.text, self.marks = text, marks
        self.solid, self.at = tight(text)
        self.place = 0

    def gap(self, place: int) -> bool:
        """Whether white space stands before the solid character at `place`."""
        return 0 < place < len(self.at) and self.at[place] - self.at[place - 1] > 1

    def skip(self, chars: str) -> bool:
        """Passes over `chars`; whether there were any."""
        before = self.place
        while self.place < len(self.solid) and self.solid[self.place] in chars:
            self.place += 1
        return self.place > before

    def span(self, start: int, end: int) -> Span:
        return (self.at[start], self.at[end - 1] + 1)


def credits_of(text: str, marks: Marks) -> tuple[Credit, ...]:
    """The credits of a whole line or bracket, one per role, in their order; empty when `text` is not all credit.

    A bracket that stays open goes on in the next line (本报讯 ‖ （记者李四、王 ‖ 五）…): that is running text.
    """
    reader = _Reader(text, marks)
    if reader.solid[:1] in _OPENING and not any(char in reader.solid for char in _CLOSING):
        return ()
    found: list[Credit] = []
    while reader.place < len(reader.solid):
        credit = _role_first(reader) or _role_last(reader)
        if credit is None:
            return ()
        found.append(credit)
        reader.skip(_BETWEEN + _BRACKETS + ";；。")
    return tuple(found)


def credit_at_end(text: str, marks: Marks) -> int | None:
    """Where the credit that closes a body line begins (…描述。 撰稿 俞超), or None; 0 when the whole line is one.

    Before it stands the end of a sentence, or at least a gap; a role after a dateline is running text
    (本报讯 记者李四报道).
    """
    if credits_of(text, marks):
        return 0
    solid, at = tight(text)
    for place in range(1, len(solid) - 1):
        ended = solid[place - 1] in _ENDS
        gap = at[place] - at[place - 1] > 1
        if not (ended or gap) or not credits_of(text[at[place] :], marks):
            continue
        dated = marks.dateline.match(solid[:place])
        if ended or not dated or dated.end() < place:
            return at[place]
    return None


def nameless(text: str, marks: Marks) -> bool:
    """Whether `text` closes with a photographer's role whose name is missing (…水果。 摄影 ‖ 姜恩宇)."""
    before = next((text[: -len(role)] for role in marks.photographer if text.endswith(role)), "")
    return before[-1:].isspace() and before.rstrip()[-1:] in _ENDS


def _role_first(reader: _Reader) -> Credit | None:
    start = reader.place
    reader.skip(_BRACKETS)
    match = reader.marks.roles.match(reader.solid, reader.place)
    if match is None:
        reader.place = start
        return None
    reader.place = match.end()
    colon = reader.skip(_COLON)
    gap = reader.gap(reader.place)
    allowed = (colon or match[0] not in reader.marks.short) and not (
        not colon and reader.marks.never.match(reader.solid, reader.place) and match[0] in reader.marks.wary
    )
    names = _names(reader, sure=colon or gap or match[0] not in reader.marks.wary) if allowed else []
    if not names:
        reader.place = start
        return None
    after = reader.marks.after.match(reader.solid, reader.place)
    if after:
        reader.place = after.end()
    return _credit(reader, start, match.span(), names)


def _role_last(reader: _Reader) -> Credit | None:
    """张三 摄, 张三/文 李四/图: only names that begin with a surname, and not set solid (周恩来风采摄)."""
    start = reader.place
    reader.skip(_BRACKETS)
    names = _names(reader, sure=False)
    apart = all(end < begin or reader.gap(begin) for (_, end), (begin, _) in pairwise(names))
    if names and apart:
        match = reader.marks.after.match(reader.solid, reader.place)
        if match is not None:
            reader.place = match.end()
            return _credit(reader, start, match.span(), names)
    reader.place = start
    return None


def _credit(reader: _Reader, start: int, role: Span, names: list[Span]) -> Credit:
    spans = tuple(reader.span(*name) for name in names)
    said = tuple("".join(reader.solid[slice(*name)]) for name in names)
    end = reader.place
    while end < len(reader.solid) and reader.solid[end] in "）)】］〕":
        end += 1
    reader.place = end
    return Credit(reader.at[start], reader.at[end - 1] + 1, reader.span(*role), spans, said)


def _names(reader: _Reader, *, sure: bool) -> list[Span]:
    """The names from here to the next role or the end, as solid spans; none when something else stands there."""
    start = reader.place
    stop = _next_role(reader, start)
    chunk = reader.solid[start:stop].rstrip("）)】］〕。;；" + _BETWEEN)
    found: list[Span] = []
    place = start
    for part in re.split(f"([{_BETWEEN}])", chunk):
        if part and part not in _BETWEEN:
            parted = _persons(reader, place, place + len(part), sure=sure)
            if not parted:
                return []
            found += parted
        place += len(part)
    reader.place = start + len(chunk) if found else start
    return found


def _next_role(reader: _Reader, start: int) -> int:
    """Where the names that begin at `start` end: before the next role, a role behind its name, or at the end."""
    solid, marks = reader.solid, reader.marks
    for place in range(start + 2, len(solid)):
        role = marks.roles.match(solid, place)
        if role and solid[role.end() :] and (role[0] not in marks.short or solid[role.end()] in _COLON):
            return place
        if marks.after.match(solid, place):
            return place
    return len(solid)


def _persons(reader: _Reader, start: int, end: int, *, sure: bool) -> list[Span]:
    """The persons of a stretch without marks; gaps part them, but 许 晓 is one person.

    `sure`: the role leaves no doubt that a name follows, so that a rare surname, or one misread, passes.
    """
    words = [start] + [place for place in range(start + 1, end) if reader.gap(place)] + [end]
    parts: list[Span] = []
    for first, last in pairwise(words):
        joins = parts and last - first == 1 and parts[-1][1] - parts[-1][0] == 1
        if joins:
            parts[-1] = (parts[-1][0], last)
        else:
            parts.append((first, last))
    found: list[Span] = []
    for first, last in parts:
        people = _split(reader, first, last, sure=sure)
        if not people:
            return []
        found += people
    return found


def _split(reader: _Reader, start: int, end: int, *, sure: bool) -> list[Span]:
    """One stretch without gaps as persons: one name, or several set solid (周庆新焦守云), the fewest that fit."""
    word = reader.solid[start:end]
    if "·" in word[1:-1] and all(is_han(char) or char == "·" for char in word):
        return [(start, end)]
    if not all(map(is_han, word)):
        return []
    if is_name(word, reader.marks) or (sure and 2 <= len(word) <= 3):
        return [(start, end)]
    for first in (3, 2, 4):
        if is_name(word[:first], reader.marks) and len(word) - first >= 2:
            rest = _split(reader, start + first, end, sure=False)
            if rest:
                return [(start, start + first), *rest]
    return []


def is_name(word: str, marks: Marks) -> bool:
    """Whether `word` can be a name: a surname and one or two more, three after a double one, or written by sound."""
    if word[:2] in marks.compound and 3 <= len(word) <= LONGEST_NAME:
        return True
    if len(word) == LONGEST_NAME and all(char in marks.transcribed for char in word):
        return True
    return len(word) in {2, 3} and word[0] in marks.surnames


def all_names(text: str, marks: Marks) -> int:
    """How many persons' names `text` is, set solid or with gaps; 0 when it is anything else."""
    reader = _Reader(text, marks)
    return len(_persons(reader, 0, len(reader.solid), sure=False)) if reader.solid else 0
