"""Finding something by typing part of it: in Chinese, in English, or by the initials of its pinyin."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from msgspec import Struct
from rapidfuzz import fuzz

_CUTOFF = 55.0


class Entry(Struct, frozen=True):
    """Something that can be found: what is given back, and the texts by which it is known, the shown one first."""

    id: str
    names: tuple[str, ...]


def ranked(query: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that fit what was typed, best first; all of them, as they come, when nothing was."""
    wanted = _plain(query)
    if not wanted:
        return list(entries)
    scored = [(_score(wanted, entry), -at, entry) for at, entry in enumerate(entries)]
    return [entry for score, _, entry in sorted(scored, key=lambda s: s[:2], reverse=True) if score >= _CUTOFF]


def warm() -> None:
    """Loads what finding by pinyin needs, so that the first search is as quick as the next."""
    _forms(("拆版",))


def _score(wanted: str, entry: Entry) -> float:
    return max(_likeness(wanted, form) - at * 0.5 for at, form in enumerate(_forms(entry.names)))


def _likeness(wanted: str, form: str) -> float:
    """0 to 100: a beginning before a part, a part before letters in order, those before a likeness."""
    if form.startswith(wanted):
        return 100.0 - min(9.0, 0.2 * (len(form) - len(wanted)))
    if wanted in form:
        return 85.0 - min(9.0, 0.2 * (len(form) - len(wanted)))
    if len(wanted) > 1 and _in_order(wanted, form):
        return 65.0 + 10.0 * len(wanted) / len(form)
    return 0.65 * fuzz.partial_ratio(wanted, form) if 3 < len(wanted) <= len(form) else 0.0


def _in_order(wanted: str, form: str) -> bool:
    letters = iter(form)
    return all(letter in letters for letter in wanted)


@lru_cache(maxsize=4096)
def _forms(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(form for name in names for form in _readings(name) if form))


def _readings(name: str) -> Iterable[str]:
    yield _plain(name)
    if not name.isascii():
        from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - a third of a second: not before the window is there

        yield _plain("".join(lazy_pinyin(name, style=Style.FIRST_LETTER)))
        yield _plain("".join(lazy_pinyin(name)))


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())
