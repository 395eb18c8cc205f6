"""Seams that the reading engine was not sure of and nobody settled."""

from collections.abc import Iterator

from editor.core.evidence import Evidence, Seam
from editor.core.finding import Choice
from editor.core.page import Page
from editor.suspects.chars import words_after, words_before
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import seam_kind, standing

KIND = "seam"

SURE = 0.8
"""From this probability on a seam is not in doubt."""


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Each doubtful seam that still is what the engine made of it; its answers are commands, likeliest first."""
    del context
    settled = {decision.key for decision in page.decisions}
    doubtful = [seam for seam in evidence.seams if seam.confidence < SURE and seam.key not in settled]
    where = standing(page) if doubtful else {}
    for seam in doubtful:
        if seam_kind(where, seam.left, seam.right) == seam.kind:
            yield _spot(page, seam)


def _spot(page: Page, seam: Seam) -> Spot:
    upper, lower = page.raw.line_at(seam.left - 1), page.raw.line_at(seam.right)
    args = (words_before(upper.text), words_after(lower.text), f"{seam.confidence:.0%}")
    ranked = sorted(seam.chance, key=lambda kind: -seam.chance[kind])
    choices = tuple(
        Choice(action=f"seam.{kind}", args=(str(seam.left), str(seam.right), f"{seam.chance[kind]:.0%}"))
        for kind in ranked
    )
    follows = upper.number < lower.number and not page.raw.text[seam.left : seam.right].strip()
    span = (seam.left - 1, seam.right + 1 if follows else seam.left)
    return Spot(str(seam.kind), args, choices, 1 - seam.confidence, span=span, key=seam.key)
