"""Reads and writes saved pages. What is read is checked whole before any of it is used.

Other programs know the contract's fields alone. So where a field no longer agrees with its blocks, the field is right:
its text is taken as an edit, laid onto the blocks' raw text. What cannot be laid on without losing or doubling a raw
character is refused.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any, Literal, cast

import msgspec
from msgspec import Struct

from editor.core.fields import fields
from editor.core.ledger import ledger
from editor.core.page import Article, Block, Page, Role
from editor.core.raw import RawText
from editor.store.atomic import replace_file
from editor.store.rawfile import read_bytes, read_raw
from editor.store.rebuild import Piece, Reasons, pieces, rebuild
from editor.store.savedpage import (
    FORMAT,
    VERSION,
    SavedArticle,
    SavedFurniture,
    SavedPage,
    saved_fields,
    to_block,
    to_decisions,
    to_json,
    to_saved,
)
from editor.store.trouble import TroubleError


class _Stamp(Struct):
    format: str
    version: int


class _Proposed(Struct):
    format: Literal["chaiban.page"]
    proposed: bool = False


def is_page(data: bytes, path: Path) -> bool:
    """Whether a file is a saved page rather than raw text: by its name, or by what it says of itself."""
    if path.suffix.lower() == ".json":
        return True
    try:
        return msgspec.json.decode(data, type=_Stamp).format == FORMAT
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def read_page(path: Path) -> Page:
    """The page saved in the file at `path`; TroubleError says where it is wrong."""
    return parse_page(read_bytes(path), path)


def parse_page(data: bytes, path: Path) -> Page:
    """The page saved as `data`, read from `path`, beside which its raw text may stand."""
    return from_saved(_decode(data, path), path)


def from_saved(saved: SavedPage, path: Path) -> Page:
    """The page as a value; TroubleError where spans, blocks and fields cannot be brought together."""
    raw = _source(saved, path)
    _check_spans(saved, raw, path)
    reasons: Reasons = {c.span: c.why for c in saved.corrections if c.why}
    page = Page(
        raw=raw,
        articles=tuple(_article(raw, a, reasons, f"$.articles[{at}]", path) for at, a in enumerate(saved.articles)),
        furniture=tuple(
            block
            for at, item in enumerate(saved.furniture)
            for block in _furniture(raw, item, reasons, f"$.furniture[{at}]", path)
        ),
        decisions=to_decisions(saved.decisions),
        status=saved.status,
    )
    _check_page(page, path)
    return page


def is_proposal(data: bytes) -> bool:
    """Whether a file is a saved page that nobody has worked on."""
    try:
        return msgspec.json.decode(data, type=_Proposed).proposed
    except (msgspec.MsgspecError, UnicodeDecodeError):
        return False


def page_bytes(page: Page, path: Path, *, proposed: bool = False) -> bytes:
    """What is written for a page; TroubleError when its ledger does not balance or it would not reopen as it is."""
    count = ledger(page)
    if not count.balanced:
        first = min((*count.lost, *count.doubled))
        raise TroubleError("unbalanced", path, lost=len(count.lost), doubled=len(count.doubled), first=first)
    try:
        data = to_json(to_saved(page, proposed=proposed)).encode()
    except UnicodeEncodeError as error:
        point, near = ord(error.object[error.start]), error.object[max(0, error.start - 12) : error.start]
        raise TroubleError("surrogate", path, point=f"{point:04X}", where=near) from error
    if parse_page(data, path) != page:
        raise TroubleError("unfaithful", path)
    return data


def save_page(page: Page, path: Path, *, expected: str | None, raw: Path | None = None) -> str:
    """Writes a page and returns the file's sha256; see replace_file for `expected` and `raw`."""
    return replace_file(path, page_bytes(page, path), expected=expected, raw=raw)


def _decode(data: bytes, path: Path) -> SavedPage:
    try:
        tree: Any = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TroubleError(
            "json", path, what="not UTF-8", line=data.count(b"\n", 0, error.start) + 1, column=1
        ) from error
    except json.JSONDecodeError as error:
        raise TroubleError("json", path, what=error.msg, line=error.lineno, column=error.colno) from error
    except RecursionError as error:
        raise TroubleError("field", path, where="$", what="nested too deep") from error
    _refuse_halves(data, tree, path)
    try:
        if not isinstance(tree, dict) or cast("dict[str, object]", tree).get("format") != FORMAT:
            raise TroubleError("no_page", path)
        stamp = msgspec.convert(tree, _Stamp)
        if stamp.version > VERSION:
            raise TroubleError("newer", path, version=stamp.version, most=VERSION)
        return msgspec.convert(tree, SavedPage)
    except msgspec.ValidationError as error:
        what, where = _fault(cast("object", tree), str(error))
        raise TroubleError("field", path, where=where, what=what) from error


_HALF = re.compile(
    rb"\\u[dD][89abAB][\da-fA-F]{2}(?!\\u[dD][c-fC-F])"
    rb"|(?<!\\u[dD][89abAB][\da-fA-F]{2})\\u[dD][c-fC-F][\da-fA-F]{2}"
)
"""An escaped half of a surrogate pair without its other half."""


def _refuse_halves(data: bytes, tree: object, path: Path) -> None:
    if not (found := _HALF.search(data)):
        return
    try:
        json.dumps(tree, ensure_ascii=False).encode()
    except UnicodeEncodeError as error:
        line, column = data.count(b"\n", 0, found.start()) + 1, found.start() - data.rfind(b"\n", 0, found.start())
        raise TroubleError("json", path, what="half of a surrogate pair", line=line, column=column) from error


_FAULT = re.compile(r"(.*?)(?: - at `(.*)`)?", re.DOTALL)
_STEP = re.compile(r"\.(\w+)|\[(\d+)\]|\[\.\.\.\]")


def _fault(tree: object, message: str) -> tuple[str, str]:
    """What msgspec found wrong, and where, with the places in lists that it leaves out ("[...]") filled in.

    For each list it looks which item alone makes the page fail in the same way. Cuts `tree` down to that item.
    """
    what, where = _split(message)
    node, found = cast("Any", tree), "$"
    for step in _STEP.finditer(where):
        name, place = step[1], step[2] or _failing(tree, node, message)
        if name is None and place is None:
            return what, found + where[step.start() :]
        found += step[0] if name else f"[{place}]"
        node = node[name or int(step[2] or 0)]
    return what, found


def _split(message: str) -> tuple[str, str]:
    match = _FAULT.fullmatch(message)
    what, where = (match[1], match[2] or "$") if match else (message, "$")
    return what.replace("`", ""), where


def _failing(tree: object, node: object, message: str) -> int | None:
    """Which item of the list `node` alone makes the page fail so; the list is left with that one item."""
    if not isinstance(node, list):
        return None
    items = list(cast("list[object]", node))
    for place, item in enumerate(items):
        node[:] = [item]
        try:
            msgspec.convert(tree, SavedPage)
        except msgspec.ValidationError as error:
            if str(error) == message:
                return place
    node[:] = items
    return None


def _source(saved: SavedPage, path: Path) -> RawText:
    source = saved.source
    if source.lines is None:
        beside = path.with_name(Path(source.name).name or path.name)
        try:
            raw = read_raw(beside)
        except TroubleError as error:
            raise TroubleError("no_source", path, raw=beside.name) from error
        if source.sha256 not in {raw.sha256, ""}:
            raise TroubleError("other_source", path, raw=beside.name)
        return raw
    text = "".join(source.lines)
    if len(text) != source.length:
        what = f"expected {source.length} code points by $.source.length, got {len(text)}"
        raise TroubleError("field", path, where="$.source.lines", what=what)
    if source.encoding.startswith("utf-8") and source.sha256 and not _same_bytes(text, source.encoding, source.sha256):
        raise TroubleError("field", path, where="$.source.lines", what="not the text that $.source.sha256 was made of")
    return RawText(text, source.name, source.encoding, source.sha256)


def _same_bytes(text: str, encoding: str, sha256: str) -> bool:
    try:
        return hashlib.sha256(text.encode(encoding)).hexdigest() == sha256
    except (LookupError, UnicodeEncodeError):
        return False


def _check_spans(saved: SavedPage, raw: RawText, path: Path) -> None:
    length = len(raw.text)
    if saved.source.length != length:
        what = f"expected {length}, the code points of the raw text, got {saved.source.length}"
        raise TroubleError("field", path, where="$.source.length", what=what)
    seen: set[str] = set()
    for group, items in (("articles", saved.articles), ("furniture", saved.furniture)):
        for at, item in enumerate(items):
            where = f"$.{group}[{at}]"
            for place, (start, end) in enumerate(item.spans):
                _check_span(start, end, length, f"{where}.spans[{place}]", path)
            for number, block in enumerate(item.blocks or ()):
                for place, run in enumerate(block.runs):
                    here = f"{where}.blocks[{number}].runs[{place}]"
                    _check_span(run.start, run.end, length, here, path)
                    _check_run(raw, run.start, run.end, run.text, run.why, here, path)
    for at, article in enumerate(saved.articles):
        if article.id in seen or article.id == "furniture" or not article.id:
            what = f"expected an id that no other item has, got {article.id!r}"
            raise TroubleError("field", path, where=f"$.articles[{at}].id", what=what)
        seen.add(article.id)


def _check_span(start: int, end: int, length: int, where: str, path: Path) -> None:
    if not start <= end <= length:
        what = f"expected 0 <= start <= end <= {length}, got [{start}, {end}]"
        raise TroubleError("field", path, where=where, what=what)


def _check_run(raw: RawText, start: int, end: int, text: str | None, why: str, where: str, path: Path) -> None:
    changed = text is not None and raw.text[start:end] != text
    if changed != bool(why):
        what = "a changed run needs a reason" if changed else "a reason needs a changed text"
        raise TroubleError("field", path, where=where, what=what)


def _article(raw: RawText, saved: SavedArticle, reasons: Reasons, where: str, path: Path) -> Article:
    if saved.blocks is not None:
        article = Article(saved.id, saved.kind, tuple(to_block(raw.text, block) for block in saved.blocks))
        if _disagreeing(article, saved) is None:
            return article
        old = article.blocks
    else:
        old = ()
    article = Article(saved.id, saved.kind, rebuild(raw, pieces(saved), saved.spans, old, reasons))
    if (field := _disagreeing(article, saved)) is not None:
        raise TroubleError("field", path, where=f"{where}.{field}", what="cannot be laid onto its raw text")
    return article


def _disagreeing(article: Article, saved: SavedArticle) -> str | None:
    """The first field that the article's blocks do not say as the file does."""
    said = saved_fields(fields(article))
    return next((name for name, value in said.items() if getattr(saved, name) != value), None)


def _furniture(raw: RawText, saved: SavedFurniture, reasons: Reasons, where: str, path: Path) -> tuple[Block, ...]:
    old = tuple(to_block(raw.text, block) for block in saved.blocks or ())
    if old and "".join(block.text for block in old).strip() == saved.text:
        return old
    blocks = rebuild(raw, [Piece(Role.FURNITURE, saved.text)], saved.spans, old, reasons)
    if "".join(block.text for block in blocks).strip() != saved.text:
        raise TroubleError("field", path, where=f"{where}.text", what="cannot be laid onto its raw text")
    return blocks


def _check_page(page: Page, path: Path) -> None:
    count = ledger(page)
    for offsets, what in ((count.doubled, "stand in more than one place"), (count.lost, "stand nowhere")):
        if offsets:
            start = end = offsets[0]
            while end in offsets[:1000] or end == start:
                end += 1
            line = page.raw.line_at(start).number
            raise TroubleError("ledger", path, where="$", start=start, end=end, line=line, what=what)
