"""Going through the suspects: from anywhere with F8 and Alt, by single keys while the list has the focus."""

from editor.commands.answers import accept, alike, current_finding, ignore, open_findings, put_off
from editor.commands.desk import Aspect, Desk
from editor.commands.registry import Context, Menu, command
from editor.commands.selection import Selection
from editor.core.finding import Finding
from editor.core.places import place_of


def go_to(desk: Desk, finding: Finding) -> None:
    """Stands at a suspect: in the list, in the raw text and in the articles."""
    desk.current = finding.key
    desk.announce(Aspect.SUSPECTS)
    if len(desk.rows):
        row = desk.rows[desk.rows.index(finding.span[0])]
        place = place_of(desk.page, finding.span[0])
        desk.place = place or desk.place
        desk.select(Selection(row.start, row.start, lines=True), "suspects")


def _go(desk: Desk, by: int) -> None:
    findings = open_findings(desk)
    if not findings:
        desk.current = ""
        desk.port.tell(desk.texts.say("tell.no_suspect"))
        return
    keys = [finding.key for finding in findings]
    if desk.current in keys:
        go_to(desk, findings[(keys.index(desk.current) + by) % len(keys)])
        return
    caret = desk.selection.caret
    if by > 0:
        go_to(desk, next((f for f in findings if f.span[0] >= caret), findings[0]))
    else:
        go_to(desk, next((f for f in reversed(findings) if f.span[0] < caret), findings[-1]))


@command("suspect.next", "F8", menu=Menu.SUSPECTS)
def next_suspect(desk: Desk) -> None:
    """The next open suspect, after the last the first."""
    _go(desk, 1)


@command("suspect.previous", "Shift+F8", menu=Menu.SUSPECTS)
def previous_suspect(desk: Desk) -> None:
    """The one before."""
    _go(desk, -1)


@command("suspect.down", "Down", context=Context.SUSPECTS)
def down(desk: Desk) -> None:
    """The next one in the list."""
    _go(desk, 1)


@command("suspect.up", "Up", context=Context.SUSPECTS)
def up(desk: Desk) -> None:
    """The one before it in the list."""
    _go(desk, -1)


def _answered(desk: Desk, finding: Finding) -> None:
    """Goes on to the suspect that now stands where the answered one stood."""
    later = [f for f in open_findings(desk) if f.span >= finding.span and f.key != finding.key]
    rest = later or [f for f in open_findings(desk) if f.key != finding.key]
    if rest:
        go_to(desk, rest[0])
    else:
        desk.current = ""
        desk.announce(Aspect.SUSPECTS)


def _accept(desk: Desk, number: int, *, all_alike: bool = False) -> None:
    finding = current_finding(desk)
    if finding is None:
        desk.port.tell(desk.texts.say("tell.no_current"))
    elif number >= len(finding.choices):
        desk.port.tell(desk.texts.say("tell.no_choice", number=number + 1))
    elif accept(desk, alike(desk, finding) if all_alike else [finding], number):
        _answered(desk, finding)
    else:
        desk.port.tell(desk.texts.say("tell.gone"))


def _register_choice(number: int) -> None:
    def choose(desk: Desk) -> None:
        _accept(desk, number - 1)

    command(f"suspect.choice.{number}", f"Alt+{number}")(choose)
    command(f"suspect.pick.{number}", str(number), context=Context.SUSPECTS)(choose)


for _number in range(1, 10):
    _register_choice(_number)


@command("suspect.accept", "Return", "Enter", context=Context.SUSPECTS, menu=Menu.SUSPECTS)
def accept_first(desk: Desk) -> None:
    """The first choice."""
    _accept(desk, 0)


@command("suspect.accept_alike", "Alt+A", menu=Menu.SUSPECTS)
def accept_alike(desk: Desk) -> None:
    """The first choice for everything alike on the page, as one step."""
    _accept(desk, 0, all_alike=True)


@command("suspect.ignore", "Alt+I", menu=Menu.SUSPECTS)
def ignore_one(desk: Desk) -> None:
    """It is right as it stands."""
    finding = current_finding(desk)
    if finding is None:
        desk.port.tell(desk.texts.say("tell.no_current"))
    elif ignore(desk, [finding]):
        _answered(desk, finding)


@command("suspect.ignore_here", "I", "Del", context=Context.SUSPECTS)
def ignore_here(desk: Desk) -> None:
    """It is right as it stands."""
    ignore_one(desk)


@command("suspect.ignore_alike", "Alt+Shift+I", menu=Menu.SUSPECTS)
def ignore_alike(desk: Desk) -> None:
    """It and everything alike is right."""
    finding = current_finding(desk)
    if finding is None:
        desk.port.tell(desk.texts.say("tell.no_current"))
        return
    if ignore(desk, [finding], all_alike=True):
        _answered(desk, finding)


@command("suspect.later", "Alt+L", menu=Menu.SUSPECTS)
def later(desk: Desk) -> None:
    """To the end of the list."""
    finding = current_finding(desk)
    if finding is None:
        desk.port.tell(desk.texts.say("tell.no_current"))
    elif put_off(desk, finding):
        _answered(desk, finding)


@command("suspect.to_raw", "Esc", context=Context.SUSPECTS)
def to_raw(desk: Desk) -> None:
    """Back to the raw text."""
    desk.port.focus(Context.RAW)


@command("suspect.to_text", "Space", context=Context.SUSPECTS)
def to_text(desk: Desk) -> None:
    """To the suspect's place in the article."""
    desk.port.focus(Context.ARTICLE)


@command("suspect.grid", "Ctrl+Shift+L", menu=Menu.SUSPECTS)
def grid(desk: Desk) -> None:
    """All places where one of a look-alike pair stands."""
    desk.port.show("grid")
