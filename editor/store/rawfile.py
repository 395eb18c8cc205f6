"""Reads the raw text of a page. The file is opened for reading only, decoded strictly and kept exactly as it is."""

import hashlib
import re
import stat
from pathlib import Path

from editor.core.raw import RawText
from editor.store.encodings import guess
from editor.store.trouble import TroubleError, from_os

LARGEST = 50_000_000
"""Bytes; a page has some 20 kB, so anything above is not a page."""

_FORMATS = ((b"%PDF-", "PDF"), (b"PK\x03\x04", "Word or ZIP"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"))
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x19\x1b-\x1f\x7f]")
"""Control characters that no text has; tabs, line ends, form feeds and the DOS end-of-file mark are let pass."""


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file of at most LARGEST; TroubleError when there are none to be had."""
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise TroubleError("folder", path)
        if not stat.S_ISREG(status.st_mode):
            raise TroubleError("special", path)
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise from_os(error, path) from error
    except ValueError as error:  # a NUL in the name
        raise TroubleError("missing", path) from error
    if len(data) > LARGEST:
        size = max(status.st_size, len(data))
        raise TroubleError("large", path, size=-(-size // 1_000_000), most=LARGEST // 1_000_000)
    if not data:
        raise TroubleError("empty", path)
    return data


def read_raw(path: Path) -> RawText:
    """The raw text in the file at `path`; TroubleError when it is no text, or not decodable to the last byte."""
    return decode_raw(read_bytes(path), path)


def decode_raw(data: bytes, path: Path) -> RawText:
    """The raw text in `data`, read from `path` (whose last part becomes its name); a byte order mark is no text."""
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise TroubleError("format", path, what=name)
    found = guess(data)
    if not found.meant:
        _refuse_binary(data, "latin-1", path)
        raise _at("encoding", data, found.error or 0, found.encoding, path)
    _refuse_binary(data, found.encoding, path)
    if found.error is not None:
        raise _at("undecodable", data, found.error, found.encoding, path)
    text = data.decode(found.encoding)
    if not text.strip():
        raise TroubleError("blank", path)
    return RawText(text, path.name, found.encoding, hashlib.sha256(data).hexdigest())


def _refuse_binary(data: bytes, encoding: str, path: Path) -> None:
    """TroubleError at the first control character that no text has."""
    text = data.decode(encoding, "replace")
    if found := _CONTROL.search(text):
        offset = data.find(found.group().encode(encoding.removesuffix("-sig")))
        raise _at("binary", data, max(0, offset), encoding, path)


def _at(code: str, data: bytes, offset: int, encoding: str, path: Path) -> TroubleError:
    """TroubleError at a byte; `line` counts line feeds before it, from 1."""
    line = data.count(b"\n", 0, offset) + 1
    return TroubleError(
        code, path, byte=data[offset : offset + 1].hex().upper(), offset=offset, line=line, encoding=encoding.upper()
    )
