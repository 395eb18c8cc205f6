"""Panels that lie over the window: opened by a key, closed by Esc, the focus goes back where it came from."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPalette
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QFrame, QVBoxLayout, QWidget

from editor.gui.theme import Theme


class Overlay(QFrame):
    """A panel over `host`. It is no window of its own, so no window manager can lose it or take its focus."""

    closed = Signal()
    """It is gone, by its own doing or by Esc."""

    def __init__(self, host: QWidget, theme: Theme, size: QSize) -> None:
        super().__init__(host)
        self._host = host
        self._wanted = QSize(round(size.width() * theme.zoom), round(size.height() * theme.zoom))
        self._came_from = QApplication.focusWidget()
        self.theme = theme
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(12, 12, 12, 12)
        self.body.setSpacing(8)
        self.setAutoFillBackground(True)
        self.setFont(theme.font("interface"))
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        colour(self, theme)
        host.installEventFilter(self)

    def open(self) -> None:
        """Shows it over the middle of its host and takes the focus."""
        self._place()
        self.show()
        self.raise_()
        self.setFocus()

    def dismiss(self) -> None:
        """Closes it and gives the focus back."""
        if not self.isVisible():
            return
        self.hide()
        came_from = self._came_from
        if came_from is not None and came_from.isVisible():
            came_from.setFocus()
        self.closed.emit()
        self.close()

    def _place(self) -> None:
        host = self._host
        width = min(self._wanted.width(), host.width() - 32)
        height = min(self._wanted.height(), host.height() - 64)
        self.setGeometry((host.width() - width) // 2, max(36, (host.height() - height) // 4), width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes; no key gets through to what lies below."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stays in the middle when the host is resized."""
        if watched is self._host and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return False


def thin_bars(area: QAbstractScrollArea, theme: Theme) -> None:
    """Scroll bars that are there when wanted and else out of the way."""
    handle, width = theme.colour("rule").name(), round(10 * theme.zoom)
    area.verticalScrollBar().setStyleSheet(
        f"QScrollBar:vertical {{ background: transparent; width: {width}px; margin: 0; }}"
        f"QScrollBar::handle:vertical {{ background: {handle}; min-height: 28px; border-radius: {width // 2 - 1}px;"
        f" margin: 1px 2px; }}"
        "QScrollBar::add-line, QScrollBar::sub-line { height: 0; }"
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }"
    )


def colour(widget: QWidget, theme: Theme) -> None:
    """Gives a widget and its children the theme's colours."""
    widget.setPalette(palette_of(theme))


def palette_of(theme: Theme) -> QPalette:
    """The theme's colours as Qt's roles."""
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, name in (
        (roles.Window, "desk"),
        (roles.Base, "card"),
        (roles.AlternateBase, "raw"),
        (roles.Button, "bar"),
        (roles.Text, "text"),
        (roles.WindowText, "text"),
        (roles.ButtonText, "text"),
        (roles.BrightText, "doubt"),
        (roles.PlaceholderText, "faint"),
        (roles.Highlight, "selected"),
        (roles.HighlightedText, "text"),
        (roles.Accent, "focus"),
        (roles.Link, "focus"),
        (roles.Mid, "rule"),
        (roles.Dark, "rule"),
        (roles.Midlight, "bar"),
        (roles.Light, "card"),
        (roles.Shadow, "rule"),
        (roles.ToolTipBase, "card"),
        (roles.ToolTipText, "text"),
    ):
        palette.setColor(role, theme.colour(name))
    for role in (roles.Text, roles.WindowText, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("faint"))
    return palette
