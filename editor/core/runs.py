"""Cutting and joining runs: what all operations on text are made of. A corrected run is never cut in its raw span."""

from collections.abc import Iterable

from editor.core.page import Run, corrected
from editor.core.raw import RawText

TYPED = "typed"
"""The reason of a correction that the proofreader typed."""


def cut_text(runs: Iterable[Run], at: int) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """Parts runs where `at` code points of their text lie before the cut.

    Deletions at the cut stay before it. A corrected run that is cut keeps its raw span on the left; its further text
    goes right as an insertion.
    """
    left: list[Run] = []
    right: list[Run] = []
    seen = 0
    for run in runs:
        size = len(run.text)
        if right or (seen >= at and size):
            right.append(run)
        elif seen + size <= at:
            left.append(run)
        elif not run.why:
            middle = run.start + at - seen
            left.append(Run(run.start, middle, run.text[: at - seen]))
            right.append(Run(middle, run.end, run.text[at - seen :]))
        else:
            left.append(Run(run.start, run.end, run.text[: at - seen], run.why))
            right.append(Run(run.end, run.end, run.text[at - seen :], run.why))
        seen += size
    return tuple(left), tuple(right)


def replaced(raw: RawText, old: tuple[Run, ...], text: str, at: int) -> tuple[Run, ...]:
    """`old` runs made to read `text`; where they hold no raw text, an insertion at the raw offset `at`.

    The first raw stretch takes the text, others are deleted. Stretches apart by white space only are one.
    """
    held = [run for run in old if not run.inserted]
    if not held:
        return (Run(at, at, text, TYPED),) if text else ()
    stretches: list[tuple[int, int]] = []
    for run in held:
        if stretches and stretches[-1][1] <= run.start and not raw.text[stretches[-1][1] : run.start].strip():
            stretches[-1] = (stretches[-1][0], run.end)
        else:
            stretches.append((run.start, run.end))
    first, *rest = stretches
    return (corrected(raw, *first, text, TYPED), *(corrected(raw, *span, "", TYPED) for span in rest))


def tidy(raw: RawText, runs: Iterable[Run]) -> tuple[Run, ...]:
    """Runs with what belongs together made one, so that typing letter by letter leaves one correction, not ten."""
    out: list[Run] = []
    for run in runs:
        if run.inserted and not run.text:
            continue
        joined = _joined(raw, out[-1], run) if out else None
        if joined is None:
            out.append(run)
        else:
            out[-1] = joined
    return tuple(out)


def _joined(raw: RawText, left: Run, right: Run) -> Run | None:
    if left.end != right.start:
        return None
    plain = not left.why and not right.why
    typed = left.why == right.why == TYPED
    if plain or typed:
        return corrected(raw, left.start, right.end, left.text + right.text, TYPED)
    return None


def raw_offset(runs: Iterable[Run], at: int) -> int | None:
    """The raw offset of the code point `at` of runs' text; the last one's end behind all; None when there are none."""
    seen, last = 0, None
    for run in runs:
        if seen + len(run.text) > at:
            return run.start if run.why else run.start + at - seen
        seen += len(run.text)
        last = run.end
    return last


def text_offset(runs: Iterable[Run], offset: int) -> int | None:
    """Where in runs' text the raw character at `offset` stands (the place of its correction when it was corrected)."""
    seen = 0
    for run in runs:
        if run.start <= offset < run.end:
            return seen if run.why else seen + offset - run.start
        seen += len(run.text)
    return None


def glue(left: str, right: str) -> str:
    """What a line break between two texts stood for: a space between Latin letters, else nothing."""
    latin = left[-1:].isascii() and left[-1:].isalpha() and right[:1].isascii() and right[:1].isalpha()
    return " " if latin else ""
