"""What is painted under the articles' text: cards with a bar in the story's colour, its number, tags of jump lines."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from editor.core.page import Role
from editor.gui.article_document import ArticleDocument

_JUMPS = (Role.JUMP_TO, Role.JUMP_FROM)


class Cards:
    """Paints into a viewport of the given width, scrolled by `top`; nothing is kept but the document it looks at.

    `title_of` gives an article's number, and what it is called beside it (nothing: a story as any other); `hint_of`
    what stands in an empty block of a role.
    """

    def __init__(
        self, shown: ArticleDocument, title_of: Callable[[str], tuple[int, str]], hint_of: Callable[[Role], str]
    ) -> None:
        self._shown = shown
        self._title_of = title_of
        self._hint_of = hint_of

    def paint(self, painter: QPainter, clip: QRectF, width: float, top: float, current: str | None) -> None:
        """Paints every card that meets `clip`; `current` is the article that has the caret."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for ident, first, end in self._shown.articles():
            card = self.card(first, end, width).translated(0, -top)
            if card.bottom() < clip.top() or card.top() > clip.bottom():
                continue
            title = self._title_of(ident)
            self._paint_card(painter, card, clip, title, current=ident == current)
            for row in range(first, end):
                if not self._shown.rows[row].text:
                    self._paint_hint(painter, row, top)
                elif self._shown.rows[row].block.role in _JUMPS:
                    self._paint_tag(painter, row, top, title[0])

    def card(self, first: int, end: int, width: float) -> QRectF:
        """The rectangle, in the document, of the card around the rows from `first` to before `end`."""
        styles = self._shown.styles
        upper = self._shown.box(first).top() - styles.above_text
        lower = self._shown.box(end - 1).bottom() + styles.pad
        return QRectF(styles.edge, upper, min(width - 2 * styles.edge, styles.widest), lower - upper)

    def _paint_card(
        self, painter: QPainter, card: QRectF, clip: QRectF, title: tuple[int, str], *, current: bool
    ) -> None:
        styles = self._shown.styles
        theme = styles.theme
        corner = card.topLeft() + QPointF(styles.bar + styles.pad, styles.badge_top)
        far = 2 * styles.em  # what is out of sight costs as much as what is in it
        seen = card.intersected(clip.adjusted(-far, -far, far, far))
        if current:
            _fill(painter, seen.adjusted(-2, -2, 2, 2), 0.4 * styles.em, _faded(theme.colour("focus"), 0.16))
        edge = _faded(theme.colour("focus"), 0.5) if current else theme.colour("card_edge")
        _fill(painter, seen, 0.3 * styles.em, edge)
        _fill(painter, seen.adjusted(1, 1, -1, -1), 0.3 * styles.em - 1, theme.colour("card"))
        bar = QRectF(seen.left(), seen.top(), styles.bar, seen.height())
        painter.setClipRect(bar, Qt.ClipOperation.IntersectClip)
        _fill(painter, bar.adjusted(0, 0, styles.em, 0), 0.3 * styles.em, theme.story(title[0]))
        painter.setClipping(False)
        self._paint_badge(painter, corner, *title)

    def _paint_badge(self, painter: QPainter, at: QPointF, number: int, name: str) -> None:
        styles = self._shown.styles
        font = styles.theme.font("small", bold=True)
        painter.setFont(font)
        text = str(number)
        width = max(1.45 * styles.badge, painter.fontMetrics().horizontalAdvance(text) + styles.badge)
        pill = QRectF(at.x(), at.y(), width, styles.badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(styles.theme.story(number))
        painter.drawRoundedRect(pill, styles.badge / 2, styles.badge / 2)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(styles.theme.on_story(number))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
        painter.setPen(styles.theme.colour("faint"))
        painter.setFont(styles.theme.font("small"))
        beside = pill.translated(pill.width() + 0.5 * styles.em, 0)
        beside.setWidth(20 * styles.em)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, name)

    def _paint_hint(self, painter: QPainter, row: int, top: float) -> None:
        """What an empty block is, unless something is being composed in it."""
        layout = self._shown.text_block(row).layout()
        if layout.preeditAreaText() or not layout.lineCount():
            return
        line = layout.lineAt(0)
        painter.setPen(self._shown.styles.theme.colour("faint"))
        painter.setFont(self._shown.styles.theme.font("small"))
        baseline = QPointF(line.x() + 0.2 * self._shown.styles.em, line.y() + line.ascent() - top)
        painter.drawText(layout.position() + baseline, self._hint_of(self._shown.rows[row].block.role))

    def _paint_tag(self, painter: QPainter, row: int, top: float, number: int) -> None:
        """An outline around each line of a jump line's text."""
        styles = self._shown.styles
        room = 0.35 * styles.em
        block = self._shown.text_block(row)
        painter.setPen(QPen(styles.theme.story(number), 1))
        for bar in self._shown.bars(block.position(), block.position() + block.length() - 1):
            tag = bar.translated(0, -top).adjusted(0.5 - room, 0.5, room - 0.5, 0.5)
            painter.drawRoundedRect(tag, 0.2 * styles.em, 0.2 * styles.em)


def _fill(painter: QPainter, rect: QRectF, radius: float, colour: QColor) -> None:
    """Frames are fills within fills: stroking a tall path takes milliseconds."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRoundedRect(rect, radius, radius)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _faded(colour: QColor, alpha: float) -> QColor:
    faded = QColor(colour)
    faded.setAlphaF(alpha)
    return faded
