"""Why the engine decided as it did, in a sentence for the caret's line."""

import tomllib
from collections.abc import Iterable
from functools import cache

from msgspec import convert

from editor.commands.rows import Row
from editor.commands.stories import story_number
from editor.commands.texts import Texts
from editor.core.evidence import Evidence, HeadMatch, Reason, Seam, SeamKind
from editor.core.page import Page
from editor.resources import resource


@cache
def _sentences() -> dict[str, dict[str, str]]:
    return convert(tomllib.loads(resource("texts/reasons.toml").read_text("utf-8")), dict[str, dict[str, str]])


def explanation(page: Page, evidence: Evidence, row: Row, texts: Texts) -> str:
    """What was decided of a row (as a head line) and of the seam below it, and what that rests on."""
    last = row.start + len(row.text.rstrip())
    said = [_head(page, head, texts) for head in evidence.heads if head.span[0] < row.end and head.span[1] > row.start]
    said += [_seam(seam, texts) for seam in evidence.seams if row.start < seam.left <= last]
    return "　".join(said) or texts.say("why.none")


def _seam(seam: Seam, texts: Texts) -> str:
    chances = {kind.value: f"{seam.chance.get(kind, 0.0):.0%}" for kind in SeamKind}
    return texts.say("why.seam", **chances, reasons=_reasons(seam.reasons, texts))


def _head(page: Page, head: HeadMatch, texts: Texts) -> str:
    number, sure = story_number(page, head.article), f"{head.confidence:.0%}"
    return texts.say("why.head", number=number, confidence=sure, reasons=_reasons(head.reasons, texts))


def _reasons(reasons: Iterable[Reason], texts: Texts) -> str:
    """The reasons, weightiest first; one without a sentence by its code."""
    sentences = _sentences()
    told = [
        sentences[reason.code][texts.language].format(*reason.args) if reason.code in sentences else reason.code
        for reason in sorted(reasons, key=lambda reason: -abs(reason.weight))
    ]
    return texts.say("why.because") + texts.say("why.and").join(told) if told else ""
