"""Answering suspects: which are open, where they stand now, and what a choice does to the page."""

from collections.abc import Callable, Sequence
from functools import partial

from editor.commands.desk import Desk
from editor.core import editing, operations, structure
from editor.core.evidence import SeamKind
from editor.core.finding import Choice, Finding, Place
from editor.core.page import FURNITURE, HEAD_ROLES, Page, Role
from editor.core.places import place_of
from editor.core.transaction import Transaction

SETTLED = frozenset({"accepted", "ignored", "join", "paragraph", "story"})
LATER = "later"

Step = Callable[[Page], Transaction | None]


def open_findings(desk: Desk) -> list[Finding]:
    """What is still to be looked at, in the order of the raw text; what was put off comes last."""
    verdicts = {decision.key: decision.verdict for decision in desk.page.decisions}
    still = [f for f in desk.analysis.findings if not {verdicts.get(f.key), verdicts.get(alike_key(f))} & SETTLED]
    return sorted(still, key=lambda f: (verdicts.get(f.key) == LATER, f.span, f.kind))


def seam_of(finding: Finding) -> tuple[int, int] | None:
    """The raw offsets of the two sides of the seam that a finding is about, if it is about one."""
    found = next((choice.args for choice in finding.choices if choice.action.startswith("seam.")), ())
    return (int(found[0]), int(found[1])) if len(found) >= 2 else None


def alike_key(finding: Finding) -> str:
    """The key of a decision on everything alike; empty when nothing is."""
    return f"alike:{finding.kind}:{finding.alike}" if finding.alike else ""


def settled_count(page: Page) -> int:
    """How many decisions the proofreader has taken."""
    return sum(decision.verdict in SETTLED for decision in page.decisions)


def current_finding(desk: Desk) -> Finding | None:
    """The suspect that the list stands at."""
    return next((f for f in open_findings(desk) if f.key == desk.current), None)


def accept(desk: Desk, findings: Sequence[Finding], choice: int) -> bool:
    """Carries out the choice of that number (from 0) for each, as one step; whether anything could be done."""
    before = desk.page
    if not desk.apply(accepting(before, findings, choice, desk.analysis.page)):
        return False
    desk.lessons.take(before, findings, choice)
    return True


def accepting(page: Page, findings: Sequence[Finding], choice: int, found_on: Page | None) -> Transaction | None:
    """The one step that carries out the choice of that number (from 0) for each of the findings.

    `found_on` is the page that they were found on, where it is known. Later places of a text go first, so that the
    others stay where they are.
    """
    steps: list[Step] = []
    for finding in sorted(findings, key=_standing, reverse=True):
        if choice < len(finding.choices):
            said = _said(found_on, finding)
            steps.append(partial(_answered, finding=finding, choice=finding.choices[choice], said=said))
    return operations.together("accept", page, steps)


def _standing(finding: Finding) -> tuple[str, int, int]:
    place = finding.place
    return (place.article, place.block, place.start) if place is not None else ("", 0, finding.span[0])


def _said(page: Page | None, finding: Finding) -> str | None:
    """What stood at a suspect's place when it was found; None where that is not known."""
    place = present_place(page, finding) if page is not None else None
    return None if page is None or place is None else text_at(page, place)


def _answered(page: Page, finding: Finding, choice: Choice, said: str | None) -> Transaction | None:
    """The choice carried out and noted; None when what it is about is not there any more."""
    done = carry_out(page, finding, choice, said)
    if done is None or finding.key.startswith("seam:"):
        return done
    noted = operations.decide(done.apply(page), [finding.key], "accepted")
    return done if noted is None else done.then(noted)


def ignore(desk: Desk, findings: Sequence[Finding], *, all_alike: bool = False) -> bool:
    """Notes that these, or all alike, are no errors, as one step."""
    keys = [(alike_key(finding) if all_alike else "") or finding.key for finding in findings]
    if not desk.apply(operations.decide(desk.page, keys, "ignored")):
        return False
    desk.lessons.take(desk.page, findings)
    return True


def put_off(desk: Desk, finding: Finding) -> bool:
    """Notes that it is to be looked at later."""
    return desk.apply(operations.decide(desk.page, [finding.key], LATER))


def alike(desk: Desk, finding: Finding) -> list[Finding]:
    """The open suspects that one answer can settle together with this one, itself among them."""
    if not finding.alike:
        return [finding]
    return [f for f in open_findings(desk) if f.kind == finding.kind and f.alike == finding.alike]


def carry_out(page: Page, finding: Finding, choice: Choice, said: str | None = None) -> Transaction | None:
    """What a choice does to the page; None when its place is gone, or does not read as it `said`."""
    if choice.text is not None:
        place = present_place(page, finding, said)
        return put_text(page, place, choice.text) if place else None
    action = ACTIONS.get(choice.action)
    return action(page, finding, choice.args) if action else None


def present_place(page: Page, finding: Finding, said: str | None = None) -> Place | None:
    """Where the suspect stands in the page's present text; None when that is no stretch of one block.

    Given what it `said` when it was found, only a place that still says so counts.
    """
    for place in (finding.place, _place_of_span(page, finding.span)):
        text = text_at(page, place) if place is not None else None
        if text is not None and said in (None, text):
            return place
    return None


def _place_of_span(page: Page, span: tuple[int, int]) -> Place | None:
    start, end = span
    first, last = place_of(page, start), place_of(page, max(start, end - 1))
    if first is None or last is None or (first.owner, first.block) != (last.owner, last.block):
        return None
    return Place(first.owner, first.block, first.offset, max(first.offset, last.offset + (end > start)))


def text_at(page: Page, place: Place) -> str | None:
    """The present text at a place; None when there is no such place."""
    if place.article != FURNITURE and all(article.id != place.article for article in page.articles):
        return None
    blocks = page.blocks(place.article)
    if place.block >= len(blocks) or place.end > len(blocks[place.block].text):
        return None
    return blocks[place.block].text[place.start : place.end]


def put_text(page: Page, place: Place, text: str) -> Transaction | None:
    """Puts `text` where `place` is."""
    base = sum(len(block.text) + 1 for block in page.blocks(place.article)[: place.block])
    return editing.edit(page, place.article, base + place.start, base + place.end, text)


# --- choices that are no text ------------------------------------------------------------------------------------

Action = Callable[[Page, Finding, tuple[str, ...]], Transaction | None]


def _settle(kind: SeamKind) -> Action:
    def settle(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
        left, right = (int(args[0]), int(args[1])) if len(args) >= 2 else finding.span
        return structure.settle_seam(page, left, right, kind)

    return settle


def _assign_head(page: Page, _: Finding, args: tuple[str, ...]) -> Transaction | None:
    """Gives the head line at raw [args[0], args[1]) to the article args[2]; what was no head before is its headline."""
    start, end = int(args[0]), int(args[1])
    place = place_of(page, start)
    role = page.blocks(place.owner)[place.block].role if place is not None else Role.HEADLINE
    return structure.assign(page, [(start, end)], args[2], role if role in HEAD_ROLES else Role.HEADLINE)


def _assign_jump(role: Role) -> Action:
    def assign(page: Page, _: Finding, args: tuple[str, ...]) -> Transaction | None:
        return structure.assign(page, [(int(args[0]), int(args[1]))], args[2], role)

    return assign


ACTIONS: dict[str, Action] = {
    "seam.join": _settle(SeamKind.JOIN),
    "seam.paragraph": _settle(SeamKind.PARAGRAPH),
    "seam.story": _settle(SeamKind.STORY),
    "head.assign": _assign_head,
    "jump.assign": _assign_jump(Role.JUMP_TO),
    "jump.from": _assign_jump(Role.JUMP_FROM),
}
"""What a finding's choice may name: seams take the raw offsets of the two sides, the others a raw span and a story."""
