"""From a stretch of a block's present text to raw code points and back."""

from editor.core.finding import Finding
from editor.core.page import Block, Page


def raw_span(block: Block, start: int, end: int) -> tuple[int, int]:
    """The raw span behind [`start`, `end`) of the block's text.

    Untouched runs map character by character, a corrected run only as a whole; an insertion has the empty span where
    it stands.
    """
    at, low, high = 0, -1, -1
    for run in block.runs:
        stop = at + len(run.text)
        touched = at < end and stop > start if start < end else at <= start <= stop
        if touched:
            exact = not run.why
            first = run.start + max(0, start - at) if exact else run.start
            last = run.start + min(len(run.text), end - at) if exact else run.end
            low, high = (first if low < 0 else min(low, first)), max(high, last)
            if start == end:
                break
        at = stop
    return (low, high) if low >= 0 else (0, 0)


def _around(block: Block, start: int, end: int) -> tuple[str, str]:
    """The text of partly covered corrected runs that a whole-run span takes in before and after [`start`, `end`)."""
    at, before, after = 0, "", ""
    for run in block.runs:
        stop = at + len(run.text)
        if run.why and at < start < stop:
            before = run.text[: start - at]
        if run.why and at < end < stop:
            after = run.text[end - at :]
        at = stop
    return before, after


def raw_choices(page: Page, finding: Finding) -> tuple[str, ...]:
    """The texts of a finding's choices as they stand for its raw span, which is what `chaiban check --json` says."""
    texts = tuple(choice.text for choice in finding.choices if choice.text is not None)
    if finding.place is None:
        return texts
    place = finding.place
    before, after = _around(page.blocks(place.article)[place.block], place.start, place.end)
    return tuple(before + text + after for text in texts)
