"""Damage of extraction, repaired character by character where it is certain; each repair is a run with its reason."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache

from editor.core.page import Run
from editor.reading.em import is_han
from editor.resources import resource

_SIMPLIFIED = "国这来时们会对为学说过发业东"
_TRADITIONAL = "國這來時們會對為學說過發業東"
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\u2061\u2062\u2063\ufeff") | frozenset(
    map(chr, range(0x202A, 0x202F))
)
_FULL_ALNUM = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
_TWINS = {"∕": "／"}
"""Marks that fonts name by another code point than the one they are typed with: the division slash is a solidus."""
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}

_SPACE = r"[ \t\u00a0\u2000-\u200a\u3000]+"
_TOUCHES = re.compile(
    "|".join(
        (
            rf"(?<=[“‘（《〈【「『〔]){_SPACE}",
            rf"{_SPACE}(?=[，。、；：？！”’）》〉】」』〕％%])",
            rf"(?<=[，、；：·]){_SPACE}(?![A-Za-z]{{2}})",
            rf"{_SPACE}(?=[·：])",
            rf"(?<=[^。！？…，、；：”’]”|[^。！？…，、；：”’]’|[^。！？…，、；：”’]》|[^。！？…，、；：”’]』){_SPACE}(?=[㐀-鿿])",
            rf"(?<=[—－─…▶►]){_SPACE}(?=[—－─…▶►])",
            rf"(?<=[0-9]){_SPACE}(?=[.．:：/％%‰℃]{_SPACE}[0-9])",
            rf"(?<=[0-9][.．:：/-]){_SPACE}(?=[0-9])",
            rf"(?<=[0-9]){_SPACE}(?=[.．/％%‰℃-][0-9]?)",
        )
    )
)
_ROUND_LATIN = re.compile(
    rf"(?<=[㐀-鿿，。、；：）》”]){_SPACE}(?=[0-9A-Za-z])|(?<=[0-9A-Za-z%℃]){_SPACE}(?=[㐀-鿿，。、；：（《“])"
)
_LETTERSPACED = re.compile(
    r"(?<![0-9A-Za-z])(?:[A-Za-z] ){2,}[A-Za-z](?![0-9A-Za-z])|(?<![0-9])(?:[0-9] ){3,}[0-9](?![0-9])"
)
_NARROW = re.compile(r"[,;:?!()]")

Atom = tuple[int, int, str, str]


def table_for(text: str) -> Mapping[int, str]:
    """Radical code points to the ideographs that this page, simplified or traditional, means by them."""
    head = text[:20000]
    traditional = sum(map(head.count, _TRADITIONAL)) > sum(map(head.count, _SIMPLIFIED))
    return _radicals()[1 if traditional else 0]


@lru_cache(maxsize=1)
def _radicals() -> tuple[dict[int, str], dict[int, str]]:
    simplified: dict[int, str] = {}
    traditional: dict[int, str] = {}
    for row in resource("radicals.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            radical, simple, full = row.split("\t")
            simplified[ord(radical)] = simple
            traditional[ord(radical)] = full
    return simplified, traditional


def repaired(text: str, start: int, end: int, table: Mapping[int, str]) -> tuple[Run, ...]:
    """The runs of raw [`start`, `end`): neighbouring untouched characters in one run, each repair in its own.

    The span has no white space at its ends. Every character of it is covered.
    """
    atoms = [_glyph(text[at], at, table) for at in range(start, end)]
    for step in _STEPS:
        step(atoms)
    return tuple(_runs(atoms))


def _glyph(char: str, at: int, table: Mapping[int, str]) -> Atom:
    code = ord(char)
    if char.isascii():
        return at, at + 1, char, ""
    if code in table:
        return at, at + 1, table[code], "radical"
    if code in _FULL_ALNUM:
        return at, at + 1, _FULL_ALNUM[code], "full_width"
    if char in _INVISIBLE:
        return at, at + 1, "", "invisible"
    if (
        char in _TWINS
        or not unicodedata.is_normalized("NFC", char)
        or 0xFB00 <= code <= 0xFB06
        or 0xFE30 <= code <= 0xFE4F
    ):
        return at, at + 1, _compatible(char), "compatibility"
    return at, at + 1, char, ""


def _compatible(char: str) -> str:
    plain = _TWINS.get(char) or unicodedata.normalize("NFKC", char)
    return _WIDE.get(plain, plain)


def _edit(atoms: list[Atom], hits: Iterable[tuple[int, str]], why: str) -> None:
    for at, new in hits:
        start, end, _, _ = atoms[at]
        atoms[at] = (start, end, new, why)


def _seen(atoms: list[Atom]) -> tuple[str, list[int]]:
    """The text as it stands, and for each of its characters the atom that it comes from."""
    chars: list[str] = []
    owner: list[int] = []
    for at, atom in enumerate(atoms):
        chars.append(atom[2])
        owner.extend([at] * len(atom[2]))
    return "".join(chars), owner


def _delete(pattern: re.Pattern[str], why: str) -> Callable[[list[Atom]], None]:
    """A step that removes the white space within every match of `pattern`."""

    def step(atoms: list[Atom]) -> None:
        seen, owner = _seen(atoms)
        hits = [
            (owner[at], "")
            for match in pattern.finditer(seen)
            for at in range(match.start(), match.end())
            if seen[at].isspace()
        ]
        _edit(atoms, hits, why)

    return step


def _widen(atoms: list[Atom]) -> None:
    """Half-width marks between ideographs become full-width ones; a bracket looks at one side only."""
    seen, owner = _seen(atoms)
    hits: list[tuple[int, str]] = []
    for match in _NARROW.finditer(seen):
        at = match.start()
        before = seen[at - 1] if at else ""
        after = seen[at + 1] if at + 1 < len(seen) else ""
        if match.group() in "()":
            chinese = _chinese(before) or _chinese(after)
        elif match.group() in ",:":
            chinese = _chinese(before) and (not after or _chinese(after) or after in "“‘《（ ")
        else:
            chinese = _chinese(before)
        if chinese:
            hits.append((owner[at], _WIDE[match.group()]))
    _edit(atoms, hits, "half_width")


def _chinese(char: str) -> bool:
    return bool(char) and (is_han(char) or char in "，。、；：？！”’）》】」』“‘《（")


_STEPS = (
    _delete(_LETTERSPACED, "letter_spaced"),
    _widen,
    _delete(_TOUCHES, "space"),
    _delete(_ROUND_LATIN, "space"),
)


def _runs(atoms: list[Atom]) -> Iterable[Run]:
    """Atoms joined: untouched neighbours, and neighbouring deletions for one reason, make one run."""
    start, end, said, why = atoms[0]
    for first, last, now, reason in atoms[1:]:
        if why == reason and (not why or (not said and not now)):
            end, said = last, said + now
        else:
            yield Run(start, end, said, why)
            start, end, said, why = first, last, now, reason
    yield Run(start, end, said, why)
