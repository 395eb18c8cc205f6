"""Text on its way between the page and Qt's document: what the document cannot hold, and what may come in from outside.

QTextDocument takes some code points for its own marks (block and frame ends, objects) and cannot keep lone surrogates.
They are shown as stand-ins, one for one, so that every offset stays true.
"""

import re

SEPARATOR = "\u2029"
"""What QTextDocument.toRawText puts between blocks."""

_UNKNOWN = "\N{REPLACEMENT CHARACTER}"
_STAND_INS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code != 0x09},
    0x7F: "\N{SYMBOL FOR DELETE}",
    0x2028: "\N{SYMBOL FOR NEWLINE}",
    0x2029: "\N{SYMBOL FOR NEWLINE}",
    0xFFFC: _UNKNOWN,
    **dict.fromkeys((*range(0xD800, 0xE000), *range(0xFDD0, 0xFDF0), 0xFFFE, 0xFFFF), _UNKNOWN),
}
_UNSHOWABLE = re.compile("[\x00-\x08\x0a-\x1f\x7f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffc\ufffe\uffff]")
_LINE_ENDS = re.compile("(?:\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029])+")
_INVISIBLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffc\ufffe\uffff]")


def shown(text: str) -> str:
    """A block's text as the document holds it: as many code points, unshowable ones replaced by a visible sign."""
    return text.translate(_STAND_INS) if _UNSHOWABLE.search(text) else text


def cleaned(text: str) -> str:
    """Text that was typed or pasted, as the page takes it.

    Line ends of every kind are line feeds, empty lines fall out, a tab is a space; control characters, lone surrogates,
    byte order marks and object marks are gone.
    """
    return _LINE_ENDS.sub("\n", _INVISIBLE.sub("", text)).replace("\t", " ")
