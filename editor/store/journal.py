"""The journal: every record of a session on disk before the screen shows it, so that a crash costs nothing.

A file of JSON lines for each document: first a header with the page as the session found it, then the records. With the
page in it, replay depends on no later version of the reading engine. The journal of another base (raw text or saved
page that changed meanwhile) and one that does not fit are set aside, never applied, never deleted.
"""

import contextlib
import os
import time
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from editor.core.page import Page
from editor.core.session import Record, Session
from editor.core.transaction import MisfitError
from editor.store.folders import private, state_folder
from editor.store.lock import document_name
from editor.store.pagefile import from_saved
from editor.store.savedpage import SavedPage, to_saved
from editor.store.trouble import TroubleError, from_os


class Header(Struct, frozen=True):
    """The first line. `raw` and `saved` are sha256 of the files, `saved` empty when the page was not saved yet."""

    format: Literal["chaiban.journal"]
    version: Literal[1]
    document: str
    raw: str
    saved: str
    page: SavedPage


class _Saving(Struct, frozen=True):
    """Written before the page is: the sha256 that the saved page is going to have."""

    saving: str


class Replayed(Struct, frozen=True):
    """What a journal held: the session as it was, the journal to go on with, how many `steps` of the user's.

    A proposal that was taken before anything else is no step of the user's. `torn`: the last record was cut off by the
    crash. `clean`: everything in it had been saved.
    """

    session: Session
    journal: "Journal"
    steps: int
    torn: bool
    clean: bool


class _Content(Struct, frozen=True):
    """`bases`: the sha256 that the saved page may have; the second is the later one, `clean` what holds with it."""

    header: Header
    records: list[Record]
    bases: tuple[str, str]
    clean: bool
    sound: int


class Journal:
    """Open for appending. `write` is a session's sink."""

    def __init__(self, path: Path) -> None:
        self.path = path
        try:
            self._file = path.open("ab")
        except OSError as error:
            raise from_os(error, path) from error

    @classmethod
    def start(cls, document: Path, page: Page, saved: str = "", folder: Path | None = None) -> "Journal":
        """A new journal for the document at that path; one that is there already is set aside."""
        path = journal_path(document, folder)
        if path.exists():
            set_aside(path)
        journal = cls(path)
        try:
            head = Header("chaiban.journal", 1, str(document), page.raw.sha256, saved, to_saved(page))
            journal._append(msgspec.json.encode(head))
        except BaseException:
            journal.close(keep=False)
            raise
        return journal

    def write(self, record: Record) -> None:
        """Appends a record and waits until it is on disk; TroubleError when that cannot be, the journal being whole."""
        try:
            line = msgspec.json.encode(record)
        except UnicodeEncodeError as error:
            raise TroubleError("surrogate", self.path, point="D800-DFFF", where=record.kind) from error
        self._append(line)

    def saving(self, sha256: str) -> None:
        """Notes that the page, as it now is, goes to the document's file with that sha256."""
        self._append(msgspec.json.encode(_Saving(sha256)))

    def close(self, *, keep: bool) -> None:
        """Ends it; `keep` leaves the file for the next start (a window closed with work unsaved)."""
        self._file.close()
        if not keep:
            self.path.unlink(missing_ok=True)

    def move(self, document: Path, folder: Path | None = None) -> None:
        """Makes it the journal of another document path, as saving under another name does."""
        target = journal_path(document, folder or self.path.parent)
        if target == self.path:
            return
        if target.exists():
            set_aside(target)
        try:
            self._file.close()
            self.path.replace(target)
            self.path = target
        except OSError as error:
            raise from_os(error, target) from error
        finally:
            self._file = self.path.open("ab")

    def _append(self, line: bytes) -> None:
        start = self._file.tell()
        try:
            self._file.write(line + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            with contextlib.suppress(OSError):
                self._file.truncate(start)
            raise from_os(error, self.path) from error


def journal_path(document: Path, folder: Path | None = None) -> Path:
    """Where the journal of the document at that path lies."""
    return (private(folder) if folder else state_folder("journals")) / f"{document_name(document)}.jsonl"


def set_aside(path: Path) -> Path:
    """Renames a journal that is not to be applied, so that it stays; its new path."""
    stamp = time.strftime("%Y%m%dT%H%M%S")
    number = 0
    while (aside := path.with_suffix(f".{stamp}-{number}.aside")).exists():
        number += 1
    try:
        return path.rename(aside)
    except OSError as error:
        raise from_os(error, path) from error


def replay(document: Path, raw: str, saved: str = "", folder: Path | None = None) -> Replayed | Path | None:
    """What the last session on this document left behind: None when it ended well, else it is replayed.

    `raw` and `saved` are the sha256 of the raw text's and the saved page's bytes as they are now. A path is that of a
    journal that belongs to another base, or is damaged, and was set aside.
    """
    path = journal_path(document, folder)
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise from_os(error, path) from error
    content = _parse(data, document)
    if content is None or content.header.raw != raw or saved not in content.bases:
        return set_aside(path)
    rest = data[content.sound :]
    if b"\n" in rest:  # damaged before its end
        return set_aside(path)
    try:
        session = Session(from_saved(content.header.page, document))
        for record in content.records:
            session.replay(record)
    except (MisfitError, TroubleError):
        return set_aside(path)
    if rest:
        os.truncate(path, content.sound)
    journal = Journal(path)
    session.sink = journal.write
    clean = content.clean and saved == content.bases[1]
    return Replayed(session, journal, _steps(content.records), bool(rest), clean)


def _steps(records: list[Record]) -> int:
    first = records[0].transaction if records else None
    return len(records) - (first is not None and first.name == "propose")


def _parse(data: bytes, document: Path) -> _Content | None:
    """The sound part of a journal, up to its byte `sound`; None when not even its header is."""
    lines = data.split(b"\n")
    try:
        header = msgspec.json.decode(lines[0], type=Header)
        from_saved(header.page, document)
    except (msgspec.MsgspecError, UnicodeDecodeError, TroubleError):
        return None
    records: list[Record] = []
    before, last, clean, sound = header.saved, header.saved, True, len(lines[0]) + 1
    for line in lines[1:-1]:
        try:
            entry = _entry(line)
        except (msgspec.MsgspecError, UnicodeDecodeError):
            break
        sound += len(line) + 1
        if isinstance(entry, Record):
            records.append(entry)
            before, clean = last, False
        else:
            before, last, clean = last, entry.saving, True
    return _Content(header, records, (before, last), clean, sound)


def _entry(line: bytes) -> Record | _Saving:
    if line.startswith(b'{"saving"'):
        return msgspec.json.decode(line, type=_Saving)
    return msgspec.json.decode(line, type=Record)
