"""The text layer: every article of the page in one real editor, reflowed, with input methods."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QHelpEvent,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QResizeEvent,
    QTextCursor,
    QTextDocumentFragment,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QToolTip, QWidget

from editor.commands.corrections import told
from editor.commands.stories import story_number
from editor.commands.texts import Texts
from editor.core.finding import Finding, Place
from editor.core.page import Kind, Page
from editor.core.session import Session
from editor.gui.article_document import ArticleDocument, Row
from editor.gui.article_keys import at_boundary, is_enter, is_text_key, more_selected
from editor.gui.article_styles import ArticleStyles
from editor.gui.article_words import Cut, by_letters, next_word, word_around, word_key
from editor.gui.bridge import Bridge
from editor.gui.cards import Cards
from editor.gui.keeper import Keeper
from editor.gui.marks import Marks
from editor.gui.plain import cleaned
from editor.gui.theme import Theme


class ArticlePane(QTextEdit):
    """Shows and edits the articles of a session's page; furniture is not shown.

    Its document's text is the page's text at any time: one text block for each block of each
    article. It draws itself anew from the session's changes. Offsets are code points. It claims no shortcut with Ctrl,
    Alt or a function key, so actions of the window fire while it has the focus; text keys stay its own.
    """

    caret_moved = Signal(str, int, int)
    """Article id, block index, offset in the block: the caret came to stand there, by the user's hand or a change."""

    edit_failed = Signal(Exception)
    """What was typed could not be kept (OSError of the journal) and is not there any more."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = ArticleDocument(self.document(), ArticleStyles(theme))
        self.bridge = Bridge(self, self.shown)
        self.marks = Marks(self.shown)
        self._cards = Cards(self.shown, self._title_of, lambda role: self._texts.say(f"role.{role}"))
        self._article: str | None = None
        self._texts = Texts()
        self._cut: Cut = by_letters
        self._set_up()
        self.set_theme(theme)

    def _set_up(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)  # nor viewport margins: QTextEdit forgets both when an IME asks where
        self.setAcceptRichText(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.document().setDocumentMargin(0)
        self.bridge.drawn.connect(self._drawn)
        self.bridge.failed.connect(self.edit_failed)
        self.cursorPositionChanged.connect(self._caret_moved)

    # --- what it shows -------------------------------------------------------------------------------------------

    @property
    def theme(self) -> Theme:
        """The present theme, its zoom in it."""
        return self.shown.styles.theme

    def set_session(self, session: Session | None) -> None:
        """Shows another session's page (None: nothing) and lets go of the one before."""
        self.settle()
        self.marks.set_findings((), None)
        self.bridge.attach(session)

    def set_theme(self, theme: Theme) -> None:
        """Another theme or zoom (a Theme has both); caret and scroll position stay."""
        keeper = Keeper(self, self.shown)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("desk"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("selected"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))
        self.setPalette(palette)
        self.setFont(theme.font("body", serif=True))
        self.setCursorWidth(max(1, round(theme.pixels("body") / 10)))
        with self.bridge.quiet():
            self.shown.restyle(ArticleStyles(theme))
        self._fit()
        keeper.restore_view()
        self.viewport().update()

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """The suspects to underline. They move with the text until the next call; those in furniture are left out."""
        self.bridge.catch_up()
        session = self.bridge.session
        self.marks.set_findings(findings, session.page if session is not None else None)
        self.viewport().update()

    def set_current_finding(self, key: str | None) -> None:
        """Sets one finding off from the others; None none."""
        self.marks.current = key
        self.viewport().update()

    def set_texts(self, texts: Texts) -> None:
        """The language of tooltips and of what is painted beside the text."""
        self._texts = texts
        self.viewport().update()

    def set_words(self, cut: Cut) -> None:
        """What tells words apart for keys and clicks that go by words; it must be quick by now."""
        self._cut = cut

    def _title_of(self, ident: str) -> tuple[int, str]:
        page = self._page
        kind = page.article(ident).kind
        return story_number(page, ident), "" if kind is Kind.STORY else self._texts.say(f"kind.{kind}")

    @property
    def _page(self) -> Page:
        assert self.bridge.session is not None  # noqa: S101 - there is no article, mark or correction without one
        return self.bridge.session.page

    # --- where the caret is --------------------------------------------------------------------------------------

    def settle(self) -> None:
        """Ends a composition, its text committed: call it before any command that reads or changes the page."""
        if not self.bridge.composing:
            return
        QGuiApplication.inputMethod().commit()
        text = self.textCursor().block().layout().preeditAreaText()
        if text:  # the platform has no input method, or one that does not commit when asked
            QGuiApplication.inputMethod().reset()
            event = QInputMethodEvent()
            event.setCommitString(text)
            self.inputMethodEvent(event)

    def show_place(self, article: str, block: int, start: int, end: int | None = None) -> bool:
        """Scrolls to a stretch of a block, selects it (or puts the caret at `start`); False when it is not here."""
        self.settle()
        self.bridge.catch_up()
        row = self.shown.row_number(article, block)
        if row is None:
            return False
        self._go(self.shown.position(row, start), self.shown.position(row, start if end is None else end))
        return True

    def caret_place(self) -> tuple[str, int, int] | None:
        """Article id, block index and offset of the caret; None on an empty page."""
        self.bridge.catch_up()
        place = self.shown.place(self.textCursor().position())
        if place is None:
            return None
        row = self.shown.rows[place[0]]
        return row.article, row.index, place[1]

    def selected_places(self) -> list[Place]:
        """The selection, a place for each block that it touches; empty when there is none."""
        self.bridge.catch_up()
        return [Place(row.article, row.index, start, end) for row, start, end in self._selected()]

    def _selected(self) -> Iterator[tuple[Row, int, int]]:
        cursor = self.textCursor()
        first, last = self.shown.place(cursor.selectionStart()), self.shown.place(cursor.selectionEnd())
        if first is None or last is None or not cursor.hasSelection():
            return
        for at in range(first[0], last[0] + 1):
            row = self.shown.rows[at]
            yield row, first[1] if at == first[0] else 0, last[1] if at == last[0] else len(row.text)

    def _go(self, start: int, end: int) -> None:
        """Selects; what was out of sight, be it but the number over its story, comes to the pane's upper third."""
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        rect = self.cursorRect(cursor)
        height = self.viewport().height()
        place = self.shown.place(start)
        over = self.shown.styles.above_text if place is not None and not self.shown.rows[place[0]].index else 0
        if rect.top() < over or rect.bottom() > height:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + rect.top() - height // 3)
        self.setTextCursor(cursor)

    def _caret_moved(self) -> None:
        if self.bridge.busy or self.bridge.composing:
            return  # the bridge will say when the page has caught up
        place = self.shown.place(self.textCursor().position())
        if place is None:
            self._article = None
            return
        row = self.shown.rows[place[0]]
        if row.article != self._article:
            self._article = row.article
            self.viewport().update()
        self.caret_moved.emit(row.article, row.index, place[1])

    def _drawn(self, more: bool) -> None:
        self._caret_moved()
        if more:  # Qt repaints what was typed
            self.viewport().update()

    # --- marks ---------------------------------------------------------------------------------------------------

    def tip_at(self, point: QPoint) -> str:
        """What the tooltip at a point of the viewport says: reasons of findings, else what was corrected."""
        place = self._letter_at(point)
        if place is None:
            return ""
        position = self.shown.position(*place)
        said = [finding.reason for finding in self.marks.findings_at(position)]
        run = self.marks.correction_at(*place)
        return "\n".join([*said, *([told(self._page, run, self._texts)] if run is not None else [])])

    def _letter_at(self, point: QPoint) -> tuple[int, int] | None:
        """Row and code point of the letter under a point of the viewport (Qt gives the gap nearest to it)."""
        cursor = self.cursorForPosition(point)
        place = self.shown.place(cursor.position())
        if place is not None and place[1] and self.cursorRect(cursor).left() > point.x():
            return place[0], place[1] - 1
        return place

    # --- Qt's side -----------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Leaves every key to the window's actions that is not for typing."""
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.setAccepted(is_text_key(event))
            return event.isAccepted()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Types. What would join two articles does nothing; undo and redo are the session's."""
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_unknown):
            super().keyPressEvent(event)
            return
        self.settle()
        session = self.bridge.session
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            event.ignore()  # it moves the focus, and types nothing where there is no other widget
        elif session is not None and event.matches(QKeySequence.StandardKey.Undo):
            session.undo()
        elif session is not None and event.matches(QKeySequence.StandardKey.Redo):
            session.redo()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            bar = self.verticalScrollBar()
            top = bar.value()
            self._go(*more_selected(self.textCursor(), self.shown))
            bar.setValue(top)
        elif is_enter(event):  # Qt's own answer to Enter in an empty paragraph is to strip it of its format
            self.textCursor().insertText("\n")
            self.ensureCursorVisible()
        elif not at_boundary(event, self.textCursor(), self.shown) and not self._by_words(event):
            super().keyPressEvent(event)

    def _by_words(self, event: QKeyEvent) -> bool:
        """Moves, selects or deletes by words, if that is what the key does."""
        step, cursor = word_key(event), self.textCursor()
        place = self.shown.place(cursor.position())
        if step is None or place is None:
            return False
        way, deed = step
        if deed != "delete" or not cursor.hasSelection():
            to = next_word([row.text for row in self.shown.rows], *place, way, self._cut)
            mode = QTextCursor.MoveMode.MoveAnchor if deed == "move" else QTextCursor.MoveMode.KeepAnchor
            cursor.setPosition(self.shown.position(*to), mode)
        if deed == "delete":
            cursor.removeSelectedText()
        self.setTextCursor(cursor)
        return True

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """A composition does not outlive the focus, its text does."""
        if event.reason() is not Qt.FocusReason.PopupFocusReason:
            self.settle()
        super().focusOutEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press into the selection begins a new one: text is not dragged about."""
        self.settle()
        cursor = self.textCursor()
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if cursor.hasSelection() and event.button() is Qt.MouseButton.LeftButton and not shift:
            cursor.clearSelection()
            self.setTextCursor(cursor)
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Selects a word."""
        super().mouseDoubleClickEvent(event)
        place = self._letter_at(event.position().toPoint())
        if place is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        row, cursor = place[0], self.textCursor()
        start, end = word_around(self.shown.rows[row].text, place[1], self._cut)
        cursor.setPosition(self.shown.position(row, start))
        cursor.setPosition(self.shown.position(row, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The usual menu without Qt's undo."""
        menu = self.createStandardContextMenu(event.pos())
        for action in menu.actions():
            if action.objectName() in ("edit-undo", "edit-redo"):
                menu.removeAction(action)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips of marks."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(event.pos()), self)
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Plain text as the page has it."""
        data = QMimeData()
        data.setText("\n".join(row.block.text[start:end] for row, start, end in self._selected()))
        return data

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text only."""
        return source.hasText() or source.hasHtml()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Plain text, whatever was copied."""
        text = cleaned(source.text())
        if not source.hasText():
            text = cleaned(QTextDocumentFragment.fromHtml(source.html()).toPlainText()).strip("\n")
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Reflows; what is read stays in sight."""
        keeper = Keeper(self, self.shown)
        self._fit()
        super().resizeEvent(event)
        keeper.restore_view()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Cards first, text over them."""
        top = self.verticalScrollBar().value()
        seen = self.shown.rows_between(top + event.rect().top(), top + event.rect().bottom())
        with QPainter(self.viewport()) as painter:
            self._cards.paint(painter, QRectF(event.rect()), self.viewport().width(), top, self._article)
            if seen is not None:
                self.marks.paint_ground(painter, top, *seen)
        super().paintEvent(event)
        if seen is not None:
            with QPainter(self.viewport()) as painter:
                self.marks.paint(painter, top, *seen)

    def _fit(self) -> None:
        """Sets the margins around the text: those of the cards, wider where the pane is wider than a card may be."""
        styles = self.shown.styles
        card = min(self.viewport().width() - 2 * styles.edge, styles.widest)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        form.setLeftMargin(styles.edge + styles.bar + styles.pad)
        form.setRightMargin(self.viewport().width() - styles.edge - card + styles.pad)
        form.setTopMargin(styles.edge + styles.above_text)  # Qt drops a first block's own
        form.setBottomMargin(styles.pad + styles.edge)
        if form != frame.frameFormat():
            with self.bridge.quiet():
                frame.setFrameFormat(form)
