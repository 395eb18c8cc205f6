"""Blocks made again from the contract's fields, where another program wrote or changed them.

What an article says is laid onto its raw spans: pieces of text are found there, the longest first, and what differs
becomes corrections. Raw characters that no piece says are deleted with the piece before them, so the ledger holds.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec import Struct
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from editor.core.fields import page_number
from editor.core.page import HEAD_ROLES, Block, Role, Run, corrected
from editor.core.raw import RawText
from editor.store.savedpage import SavedArticle

EDITED = "elsewhere"
"""The reason of a correction that another program made without giving one."""

_NEAR = 60.0
"""Likeness (0 to 100) from which a piece counts as found although it differs."""

_JUMP_LINE = 24
"""A jump line has at most so many characters."""

Span = tuple[int, int]
Reasons = dict[Span, str]


class Piece(Struct, frozen=True):
    """A block to be: its role and text; for a jump line the page number alone."""

    role: Role
    text: str


def pieces(saved: SavedArticle) -> list[Piece]:
    """The blocks that an article's fields speak of, in the order of reading."""
    found = [Piece(role, text) for role in HEAD_ROLES if (text := getattr(saved, role.value))]
    if saved.continued_from:
        found.append(Piece(Role.JUMP_FROM, saved.continued_from))
    if saved.dateline:
        found.append(Piece(Role.DATELINE, saved.dateline))
    found += [Piece(Role(part.kind), part.text) for part in saved.body]
    if saved.continued_on:
        found.append(Piece(Role.JUMP_TO, saved.continued_on))
    for role, names in groupby(saved.byline, lambda credit: credit.role):
        if role:
            found.append(Piece(Role.BYLINE, " ".join([role, *(credit.name for credit in names)])))
        else:
            found += [Piece(Role.BYLINE, credit.name) for credit in names]
    return found


def rebuild(
    raw: RawText, wanted: Sequence[Piece], spans: Iterable[Span], old: Sequence[Block], reasons: Reasons
) -> tuple[Block, ...]:
    """Blocks that say `wanted` over `spans` (or over the raw text of the `old` blocks, when there are any).

    Old blocks that still say the same are kept as they are. `reasons` gives known corrections' reasons by raw span.
    """
    kept, pool = _keep(wanted, old)
    offsets = [at for span in (_block_spans(pool) if old else spans) for at in range(*span)]
    offsets = [at for at in offsets if not raw.text[at].isspace()]
    free = _Free(raw, offsets)
    missing = [at for at in range(len(wanted)) if at not in kept]
    claims: dict[int, Span] = {}
    for at in sorted(missing, key=lambda at: (wanted[at].role in _JUMPS, -len(wanted[at].text))):
        claim = free.jump_line(wanted[at].text) if wanted[at].role in _JUMPS else free.find(wanted[at].text)
        if claim:
            claims[at] = claim
    owned = free.shared_out(claims)
    blocks: list[Block] = []
    for at, piece in enumerate(wanted):
        blocks.append(kept[at] if at in kept else _block(raw, piece, owned.get(at, []), reasons))
    if not claims and offsets:
        last = blocks.pop() if blocks else Block(Role.PARAGRAPH, ())
        blocks.append(Block(last.role, (*last.runs, *_runs(raw, _stretches(raw, offsets), "", reasons))))
    return tuple(blocks)


_JUMPS = (Role.JUMP_TO, Role.JUMP_FROM)


def _keep(wanted: Sequence[Piece], old: Sequence[Block]) -> tuple[dict[int, Block], list[Block]]:
    """Old blocks that say what is wanted, by the place of the piece, and those that do not."""
    kept: dict[int, Block] = {}
    pool = list(old)
    for at, piece in enumerate(wanted):
        for block in pool:
            said = page_number(block.text) if piece.role in _JUMPS else block.text.strip()
            if block.role is piece.role and said == piece.text:
                kept[at] = block
                pool.remove(block)
                break
    return kept, pool


def _block_spans(blocks: Iterable[Block]) -> Iterator[Span]:
    return ((run.start, run.end) for block in blocks for run in block.runs)


class _Free:
    """Solid raw characters in their order, of which pieces claim stretches."""

    def __init__(self, raw: RawText, offsets: Sequence[int]) -> None:
        self._raw = raw
        self._offsets = offsets
        self._text = "".join([raw.text[at] for at in offsets])
        self._taken: list[Span] = []

    def find(self, text: str) -> Span | None:
        """Claims the place that says `text`, white space apart, or nearly so; as indices into the characters."""
        tight = "".join(text.split())
        for start, end in self._gaps():
            at = self._text.find(tight, start, end)
            if at >= 0:
                return self._take(at, at + len(tight))
        best = (_NEAR, 0, 0)
        for start, end in self._gaps():
            hay = self._text[start:end]
            if len(hay) <= len(tight):
                best = max(best, (fuzz.ratio(tight, hay), start, end))
            elif found := fuzz.partial_ratio_alignment(tight, hay):
                best = max(best, (found.score, start + found.dest_start, start + found.dest_end))
        return self._take(*best[1:]) if best[2] > best[1] else None

    def jump_line(self, number: str) -> Span | None:
        """Claims what is left over between pieces and names that page."""
        for start, end in self._gaps():
            if end - start <= _JUMP_LINE and page_number(self._text[start:end]) == number:
                return self._take(start, end)
        return None

    def shared_out(self, claims: dict[int, Span]) -> dict[int, list[Span]]:
        """The raw stretches of each claim; what nobody claimed goes to the claim before it (or to the first)."""
        order = sorted(claims, key=lambda at: claims[at])
        out: dict[int, list[Span]] = {}
        for place, at in enumerate(order):
            start = claims[at][0] if place else 0
            end = claims[order[place + 1]][0] if place + 1 < len(order) else len(self._offsets)
            out[at] = _stretches(self._raw, self._offsets[start:end])
        return out

    def _take(self, start: int, end: int) -> Span:
        self._taken = sorted([*self._taken, (start, end)])
        return start, end

    def _gaps(self) -> list[Span]:
        edges = [0, *(edge for span in self._taken for edge in span), len(self._text)]
        return [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]


def _stretches(raw: RawText, offsets: Iterable[int]) -> list[Span]:
    """Raw spans of characters; spaces between two of one line go with them, line breaks do not."""
    out: list[Span] = []
    for at in offsets:
        if out and (at == out[-1][1] or (out[-1][1] < at and raw.text[out[-1][1] : at].strip(" \t\u3000\xa0") == "")):
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return out


def _block(raw: RawText, piece: Piece, stretches: list[Span], reasons: Reasons) -> Block:
    text = piece.text
    if piece.role in _JUMPS and stretches:
        text = "".join(raw.text[a:b] for a, b in stretches)
    return Block(piece.role, tuple(_runs(raw, stretches, text, reasons)))


def _runs(raw: RawText, stretches: list[Span], text: str, reasons: Reasons) -> Iterator[Run]:
    """Runs over the stretches, in their order, that read `text`."""
    offsets = [at for span in stretches for at in range(*span)]
    if not offsets:
        if text:
            yield Run(0, 0, text, EDITED)
        return
    was = "".join([raw.text[at] for at in offsets])
    for code in Levenshtein.opcodes(was, text):
        now = text[code.dest_start : code.dest_end]
        taken = _contiguous(offsets[code.src_start : code.src_end])
        if not taken:
            at = offsets[code.src_start - 1] + 1 if code.src_start else offsets[0]
            yield Run(at, at, now, reasons.get((at, at), EDITED))
        for place, (start, end) in enumerate(taken):
            said = raw.text[start:end] if code.tag == "equal" else "" if place else now
            yield corrected(raw, start, end, said, reasons.get((start, end), EDITED))


def _contiguous(offsets: Iterable[int]) -> list[Span]:
    out: list[Span] = []
    for at in offsets:
        if out and at == out[-1][1]:
            out[-1] = (out[-1][0], at + 1)
        else:
            out.append((at, at + 1))
    return out
