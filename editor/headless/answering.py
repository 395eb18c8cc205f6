"""One answer for all suspects alike, over many saved pages; on each page one step that can be undone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

from editor.commands.answers import accepting, alike_key
from editor.core import operations
from editor.core.evidence import Evidence
from editor.core.finding import Finding
from editor.core.page import Page
from editor.core.raw import RawText
from editor.core.transaction import Transaction
from editor.store.document import Document
from editor.store.trouble import TroubleError
from editor.suspects import find, kinds

Verdict = Literal["accept", "ignore", "undo"]


def answer(path: Path, verdict: Verdict, kind: str, alike: str) -> int:
    """Answers all suspects of `kind` that are `alike` on the saved page at `path`; how many there were.

    "undo" takes back the page's last step, whoever took it, and gives 1, or 0 when there is none. The page's history
    is kept for the editor. TroubleError when the page cannot be read, is open elsewhere, or there is no such kind.
    """
    if verdict != "undo" and kind not in kinds():
        raise TroubleError("no_kind", path, kind=kind, known=", ".join(kinds()))
    document = Document(path, lambda raw: _refused(path, raw))
    keep = True
    try:
        session = document.session
        if verdict == "undo":
            done = int(session.undo() is not None)
        else:
            found = [f for f in find(session.page, Evidence(), only=[kind]) if f.alike == alike]
            session.seal()
            done = len(found) if session.apply(_step(session.page, found, verdict)) else 0
        if done:
            document.save()
    except BaseException:
        keep = False
        raise
    finally:
        document.close(keep=keep)
    return done


def _step(page: Page, found: Sequence[Finding], verdict: Verdict) -> Transaction | None:
    if not found:
        return None
    if verdict == "accept":
        return accepting(page, found, 0, page)
    return operations.decide(page, [alike_key(found[0]) or found[0].key], "ignored")


def _refused(path: Path, _: RawText) -> Page:
    raise TroubleError("no_page", path)
