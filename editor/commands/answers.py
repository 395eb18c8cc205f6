"""Answering suspects: which are open, where they stand now, and what a choice does to the page."""

from collections.abc import Callable, Iterable
from functools import partial

from editor.commands.desk import Desk
from editor.commands.rows import place_of
from editor.core import operations
from editor.core.evidence import SeamKind
from editor.core.finding import Choice, Finding, Place
from editor.core.page import FURNITURE, HEAD_ROLES, Page, Role
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


def accept(desk: Desk, findings: Iterable[Finding], choice: int) -> bool:
    """Carries out the choice of that number (from 0) for each, as one step; whether anything could be done."""
    steps: list[Step] = []
    for finding in sorted(findings, key=lambda f: f.span, reverse=True):
        if choice < len(finding.choices):
            steps.append(partial(carry_out, finding=finding, choice=finding.choices[choice]))
            steps.append(partial(_noted, finding=finding))
    return desk.apply(operations.together("accept", desk.page, steps))


def ignore(desk: Desk, findings: Iterable[Finding], verdict: str = "ignored") -> bool:
    """Notes that these are no errors (or are to be looked at later), as one step."""
    return desk.apply(operations.decide(desk.page, [finding.key for finding in findings], verdict))


def alike(desk: Desk, finding: Finding) -> list[Finding]:
    """The open suspects that one answer can settle together with this one, itself among them."""
    if not finding.alike:
        return [finding]
    return [f for f in open_findings(desk) if f.kind == finding.kind and f.alike == finding.alike]


def carry_out(page: Page, finding: Finding, choice: Choice) -> Transaction | None:
    """What a choice does to the page; None when its place is gone."""
    if choice.text is not None:
        place = present_place(page, finding)
        return put_text(page, place, choice.text) if place else None
    action = ACTIONS.get(choice.action)
    return action(page, finding, choice.args) if action else None


def present_place(page: Page, finding: Finding) -> Place | None:
    """Where the suspect stands in the page's present text; None when that is no stretch of one block."""
    start, end = finding.span
    first = place_of(page, start)
    last = place_of(page, max(start, end - 1))
    if first is None or last is None or (first.owner, first.block) != (last.owner, last.block):
        return finding.place if finding.place is not None and _stands(page, finding.place) else None
    if finding.place is not None and _stands(page, finding.place):
        place = finding.place
        if (place.article, place.block) == (first.owner, first.block):
            return place
    return Place(first.owner, first.block, first.offset, last.offset + (end > start))


def _stands(page: Page, place: Place) -> bool:
    if place.article != FURNITURE and all(article.id != place.article for article in page.articles):
        return False
    blocks = page.blocks(place.article)
    return place.block < len(blocks) and place.end <= len(blocks[place.block].text)


def put_text(page: Page, place: Place, text: str) -> Transaction | None:
    """Puts `text` where `place` is."""
    base = sum(len(block.text) + 1 for block in page.blocks(place.article)[: place.block])
    return operations.edit(page, place.article, base + place.start, base + place.end, text)


def _noted(page: Page, finding: Finding) -> Transaction | None:
    if finding.key.startswith("seam:"):
        return None
    return operations.decide(page, [finding.key], "accepted")


# --- choices that are no text ------------------------------------------------------------------------------------

Action = Callable[[Page, Finding, tuple[str, ...]], Transaction | None]


def _settle(kind: SeamKind) -> Action:
    def settle(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
        left, right = (int(args[0]), int(args[1])) if len(args) >= 2 else finding.span
        return operations.settle_seam(page, left, right, kind)

    return settle


def _assign_head(page: Page, _: Finding, args: tuple[str, ...]) -> Transaction | None:
    """Gives the head line at raw [args[0], args[1]) to the article args[2]; what was no head before is its headline."""
    start, end = int(args[0]), int(args[1])
    place = place_of(page, start)
    role = page.blocks(place.owner)[place.block].role if place is not None else Role.HEADLINE
    return operations.assign(page, [(start, end)], args[2], role if role in HEAD_ROLES else Role.HEADLINE)


def _assign_jump(role: Role) -> Action:
    def assign(page: Page, _: Finding, args: tuple[str, ...]) -> Transaction | None:
        return operations.assign(page, [(int(args[0]), int(args[1]))], args[2], role)

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
