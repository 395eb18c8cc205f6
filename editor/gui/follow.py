"""The two panes move together: where one stands or is scrolled to, the other follows."""

from PySide6.QtCore import QObject, QPoint, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

from editor.commands.answers import current_finding, present_place, seam_of
from editor.commands.desk import Aspect, Desk
from editor.commands.marking import chosen_places
from editor.core.finding import Finding, Place
from editor.core.places import TextPlace, place_of
from editor.core.runs import raw_offset
from editor.gui.article_pane import ArticlePane
from editor.gui.keeper import raw_position
from editor.gui.raw_pane import RawPane


class Follow(QObject):
    """Carries selection and scrolling from pane to pane; what it moves itself is not carried back."""

    def __init__(self, desk: Desk, raw: RawPane, article: ArticlePane, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._raw, self._article = desk, raw, article
        self._leading = False
        desk.listen(self._changed)
        article.caret_moved.connect(self._caret_moved)
        raw.verticalScrollBar().actionTriggered.connect(self._raw_moved)
        article.verticalScrollBar().actionTriggered.connect(self._article_moved)

    def _changed(self, aspect: Aspect, source: str) -> None:
        if aspect in (Aspect.SELECTION, Aspect.LOOK):
            self.mark()
        if aspect is Aspect.SELECTION and source != "article" and not self._leading:
            self._leading = True
            try:
                self._show(source)
            finally:
                self._leading = False

    def _show(self, source: str) -> None:
        """Puts the articles' caret where the desk stands; selects what a suspect or a search is about."""
        desk = self._desk
        stretch = desk.stretch[0] if source == "find" and desk.stretch else None
        finding = current_finding(desk) if source == "suspects" else None
        if finding is not None:
            stretch = _at_seam(desk, finding) or present_place(desk.page, finding)
        if stretch is not None and self._article.show_place(stretch.article, stretch.block, stretch.start, stretch.end):
            return
        place = desk.place
        if place is not None:
            self._article.show_place(place.owner, place.block, place.offset)

    def _caret_moved(self, article: str, block: int, offset: int) -> None:
        if not self._leading and self._article.hasFocus():
            self._leading = True
            try:
                self._desk.stand_at(TextPlace(article, block, offset), "article", self._anchor())
            finally:
                self._leading = False

    def _anchor(self) -> TextPlace | None:
        """The other end of the articles' selection, when there is one."""
        places = self._article.selected_places()
        if not places:
            return None
        first, last = places[0], places[-1]
        at_start = (first.article, first.block, first.start) != self._article.caret_place()
        end = TextPlace(last.article, last.block, max(0, last.end - 1))
        return TextPlace(first.article, first.block, first.start) if at_start else end

    def mark(self) -> None:
        """Shows in the articles what is selected in the raw text; it is not selected there: typing replaces nothing."""
        marks: list[QTextEdit.ExtraSelection] = []
        shown = self._article.shown
        for place in chosen_places(self._desk) if not self._article.hasFocus() else ():
            row = shown.row_number(place.article, place.block)
            if row is None:
                continue
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self._article.document())
            mark.cursor.setPosition(shown.position(row, place.start))
            mark.cursor.setPosition(shown.position(row, place.end), QTextCursor.MoveMode.KeepAnchor)
            mark.format.setBackground(self._article.theme.colour("current"))
            marks.append(mark)
        self._article.setExtraSelections(marks)

    def _raw_moved(self, _: int) -> None:
        """The user's hand is on the bar, which has not moved yet."""
        QTimer.singleShot(0, self, self._raw_scrolled)

    def _article_moved(self, _: int) -> None:
        QTimer.singleShot(0, self, self._article_scrolled)

    def _raw_scrolled(self) -> None:
        position = raw_position(self._article.shown, self._raw.middle_offset())
        if position is None:
            return
        cursor = QTextCursor(self._article.document())
        cursor.setPosition(position)
        bar = self._article.verticalScrollBar()
        middle = self._article.cursorRect(cursor).center().y()
        bar.setValue(bar.value() + middle - self._article.viewport().height() // 2)

    def _article_scrolled(self) -> None:
        view = self._article.viewport()
        cursor = self._article.cursorForPosition(QPoint(view.width() // 2, view.height() // 2))
        place = self._article.shown.place(cursor.position())
        if place is None:
            return
        offset = raw_offset(self._article.shown.rows[place[0]].block.runs, place[1])
        if offset is not None:
            self._raw.show_offset(offset)


def _at_seam(desk: Desk, finding: Finding) -> Place | None:
    """The seam that a finding is about, as a place without width: what is typed there must replace nothing."""
    seam = seam_of(finding)
    upper = place_of(desk.page, seam[0] - 1) if seam is not None else None
    return Place(upper.owner, upper.block, upper.offset + 1, upper.offset + 1) if upper is not None else None
