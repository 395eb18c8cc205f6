"""Misread and misheard characters of a page, for the detectors that show them."""

from collections.abc import Iterator
from itertools import islice

import numpy as np
from msgspec import Struct

from editor.core.evidence import Evidence, SeamKind
from editor.core.finding import Choice, Place
from editor.core.page import BODY_ROLES, HEAD_ROLES, Page
from editor.language.likeness import shapes
from editor.suspects.contract import Context, Learned, Spot
from editor.suspects.damage import Verdict, chance, verdicts
from editor.suspects.folio import converted
from editor.suspects.namesakes import abbreviated, listed, parallel
from editor.suspects.reread import weights

ROLES = (*HEAD_ROLES, *BODY_ROLES)
ALIKE = 0.4
"""From this likeness of shape on two characters are said to look alike."""
MOST = 3
"""Choices shown."""
SURE = 0.5
"""Lines are judged as one text from this chance that they go on with each other."""
AROUND = 3
"""How many characters on either side a reason quotes."""


class Suspect(Struct, frozen=True):
    """A place with its verdict: the text that was judged, whether the best choice looks alike, and the choices."""

    place: Place
    text: str
    verdict: Verdict
    way: str
    choices: tuple[str, ...]
    odds: float


class _Piece(Struct, frozen=True):
    """Text judged by itself, and where it starts in its block and in the raw text."""

    article: str
    block: int
    start: int
    text: str
    raw: int


def _way(verdict: Verdict) -> str:
    """Either "looks", "context" or "sounds"; empty when the verdict is not sure enough to be shown."""
    doubt = verdict.doubt
    if doubt.looks and verdict.looks > weights().least:
        return "looks" if shapes().alike(doubt.was, doubt.looks[0][0]) > ALIKE else "context"
    return "sounds" if doubt.sounds and verdict.sounds > weights().least_heard else ""


def _open(text: str, at: int) -> bool:
    """Whether no statistics say what should stand at a place."""
    return listed(text, at) or parallel(text, at) or abbreviated(text, at)


def _taught(text: str, at: int, learned: Learned) -> bool:
    """Whether the place lies in a word or a name that a user said is right."""
    for word in (*learned.good, *learned.names):
        start = text.find(word, max(0, at - len(word) + 1), at + len(word))
        if start >= 0:
            return True
    return False


def _pieces(page: Page, evidence: Evidence) -> Iterator[_Piece]:
    """What is judged by itself: a block, cut where the engine is not sure that its lines go on with each other.

    A wrong neighbour hides what is misread; what a right one would have told of the ends of two lines is less.
    """
    unsure = {seam.right for seam in evidence.seams if seam.chance.get(SeamKind.JOIN, 0.0) < SURE}
    for owner, number, block in page.all_blocks():
        if block.role not in ROLES or not block.runs:
            continue
        start, text, raw = 0, "", block.runs[0].start
        for run in block.runs:
            if text and run.start in unsure:
                yield _Piece(owner, number, start, text, raw)
                start, text, raw = start + len(text), "", run.start
            text += run.text
        yield _Piece(owner, number, start, text, raw)


def suspects(page: Page, evidence: Evidence, context: Context) -> Iterator[Suspect]:
    """The suspects of a page in the order of the raw text: damage lies where the page was read, not as stories run."""
    pieces = sorted(_pieces(page, evidence), key=lambda piece: piece.raw)
    for verdict in verdicts(tuple(piece.text for piece in pieces)):
        way = _way(verdict)
        piece, doubt = pieces[verdict.text], verdict.doubt
        text, at = piece.text, piece.start + doubt.at
        if not way or _open(text, doubt.at) or _taught(text, doubt.at, context.learned):
            continue
        nows = dict.fromkeys(now for now, _ in (doubt.sounds if way == "sounds" else doubt.looks))
        if context.script == "hant":
            nows = dict.fromkeys(converted(now, "s2t") for now in nows)
        choices = tuple(islice((now for now in nows if now != text[doubt.at]), MOST))
        if choices:
            place = Place(piece.article, piece.block, at, at + 1)
            odds = verdict.sounds if way == "sounds" else verdict.looks
            yield Suspect(place, text, verdict, way, choices, odds)


def spot(suspect: Suspect) -> Spot:
    """The suspect as a detector gives it; its reason is its way."""
    at, text = suspect.verdict.doubt.at, suspect.text
    was, now = text[at], suspect.choices[0]
    mended = text[max(0, at - AROUND) : at] + now + text[at + 1 : at + 1 + AROUND]
    confidence = float(chance(np.array([suspect.odds]))[0])
    choices = tuple(Choice(text=one) for one in suspect.choices)
    return Spot(suspect.way, (was, now, mended), choices, confidence, f"{was}{now}", suspect.place)
