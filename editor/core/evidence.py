"""What a decision of the reading engine rests on. The engine makes these values, suspects and the window show them."""

from enum import StrEnum

from msgspec import Struct


class SeamKind(StrEnum):
    """What a seam between two raw lines is."""

    JOIN = "join"
    PARAGRAPH = "paragraph"
    STORY = "story"


class Reason(Struct, frozen=True):
    """One piece of evidence.

    `code` names its sentence in the interface's texts (`reason.CODE`), `args` fill it, `weight` is what it adds in
    log-odds (positive speaks for the decision).
    """

    code: str
    weight: float
    args: tuple[str, ...] = ()


class Seam(Struct, frozen=True):
    """The boundary between two lines that follow each other in reading order.

    `left` is the raw offset just after the upper line's last character, `right` that of the lower line's first one.
    `kind` is what the page now says it is, `chance` the engine's probability (0 to 1) for each kind.
    """

    left: int
    right: int
    kind: SeamKind
    chance: dict[SeamKind, float]
    reasons: tuple[Reason, ...] = ()

    @property
    def key(self) -> str:
        """Its name in decisions."""
        return f"seam:{self.left}:{self.right}"

    @property
    def confidence(self) -> float:
        """The probability of the kind it has."""
        return self.chance.get(self.kind, 0.0)


class HeadMatch(Struct, frozen=True):
    """A head line given to an article: `span` in raw code points, `rivals` other articles' ids with their scores."""

    span: tuple[int, int]
    article: str
    confidence: float
    rivals: tuple[tuple[str, float], ...] = ()
    reasons: tuple[Reason, ...] = ()


class Evidence(Struct, frozen=True):
    """What the engine knows of a page; `notes` are its other decisions (order, jumps, credits), each with its span."""

    seams: tuple[Seam, ...] = ()
    heads: tuple[HeadMatch, ...] = ()
    notes: tuple[tuple[tuple[int, int], Reason], ...] = ()
