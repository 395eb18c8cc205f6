"""Blocks made of the runs of fragments: cut to pieces, joined over line ends, spaces of the setting taken out."""

from collections.abc import Iterable, Sequence

from editor.core.page import Block, Role, Run
from editor.reading.bylines import Credit

Runs = list[Run]


def cut(runs: Sequence[Run], start: int, end: int) -> Runs:
    """The part of a fragment's runs that stands for [`start`, `end`) of its text.

    A deletion goes with the character before it, at the start of the text with the one after; a correction that reads
    several characters is not parted and goes where it begins.
    """
    out: Runs = []
    at = 0
    for run in runs:
        size = len(run.text)
        if not size:
            if start < at <= end or (at == 0 == start < end):
                out.append(run)
        elif run.why:
            if start <= at < end:
                out.append(run)
        elif at < end and at + size > start:
            first, last = max(start - at, 0), min(end - at, size)
            out.append(Run(run.start + first, run.start + last, run.text[first:last]))
        at += size
    return out


def trimmed(runs: Iterable[Run]) -> Runs:
    """The runs without white space at either end; deletions of white space there go too (they are uncovered)."""
    out = list(runs)
    for end in (0, -1):
        while out:
            run = out[end]
            if not run.text.strip() and (not run.why or not run.text) and run.why in {"", "space"}:
                out.pop(end)
                continue
            bare = run.text.lstrip() if end == 0 else run.text.rstrip()
            if not run.why and bare != run.text:
                shift = len(run.text) - len(bare)
                out[end] = Run(run.start + shift, run.end, bare) if end == 0 else Run(run.start, run.end - shift, bare)
            break
    return out


def joined(parts: Iterable[Runs]) -> Runs:
    """The runs of lines that follow each other; a break between two Latin words becomes a space."""
    out: Runs = []
    for part in parts:
        runs = trimmed(part)
        if not runs:
            continue
        if out and _latin(said(out)[-1:]) and _latin(said(runs)[:1]):
            out.append(Run(out[-1].end, out[-1].end, " ", "line_break"))
        out.extend(runs)
    return out


def said(runs: Iterable[Run]) -> str:
    """What runs read."""
    return "".join([run.text for run in runs])


def without_spaces(runs: Runs) -> Runs:
    """The runs of a paragraph: white space goes, except inside Latin text, where one space stays."""
    text = said(runs)
    out: Runs = []
    at = 0
    for run in runs:
        size = len(run.text)
        if run.why or not any(map(str.isspace, run.text)):
            out.append(run)
        else:
            out.extend(_despaced(run, text, at))
        at += size
    return out


def _despaced(run: Run, text: str, at: int) -> Iterable[Run]:
    """An untouched run with its white space in runs of its own."""
    start = 0
    size = len(run.text)
    while start < size:
        space = run.text[start].isspace()
        end = start
        while end < size and run.text[end].isspace() == space:
            end += 1
        part = Run(run.start + start, run.start + end, run.text[start:end])
        if not space:
            yield part
        else:
            keep = _latin(text[at + start - 1 : at + start]) and _latin(text[at + end : at + end + 1])
            if not keep:
                yield Run(part.start, part.end, "", "space")
            elif part.text == " ":
                yield part
            else:
                yield Run(part.start, part.end, " ", "space")
        start = end


def _latin(char: str) -> bool:
    return bool(char) and char.isascii() and (char.isalnum() or char in ",.;:!?'\"-&")


def one_space(runs: Runs) -> Runs:
    """The runs of a head: one space stays between its clauses, wider gaps become one."""
    out: Runs = []
    for run in runs:
        if run.why or not any(map(str.isspace, run.text)):
            out.append(run)
            continue
        for part in _despaced(run, "a" * (len(run.text) + 2), 1):
            out.append(part)
    return out


def credit_blocks(runs: Runs, text: str, credits_: Sequence[Credit], base: int) -> list[Block]:
    """One byline block a credit: role and names parted by single spaces, all else deleted.

    `text` is the credit piece's text, `credits_` what it says; `base` is where the piece starts in the text of `runs`.
    """
    out: list[Block] = []
    end = 0
    for number, credit in enumerate(credits_):
        last = number == len(credits_) - 1
        stop = len(text) if last else credits_[number + 1].start
        out.append(Block(Role.BYLINE, tuple(_credit(runs, credit, (end, stop), base))))
        end = stop
    return [block for block in out if block.runs]


def _credit(runs: Runs, credit: Credit, within: tuple[int, int], base: int) -> Runs:
    """Words stay; what stands between two words becomes one space, what stands outside goes."""
    words = sorted(span for span in (credit.role, *credit.names) if span[0] < span[1])
    out: Runs = []
    at = within[0]
    for number, (start, end) in enumerate(words):
        out += _gap(cut(runs, base + at, base + start), keep=number > 0, place=_offset(runs, base + start))
        out += [
            Run(run.start, run.end, "", "space") if run.text.isspace() else run
            for part in cut(runs, base + start, base + end)
            for run in (_despaced(part, "", 0) if not part.why else [part])
        ]
        at = end
    return out + _gap(cut(runs, base + at, base + within[1]), keep=False, place=0)


def _gap(runs: Runs, *, keep: bool, place: int) -> Runs:
    """What stands between words of a credit, turned into one space (`keep`) or into nothing."""
    solid = [run for run in runs if run.text or run.why]
    out: Runs = []
    for run in solid:
        if keep and run.text:
            out.append(run if run.text == " " and not run.why else Run(run.start, run.end, " ", "credit_mark"))
            keep = False
        elif run.text.strip() or not run.text:
            out.append(Run(run.start, run.end, "", run.why or "credit_mark"))
        elif run.text:
            out.append(Run(run.start, run.end, "", "space"))
    if keep:
        out.append(Run(place, place, " ", "credit_mark"))
    return out


def _offset(runs: Runs, at: int) -> int:
    """The raw offset of the character at `at` of the text of `runs`."""
    seen = 0
    for run in runs:
        if run.text and seen + len(run.text) > at:
            return run.start + (at - seen if not run.why else 0)
        seen += len(run.text)
    return runs[-1].end
