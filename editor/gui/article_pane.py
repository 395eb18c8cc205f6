"""The text layer: every article of the page in one real editor, reflowed, with input methods."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTextEdit, QWidget

from editor.core.finding import Finding, Place
from editor.core.page import Kind, Role
from editor.core.session import Session
from editor.gui.theme import Theme


class ArticlePane(QTextEdit):
    """Shows and edits the articles of a session's page; furniture is not shown.

    Its document's text is the page's text at any time (compositions aside): one text block for each block of each
    article. It draws itself anew from the session's changes. Offsets are code points. It claims no shortcut with Ctrl,
    Alt or a function key, so actions of the window fire while it has the focus; text keys stay its own.
    """

    caretMoved = Signal(str, int, int)
    """Article id, block index, offset in the block: the caret came to stand there, by the user's hand or a change."""

    focusGained = Signal()
    """The pane took the focus."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def set_session(self, session: Session | None) -> None:
        """Shows another session's page (None: nothing) and lets go of the one before."""

    def set_theme(self, theme: Theme) -> None:
        """Another theme or zoom (a Theme has both); caret and scroll position stay."""

    def set_zoom(self, zoom: float) -> None:
        """The present theme at another zoom; 1 is the theme's own size."""

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """The suspects to underline. They move with the text until the next call; those in furniture are left out."""

    def set_current_finding(self, key: str | None) -> None:
        """Sets one finding off from the others; None none."""

    def settle(self) -> None:
        """Ends a composition, its text committed: call it before any command that reads or changes the page."""

    def show_place(self, article: str, block: int, start: int, end: int | None = None) -> bool:
        """Scrolls to a stretch of a block, selects it (or puts the caret at `start`); False when it is not here."""
        return bool(article)

    def select_finding_place(self, place: Place) -> bool:
        """As `show_place`, for a finding's place."""
        return self.show_place(place.article, place.block, place.start, place.end)

    def caret_place(self) -> tuple[str, int, int] | None:
        """Article id, block index and offset of the caret; None on an empty page."""

    def selected_places(self) -> list[Place]:
        """The selection, a place for each block that it touches; empty when there is none."""
        return []

    def raw_offset_at_caret(self) -> int | None:
        """The raw offset of the character at the caret (of the nearest one that comes from the raw text)."""

    def show_raw_offset(self, offset: int, *, focus: bool = False) -> bool:
        """Puts the caret where the raw character at `offset` now stands; False when that is in no article."""
        return focus

    def split_story(self) -> None:
        """Cuts the story before the caret: what follows is a new article."""

    def merge_up(self) -> None:
        """Makes the caret's article the end of the one before."""

    def set_role(self, role: Role) -> None:
        """Gives the caret's paragraph (every paragraph that the selection touches) another role."""

    def set_kind(self, kind: Kind) -> None:
        """Makes the caret's article a story, a photo or a notice."""

    def move_paragraph(self, by: int) -> None:
        """Moves the caret's paragraph up (negative) or down in its article; the caret goes with it."""

    def move_story(self, by: int) -> None:
        """Moves the caret's article up (negative) or down on the page; the caret goes with it."""
