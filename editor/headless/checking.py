"""The suspects of a file, as `chaiban check` tells them."""

from collections.abc import Collection
from pathlib import Path

import msgspec
from msgspec import Struct

from editor.commands.lessons import Lessons
from editor.core.finding import Finding
from editor.core.page import Page
from editor.headless.batch import profile as profile_in
from editor.reading.engine import propose
from editor.store.document import Opened
from editor.store.pretty import pretty
from editor.store.profiles import learned_path
from editor.store.trouble import TroubleError
from editor.suspects import find, kinds, raw_choices, repairs


class Suspect(Struct, frozen=True):
    """One line of the report: `span` in code points of the raw text, `line` its raw line, `choices` texts for it.

    `alike` is what `chaiban answer` calls it and all like it by. `state` is "open", "later" (put off) or "repaired"
    (already mended by the engine).
    """

    kind: str
    span: tuple[int, int]
    reason: str
    choices: tuple[str, ...]
    confidence: float
    key: str
    alike: str
    state: str
    line: int


class Report(Struct, frozen=True):
    """What was found, in the order of the raw text."""

    file: str
    suspects: tuple[Suspect, ...]


def check(path: Path, opened: Opened, *, only: Collection[str] | None, profile: Path | None, language: str) -> Report:
    """Finds the suspects of raw text (as the engine proposes it) or of a saved page, `opened` from `path`.

    What users taught for the profile's newspaper counts.
    """
    for kind in only or ():
        if kind not in {*kinds(), "repaired"}:
            raise TroubleError("no_kind", path, kind=kind, known=", ".join(kinds()))
    proposal = propose(opened.raw, profile_in(profile))
    page = opened.page or proposal.page
    learned = Lessons(profile and learned_path(profile)).learned
    found = [
        *find(page, proposal.evidence, only=only, learned=learned, language=language),
        *(finding for finding in repairs(page, language) if only is None or finding.kind in only),
    ]
    told = sorted(found, key=lambda finding: (finding.span, finding.kind))
    return Report(str(path), tuple(_suspect(page, finding) for finding in told))


def as_json(report: Report) -> str:
    """The report as one JSON object."""
    return pretty({"suspects": msgspec.to_builtins(report.suspects)})


def as_lines(report: Report) -> str:
    """A line for each suspect: FILE:LINE: kind: reason → choices."""
    return "".join(_line(report.file, suspect) for suspect in report.suspects if suspect.state != "repaired")


def _suspect(page: Page, finding: Finding) -> Suspect:
    return Suspect(
        kind=finding.kind,
        span=finding.span,
        reason=finding.reason,
        choices=raw_choices(page, finding),
        confidence=round(finding.confidence, 3),
        key=finding.key,
        alike=finding.alike,
        state=finding.state,
        line=page.raw.line_at(finding.span[0]).number,
    )


def _line(file: str, suspect: Suspect) -> str:
    choices = f" → {' | '.join(suspect.choices)}" if suspect.choices else ""
    state = "" if suspect.state == "open" else f" ({suspect.state})"
    return f"{file}:{suspect.line}: {suspect.kind}: {suspect.reason}{choices}{state}".replace("\n", " ") + "\n"
