"""Code points that look like a character but are another: radicals, compatibility forms, invisible and lost ones."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from editor.resources import resource
from editor.suspects.contract import Context, Hit, Script

KIND = "radical"

_ODD = re.compile(
    "[\u2e80-\u2fdf\u31c0-\u31ef\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06]"
    "|[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]|[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]|[\ufffd\ue000-\uf8ff\U000f0000-\U0010fffd]"
)


@cache
def _radicals() -> dict[Script, dict[str, str]]:
    rows = [row.split("\t") for row in resource("radicals.tsv").read_text("utf-8").splitlines() if row[:1] != "#"]
    return {"hans": {row[0]: row[1] for row in rows}, "hant": {row[0]: row[2] for row in rows}}


def find(text: str, context: Context) -> Iterator[Hit]:
    """Each such code point with the character that stands for it."""
    for match in _ODD.finditer(text):
        char, at = match[0], match.start()
        shown = f"U+{ord(char):04X}"
        plain = _radicals()[context.script].get(char) or unicodedata.normalize("NFKC", char)
        category = unicodedata.category(char)
        if category in {"Cf", "Cc"}:
            yield Hit(at, at + 1, "invisible", (shown,), ("",), 0.95, shown)
        elif category in {"Co", "So"} and plain == char:
            yield Hit(
                at, at + 1, "private" if category == "Co" and char != "\ufffd" else "lost", (shown,), (), 0.95, shown
            )
        elif plain != char:
            code = "radical" if char < "\u31f0" else "compatibility"
            yield Hit(at, at + 1, code, (char, plain, shown), (plain,), 0.98, char)
