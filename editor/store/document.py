"""A page under work with all that keeps it safe: its file, its lock, its journal."""

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from editor.core.page import Page
from editor.core.raw import RawText
from editor.core.session import Session
from editor.resources import resource
from editor.store.atomic import digest, replace_file
from editor.store.journal import Journal, Replayed, replay
from editor.store.lock import Lock
from editor.store.pagefile import is_page, page_bytes, parse_page
from editor.store.rawfile import decode_raw, read_bytes
from editor.store.trouble import TroubleError


class Opened(Struct, frozen=True):
    """What a file holds. `page` is None when it is raw text; `sha256` is of the file's bytes."""

    raw: RawText
    page: Page | None
    sha256: str


def load(path: Path) -> Opened:
    """Reads raw text or a saved page, whichever the file is; TroubleError when it is neither."""
    data = read_bytes(path)
    if is_page(data, path):
        page = parse_page(data, path)
        return Opened(page.raw, page, hashlib.sha256(data).hexdigest())
    raw = decode_raw(data, path)
    return Opened(raw, None, raw.sha256)


def default_target(source: Path) -> Path:
    """Where a page made of that raw file is saved unless told otherwise: beside it, with .json at the end.

    The shipped sample's goes to the folder that the program was started in, not among the program's own files.
    """
    shipped = source.resolve().is_relative_to(resource("sample").resolve())
    return (Path.cwd() / source.name if shipped else source).with_suffix(".json")


class Document:
    """A page opened for work; the one holder of its session. Every method that touches the disk may raise TroubleError.

    `source` is what was opened, `target` where the page is saved (None: raw text that was not saved yet). `replayed`
    says that a crash left this session behind, `recovered` how many steps of the user's were in it, `torn` that the
    last one was cut off and dropped; `aside` is the journal that was set aside because it belongs to other files.
    """

    def __init__(self, path: Path, propose: Callable[[RawText], Page], folder: Path | None = None) -> None:
        """Opens raw text (made a page by `propose`) or a saved page.

        `folder` holds locks and journals in place of the user's own. TroubleError("locked") when another window has it.
        """
        opened = load(path)
        self.source = path
        self.target: Path | None = None if opened.page is None else path
        self._folder = folder
        self._saved: str | None = None if opened.page is None else opened.sha256
        self._lock = Lock(path, folder)
        self.replayed = False
        self.recovered = 0
        self.torn = False
        self.aside: Path | None = None
        self._baseline: Page | None = None
        try:
            left = replay(path, opened.raw.sha256, self._saved or "", folder)
            if isinstance(left, Replayed):
                self._journal, self.session = left.journal, left.session
                if not left.clean:
                    self.replayed, self.recovered, self.torn = True, left.steps, left.torn
                self._baseline = opened.page
                return
            self.aside = left if isinstance(left, Path) else None
            page = opened.page or propose(opened.raw)
            self._baseline = page
            self._journal = Journal.start(path, page, self._saved or "", folder)
            self.session = Session(page, self._journal.write)
        except BaseException:
            self._lock.release()
            raise

    @property
    def modified(self) -> bool:
        """Whether the page is another than the one on disk (or than the proposal, when it was never saved)."""
        return self.session.page is not self._baseline and self.session.page != self._baseline

    def save(self, path: Path | None = None, *, overwrite: bool = False) -> Path:
        """Saves to `path` (else to `target`, else beside the raw text) and returns where.

        Another file of that name is replaced only with `overwrite`, the raw text never. What changed on disk since it
        was read is not overwritten. The session goes on, undo and all.
        """
        path = path or self.target or default_target(self.source)
        here = self.target is not None and path.resolve() == self.target.resolve()
        found = digest(path)
        if found == self.session.page.raw.sha256:
            raise TroubleError("raw_target", path)
        expected = self._saved if here else found if overwrite else None
        if here and overwrite:
            expected = found
        page = self.session.page
        data = page_bytes(page, path)
        moving = path.resolve() != (self.target or self.source).resolve()
        lock = Lock(path, self._folder) if moving else self._lock
        sha256 = hashlib.sha256(data).hexdigest()
        self._note(sha256)
        try:
            replace_file(path, data, expected=expected, raw=self.source if self.target is None else None)
        except TroubleError:
            if moving:
                lock.release()
            self._note(self._saved or "")
            raise
        if moving:
            with suppress(TroubleError):
                self._journal.move(path, self._folder)
            self._lock.release()
            self._lock = lock
        self.target, self._saved, self._baseline = path, sha256, page
        return path

    def _note(self, sha256: str) -> None:
        """Tells the journal of a saving; a journal that cannot be written to is no reason not to save."""
        with suppress(TroubleError):
            self._journal.saving(sha256)

    def close(self, *, keep: bool = False) -> None:
        """Ends the work. The journal goes, unless `keep` leaves what was not saved for the next start."""
        self._journal.close(keep=keep)
        self._lock.release()
