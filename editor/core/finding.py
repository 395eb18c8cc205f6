"""The one shape of a finding: a place that may be wrong, why, and what could stand there instead."""

from msgspec import Struct


class Place(Struct, frozen=True):
    """A stretch of a block's present text: article id (or "furniture"), block index, code points within the block."""

    article: str
    block: int
    start: int
    end: int


class Choice(Struct, frozen=True):
    """An answer. Either `text` is put in the finding's place, or the command `action` is carried out with `args`.

    `label` is what the list shows; empty means that `text` itself is shown.
    """

    text: str | None = None
    action: str = ""
    args: tuple[str, ...] = ()
    label: str = ""


class Finding(Struct, frozen=True):
    """A suspect.

    `kind` is the detector's name, `span` raw code points, `reason` a sentence that a proofreader would accept,
    `choices` best first, `confidence` the chance (0 to 1) that something is wrong here. `key` survives edits elsewhere
    on the page: it is made of the kind and the words around, not of offsets. `alike` groups findings that "all alike"
    treats as one. `state` is "open", "later" (put off, listed last) or "repaired" (mended by the engine, told only).
    """

    kind: str
    span: tuple[int, int]
    reason: str
    choices: tuple[Choice, ...]
    confidence: float
    key: str
    alike: str = ""
    place: Place | None = None
    state: str = "open"
