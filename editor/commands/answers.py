"""Answering suspects: which are open, where they stand now, and what a choice does to the page."""

from collections.abc import Callable, Iterable
from functools import partial

from editor.commands.desk import Desk
from editor.commands.rows import place_of
from editor.core import operations
from editor.core.evidence import SeamKind
from editor.core.finding import Choice, Finding, Place
from editor.core.page import FURNITURE, Kind, Page, Role
from editor.core.transaction import Transaction

SETTLED = frozenset({"accepted", "ignored", "join", "paragraph", "story"})
LATER = "later"

Step = Callable[[Page], Transaction | None]


def open_findings(desk: Desk) -> list[Finding]:
    """What is still to be looked at, in the order of the raw text; what was put off comes last."""
    verdicts = {decision.key: decision.verdict for decision in desk.page.decisions}
    still = [f for f in desk.analysis.findings if not {verdicts.get(f.key), verdicts.get(alike_key(f))} & SETTLED]
    return sorted(still, key=lambda f: (verdicts.get(f.key) == LATER, f.span, f.kind))


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


def _assign(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
    """To the article args[0] ("" for a new one), in the role args[1] if there is one."""
    target = args[0] if args and args[0] else None
    role = Role(args[1]) if len(args) > 1 and args[1] else None
    return operations.assign(page, [finding.span], target, role)


def _mark(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
    """In the role args[0]."""
    return operations.retag(page, [finding.span], Role(args[0]))


def _split(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
    """A story begins at the raw offset args[0], or where the suspect begins."""
    place = place_of(page, int(args[0]) if args else finding.span[0])
    if place is None or place.owner == FURNITURE:
        return None
    return operations.split(page, place.owner, place.block, place.offset)


def _merge(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
    """The article args[0], or that of the suspect, joins the one above it."""
    place = place_of(page, finding.span[0])
    owner = args[0] if args else place.owner if place else FURNITURE
    return operations.merge_up(page, owner) if owner != FURNITURE else None


def _kind(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
    """The suspect's article is of the kind args[0]."""
    place = place_of(page, finding.span[0])
    return operations.set_kind(page, place.owner, Kind(args[0])) if place and place.owner != FURNITURE else None


def _hand_over(role: Role | None) -> Action:
    """Gives the raw span from args[0] to args[1] to the article args[2], in `role` or in the role it has."""

    def hand_over(page: Page, finding: Finding, args: tuple[str, ...]) -> Transaction | None:
        del finding
        return operations.assign(page, [(int(args[0]), int(args[1]))], args[2], role)

    return hand_over


ACTIONS: dict[str, Action] = {
    "head.assign": _hand_over(None),
    "jump.assign": _hand_over(Role.JUMP_TO),
    "jump.from": _hand_over(Role.JUMP_FROM),
    "seam.join": _settle(SeamKind.JOIN),
    "seam.paragraph": _settle(SeamKind.PARAGRAPH),
    "seam.story": _settle(SeamKind.STORY),
    "assign": _assign,
    "mark": _mark,
    "split": _split,
    "merge": _merge,
    "kind": _kind,
}
"""The commands that a finding's choice may name; `args` are the texts that each says it takes."""
