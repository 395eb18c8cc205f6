"""Moving and selecting in the raw pane: by line, seam, story; with Shift the way is selected."""

from collections.abc import Callable

from editor.commands.desk import Desk
from editor.commands.registry import Context, Menu, command
from editor.commands.rows import Row
from editor.commands.selection import Selection, beside, chosen_rows, next_stop, to_line, to_offset, toggled, widened
from editor.core.evidence import SeamKind

PAGE_ROWS = 20
"""How many rows a page key moves."""

Target = Callable[[Desk, int], int]


def _by(step: int) -> Target:
    return lambda _, at: at + step


def _first(_desk: Desk, _at: int) -> int:
    return 0


def _last(desk: Desk, _: int) -> int:
    return len(desk.rows) - 1


def _next_row(desk: Desk, at: int, step: int, fits: Callable[[Row], bool]) -> int:
    """The nearest row in the direction of `step` that `fits`, else the page's end on that side."""
    rows = desk.rows
    at += step
    while 0 <= at < len(rows) and not fits(rows[at]):
        at += step
    return at


def _seam_from(step: int) -> Target:
    return lambda desk, at: _next_row(desk, at, step, lambda row: row.after is not SeamKind.JOIN)


def _story_from(step: int) -> Target:
    """The first row of the stretch of one story below, or of this one (then the one above)."""

    def target(desk: Desk, at: int) -> int:
        rows = desk.rows
        starts = [i for i, row in enumerate(rows.items) if i == 0 or rows[i - 1].owner != row.owner]
        ahead = [i for i in starts if (i > at if step > 0 else i < at)]
        return (min(ahead) if step > 0 else max(ahead)) if ahead else at

    return target


def _register_line_move(name: str, target: Target, key: str, extending: str) -> None:
    def move(desk: Desk, *, extend: bool = False) -> None:
        at = target(desk, desk.rows.index(desk.selection.caret))
        desk.select(to_line(desk.selection, desk.rows, at, extend=extend))

    def extend(desk: Desk) -> None:
        move(desk, extend=True)

    command(f"go.{name}", key, context=Context.RAW)(move)
    command(f"select.{name}", extending, context=Context.RAW)(extend)


for _name, _target, _key, _extending in (
    ("line_down", _by(1), "Down", "Shift+Down"),
    ("line_up", _by(-1), "Up", "Shift+Up"),
    ("page_down", _by(PAGE_ROWS), "PgDown", "Shift+PgDown"),
    ("page_up", _by(-PAGE_ROWS), "PgUp", "Shift+PgUp"),
    ("first", _first, "Ctrl+Home", "Ctrl+Shift+Home"),
    ("last", _last, "Ctrl+End", "Ctrl+Shift+End"),
    ("seam_down", _seam_from(1), "]", "}"),
    ("seam_up", _seam_from(-1), "[", "{"),
    ("story_down", _story_from(1), "Ctrl+Down", "Ctrl+Shift+Down"),
    ("story_up", _story_from(-1), "Ctrl+Up", "Ctrl+Shift+Up"),
):
    _register_line_move(_name, _target, _key, _extending)


def _row_start(desk: Desk) -> int:
    return desk.rows[desk.rows.index(desk.selection.caret)].start


def _row_end(desk: Desk) -> int:
    return desk.rows[desk.rows.index(desk.selection.caret)].end


def _register_move(name: str, target: Callable[[Desk], int], key: str, extending: str) -> None:
    def move(desk: Desk, *, extend: bool = False) -> None:
        if len(desk.rows):
            desk.select(to_offset(desk.selection, target(desk), extend=extend))

    def extend(desk: Desk) -> None:
        move(desk, extend=True)

    command(f"go.{name}", key, context=Context.RAW)(move)
    command(f"select.{name}", extending, context=Context.RAW)(extend)


def _step(by: int) -> Callable[[Desk], int]:
    return lambda desk: beside(desk.selection, desk.rows, by)


def _stop(by: int) -> Callable[[Desk], int]:
    return lambda desk: next_stop(desk.selection, desk.rows, by)


for _name, _within, _key, _extending in (
    ("right", _step(1), "Right", "Shift+Right"),
    ("left", _step(-1), "Left", "Shift+Left"),
    ("stop_right", _stop(1), "Ctrl+Right", "Ctrl+Shift+Right"),
    ("stop_left", _stop(-1), "Ctrl+Left", "Ctrl+Shift+Left"),
    ("line_start", _row_start, "Home", "Shift+Home"),
    ("line_end", _row_end, "End", "Shift+End"),
):
    _register_move(_name, _within, _key, _extending)


@command("select.widen", "E", context=Context.RAW, menu=Menu.EDIT)
def widen(desk: Desk) -> None:
    """First to the paragraph, then to the story."""
    desk.select(widened(desk.selection, desk.rows))


@command("select.all", "Ctrl+A", context=Context.RAW, menu=Menu.EDIT)
def select_all(desk: Desk) -> None:
    """Every row of the page."""
    if len(desk.rows):
        desk.select(Selection(desk.rows[0].start, desk.rows[len(desk.rows) - 1].start))


@command("select.mark", "Space", context=Context.RAW, menu=Menu.EDIT)
def mark(desk: Desk) -> None:
    """Picks the rows selected one by one, or drops them, and goes one down."""
    selection = desk.selection
    for row in chosen_rows(Selection(selection.anchor, selection.caret), desk.rows):
        selection = toggled(selection, row)
    below = max(desk.rows.index(selection.anchor), desk.rows.index(selection.caret)) + 1
    desk.select(to_line(selection, desk.rows, below))


@command("select.none", "Esc", context=Context.RAW)
def select_none(desk: Desk) -> None:
    """Back to the one row that the caret is in."""
    start = _row_start(desk) if len(desk.rows) else 0
    desk.select(Selection(start, start))
