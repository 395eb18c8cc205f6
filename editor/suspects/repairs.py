"""What the reading engine mended by itself, as findings, so that nothing is changed without being told."""

from editor.core.finding import Choice, Finding, Place
from editor.core.page import Page
from editor.core.runs import TYPED
from editor.suspects.texts import texts

REPAIRED = "repaired"
"""The kind, and the state, of these findings."""
FORM = frozenset({"credit_mark", "caption_mark"})
"""Reasons that concern the form of a credit or a caption alone."""

OTHER = frozenset({TYPED, "line_break", "credit_mark", "caption_mark"})
"""Corrections that mend nothing: the user's own, and the marks that only parted a line, a credit or a caption."""


def _reason(code: str, was: str, now: str, language: str) -> str:
    reasons = texts(language)[REPAIRED].reasons
    return reasons.get(code, reasons["other"]).format(was, now, code)


def repairs(page: Page, language: str = "zh") -> list[Finding]:
    """One finding for each correction that the engine made, but for white space taken out or put in.

    Not open: the first choice is what stands there now, the second what the raw text said. Marks that belong to the
    form of a credit or a caption, not to its words, have no choices.
    """
    out: list[Finding] = []
    for article, at, block in page.all_blocks():
        where = 0
        for run in block.runs:
            stop = where + len(run.text)
            was = page.raw.text[run.start : run.end]
            if run.why and run.why not in OTHER and (was.strip() or run.text.strip()):
                choices = () if run.why in FORM else (Choice(text=run.text), Choice(text=was))
                key = f"{REPAIRED}:{run.start}:{run.end}"
                reason = _reason(run.why, was, run.text, language)
                place = Place(article, at, where, stop)
                out.append(Finding(REPAIRED, (run.start, run.end), reason, choices, 1.0, key, run.why, place, REPAIRED))
            where = stop
    return sorted(out, key=lambda finding: finding.span)
