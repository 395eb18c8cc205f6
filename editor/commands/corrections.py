"""What is said of a correction: what the raw text had there, what the page has now, and why."""

from editor.commands.texts import Texts
from editor.core.page import Page, Run
from editor.core.runs import TYPED
from editor.suspects.repairs import REPAIRED
from editor.suspects.texts import texts as suspect_texts


def told(page: Page, run: Run, texts: Texts) -> str:
    """A sentence about a corrected run; line ends of the raw text are left out."""
    was = "".join(page.raw.text[run.start : run.end].splitlines())
    key = "tip.inserted" if not was else "tip.deleted" if not run.text else "tip.corrected"
    said = texts.say(key, was=was, now=run.text)
    if run.why == TYPED:
        return said
    reason = suspect_texts(texts.language)[REPAIRED].reasons.get(run.why)
    return f"{said}\n{reason.format(was, run.text, run.why)}" if reason else said
