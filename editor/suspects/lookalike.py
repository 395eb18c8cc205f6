"""Characters that look like another one which would make sense there: what OCR engines, and tired eyes, mix up."""

from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.page import Page
from editor.suspects.contract import Context, Spot
from editor.suspects.misread import spot, suspects

KIND = "lookalike"


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Misread characters whose likeliest right form looks alike."""
    return (spot(suspect) for suspect in suspects(page, evidence, context) if suspect.way == "looks")
