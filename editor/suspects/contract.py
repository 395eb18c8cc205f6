"""What a detector gets and gives.

A detector is a module of this package with a `KIND` (also the key of its texts in `resources/texts/suspects.toml`) and
one pure function, of one of two shapes:

- `find(text, context) -> Iterable[Hit]` reads one block's present text. It sees nothing else of the page, so its hits
  can be kept by (kind, text, context). `ROLES`, when the module has it, names the roles it reads; without it it reads
  every block of the articles.
- `survey(page, evidence, context) -> Iterable[Spot]` reads the page as a whole.

A new file is a new detector.
"""

from datetime import date
from typing import Literal

from msgspec import Struct

from editor.core.finding import Choice, Place

Script = Literal["hans", "hant"]


class Learned(Struct, frozen=True):
    """What users taught: words never to flag, words always wrong with their right form, and names that are known."""

    good: frozenset[str] = frozenset()
    pairs: frozenset[tuple[str, str]] = frozenset()
    names: frozenset[str] = frozenset()


class Context(Struct, frozen=True):
    """What a text detector may know besides the text; hashable, and the same for a page until something of it changes.

    `day` is the folio's, None when the page does not show it; `script` is the one that most of the page is set in.
    """

    learned: Learned = Learned()
    day: date | None = None
    script: Script = "hans"


class Hit(Struct, frozen=True):
    """A suspect in one text: code points [`start`, `end`), the code of its reason and what fills that sentence.

    `choices` are the texts that could stand there, best first; `confidence` is the chance (0 to 1) that the place is
    wrong; `alike` is the same for hits that one answer can settle.
    """

    start: int
    end: int
    reason: str
    args: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    confidence: float = 0.8
    alike: str = ""


class Spot(Struct, frozen=True):
    """A suspect of the page: at `place` when it is a stretch of a block's text, or else at raw `span`.

    `key` is given when a decision on the page already names the thing in doubt (a seam); else it is made of the words.
    """

    reason: str
    args: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    confidence: float = 0.8
    alike: str = ""
    place: Place | None = None
    span: tuple[int, int] = (0, 0)
    key: str = ""
