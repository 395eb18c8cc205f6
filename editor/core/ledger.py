"""The ledger: every raw character that is no white space sits in exactly one place."""

from msgspec import Struct

from editor.core.page import Page


class Ledger(Struct, frozen=True):
    """The count of a page: solid raw characters, and the raw offsets of those lost or claimed twice."""

    solid: int
    lost: tuple[int, ...]
    doubled: tuple[int, ...]

    @property
    def balanced(self) -> bool:
        """Nothing lost, nothing doubled."""
        return not self.lost and not self.doubled


def ledger(page: Page) -> Ledger:
    """Counts `page`; linear in the raw text."""
    text = page.raw.text
    claims = bytearray(len(text))
    for run in page.runs():
        for at in range(run.start, run.end):
            claims[at] = min(2, claims[at] + 1)
    lost = tuple(at for at, claim in enumerate(claims) if claim == 0 and not text[at].isspace())
    doubled = tuple(at for at, claim in enumerate(claims) if claim > 1 and not text[at].isspace())
    return Ledger(page.raw.solid, lost, doubled)
