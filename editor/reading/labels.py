"""Which lines are body, head, credit, caption, jump line and furniture: told before any order is known."""

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import msgspec
import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.language.model import Model
from editor.reading import cuts, geometry, shape, threads
from editor.reading.bylines import LONGEST_NAME, credits_of, is_name, nameless
from editor.reading.captions import captions
from editor.reading.em import is_han
from editor.reading.fragments import Fragment
from editor.reading.frames import fills
from editor.reading.marks import Marks
from editor.reading.peel import body_text, opens_with_dateline, peel
from editor.reading.pieces import Label, Piece
from editor.reading.together import headed
from editor.resources import resource

Floats = npt.NDArray[np.float64]
Pieces = tuple[Piece, ...]

FLOWING = 0.6
"""From this share of broken lines that go on in the next raw line, raw order is reading order for the most part."""
SCRAMBLED = 0.3
"""Below this share the line above and the line below say next to nothing."""
THREADED = 0.45
"""Below this share threads are followed; pages up to it also serve to fit the weights of those below SCRAMBLED."""
ROUNDS = 3
UNLIKELY, SHORT = 0.03, 0.7
"""The least chance of a line to be a head at which its shortness counts, or a head that goes on it; its chance then."""
NATURAL = shape.BRIDGES.index(0.0) + 1
"""The least step of a bridge at which one line more probably goes on the other than not."""
OPEN = shape.ENDINGS.index("open")
MOST = shape.WIDTHS.index("most")
INDENTED, OVER = shape.WIDTHS.index("indented"), shape.WIDTHS.index("over")
_REST = re.compile(r"([㐀-鿿]{1,3}) +([㐀-鿿“《『「0-9].{5,})")
GOES_ON = 2.0
"""Log odds from which on the first characters of a line are the rest of the head above."""
_BRACKETED = re.compile(r"[（(][^（）()]*[）)]")
"""A line that is all in brackets closes a body (（摘自某报）); heads are not set so."""
_OPENED, _CLOSED = re.compile(r"[。！？”」』][（(][^（）()]*$"), re.compile(r"[^（）()]*[）)]")
"""How a line ends whose brackets behind a sentence stay open, and a line that closes them."""
SOURCE = 3
"""Lines over which such brackets go, at most."""


class Weights(Struct, frozen=True):
    """Weights of a logistic model: `first` for shape.GROUPS, `second` for those and shape.SECOND; biases apart.

    On pages that do not flow threads.GROUPS belong to both.
    """

    first: dict[str, list[float]]
    first_bias: float
    second: dict[str, list[float]]
    second_bias: float


@cache
def weights() -> dict[str, Weights]:
    """The shipped weights, for pages that flow, that flow in part, and that do not (resources/labels.json)."""
    return msgspec.json.decode(resource("labels.json").read_bytes(), type=dict[str, Weights])


def label(fragments: Sequence[Fragment], marks: Marks, model: Model) -> list[Pieces]:
    """For each fragment its pieces, left to right.

    The pieces of a fragment cover all of it but white space. A body line with a credit or a jump line at its end has
    two pieces: BODY, then CREDIT or JUMP_TO. A line of its own (撰稿 李华成) is one CREDIT piece: order it like a short
    body line, it closes or opens the story beside it. HEAD, JUMP_* and FURNITURE pieces take no part in the order of
    body lines. CAPTION pieces carry the `group` of their photo; the credit (摄影 席凌燕) that closes it has the same
    group. Where a name is broken over two lines (摄影 孙 ‖ 参, 记者卢 ‖ 英通讯员邓兰磊), both CREDIT pieces name each
    other's fragment in `half`; the second one is no line of its own in any order.
    """
    found = peeled(fragments, marks)
    shapes, chance = head_chances(fragments, found, marks, model)
    chance = np.where(_breaks_off(fragments, shapes, chance), 0.0, chance)
    likely = _stops_short(fragments, shapes) | _leads_on(shapes, chance)
    chance = np.where(likely & (chance > UNLIKELY), np.maximum(chance, SHORT), chance)
    bracketed = _bracketed([fragment.text for fragment in fragments])
    found = [
        tuple(
            _judged(piece, 0.0 if at in bracketed or _cut_behind(pieces) else chance[at])
            if piece.label is Label.BODY
            else piece
            for piece in pieces
        )
        for at, pieces in enumerate(found)
    ]
    found = captions(fragments, found, shapes, marks, flowing=shapes.flows >= FLOWING)
    found = _rests(fragments, found, model)
    if shapes.flows < FLOWING:
        found = headed(fragments, found, marks)
    return _cut(fragments, found)


def _breaks_off(fragments: Sequence[Fragment], shapes: shape.Shapes, chance: Floats) -> npt.NDArray[np.bool_]:
    """Which lines fill the room beside a jump line and go on a full body line that breaks off in mid-sentence.

    A line that ends in brackets closes a body (（新华社北京1月1日电）). Where raw order is no reading order the line
    above says nothing.
    """
    width, end = np.divmod(shapes.hot["width"], len(shape.ENDINGS))
    fits = shapes.hot["cut"] // (4 * (len(shape.BRIDGES) + 1)) > 0
    above = shapes.above
    closed = np.array([fragment.text.endswith("）") for fragment in fragments], dtype=np.bool_)
    open_above = (
        ~closed[above] & (end[above] != 0) & (width[above] >= INDENTED) & (width[above] < OVER) & (chance[above] < 0.5)
    )
    return fits & (end != 0) & (above >= 0) & open_above & (shapes.flows >= FLOWING)


def _stops_short(fragments: Sequence[Fragment], shapes: shape.Shapes) -> npt.NDArray[np.bool_]:
    """Which lines end in a word although they are short, after the end of a sentence: bodies have no such lines.

    But for a paragraph's first that a jump line cuts.
    """
    width, end = np.divmod(shapes.hot["width"], len(shape.ENDINGS))
    fits = shapes.hot["cut"] // (4 * (len(shape.BRIDGES) + 1)) > 0
    paired = shapes.hot["brackets"] // len(shape.ENDINGS) == 0
    word = np.array([is_han(fragment.text[-1:] or "。") for fragment in fragments], dtype=np.bool_)
    ended = (shapes.above < 0) | (end[shapes.above] == 0)
    return word & paired & ended & ~fits & (end == OPEN) & (width < MOST) & (shapes.flows >= FLOWING)


def _leads_on(shapes: shape.Shapes, chance: Floats) -> npt.NDArray[np.bool_]:
    """Which lines go on in a head below them and begin anew after the end of a sentence, or after a head."""
    end, above, below = shapes.hot["width"] % len(shape.ENDINGS), shapes.above, shapes.below
    anew = (above < 0) | (end[above] == 0) | (chance[above] > 0.5)
    goes_on = (end == OPEN) & (below >= 0) & (shapes.out >= NATURAL)
    return anew & goes_on & (chance[below] > 0.5) & (shapes.flows >= FLOWING)


def _rests(fragments: Sequence[Fragment], found: Sequence[Pieces], model: Model) -> list[Pieces]:
    """`found` with the last characters of a head set off that stand in one raw line with the body beside them.

    They go on the head in the line above better than the body goes on them.
    """
    out = list(found)
    for at, (above, below) in enumerate(pairwise(fragments), 1):
        match = _REST.match(below.text)
        alone = [piece.label for piece in found[at - 1]] == [Label.HEAD]
        if not match or not alone or not found[at] or found[at][0].label is not Label.BODY:
            continue
        (rest, body), whole = match.groups(), found[at][0]
        into, onward = model.bridges([above.text, rest], [rest, body]).tolist()
        if into >= GOES_ON and into > onward:
            head = Piece(0, match.end(1), Label.HEAD, found[at - 1][0].confidence)
            behind = (msgspec.structs.replace(whole, start=match.start(2)),) if whole.end > match.start(2) else ()
            out[at] = (head, *behind, *found[at][1:])
    return out


def _cut(fragments: Sequence[Fragment], found: Sequence[Pieces]) -> list[Pieces]:
    """`found` with the body lines marked that break off in mid-sentence where a jump line takes their room."""
    measure = geometry.measure([fragment.text for fragment in fragments])
    rooms = [cuts.room(jump, measure) for jump in own_jumps(fragments, found)]
    return [
        (msgspec.structs.replace(pieces[0], cut=True),)
        if rooms
        and [piece.label for piece in pieces] == [Label.BODY]
        and shape.ending(fragment.text) != 0
        and cuts.fit(fragment.text, rooms, measure)
        else pieces
        for fragment, pieces in zip(fragments, found, strict=True)
    ]


def _bracketed(texts: Sequence[str]) -> set[int]:
    """Which lines are all in brackets, or the rest of what is (（徐励 ‖ 珍）): bodies have them, heads do not."""
    alone = {at for at, text in enumerate(texts) if _BRACKETED.fullmatch(text)}
    halves = [
        at
        for at, (above, below) in enumerate(pairwise(texts))
        if len(above) <= LONGEST_NAME and len(below) <= LONGEST_NAME and _BRACKETED.fullmatch(above + below)
    ]
    rests = [
        line
        for at, text in enumerate(texts)
        if _OPENED.search(text)
        for end in range(at + 1, min(at + SOURCE, len(texts)))
        if _CLOSED.fullmatch("".join(texts[at + 1 : end + 1]))
        for line in range(at + 1, end + 1)
    ]
    return alone.union(halves, [at + 1 for at in halves], rests)


def _cut_behind(pieces: Pieces) -> bool:
    """Whether a line is cut by a jump line behind it: bodies have such lines, heads do not."""
    return [piece.label for piece in pieces] == [Label.BODY, Label.JUMP_TO]


def peeled(fragments: Sequence[Fragment], marks: Marks) -> list[Pieces]:
    """The pieces that marks alone tell."""
    found: list[Pieces] = []
    rests: dict[int, int] = {}
    measure = geometry.measure([fragment.text for fragment in fragments])
    for at, fragment in enumerate(fragments):
        if at in rests:
            half = rests[at]
            previous = found[half][-1]
            found[half] = (*found[half][:-1], msgspec.structs.replace(previous, half=at))
            found.append((Piece(0, len(fragment.text), Label.CREDIT, previous.confidence, half=half),))
            continue
        behind = _rest_of_name(fragments, at, marks)
        rest = fragments[behind].text if behind else ""
        pieces = peel(fragment.text, marks, rest, alone=fragment.lane >= 0 or fills(fragment.text, measure))
        found.append(pieces)
        if rest and pieces and pieces[-1].label is Label.CREDIT and pieces[-1].confidence < 0.9:
            rests[behind] = at
    return found


def _rest_of_name(fragments: Sequence[Fragment], at: int, marks: Marks) -> int:
    """The fragment that may hold the second half of a name in fragment `at`, or the whole of it; 0 where none does.

    A half stands alone or with credits behind it (记者卢 ‖ 英通讯员邓兰磊), the whole below a role that has none.
    """
    behind = at + 1
    if nameless(fragments[at].text, marks):
        while behind < len(fragments) and fragments[behind].line == fragments[at].line:
            behind += 1
        return behind if behind < len(fragments) and is_name(fragments[behind].text, marks) else 0
    text = fragments[behind].text if behind < len(fragments) else ""
    return behind if is_han(text[:1] or " ") and (len(text) == 1 or credits_of(text[1:], marks)) else 0


def known(fragments: Sequence[Fragment], found: Sequence[Pieces], marks: Marks) -> tuple[list[str], list[int]]:
    """For each fragment its body's text, and what is known of it as shape.shapes takes it."""
    texts: list[str] = []
    taken: list[int] = []
    for fragment, pieces in zip(fragments, found, strict=True):
        body = body_text(fragment.text, pieces)
        texts.append(body or fragment.text)
        if not body:
            credit = any(piece.label is Label.CREDIT for piece in pieces)
            taken.append(shape.CREDIT if credit else shape.OUTSIDE)
        else:
            taken.append(shape.DATELINE if opens_with_dateline(body, marks) else 0)
    return texts, taken


def own_jumps(fragments: Sequence[Fragment], found: Sequence[Pieces]) -> list[str]:
    """The onward jump lines that stand on lines of their own, away from the line that they cut."""
    return [
        fragment.text
        for fragment, pieces in zip(fragments, found, strict=True)
        if [piece.label for piece in pieces] == [Label.JUMP_TO]
    ]


def head_chances(
    fragments: Sequence[Fragment], found: Sequence[Pieces], marks: Marks, model: Model
) -> tuple[shape.Shapes, Floats]:
    """For each fragment the chance that its body's text is a head line; 0 where it has none."""
    shapes, told = seen(fragments, found, marks, model)
    by = weights()[kind(shapes.flows)]
    open_ = (told == 0) | (told == shape.DATELINE)
    base = _sum(shapes.hot, by.first, by.first_bias)
    chance = np.where(open_, _chance(base), 0.0)
    second = _sum(shapes.hot, by.second, by.second_bias)
    for _ in range(ROUNDS):
        chance = np.where(open_, _chance(_sum(shape.second_round(shapes, chance), by.second, 0.0) + second), 0.0)
    return shapes, chance


def seen(
    fragments: Sequence[Fragment], found: Sequence[Pieces], marks: Marks, model: Model
) -> tuple[shape.Shapes, shape.Ints]:
    """The features of all fragments, and what marks alone tell of each (shape.Told.taken).

    Where raw order says little, how lines hang together is among the features.
    """
    texts, taken = known(fragments, found, marks)
    closed = [len(pieces) > 1 and pieces[-1].label is not Label.BODY for pieces in found]
    shapes = shape.shapes(fragments, shape.Told(texts, taken, closed, own_jumps(fragments, found)), model)
    told = np.array(taken, dtype=np.int64)
    if shapes.flows < THREADED:
        ends = shapes.hot["width"] % len(shape.ENDINGS)
        shapes.hot.update(threads.features(texts, ends, told != shape.OUTSIDE, marks, model))
    return shapes, told


def kind(flows: float) -> str:
    """Which weights serve a page of which so much runs on in raw order."""
    return "flowing" if flows >= FLOWING else "mixed" if flows >= SCRAMBLED else "scrambled"


def flowing(fragments: Sequence[Fragment], found: Sequence[Pieces], marks: Marks, model: Model) -> bool:
    """Whether raw order is reading order for the most part, columns that stand side by side taken one by one."""
    texts, taken = known(fragments, found, marks)
    return shape.shapes(fragments, shape.Told(texts, taken, [False] * len(texts)), model).flows >= FLOWING


def _sum(hot: dict[str, shape.Ints], by: dict[str, list[float]], bias: float) -> Floats:
    total = np.full(len(next(iter(hot.values()))), bias)
    for group, weights_ in by.items():
        if group in hot:
            total += np.array(weights_)[hot[group]]
    return total


def _chance(score: Floats) -> Floats:
    return 1.0 / (1.0 + np.exp(-score))


def _judged(piece: Piece, chance: float) -> Piece:
    """A body piece, or a head when that is more probable."""
    head = chance > 0.5
    return msgspec.structs.replace(
        piece, label=Label.HEAD if head else Label.BODY, confidence=float(chance if head else 1 - chance)
    )
