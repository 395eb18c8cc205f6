"""How the blocks of an article look: Qt formats for each role, and the measures of a card, from the theme."""

from functools import cached_property

from msgspec import Struct
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextCharFormat

from editor.core.page import Role
from editor.gui.theme import Theme

_LINE_HEIGHT = 1.6
"""Line height in em of body text: newspapers set 1.5 to 1.7; glyphs of all fonts in the chain fit in it."""


class Look(Struct, frozen=True):
    """What the formats of a block depend on: its role, and whether its article begins with it."""

    role: Role
    first: bool


class _RoleStyle(Struct, frozen=True):
    """`size` and `colour` name the theme's; `above`, `below`, `indent` are em of body text."""

    size: str
    colour: str
    serif: bool = True
    bold: bool = False
    above: float = 0.0
    below: float = 0.0
    indent: float = 0.0


_ROLES = {
    Role.SECTION: _RoleStyle("small", "faint", serif=False, bold=True),
    Role.KICKER: _RoleStyle("kicker", "kicker"),
    Role.HEADLINE: _RoleStyle("head", "head", bold=True, below=0.1),
    Role.DECK: _RoleStyle("kicker", "kicker", below=0.1),
    Role.DATELINE: _RoleStyle("small", "kicker", serif=False),
    Role.BYLINE: _RoleStyle("small", "kicker", serif=False),
    Role.PARAGRAPH: _RoleStyle("body", "text", above=0.15, indent=2.0),
    Role.CROSSHEAD: _RoleStyle("body", "head", bold=True, above=0.6, below=0.2),
    Role.JUMP_TO: _RoleStyle("small", "kicker", serif=False, above=0.45, below=0.15, indent=0.5),
    Role.JUMP_FROM: _RoleStyle("small", "kicker", serif=False, above=0.25, below=0.35, indent=0.5),
    Role.FURNITURE: _RoleStyle("small", "faint", serif=False),
}


class ArticleStyles:
    """The formats and measures that belong to one theme (at one zoom). Measures are device-independent pixels."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._formats: dict[Look, tuple[QTextBlockFormat, QTextCharFormat]] = {}
        self.em = float(theme.pixels("body"))
        self.edge = round(0.85 * self.em)
        """Between the pane's edge and a card."""
        self.bar = max(4, round(0.32 * self.em))
        """The width of the story's colour at the card's left."""
        self.pad = round(0.95 * self.em)
        """Between the card's edge and its text, at the sides and below."""
        self.gap = round(0.75 * self.em)
        """Between two cards."""
        self.widest = round(54 * self.em)
        """A card is not wider: longer lines are hard to follow with the eye."""

    @cached_property
    def badge(self) -> float:
        """The height of the pill with the story's number."""
        return round(QFontMetricsF(self.theme.font("small", bold=True)).height() * 1.02)

    @property
    def badge_top(self) -> float:
        """Between the card's top and the pill."""
        return round(0.5 * self.em)

    @property
    def above_text(self) -> float:
        """Between a card's top and its first line: room for the pill."""
        return self.badge_top + self.badge + round(0.2 * self.em)

    def formats(self, look: Look) -> tuple[QTextBlockFormat, QTextCharFormat]:
        """The block's and its characters' format."""
        made = self._formats.get(look)
        if made is None:
            made = self._formats[look] = (self._block_format(look), self._char_format(_ROLES[look.role]))
        return made

    def _block_format(self, look: Look) -> QTextBlockFormat:
        style = _ROLES[look.role]
        form = QTextBlockFormat()
        above = self.pad + self.gap + self.above_text if look.first else style.above * self.em
        form.setAlignment(Qt.AlignmentFlag.AlignJustify)
        form.setTopMargin(round(above))
        form.setBottomMargin(round(style.below * self.em))
        form.setTextIndent(round(style.indent * self.em))
        height = round(_LINE_HEIGHT * self.theme.pixels(style.size))
        form.setLineHeight(height, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        return form

    def _char_format(self, style: _RoleStyle) -> QTextCharFormat:
        form = QTextCharFormat()
        form.setFont(self.theme.font(style.size, serif=style.serif, bold=style.bold))
        form.setForeground(self.theme.colour(style.colour))
        return form
