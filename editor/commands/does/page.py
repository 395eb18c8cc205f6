"""The page as a whole: proposals, and being done with it."""

from msgspec import Struct

from editor.commands.answers import open_findings
from editor.commands.desk import Aspect, Desk
from editor.commands.does.suspects import go_to
from editor.commands.palette import Entry
from editor.commands.registry import Menu, command
from editor.commands.selection import Selection
from editor.commands.stories import story_entry, story_number
from editor.core import operations
from editor.core.finding import Finding
from editor.core.page import BODY_ROLES, Kind, Role, Status
from editor.core.places import place_of


@command("page.propose", "Ctrl+R", menu=Menu.STRUCTURE)
def propose_again(desk: Desk) -> None:
    """The engine takes the raw text apart anew; what was done by hand is one undo away."""
    desk.proposal_wanted = True
    desk.port.tell(desk.texts.say("tell.proposing"))
    desk.announce(Aspect.DOCUMENT)


@command("page.throw_away", "Ctrl+Shift+R", menu=Menu.STRUCTURE)
def throw_away(desk: Desk) -> None:
    """One story, a paragraph for each raw line."""
    desk.proposal_wanted = False
    if desk.apply(operations.throw_away(desk.page)):
        desk.select(desk.selection)


class Obstacle(Struct, frozen=True):
    """Something that stands in the way of being done: what to say, and the suspect or raw offset to go to."""

    text: str
    finding: Finding | None = None
    offset: int = 0


def obstacles(desk: Desk) -> list[Obstacle]:
    """Open suspects, stories without headline or text, an unbalanced ledger."""
    found = [Obstacle(f"{desk.rows[desk.rows.index(f.span[0])].number}  {f.reason}", f) for f in open_findings(desk)]
    for article in desk.page.articles:
        number = story_number(desk.page, article.id)
        start = min((run.start for block in article.blocks for run in block.runs), default=0)
        if article.kind is Kind.STORY and not any(block.text.strip() for block in article.of(Role.HEADLINE)):
            found.append(Obstacle(desk.texts.say("obstacle.headless", number=number), offset=start))
        if not any(block.text.strip() for block in article.of(*BODY_ROLES)):
            found.append(Obstacle(desk.texts.say("obstacle.bodiless", number=number), offset=start))
    if not desk.ledger.balanced:
        first = min((*desk.ledger.lost, *desk.ledger.doubled))
        found.append(Obstacle(desk.texts.say("obstacle.ledger"), offset=first))
    return found


@command("page.done", "Ctrl+Shift+D", menu=Menu.FILE)
def done(desk: Desk) -> None:
    """Marks the page as done, or lists what stands in the way; a done page becomes a draft again."""
    if desk.page.status is Status.DONE:
        desk.apply(operations.set_status(desk.page, Status.DRAFT))
        return
    found = obstacles(desk)
    if not found:
        desk.apply(operations.set_status(desk.page, Status.DONE))
        desk.port.tell(desk.texts.say("tell.done"))
        return

    def go(ident: str) -> None:
        obstacle = found[int(ident)]
        if obstacle.finding is not None:
            go_to(desk, obstacle.finding)
        else:
            row = desk.rows[desk.rows.index(obstacle.offset)]
            desk.select(Selection(row.start, row.start))

    entries = [Entry(str(at), (obstacle.text,)) for at, obstacle in enumerate(found)]
    desk.port.choose(desk.texts.say("choose.obstacle", count=len(found)), entries, go)


@command("page.story", "Ctrl+E", menu=Menu.VIEW)
def go_to_story(desk: Desk) -> None:
    """A story found by typing part of what it says."""

    def go(ident: str) -> None:
        runs = [run for block in desk.page.blocks(ident) for run in block.runs if not run.inserted]
        if runs:
            row = desk.rows[desk.rows.index(runs[0].start)]
            desk.place = place_of(desk.page, runs[0].start) or desk.place
            desk.select(Selection(row.start, row.start))

    entries = [story_entry(desk.page, article) for article in desk.page.articles]
    desk.port.choose(desk.texts.say("choose.story"), entries, go)
