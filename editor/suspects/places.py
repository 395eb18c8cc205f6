"""From a stretch of a block's present text to raw code points and back."""

from editor.core.finding import Finding
from editor.core.page import Block, Page
from editor.core.raw import RawText


def _pieces(block: Block, start: int, end: int) -> list[tuple[int, int]]:
    """The raw stretches of the runs behind [`start`, `end`) of the block's text, in the block's order."""
    out: list[tuple[int, int]] = []
    at = 0
    for run in block.runs:
        stop = at + len(run.text)
        touched = at < end and stop > start if start < end else at <= start <= stop
        if touched and run.why:
            out.append((run.start, run.end))
        elif touched:
            out.append((run.start + max(0, start - at), run.start + min(len(run.text), end - at)))
        if touched and start == end:
            break
        at = stop
    return out


def raw_span(raw: RawText, block: Block, start: int, end: int) -> tuple[int, int]:
    """The raw span behind [`start`, `end`) of the block's text.

    Untouched runs map character by character, a corrected run only as a whole; an insertion has the empty span where
    it stands. Where the text comes from two places of the raw text, the span is the first of them.
    """
    pieces = _pieces(block, start, end) or [(0, 0)]
    low, high = pieces[0]
    for first, last in pieces[1:]:
        if first < high or raw.text[high:first].strip():
            break
        high = last
    return low, high


def in_one_piece(raw: RawText, block: Block, start: int, end: int) -> bool:
    """Whether a stretch of the block's text has one raw span that holds nothing else."""
    pieces = _pieces(block, start, end)
    return not pieces or raw_span(raw, block, start, end)[1] == pieces[-1][1]


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
    """The texts of a finding's choices as they stand for its raw span, which is what `chaiban check --json` says.

    None where the raw text has the finding's words in two places.
    """
    texts = tuple(choice.text for choice in finding.choices if choice.text is not None)
    if finding.place is None:
        return texts
    place = finding.place
    block = page.blocks(place.article)[place.block]
    if not in_one_piece(page.raw, block, place.start, place.end):
        return ()
    before, after = _around(block, place.start, place.end)
    return tuple(before + text + after for text in texts)
