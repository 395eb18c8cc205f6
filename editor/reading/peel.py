"""A line taken apart: what is glued to a body line's ends (credits, jump lines, a head in the same line) comes off."""

import re

from editor.reading.bylines import credit_at_end, credits_of
from editor.reading.datelines import dateline
from editor.reading.em import CLOSERS, OPENING
from editor.reading.furniture import furniture
from editor.reading.jumps import jump_lines
from editor.reading.marks import Marks, tight
from editor.reading.pieces import Label, Piece

FURNITURE = 0.55
"""From this share of covered characters on a line is furniture."""
_AFTER_SENTENCE = re.compile(r"(?:(?<=[。！？…])|(?<=[。！？…][”）])) +(?=[一-鿿“《『「0-9])")
_SENTENCE = re.compile(r"[，。；：！？]")
LEAST, MOST = 4, 30
"""Code points of what shares its raw line with the end of a body, at least, and of each head in it at most."""


def peel(text: str, marks: Marks, following: str = "", *, alone: bool = False) -> tuple[Piece, ...]:
    """The pieces of one line, left to right; what is not told by marks alone is BODY.

    `following` is the next line when it may be the second half of a name; `alone` says that nothing can stand beside
    the line: a gap at a quotation mark in it is what squeezing the mark left.
    """
    out: list[Piece] = []
    place = 0
    for jump in jump_lines(text, marks):
        out += _plain(text, place, jump.start, marks, "", alone=alone)
        label = Label.JUMP_TO if jump.onward else Label.JUMP_FROM
        out.append(Piece(jump.start, jump.end, label, 0.98, jump.page))
        place = jump.end
    out += _plain(text, place, len(text), marks, following, alone=alone)
    return tuple(out)


def _plain(text: str, start: int, end: int, marks: Marks, following: str, *, alone: bool) -> list[Piece]:
    """The pieces of a stretch without jump lines."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    part = text[start:end]
    if not part:
        return []
    if not any(char.isalnum() for char in part):
        return [Piece(start, end, Label.FURNITURE if _ornament(part) else Label.BODY, 0.6)]
    chance = furniture(part, marks)
    if chance >= FURNITURE:
        return [Piece(start, end, Label.FURNITURE, chance)]
    credit = credit_at_end(part, marks)
    if credit is None and following:
        credit = credit_at_end(part + following, marks)
    if credit is not None and credit < len(part):
        sure = 0.97 if credits_of(part[credit:], marks) else 0.85
        return [*_joined(text, start, start + credit, alone=alone), Piece(start + credit, end, Label.CREDIT, sure)]
    return _joined(text, start, end, alone=alone)


def _ornament(part: str) -> bool:
    """Rules, dots and arrows by themselves (brackets and quotes may be a body's)."""
    return not any(char in "，。、；：！？“”‘’《》（）「」『』—…" for char in part)


def _joined(text: str, start: int, end: int, *, alone: bool) -> list[Piece]:
    """Body, and the head, or heads, that an extractor ran into its last line (…结束。 新年新气象)."""
    while end > start and text[end - 1].isspace():
        end -= 1
    if end <= start:
        return []
    for gap in _AFTER_SENTENCE.finditer(text, start, end):
        if alone and (text[gap.start() - 1] in CLOSERS or text[gap.end()] in OPENING):
            continue
        rest = text[gap.end() : end]
        if len(rest) >= LEAST and max(map(len, rest.split())) <= MOST and not _SENTENCE.search(rest):
            return [Piece(start, gap.start(), Label.BODY, 0.9), Piece(gap.end(), end, Label.HEAD, 0.7)]
    return [Piece(start, end, Label.BODY, 0.5)]


def body_text(text: str, pieces: tuple[Piece, ...]) -> str:
    """What is body in a line; "" when nothing is."""
    return "".join(text[piece.start : piece.end] for piece in pieces if piece.label is Label.BODY)


def opens_with_dateline(text: str, marks: Marks) -> bool:
    """Whether `text` begins with a dateline, or with the phrase that stands for one (据新华社北京1月4日电)."""
    solid, _ = tight(text)
    return dateline(text, marks) is not None or (solid[:1] in "据據" and dateline(solid[1:], marks) is not None)
