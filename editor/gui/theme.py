"""Colours and type of the window, read from resources/themes/*.toml."""

import tomllib
from functools import lru_cache

from msgspec import Struct, convert
from PySide6.QtGui import QColor, QFont

from editor.resources import resource


class Stories(Struct, frozen=True):
    """The colours that tell stories apart, in turn, and the one of the page's furniture."""

    colours: tuple[str, ...]
    furniture: str


class ThemeFile(Struct, frozen=True):
    """A theme as its file says it: `roles` point at names in `colours`; `sizes` are pixels at zoom 1."""

    title: dict[str, str]
    dark: bool
    colours: dict[str, str]
    roles: dict[str, str]
    stories: Stories
    fonts: dict[str, tuple[str, ...]]
    sizes: dict[str, int]


@lru_cache
def theme_file(name: str) -> ThemeFile:
    """The theme file of that name; KeyError when no such theme ships."""
    if name not in theme_names():
        raise KeyError(name)
    return convert(tomllib.loads(resource(f"themes/{name}.toml").read_text("utf-8")), ThemeFile)


@lru_cache
def theme_names() -> tuple[str, ...]:
    """Every theme that ships, light ones first."""
    return tuple(sorted((path.stem for path in resource("themes").glob("*.toml")), reverse=True))


class Theme:
    """One theme at one zoom. Immutable: a change of theme or zoom is another Theme."""

    def __init__(self, name: str = "light", zoom: float = 1.0) -> None:
        self.name = name
        self.zoom = zoom
        self._file = theme_file(name)
        colours = self._file.colours
        self._roles = {role: QColor(colours[colour]) for role, colour in self._file.roles.items()}
        self._stories = [QColor(colour) for colour in self._file.stories.colours]
        self._furniture = QColor(self._file.stories.furniture)

    @property
    def dark(self) -> bool:
        """Whether the text is lighter than the ground."""
        return self._file.dark

    def colour(self, role: str) -> QColor:
        """The colour of a role ([roles] of the theme file)."""
        return self._roles[role]

    def story(self, number: int) -> QColor:
        """The colour of the story with that number (from 1; beyond the palette it begins anew); 0 is the furniture."""
        return self._stories[(number - 1) % len(self._stories)] if number else self._furniture

    def on_story(self, number: int) -> QColor:
        """A colour that can be read on `story(number)`: black or white by relative luminance (WCAG 2.1)."""
        ground = self.story(number)
        red, green, blue = (_linear(c) for c in (ground.redF(), ground.greenF(), ground.blueF()))
        luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
        return QColor("#ffffff") if 1.05 / (luminance + 0.05) >= 3.2 else QColor("#000000")

    def pixels(self, size: str) -> int:
        """A size ([sizes] of the theme file) at this zoom, in device-independent pixels, at least 6."""
        return max(6, round(self._file.sizes[size] * self.zoom))

    def font(self, size: str, *, serif: bool = False, bold: bool = False) -> QFont:
        """The font for a size name, in the theme's serif (what is read) or sans (what the program says) family."""
        font = QFont()
        font.setFamilies(list(self._file.fonts["serif" if serif else "sans"]))
        font.setPixelSize(self.pixels(size))
        font.setBold(bold)
        return font


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
