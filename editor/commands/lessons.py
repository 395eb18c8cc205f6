"""What a proofreader's answers teach for a newspaper, kept beside its profile from page to page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from editor.store.profiles import write_profile
from editor.store.trouble import TroubleError, from_os
from editor.suspects import learning
from editor.suspects.contract import Learned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from editor.core.finding import Finding
    from editor.core.page import Page


class Lessons:
    """The words learned so far, in the file at `path`; without a path (no newspaper's profile) nothing is learned."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self.learned = Learned() if path is None else _read(path)

    def take(self, page: Page, findings: Iterable[Finding], choice: int | None = None) -> None:
        """Learns from an answer given on `page`: the choice of that number accepted, or (None) ignored.

        TroubleError when it cannot be written down.
        """
        if self._path is None:
            return
        learned = self.learned
        for finding in findings:
            if choice is None:
                learned = learning.taught(learned, page, finding, "ignored")
            elif choice < len(finding.choices) and (text := finding.choices[choice].text):
                learned = learning.taught(learned, page, finding, "accepted", text)
        if learned != self.learned:
            self.learned = learned
            write_profile(self._path, learning.encode(learned))


def _read(path: Path) -> Learned:
    try:
        return learning.decode(path.read_bytes())
    except FileNotFoundError:
        return Learned()
    except OSError as error:
        raise from_os(error, path) from error
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        what, _, where = str(error).replace("`", "").partition(" - at ")
        raise TroubleError("field", path, where=where or "$", what=what) from error
