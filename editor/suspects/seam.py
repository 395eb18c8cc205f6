"""Seams of the proposal that may well be wrong and that nobody settled."""

from collections.abc import Iterator

from editor.core.evidence import Evidence, Seam
from editor.core.finding import Choice
from editor.core.page import Page
from editor.suspects.chars import words_after, words_before
from editor.suspects.contract import Context, Spot
from editor.suspects.doubt import doubts
from editor.suspects.flow import seam_kind, standing

KIND = "seam"

DOUBTFUL = 0.2
"""A seam is shown from this chance of being wrong on; of those shown one in five was, on pages that are known."""


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Each doubtful seam that still is what the engine made of it; its answers are commands, what stands now first."""
    del context
    settled = {decision.key for decision in page.decisions}
    told = zip(evidence.seams, doubts(page, evidence.seams), strict=True)
    doubtful = [(seam, doubt) for seam, doubt in told if doubt >= DOUBTFUL and seam.key not in settled]
    where = standing(page) if doubtful else {}
    for seam, doubt in doubtful:
        if seam_kind(where, seam.left, seam.right) == seam.kind:
            yield _spot(page, seam, doubt)


def _spot(page: Page, seam: Seam, doubt: float) -> Spot:
    upper, lower = page.raw.line_at(seam.left - 1), page.raw.line_at(seam.right)
    args = (words_before(upper.text), words_after(lower.text), f"{1 - doubt:.0%}", str(upper.number), str(lower.number))
    ranked = sorted(seam.chance, key=lambda kind: (kind != seam.kind, -seam.chance[kind]))
    places = (str(seam.left), str(seam.right))
    choices = tuple(Choice(action=f"seam.{kind}", args=places) for kind in ranked)
    follows = not page.raw.text[seam.left : seam.right].strip() and seam.left <= seam.right
    span = (seam.left - 1, seam.right + 1 if follows else seam.left)
    return Spot(str(seam.kind), args, choices, doubt, span=span, key=seam.key)
