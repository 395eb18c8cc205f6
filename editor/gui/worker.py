"""The long work off the GUI thread: one job at a time, on a snapshot; a result that came too late is dropped."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from editor.commands import palette
from editor.commands.desk import Analysis, Aspect, Desk
from editor.commands.work import Labour, proposed
from editor.core.page import Page
from editor.reading.profile import Profile

PAUSE = 120
"""Milliseconds without a change before the page is looked through, so that typing is never slowed."""


class Worker(QObject):
    """Proposes where the desk wants it and looks for suspects after every change."""

    busy_changed = Signal(str)
    """The key of the text that says what is being done; empty for nothing."""

    _finished = Signal(object, object)

    def __init__(self, desk: Desk, parent: QObject, profile: Profile | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._labour = Labour(profile)
        self._pool = ThreadPoolExecutor(1, "chaiban")
        self._running = False
        self._closed = False
        self._warm = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._begin)
        self._finished.connect(self._take, Qt.ConnectionType.QueuedConnection)
        desk.listen(self._changed)

    @property
    def idle(self) -> bool:
        """Whether everything is looked through."""
        return not self._running and not self._wanted()

    def start(self) -> None:
        """Begins what is to be done, at once."""
        self._begin()

    def close(self) -> None:
        """Waits for what runs and takes no more."""
        self._closed = True
        self._timer.stop()
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _wanted(self) -> bool:
        return self._desk.proposal_wanted or self._desk.analysis.revision != self._desk.session.revision

    def _changed(self, aspect: Aspect, _: str) -> None:
        if aspect is Aspect.DOCUMENT and self._desk.proposal_wanted:
            self._timer.start(0)
        elif aspect is Aspect.PAGE:
            self._timer.start(PAUSE)

    def _begin(self) -> None:
        if self._closed or self._running or not self._wanted():
            return
        desk = self._desk
        page, revision, language, learned = desk.page, desk.session.revision, desk.language, desk.lessons.learned
        self._running = True
        if desk.proposal_wanted:
            self.busy_changed.emit("status.proposing")
            self._submit(lambda: self._labour.propose(page.raw), lambda result: self._proposed(result, revision))
        else:
            self.busy_changed.emit("status.looking")
            self._submit(lambda: self._labour.analyse(page, revision, language, learned), self._analysed)

    def _submit(self, job: Callable[[], object], then: Callable[[object], None]) -> None:
        def run() -> None:
            try:
                result = job()
            except Exception as error:  # noqa: BLE001 - whatever went wrong in there is told, the window goes on
                result = error
            self._finished.emit(then, result)

        self._pool.submit(run)

    def _take(self, then: Callable[[object], None], result: object) -> None:
        self._running = False
        if self._closed:
            return
        self.busy_changed.emit("")
        if isinstance(result, Exception):
            self._failed(result)
        else:
            then(result)
            self._begin()

    def _proposed(self, result: object, revision: int) -> None:
        if isinstance(result, Page) and proposed(self._desk, result, revision):
            self._desk.select(self._desk.selection)

    def _analysed(self, result: object) -> None:
        """What can wait until the first suspects are shown is loaded after them."""
        if isinstance(result, Analysis):
            self._desk.analysed(result)
        if not self._warm and not self._closed:
            self._warm = True
            self._pool.submit(palette.warm)

    def _failed(self, error: Exception) -> None:
        """Says so once; the page as it is counts as looked through."""
        self._desk.proposal_wanted = False
        what = f"{type(error).__name__}: {error}"
        self._desk.port.tell(self._desk.texts.say("tell.failed", what=what), bad=True)
        self._desk.analysed(Analysis(self._desk.session.revision))
