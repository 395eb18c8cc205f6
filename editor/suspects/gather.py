"""Every detector over one page, and what a proofreader already settled taken out."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator

from msgspec import Struct
from msgspec.structs import replace

from editor.core.evidence import Evidence
from editor.core.finding import Choice, Finding, Place
from editor.core.page import Page
from editor.suspects.contract import Context, Hit, Learned, Spot
from editor.suspects.folio import folio_date, script_of
from editor.suspects.places import raw_span
from editor.suspects.registry import Detector, detectors
from editor.suspects.texts import label, sentence

Read = Callable[[Detector, str, Context], tuple[Hit, ...]]

AROUND = 6
"""How many characters on either side of a place go into its key."""

LONGEST = 16
"""How many characters of the place itself go into its key."""


class _Found(Struct, frozen=True):
    """A spot with its kind and its key before equal keys are numbered."""

    kind: str
    spot: Spot
    stem: str


def read(detector: Detector, text: str, context: Context) -> tuple[Hit, ...]:
    """The hits of a text detector, worked out anew."""
    return tuple(detector.find(text, context)) if detector.find else ()


def context_of(page: Page, learned: Learned | None = None) -> Context:
    """What the page tells text detectors."""
    return Context(learned or Learned(), folio_date(page), script_of(page))


def _stem(kind: str, text: str, start: int, end: int) -> str:
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    words = f"{before}|{text[start : min(end, start + LONGEST)]}|{after}"
    return f"{kind}:{''.join(words.split())}"


def _in_texts(page: Page, context: Context, chosen: list[Detector], reader: Read) -> Iterator[_Found]:
    readers = [detector for detector in chosen if detector.find]
    for article, at, block in page.all_blocks():
        text = block.text
        for detector in readers:
            if block.role not in detector.roles:
                continue
            for hit in reader(detector, text, context):
                choices = tuple(Choice(text=choice) for choice in hit.choices)
                place = Place(article, at, hit.start, hit.end)
                spot = Spot(hit.reason, hit.args, choices, hit.confidence, hit.alike, place)
                yield _Found(detector.kind, spot, _stem(detector.kind, text, hit.start, hit.end))


def _on_page(page: Page, evidence: Evidence, context: Context, chosen: list[Detector]) -> Iterator[_Found]:
    for detector in chosen:
        if detector.survey is None:
            continue
        for spot in detector.survey(page, evidence, context):
            if spot.key:
                stem = spot.key
            elif spot.place is None:
                stem = _stem(detector.kind, page.raw.text, *spot.span)
            else:
                text = page.blocks(spot.place.article)[spot.place.block].text
                stem = _stem(detector.kind, text, spot.place.start, spot.place.end)
            yield _Found(detector.kind, spot, stem)


def _finding(page: Page, found: _Found, key: str, language: str) -> Finding:
    spot, span = found.spot, found.spot.span
    if spot.place is not None:
        block = page.blocks(spot.place.article)[spot.place.block]
        span = raw_span(page.raw, block, spot.place.start, spot.place.end)
    choices = tuple(
        choice
        if choice.label or not choice.action
        else replace(choice, label=label(found.kind, choice.action, choice.args, language))
        for choice in spot.choices
    )
    reason = sentence(found.kind, spot.reason, spot.args, language)
    return Finding(found.kind, span, reason, choices, spot.confidence, key, spot.alike, spot.place)


def _good(page: Page, found: _Found, learned: Learned) -> bool:
    place = found.spot.place
    if place is None:
        return False
    said = page.blocks(place.article)[place.block].text[place.start : place.end]
    return said in learned.good


def _verdict(page_verdicts: dict[str, str], finding: Finding) -> str:
    alike = page_verdicts.get(f"alike:{finding.kind}:{finding.alike}", "") if finding.alike else ""
    return page_verdicts.get(finding.key) or alike


def find(
    page: Page,
    evidence: Evidence | None = None,
    *,
    only: Collection[str] | None = None,
    learned: Learned | None = None,
    language: str = "zh",
    reader: Read = read,
) -> list[Finding]:
    """The open suspects of a page in the order of the raw text, those put off last.

    `only` names the kinds wanted. `reader` gives a text detector's hits; a cache can stand there. A decision settles
    the finding whose key it names, or every one alike under "alike:KIND:ALIKE".
    """
    context = context_of(page, learned)
    chosen = [detector for detector in detectors() if only is None or detector.kind in only]
    seen: Counter[str] = Counter()
    verdicts = {decision.key: decision.verdict for decision in page.decisions}
    out: list[Finding] = []
    for found in (*_in_texts(page, context, chosen, reader), *_on_page(page, evidence or Evidence(), context, chosen)):
        if _good(page, found, context.learned):
            continue
        seen[found.stem] += 1
        key = found.stem if seen[found.stem] == 1 else f"{found.stem}#{seen[found.stem]}"
        finding = _finding(page, found, key, language)
        verdict = _verdict(verdicts, finding)
        if verdict in {"", "later"}:
            out.append(replace(finding, state="later") if verdict else finding)
    return sorted(out, key=lambda finding: (finding.state == "later", finding.span, finding.kind))
