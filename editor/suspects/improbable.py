"""Characters that make no sense where they stand, while one does that sounds alike or that the words around want."""

from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.page import Page
from editor.suspects.contract import Context, Spot
from editor.suspects.misread import spot, suspects

KIND = "improbable"


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Improbable characters with a probable one in their place that does not look alike."""
    return (spot(suspect) for suspect in suspects(page, evidence, context) if suspect.way != "looks")
