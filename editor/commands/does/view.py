"""What is shown and how: panes, panels, size, theme, language."""

from editor.commands.answers import current_finding, open_findings
from editor.commands.desk import Desk
from editor.commands.does.suspects import go_to
from editor.commands.registry import Context, Menu, command
from editor.commands.texts import LANGUAGES

ZOOMS = (50, 300)
"""The least and the greatest zoom, in percent."""


@command("view.next_pane", "F6", menu=Menu.VIEW)
def next_pane(desk: Desk) -> None:
    """Raw text, articles, suspects in turn."""
    desk.port.focus_beside(1)


@command("view.previous_pane", "Shift+F6", menu=Menu.VIEW)
def previous_pane(desk: Desk) -> None:
    """The other way round."""
    desk.port.focus_beside(-1)


@command("view.raw", "Ctrl+1", menu=Menu.VIEW)
def raw(desk: Desk) -> None:
    """The keyboard goes to the raw text."""
    desk.port.focus(Context.RAW)


@command("view.articles", "Ctrl+2", menu=Menu.VIEW)
def articles(desk: Desk) -> None:
    """The keyboard goes to the articles."""
    desk.port.focus(Context.ARTICLE)


@command("view.edit_here", "Tab", context=Context.RAW)
def edit_here(desk: Desk) -> None:
    """To the same place in the article."""
    desk.port.focus(Context.ARTICLE)


@command("view.suspects", "Ctrl+3", menu=Menu.VIEW)
def suspects(desk: Desk) -> None:
    """The keyboard goes to the suspects, to the one that was stood at last or the first."""
    desk.port.focus(Context.SUSPECTS)
    if current_finding(desk) is None and open_findings(desk):
        go_to(desk, open_findings(desk)[0])


def _zoom(desk: Desk, factor: float) -> None:
    least, most = ZOOMS
    desk.prefer(zoom=min(most, max(least, round(desk.settings.zoom * factor))))


@command("view.larger", "Ctrl++", "Ctrl+=", menu=Menu.VIEW)
def larger(desk: Desk) -> None:
    """Larger type."""
    _zoom(desk, 1.1)


@command("view.smaller", "Ctrl+-", menu=Menu.VIEW)
def smaller(desk: Desk) -> None:
    """Smaller type."""
    _zoom(desk, 1 / 1.1)


@command("view.normal", "Ctrl+0", menu=Menu.VIEW)
def normal(desk: Desk) -> None:
    """The theme's own size."""
    desk.prefer(zoom=100)


@command("view.theme", "F9", menu=Menu.VIEW)
def theme(desk: Desk) -> None:
    """Light or dark."""
    desk.prefer(theme="dark" if desk.theme == "light" else "light")


@command("view.language", "F10", menu=Menu.VIEW)
def language(desk: Desk) -> None:
    """Chinese or English."""
    at = LANGUAGES.index(desk.language)
    desk.prefer(language=LANGUAGES[(at + 1) % len(LANGUAGES)])


@command("help.palette", "Ctrl+Shift+P", menu=Menu.HELP)
def palette(desk: Desk) -> None:
    """Any command, by typing part of its name in Chinese, English or pinyin."""
    desk.port.show("palette")


@command("help.keys", "F1", menu=Menu.HELP)
def keys(desk: Desk) -> None:
    """All keys on one sheet."""
    desk.port.show("keys")


@command("help.keys_raw", "?", context=Context.RAW)
def keys_raw(desk: Desk) -> None:
    """All keys on one sheet."""
    desk.port.show("keys")


@command("help.keys_suspects", "?", context=Context.SUSPECTS)
def keys_suspects(desk: Desk) -> None:
    """All keys on one sheet."""
    desk.port.show("keys")


@command("help.change_keys", menu=Menu.HELP)
def change_keys(desk: Desk) -> None:
    """Gives commands other keys."""
    desk.port.show("key_editor")
