"""The window: it puts the panes together and carries keys to commands."""

from collections.abc import Callable
from pathlib import Path

from msgspec import structs
from PySide6.QtCore import QByteArray, QLocale, QSize, Qt
from PySide6.QtGui import QCloseEvent, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow, QSplitter, QVBoxLayout, QWidget

from editor.commands.answers import open_findings
from editor.commands.desk import Analysis, Aspect, Desk, System
from editor.commands.lessons import Lessons
from editor.commands.registry import Command, Context, commands
from editor.core.page import Status
from editor.core.places import TextPlace
from editor.core.transaction import MisfitError
from editor.gui import menus
from editor.gui.article_pane import ArticlePane
from editor.gui.follow import Follow
from editor.gui.keys import KeyTable
from editor.gui.lines import HintLine, StatusLine
from editor.gui.overlay import colour, palette_of, thin_bars
from editor.gui.port import WindowPort
from editor.gui.raw_pane import RawPane
from editor.gui.suspects_pane import SuspectsPane
from editor.gui.theme import Theme
from editor.gui.worker import Worker
from editor.language import words
from editor.reading.profile import Profile
from editor.store.document import Document
from editor.store.settings import Settings, save_settings
from editor.store.trouble import TroubleError


class Window(QMainWindow):
    """The editor. `profile` is the newspaper's, `lessons` what its proofreaders taught.

    `folder` holds the settings in place of the user's own.
    """

    def __init__(
        self,
        document: Document,
        settings: Settings | None = None,
        profile: Profile | None = None,
        lessons: Lessons | None = None,
        folder: Path | None = None,
    ) -> None:
        super().__init__()
        self._folder = folder
        self._leaving = False
        self.port = WindowPort(self)
        self.desk = Desk(document.session, self.port, settings, _system(), document, lessons)
        self.theme = Theme(self.desk.theme, self.desk.settings.zoom / 100)
        self._language = self.desk.language
        self.raw = RawPane(self.desk, self.theme)
        self.article = ArticlePane(self.theme)
        self.suspects = SuspectsPane(self.desk, self.theme)
        self.hints = HintLine(self.desk, self.theme)
        self.status = StatusLine(self.desk, self.theme)
        self._put_together()
        self.table = KeyTable(self.desk, self.run, self._typed, self)
        for context in (Context.RAW, Context.ARTICLE, Context.SUSPECTS):
            self.table.watch(self.pane(context), context)
        self.table.watch(self, Context.ANYWHERE)
        self._follow = Follow(self.desk, self.raw, self.article, self)
        self.worker = Worker(self.desk, self, profile)
        self.worker.busy_changed.connect(self._busy)
        self.article.edit_failed.connect(self._failed)
        self.raw.opened.connect(lambda: self.port.focus(Context.ARTICLE))
        self.desk.listen(self._changed)
        application().focusChanged.connect(self._focus_moved)
        self._shown: object = None
        self._show_page()
        self._look()
        self.raw.setFocus()
        self.worker.start()

    # --- the parts -----------------------------------------------------------------------------------------------

    def pane(self, context: Context) -> QWidget:
        """The pane of a context; the window itself for ANYWHERE."""
        panes: dict[Context, QWidget] = {
            Context.RAW: self.raw,
            Context.ARTICLE: self.article,
            Context.SUSPECTS: self.suspects,
        }
        return panes.get(context, self)

    @property
    def context(self) -> Context:
        """The pane that has the focus, or had it last."""
        return self._context

    def sizeHint(self) -> QSize:
        """The drawing's size."""
        return QSize(1280, 800)

    def _put_together(self) -> None:
        self._context = Context.RAW
        top = QSplitter(Qt.Orientation.Horizontal)
        top.addWidget(self.raw)
        top.addWidget(self.article)
        top.setSizes([520, 760])
        top.setStretchFactor(0, 2)
        top.setStretchFactor(1, 3)
        whole = QSplitter(Qt.Orientation.Vertical)
        whole.addWidget(top)
        whole.addWidget(self.suspects)
        whole.setSizes([588, 132])
        whole.setStretchFactor(0, 1)
        for splitter in (top, whole):
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        box = QWidget()
        layout = QVBoxLayout(box)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (whole, self.hints, self.status):
            layout.addWidget(widget)
        layout.setStretch(0, 1)
        self.setCentralWidget(box)
        self.caption = QLabel(self)
        self.menuBar().setCornerWidget(self.caption)
        self.setMinimumSize(640, 400)
        self.resize(self.sizeHint())
        if self.desk.settings.window:
            self.restoreGeometry(QByteArray.fromHex(self.desk.settings.window.encode("ascii", "ignore")))

    # --- commands ------------------------------------------------------------------------------------------------

    def run(self, command: Command) -> None:
        """Carries out a command: any composition is ended first, whatever fails is told."""
        self.article.settle()
        if not self.hints.bad or "Esc" in self.desk.keymap.keys(command.id):
            self.hints.tell("")
        if self.article.hasFocus() or command.context is Context.ARTICLE:
            place = self.article.caret_place()
            self.desk.place = TextPlace(*place) if place is not None else None
            self.desk.stretch = tuple(self.article.selected_places())
        self.guarded(lambda: command.run(self.desk))

    def _typed(self) -> None:
        """A message has been read when typing goes on."""
        if self.hints.message and not self.hints.bad:
            self.hints.tell("")

    def guarded(self, action: Callable[[], object]) -> None:
        """Does something that may fail for a reason that the user should read."""
        try:
            action()
        except (TroubleError, MisfitError, OSError) as error:
            self._failed(error)

    def _failed(self, error: Exception) -> None:
        self.port.tell(self._sentence(error), bad=True)

    def _busy(self, key: str) -> None:
        self.status.set_busy(self.desk.texts.say(key) if key else "")

    def _sentence(self, error: Exception) -> str:
        return error.sentence(self.desk.language) if isinstance(error, TroubleError) else str(error)

    def leave(self) -> None:
        """Closes without asking."""
        self._leaving = True
        self.close()

    # --- what changed --------------------------------------------------------------------------------------------

    def _changed(self, aspect: Aspect, _: str) -> None:
        if aspect is Aspect.LOOK:
            self._look()
            self._keep_settings()
        elif aspect is Aspect.SUSPECTS:
            self.article.set_words(words.cut)  # the dictionary is loaded by now
            self.article.set_findings(open_findings(self.desk))
            self.article.set_current_finding(self.desk.current or None)
        elif aspect in (Aspect.DOCUMENT, Aspect.PAGE):
            self._show_page()

    def _show_page(self) -> None:
        if self._shown is not self.desk.session:
            self._shown = self.desk.session
            self.article.set_session(self.desk.session)
        document, say = self.desk.document, self.desk.texts.say
        name = self.desk.page.raw.name if document is None else (document.target or document.source).name
        status = say("status.done" if self.desk.page.status is Status.DONE else "status.draft")
        self.setWindowTitle(f"{name} — {status} — {say('app')}")
        self.caption.setText(f"{name} — {status}　")

    def _look(self) -> None:
        """Theme, zoom, language and keys as the settings have them."""
        desk = self.desk
        self.theme = Theme(desk.theme, desk.settings.zoom / 100)
        application().setFont(self.theme.font("interface"))
        application().setPalette(palette_of(self.theme))
        colour(self, self.theme)
        self.menuBar().setFont(self.theme.font("interface"))
        self.caption.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        if self.port.panel is not None:
            colour(self.port.panel, self.theme)
        menus.fill(self.menuBar(), desk, self.run)
        for part in (self.raw, self.article, self.suspects, self.hints, self.status):
            part.set_theme(self.theme)
        self.article.set_texts(desk.texts)
        for area in (self.raw, self.article, self.suspects):
            thin_bars(area, self.theme)
        for context in (Context.RAW, Context.ARTICLE, Context.SUSPECTS):
            self.pane(context).setAccessibleName(desk.texts.say(f"name.{context}"))
        self.hints.setAccessibleName(desk.texts.say("name.hint"))
        self.status.setAccessibleName(desk.texts.say("name.status"))
        if self._language != desk.language:
            self._language = desk.language
            desk.analysis = Analysis()
            self.worker.start()
        self._show_page()

    def _keep_settings(self) -> None:
        try:
            save_settings(self.desk.settings, self._folder)
        except TroubleError as trouble:
            self.port.tell(trouble.sentence(self.desk.language), bad=True)

    def _focus_moved(self, _: QWidget | None, now: QWidget | None) -> None:
        for context in (Context.RAW, Context.ARTICLE, Context.SUSPECTS):
            if now is self.pane(context):
                self._context = context
                self.hints.set_context(context)
                self._follow.mark()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Asks first, by the command that ends the program."""
        if not self._leaving:
            self.run(commands()["file.quit"])
        if not self._leaving:
            event.ignore()
            return
        self.article.settle()
        self.hide()  # what still runs in the background is waited for out of sight
        self.worker.close()
        place = bytes(self.saveGeometry().toHex().data()).decode("ascii")
        self.desk.settings = structs.replace(self.desk.settings, window=place)
        self._keep_settings()
        if self.desk.document is not None:
            self.desk.document.close()
        event.accept()


def application() -> QApplication:
    """The running application; RuntimeError when there is none yet."""
    running = QApplication.instance()
    if not isinstance(running, QApplication):
        raise RuntimeError("a window needs an application")  # noqa: TRY004 - nothing was passed
    return running


def _system() -> System:
    """What the desktop has; where it does not say in which language, the language of the trade is taken."""
    dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
    chinese = QLocale.system().language() in (QLocale.Language.Chinese, QLocale.Language.C)
    return System("zh" if chinese else "en", "dark" if dark else "light")
