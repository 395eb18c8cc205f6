"""What a line shows at its two ends: the signs that seams are judged by, as arrays over all lines."""

import re
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
from msgspec import Struct

from editor.reading.bylines import credits_of
from editor.reading.datelines import LONGEST, dateline
from editor.reading.echoes import Echoes, echoes
from editor.reading.geometry import Measure, Widths, widths
from editor.reading.marks import Marks, tight
from editor.reading.peel import opens_with_dateline

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]

ENDS = (
    *("sentence", "pause", "han", "digit", "latin", "open", "closer", "colon", "other"),
    *("credit", "opening_credit", "signed"),
)
STARTS = ("han", "digit", "latin", "open", "no_start", "dash", "item", "dateline", "credit", "opening_credit", "other")

_BROKEN_OFF = ("电", "日电", "1日电", "月1日电", "1月1日电", "電", "日電", "讯", "訊")
_ABOVE = ("本报", "本報", "本刊", "新华社", "新華社")
_PAIRS = {
    "“": "”",
    "‘": "’",
    "（": "）",
    "《": "》",
    "【": "】",
    "「": "」",
    "『": "』",
    "〈": "〉",
    "〔": "〕",
    "(": ")",
}
_CLOSING = {close: opening for opening, close in _PAIRS.items()}


class Signs(Struct, frozen=True):
    """Arrays over lines.

    `end` and `start` are places in ENDS and STARTS, `opened` the brackets and quotes a line leaves open, `closed` those
    it closes without opening, `indent` em that it is set in from its column's edge (-1 unknown), `echoes` what stands
    across a seam and elsewhere on the page, `unsaid` whether a line opens with a dateline whose reporters the next one
    goes on with, `says` whether it begins as such a next one does. `misread` tells that an OCR engine read the page.
    """

    texts: tuple[str, ...]
    end: Ints
    start: Ints
    opened: Ints
    closed: Ints
    indent: Floats
    widths: Widths
    echoes: Echoes
    unsaid: Ints
    says: Ints
    misread: bool = False


_END_SHAPES = tuple(
    (re.compile(pattern), ENDS.index(name))
    for pattern, name in (
        (r"[。！？…!?]$", "sentence"),
        (r"(?:[。！？”]|^)[（(][㐀-鿿、 ]{2,12}[）)]$", "signed"),
        (r"[。！？…!?][”’」』）》】〕)\"']+$", "sentence"),
        (r"[”’」』）》】〕)\"']$", "closer"),
        (r"[，、；,;]$", "pause"),
        (r"[：:]$", "colon"),
        (r"[0-9%％‰.]$", "digit"),
        (r"[A-Za-z]$", "latin"),
        (r"[（《【「『“‘〈〔｛]$", "open"),
        (r"[㐀-鿿〇\U00020000-\U0003ffff]$", "han"),
    )
)
_START_SHAPES = tuple(
    (re.compile(pattern), STARTS.index(name))
    for pattern, name in (
        (
            r"[一二三四五六七八九十]{1,3}[、是]|[（(][一二三四五六七八九十0-9]{1,2}[）)]|[0-9]{1,2}(?:、|[．·.](?![0-9]))|[●■◆▲★①-⑳]",
            "item",
        ),
        (r"[0-9]", "digit"),
        (r"[，。、；：？！）》】」』”’〉〕｝…·％%]", "no_start"),
        (r"[A-Za-z]", "latin"),
        (r"[（《【「『“‘〈〔｛]", "open"),
        (r"[—─－-]", "dash"),
        (r"[㐀-鿿〇\U00020000-\U0003ffff]", "han"),
    )
)


def end_sign(text: str) -> int:
    """Place in ENDS."""
    return next((sign for shape, sign in _END_SHAPES if shape.search(text)), ENDS.index("other"))


def start_sign(text: str) -> int:
    """Place in STARTS; datelines and credits are put in by those who know them."""
    return next((sign for shape, sign in _START_SHAPES if shape.match(text)), STARTS.index("other"))


def balance(text: str) -> tuple[int, int]:
    """How many marks `text` leaves open, and how many it closes that it did not open."""
    stack: list[str] = []
    closed = 0
    for char in text:
        if char in _PAIRS:
            stack.append(char)
        elif char in _CLOSING:
            if stack and stack[-1] == _CLOSING[char]:
                stack.pop()
            else:
                closed += 1
    return len(stack), closed


def _broken_dateline(text: str, marks: Marks) -> bool:
    """Whether the whole line begins a dateline that ends in the next one (据新华社斯德哥尔摩1 ‖ 月7日电)."""
    plain = text.lstrip("据據")
    if not 3 <= len(plain) <= LONGEST or "，" in plain or "。" in plain:
        return False
    for rest in _BROKEN_OFF:
        span = dateline(plain + rest, marks)
        if span is not None and span[1] > len(plain):
            return True
    return False


class Openings(Struct, frozen=True):
    """Places of lines that are more than text.

    Those that open with a dateline, and those that are nothing but credits, as papers set them below a story (撰稿 …)
    or above it (本报记者 …).
    """

    datelines: tuple[int, ...]
    closing: tuple[int, ...]
    opening: tuple[int, ...]


def openings(texts: Sequence[str], marks: Marks) -> Openings:
    """Finds them."""
    datelines: list[int] = []
    closing: list[int] = []
    opening: list[int] = []
    for at, text in enumerate(texts):
        if opens_with_dateline(text, marks) or _broken_dateline(text, marks):
            datelines.append(at)
        elif credits_of(text, marks):
            above = "".join(text.split()).startswith(_ABOVE)
            (opening if above else closing).append(at)
    return Openings(tuple(datelines), tuple(closing), tuple(opening))


def observe(texts: Sequence[str], of: Measure, marks: Marks, indent: Floats | None = None) -> Signs:
    """The signs of lines set in one measure; `indent` em that each is set in, where that is known."""
    balances = [balance(text) for text in texts]
    solid = [tight(text)[0] for text in texts]
    start = np.array([start_sign(text) for text in texts], dtype=np.int64)
    end = np.array([end_sign(text) for text in texts], dtype=np.int64)
    found = openings(texts, marks)
    start[list(found.datelines)] = STARTS.index("dateline")
    for name, places in (("credit", found.closing), ("opening_credit", found.opening)):
        start[list(places)] = STARTS.index(name)
        end[list(places)] = ENDS.index(name)
    return Signs(
        tuple(texts),
        end,
        start,
        np.array([opened for opened, _ in balances], dtype=np.int64),
        np.array([closed for _, closed in balances], dtype=np.int64),
        np.full(len(texts), -1.0) if indent is None else indent,
        widths(texts, of),
        echoes(texts),
        _flags(marks.reporters.search, solid) * (start == STARTS.index("dateline")),
        _flags(marks.reporting.match, solid),
    )


def _flags(found: Callable[[str], re.Match[str] | None], texts: Sequence[str]) -> Ints:
    return np.array([found(text) is not None for text in texts], dtype=np.int64)
