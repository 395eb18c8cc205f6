"""Words as jieba's dictionary has them, for simplified and traditional text alike.

Loaded when first needed (half a second, or a tenth from jieba's own cache, which lies in a folder that only this user
can enter, never in the shared temporary one). Safe to use from several threads.
"""

from __future__ import annotations

import logging
import os
import threading
import warnings
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from platformdirs import user_cache_path

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_LOCK = threading.Lock()


class _Tokenizer(Protocol):
    FREQ: dict[str, int]
    total: int
    tmp_dir: str | None

    def initialize(self) -> None: ...
    def cut(self, sentence: str) -> Iterable[str]: ...


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


def _private(folder: Path) -> bool:
    """Makes `folder`; whether it is there and no other user can write to it."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        return not hasattr(os, "getuid") or folder.stat().st_uid == os.getuid()
    except OSError:
        return False


@cache
def _load() -> _Tokenizer:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba's own: escapes in its patterns, pkg_resources
        import jieba  # noqa: PLC0415  takes a quarter of a second, and most runs of the program need none of it
    logging.getLogger("jieba").setLevel(logging.CRITICAL + 1)
    tokenizer = cast("_Tokenizer", jieba.Tokenizer())
    folder = user_cache_path("chaiban", appauthor=False) / "jieba"
    # A folder that is not ours is replaced by one that does not exist: jieba then neither reads nor writes a cache.
    tokenizer.tmp_dir = str(folder if _private(folder) else folder / "none")
    tokenizer.initialize()
    return tokenizer


def _tokenizer() -> _Tokenizer:
    with _LOCK:
        return _load()


@cache
def _converter() -> _Converter:
    import opencc  # noqa: PLC0415  as above

    return cast("_Converter", opencc.OpenCC("t2s"))


def simplified(text: str) -> str:
    """`text` in simplified characters, of the same length; as it is where conversion would change the length."""
    folded = _converter().convert(text)
    return folded if len(folded) == len(text) else text


def cut(text: str) -> list[str]:
    """The words of `text` in their order; joined they are `text` again."""
    out: list[str] = []
    at = 0
    for word in _tokenizer().cut(simplified(text)):
        out.append(text[at : at + len(word)])
        at += len(word)
    return out


def frequency(word: str) -> int:
    """How often the dictionary says `word` was counted (in 60 million words), 0 when it is not in it."""
    counts = _tokenizer().FREQ
    return counts.get(word) or counts.get(simplified(word), 0)


def listed() -> Mapping[str, int]:
    """The dictionary itself, simplified words with their counts; beginnings of words are in it with 0."""
    return _tokenizer().FREQ


def known(word: str) -> bool:
    """Whether `word` is in the dictionary."""
    return frequency(word) > 0
