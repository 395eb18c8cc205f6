"""A page of invented text for the article pane, and a hand that works in it with real events."""

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QMimeData, QRect, Qt
from PySide6.QtGui import QGuiApplication, QImage, QInputMethodEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from editor.core.page import Article, Block, Kind, Page, Role, Run, corrected, untouched
from editor.core.raw import RawText
from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.plain import SEPARATOR, shown

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier

LINES = (
    (Role.KICKER, "风从山那边吹来"),
    (Role.HEADLINE, "河边又添新绿地"),
    (Role.DATELINE, "本报讯"),
    (Role.BYLINE, "撰稿 林照"),
    (Role.PARAGRAPH, "镇上的人们傍晚都来到河边散步，𠮷田桥下又见鱼群，孩子们数着数着天就黑了。"),
    (Role.PARAGRAPH, "从去年１１月起，沿岸铺了三公里\u00a0慢行道，装了路灯 120 盏。"),
    (Role.CROSSHEAD, "水清了"),
    (Role.PARAGRAPH, "老人说：“这里从前是荒地。”"),
    (Role.JUMP_TO, "（下转第2版）"),
)
OTHER = ((Role.HEADLINE, "秋收的日子"), (Role.PARAGRAPH, "稻子黄了，小学生放学后下田拾穗。"))
THIRD = ((Role.PARAGRAPH, "图为收割机在田里。"),)


def page() -> Page:
    """Three articles, one correction, one piece of furniture."""
    every = [*LINES, *OTHER, *THIRD, (Role.FURNITURE, "第一版")]
    raw = RawText("\n".join(text for _, text in every), "page.txt")
    blocks = [
        Block(role, (untouched(raw, line.start, line.end),)) for (role, _), line in zip(every, raw.lines, strict=True)
    ]
    start = raw.text.index("１１")
    line = raw.line_at(start)
    mended = (
        untouched(raw, line.start, start),
        corrected(raw, start, start + 2, "11", "width"),
        untouched(raw, start + 2, line.end),
    )
    blocks[5] = Block(Role.PARAGRAPH, mended)
    a, b = len(LINES), len(LINES) + len(OTHER)
    articles = (
        Article("a1", Kind.STORY, tuple(blocks[:a])),
        Article("a2", Kind.STORY, tuple(blocks[a:b])),
        Article("a3", Kind.PHOTO, tuple(blocks[b:-1])),
    )
    return Page(raw, articles, tuple(blocks[-1:]))


def page_of(drawing: str) -> Page:
    """Stories of paragraphs from a drawing (see `drawn`); nothing of it is in the raw text."""
    raw = RawText("", "empty.txt")
    bare = drawing.replace("^", "").replace("[", "").replace("]", "")
    articles: list[Article] = []
    for number, article in enumerate(bare.split("‖"), 1):
        runs = [((Run(0, 0, text, "typed"),) if text else ()) for text in article.split("/")]
        articles.append(Article(f"a{number}", Kind.STORY, tuple(Block(Role.PARAGRAPH, r) for r in runs)))
    return Page(raw, tuple(articles))


def places_of(drawing: str) -> list[tuple[int, int]]:
    """Row and offset of the caret, or of the selection's two ends."""
    found: list[tuple[int, int]] = []
    for row, text in enumerate(drawing.replace("‖", "/").split("/")):
        bare = 0
        for sign in text:
            if sign in "^[]":
                found.append((row, bare))
            else:
                bare += 1
    return found


def flat(page: Page) -> str:
    """What the pane's document must hold."""
    return SEPARATOR.join(shown(block.text) for article in page.articles for block in article.blocks)


def drawn(pane: ArticlePane) -> str:
    """The pane with its caret (^) or selection ([]), paragraphs parted by / and articles by ‖: 甲^乙/丙‖丁."""
    cursor = pane.textCursor()
    low, high = cursor.selectionStart(), cursor.selectionEnd()
    out: list[str] = []
    for at, row in enumerate(pane.shown.rows):
        block = pane.shown.text_block(at)
        units = [block.text().encode("utf-16-le")[n : n + 2] for n in range(0, 2 * (block.length() - 1), 2)]
        for position, sign in sorted({(low, "["), (high, "]")} if low < high else {(low, "^")}, reverse=True):
            if block.position() <= position < block.position() + block.length():
                units.insert(position - block.position(), sign.encode("utf-16-le"))
        out.append(("" if at == 0 else "/" if row.index else "‖") + b"".join(units).decode("utf-16-le"))
    return "".join(out)


def on_screen(pane: ArticlePane) -> QImage:
    """What a user sees when all that asked to be painted has been: what did not ask is as it was."""
    QApplication.processEvents()
    return pane.screen().grabWindow(pane.winId()).toImage()


def pixels(image: QImage) -> npt.NDArray[np.uint32]:
    """Rows by columns, as QColor.rgb has them."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    return np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width()).copy()


def place_on_screen(pane: ArticlePane, row: int, start: int, end: int) -> QRect:
    """Where code points of a row that stand in one line are in the viewport."""
    (bar,) = pane.shown.bars(pane.shown.position(row, start), pane.shown.position(row, end))
    return bar.translated(0, -pane.verticalScrollBar().value()).toAlignedRect()


class Hand:
    """Does to the pane what a user's hands do."""

    def __init__(self, pane: ArticlePane) -> None:
        self.pane = pane

    def begin(self, drawing: str) -> Session:
        """A page and the caret as drawn."""
        session = Session(page_of(drawing))
        self.pane.set_session(session)
        start, *end = places_of(drawing)
        self.stand(*start, to=end[0] if end else None)
        return session

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = PLAIN) -> None:
        QTest.keyClick(self.pane, key, modifiers)

    def type(self, text: str) -> None:
        """Latin letters and marks by key."""
        QTest.keyClicks(self.pane, text)

    def compose(self, preedit: str) -> None:
        """A step of an input method: what it shows at the caret."""
        QApplication.sendEvent(self.pane, QInputMethodEvent(preedit, []))

    def commit(self, text: str, preedit: str = "") -> None:
        """An input method's result, perhaps with the next composition in the same event."""
        event = QInputMethodEvent(preedit, [])
        event.setCommitString(text)
        QApplication.sendEvent(self.pane, event)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.press(KEY.Key_V, CTRL)

    def paste_data(self, data: QMimeData) -> None:
        QGuiApplication.clipboard().setMimeData(data)
        self.press(KEY.Key_V, CTRL)

    def stand(self, row: int, offset: int, *, to: tuple[int, int] | None = None) -> None:
        """Puts the caret into a row, or selects to another place."""
        cursor = self.pane.textCursor()
        cursor.setPosition(self.pane.shown.position(row, offset))
        if to is not None:
            cursor.setPosition(self.pane.shown.position(*to), QTextCursor.MoveMode.KeepAnchor)
        self.pane.setTextCursor(cursor)
