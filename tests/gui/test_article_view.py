"""What the article pane shows, where it says the caret is, and how it stays put when the page changes elsewhere."""

from collections.abc import Callable

import pytest
from article_hand import CTRL, KEY, SHIFT, Hand, drawn, flat, page_of
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QImage, QKeyEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from editor.commands.texts import Texts
from editor.core import editing, structure
from editor.core.evidence import SeamKind
from editor.core.finding import Finding, Place
from editor.core.page import FURNITURE, Article, Block, Kind, Page, Role, untouched
from editor.core.raw import RawText
from editor.core.runs import raw_offset
from editor.core.session import Session
from editor.core.transaction import Transaction
from editor.gui.article_pane import ArticlePane
from editor.gui.keeper import raw_position
from editor.gui.plain import shown
from editor.gui.theme import Theme


def finding(
    key: str = "k", *, place: Place | None = None, span: tuple[int, int] = (0, 0), state: str = "open"
) -> Finding:
    return Finding("stray", span, f"理由{key}", (), 0.9, key, place=place, state=state)


def marked(pane: ArticlePane) -> list[tuple[str, str]]:
    """The key of every finding with a mark, and the text that the mark covers now."""
    cursor = pane.textCursor()
    out: list[tuple[str, str]] = []
    for start, end, found in pane.marks.placed(0, len(pane.shown.rows) - 1):
        cursor.setPosition(start)
        cursor.setPosition(end, cursor.MoveMode.KeepAnchor)
        out.append((found.key, cursor.selectedText()))
    return out


# --- the text ----------------------------------------------------------------------------------------------------


def test_no_break_spaces_and_signs_that_qt_cannot_hold(pane: ArticlePane, hand: Hand) -> None:
    text = "甲\u00a0乙\u2028丙\u2029丁\x00\ufdd0\ufffc\u3000\t戊"
    raw = RawText(text, "odd.txt")
    session = Session(
        Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, (untouched(raw, 0, len(text)),)),)),))
    )
    pane.set_session(session)
    assert pane.document().blockCount() == 1
    assert len(pane.document().toRawText()) == len(text)
    hand.stand(0, 3)
    hand.type("x")
    assert session.page.articles[0].blocks[0].text == text[:3] + "x" + text[3:]
    hand.press(KEY.Key_A, CTRL)
    hand.press(KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == text[:3] + "x" + text[3:]


def test_lone_surrogates_are_shown_and_kept(pane: ArticlePane, hand: Hand) -> None:
    raw = RawText("甲\udc80乙", "broken.txt")
    session = Session(Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, (untouched(raw, 0, 3),)),)),)))
    pane.set_session(session)
    assert pane.document().toRawText() == "甲\ufffd乙"
    hand.press(KEY.Key_End, CTRL)
    hand.type("x")
    assert session.page.articles[0].blocks[0].text == "甲\udc80乙x"


def test_shown_is_as_long_as_what_it_stands_for() -> None:
    every = "".join(map(chr, [*range(0x300), *range(0x2000, 0x2100), *range(0xD7F0, 0xE010), *range(0xFDC0, 0x10010)]))
    assert len(shown(every)) == len(every)
    assert shown(shown(every)) == shown(every)


def test_an_empty_page_takes_no_text(pane: ArticlePane, hand: Hand) -> None:
    session = Session(Page(RawText("", "empty.txt")))
    pane.set_session(session)
    hand.type("x")
    hand.press(KEY.Key_Return)
    hand.paste("一\n二")
    assert pane.document().toRawText() == ""
    assert session.revision == 0
    assert pane.caret_place() is None


def test_another_session(pane: ArticlePane, hand: Hand, story: Session) -> None:
    other = hand.begin("甲^‖乙")
    story.apply(structure.move_article(story.page, "a1", 1))
    assert drawn(pane) == "甲^‖乙"
    hand.type("x")
    assert other.page.articles[0].blocks[0].text == "甲x"
    pane.set_session(None)
    hand.type("x")
    assert pane.document().toRawText() == ""


# --- places ------------------------------------------------------------------------------------------------------


def test_every_place_and_back(pane: ArticlePane, story: Session) -> None:
    for article in story.page.articles:
        for index, block in enumerate(article.blocks):
            for offset in range(len(block.text) + 1):
                assert pane.show_place(article.id, index, offset)
                assert pane.caret_place() == (article.id, index, offset)
    assert not pane.show_place(FURNITURE, 0, 0)
    assert not pane.show_place("a1", 99, 0)
    assert not pane.show_place("a9", 0, 0)


def test_every_raw_offset_and_back(pane: ArticlePane, story: Session) -> None:
    text = story.page.raw.text
    corrected = text.index("１１")
    for offset in range(len(text)):
        position = raw_position(pane.shown, offset)
        if text[offset] == "\n" or offset >= text.index("第一版"):
            assert position is None
            continue
        assert position is not None
        place = pane.shown.place(position)
        assert place is not None
        back = raw_offset(pane.shown.rows[place[0]].block.runs, place[1])
        assert back == (corrected if offset == corrected + 1 else offset)


def test_the_caret_tells_where_it_is(pane: ArticlePane, hand: Hand, story: Session) -> None:
    seen: list[tuple[str, int, int]] = []

    def note(article: str, block: int, offset: int) -> None:
        seen.append((article, block, offset))

    pane.caret_moved.connect(note)
    hand.stand(4, 16)
    hand.press(KEY.Key_Right)
    hand.type("x")
    hand.press(KEY.Key_Return)
    assert seen == [("a1", 4, 16), ("a1", 4, 17), ("a1", 4, 18), ("a1", 5, 0)]
    story.undo()
    assert seen[-1] == ("a1", 4, 18)


def test_a_listener_that_hears_first_finds_the_pane_caught_up(qtbot: QtBot) -> None:
    session = Session(page_of("甲乙/丙‖丁"))
    places: list[object] = []
    session.subscribe(lambda _: places.append(pane.caret_place()))
    pane = ArticlePane(Theme())
    qtbot.addWidget(pane)
    pane.set_session(session)
    hand = Hand(pane)
    hand.stand(0, 2)
    hand.type("x")
    hand.press(KEY.Key_Return)
    assert drawn(pane) == "甲乙x/^/丙‖丁"
    hand.commit("天", preedit="d")
    hand.commit("地")
    session.apply(structure.move_article(session.page, "a1", 1))
    session.undo()
    assert drawn(pane) == "甲乙x/天地^/丙‖丁"
    assert places == [("a1", 0, 3), ("a1", 1, 0), ("a1", 1, 1), *[("a1", 1, 2)] * 3]


def test_selected_places(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲[乙/丙‖丁]戊")
    assert pane.selected_places() == [Place("a1", 0, 1, 2), Place("a1", 1, 0, 1), Place("a2", 0, 0, 1)]
    hand.press(KEY.Key_Right)
    assert pane.selected_places() == []


# --- changes from elsewhere --------------------------------------------------------------------------------------

MAKERS: list[tuple[str, Callable[[Page], Transaction | None], tuple[str, int, int]]] = [
    ("story up", lambda page: structure.move_article(page, "a2", -1), ("a2", 1, 4)),
    ("story above it down", lambda page: structure.move_article(page, "a1", 2), ("a2", 1, 4)),
    ("its paragraph up", lambda page: editing.move_block(page, "a2", 1, -1), ("a2", 0, 4)),
    ("merged", lambda page: structure.merge_up(page, "a2"), ("a1", 9, 4)),
    ("cut before it", lambda page: structure.split(page, "a2", 1, 2), ("a4", 0, 2)),
    ("cut at it", lambda page: structure.split(page, "a2", 1, 4), ("a4", 0, 0)),
    ("cut behind it", lambda page: structure.split(page, "a2", 1, 6), ("a2", 1, 4)),
    ("a headline now", lambda page: editing.set_role(page, "a2", 1, Role.KICKER), ("a2", 0, 4)),
    ("text before it", lambda page: editing.edit(page, "a2", 6, 7, "长长"), ("a2", 1, 5)),
    ("given away", lambda page: structure.assign(page, [(128, 144)], FURNITURE), ("a3", 0, 0)),
    ("text far above", lambda page: editing.edit(page, "a1", 0, 9, "短"), ("a2", 1, 4)),
    ("joined with a line elsewhere", lambda page: joined(page, "第2版）", "秋"), ("a1", 8, 4)),
]


def joined(page: Page, upper: str, lower: str) -> Transaction | None:
    raw = page.raw.text
    return structure.settle_seam(page, raw.index(upper) + len(upper), raw.index(lower), SeamKind.JOIN)


@pytest.mark.parametrize(("make", "place"), [case[1:] for case in MAKERS], ids=[case[0] for case in MAKERS])
def test_the_caret_stays_with_its_words(
    pane: ArticlePane,
    hand: Hand,
    story: Session,
    make: Callable[[Page], Transaction | None],
    place: tuple[str, int, int],
) -> None:
    assert story.page.articles[1].blocks[1].text.startswith("稻子黄了")
    hand.stand(10, 4)
    before = pane.cursorRect().top()
    assert story.apply(make(story.page)) is not None
    assert pane.document().toRawText() == flat(story.page)
    assert pane.caret_place() == place
    bar = pane.verticalScrollBar()
    if 0 < bar.value() < bar.maximum():
        assert pane.cursorRect().top() == before


def test_a_change_redraws_no_more_than_it_must(pane: ArticlePane, story: Session) -> None:
    changes: list[tuple[int, int, int]] = []

    def note(at: int, gone: int, come: int) -> None:
        changes.append((at, gone, come))

    pane.document().contentsChange.connect(note)
    at = flat(story.page).index("老人")
    story.apply(editing.edit(story.page, "a1", at, at + 1, "长"))
    assert changes == [(at + 1, 1, 1)]  # one 𠮷 stands before it


# --- marks -------------------------------------------------------------------------------------------------------


def test_findings_are_marked_by_place_and_by_span(pane: ArticlePane, story: Session) -> None:
    raw = story.page.raw.text
    at = raw.index("鱼群")
    pane.set_findings(
        [
            finding("place", place=Place("a1", 1, 0, 2)),
            finding("span", span=(at, at + 2)),
            finding("inserted", place=Place("a1", 2, 1, 1)),
            finding("at the end", place=Place("a1", 2, 3, 3)),
            finding("furniture", span=(raw.index("第一版"), len(raw))),
            finding("mended", place=Place("a1", 0, 0, 1), state="repaired"),
            finding("gone", place=Place("a9", 0, 0, 1)),
        ]
    )
    assert marked(pane) == [("place", "河边"), ("span", "鱼群"), ("inserted", "报"), ("at the end", "讯")]


def test_a_finding_over_a_boundary_is_marked_on_both_sides(pane: ArticlePane, story: Session) -> None:
    raw = story.page.raw.text
    pane.set_findings([finding("seam", span=(raw.index("第2版）"), raw.index("秋收") + 2))])
    assert marked(pane) == [("seam", "第2版）"), ("seam", "秋收")]
    at = raw.index("１１")
    pane.set_findings([finding("mended", span=(at + 1, at + 4))])
    assert marked(pane) == [("mended", "11月起")]


def test_marks_move_with_the_text(pane: ArticlePane, hand: Hand, story: Session) -> None:
    pane.set_findings([finding(place=Place("a1", 4, 15, 17))])
    assert marked(pane) == [("k", "𠮷田")]
    hand.stand(4, 0)
    hand.type("x")
    hand.press(KEY.Key_Return)
    assert marked(pane) == [("k", "𠮷田")]
    story.undo()
    story.undo()
    assert marked(pane) == [("k", "𠮷田")]


@pytest.mark.usefixtures("story")
def test_what_a_mark_says(pane: ArticlePane) -> None:
    pane.set_texts(Texts("en"))
    pane.set_findings([finding("一", place=Place("a1", 5, 3, 6))])
    start = pane.shown.position(5, 3)
    cursor = pane.textCursor()
    cursor.setPosition(start)
    pane.setTextCursor(cursor)
    spot = pane.cursorRect().center()
    assert pane.tip_at(spot + QPoint(4, 0)) == "理由一\nThe raw text says “１１”; now it is “11”"
    assert pane.tip_at(spot + QPoint(24, 0)) == "理由一"
    assert pane.tip_at(spot + QPoint(100, 0)) == ""


@pytest.mark.parametrize("name", ["light", "dark"])
def test_marks_are_painted_where_they_belong(pane: ArticlePane, story: Session, name: str) -> None:
    theme = Theme(name)
    pane.set_theme(theme)
    pane.setCursorWidth(0)
    pane.show_place("a1", 5, 0)
    bare = pane.grab().toImage()
    assert theme.colour("corrected").rgb() in colours(bare)
    assert theme.colour("match").rgb() not in colours(bare)
    pane.set_findings([finding(place=Place("a1", 5, 5, 9))])
    doubted = pane.grab().toImage()
    (bar,) = pane.shown.bars(pane.shown.position(5, 5), pane.shown.position(5, 9))
    place = bar.translated(0, -pane.verticalScrollBar().value()).toAlignedRect().adjusted(-2, 0, 2, 4)
    changed = [
        QPoint(x, y)
        for x in range(bare.width())
        for y in range(bare.height())
        if bare.pixel(x, y) != doubted.pixel(x, y)
    ]
    assert len(changed) > 50
    assert all(place.contains(point) for point in changed)
    pane.set_current_finding("k")
    assert theme.colour("match").rgb() in colours(pane.grab().toImage())
    assert story.revision == 0


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


# --- the look ----------------------------------------------------------------------------------------------------


def test_what_typing_repaints_is_enough(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲乙^丙丁/戊己‖庚辛")
    pane.setCursorWidth(0)
    steps: list[Callable[[], object]] = [
        lambda: hand.type("x"),
        lambda: hand.press(KEY.Key_Return),
        lambda: hand.type("y" * 80),
        lambda: hand.press(KEY.Key_Backspace),
        lambda: hand.commit("天"),
        lambda: hand.compose("ni"),
        lambda: hand.commit("你"),
    ]
    before = QImage()
    for step in steps:
        step()
        QApplication.processEvents()
        partial = pane.screen().grabWindow(pane.winId()).toImage()
        assert partial != before
        pane.viewport().repaint()
        before = pane.screen().grabWindow(pane.winId()).toImage()
        assert partial == before


def test_what_is_said_beside_the_text(pane: ArticlePane, hand: Hand, story: Session) -> None:
    pane.resize(500, 700)
    pane.setCursorWidth(0)
    plain = pane.grab().toImage()
    story.apply(structure.set_kind(story.page, "a2", Kind.NOTICE))
    assert pane.grab().toImage() != plain
    story.undo()
    assert pane.grab().toImage() == plain
    hand.stand(1, 0, to=(1, 7))
    hand.press(KEY.Key_Delete)
    empty = pane.grab().toImage()
    pane.set_texts(Texts("en"))
    english = pane.grab().toImage()
    assert english != empty
    hand.compose("n")
    composing = pane.grab().toImage()
    pane.set_texts(Texts("zh"))
    box = pane.shown.box(1).toAlignedRect()
    assert pane.grab().toImage().copy(box) == composing.copy(box)


def test_every_theme_and_zoom(pane: ArticlePane, hand: Hand, story: Session) -> None:
    hand.stand(7, 3)
    height = pane.document().size().height()
    for name in ("light", "dark"):
        for zoom in (0.5, 1.0, 2.0):
            pane.set_theme(Theme(name, zoom))
            assert pane.caret_place() == ("a1", 7, 3)
            for at, row in enumerate(pane.shown.rows):
                assert pane.shown.text_block(at).charFormat() == pane.shown.styles.formats(row.look)[1]
    assert pane.document().size().height() > 2 * height
    pane.set_theme(Theme())
    assert pane.document().size().height() == height
    assert story.revision == 0


@pytest.mark.parametrize("change", ["narrower", "wider", "zoom", "theme"])
def test_what_is_read_stays_in_sight(pane: ArticlePane, hand: Hand, change: str) -> None:
    hand.begin("‖".join("/".join(["长" * 90] * 6) for _ in range(5)).replace("长", "^长", 1))
    hand.stand(12, 40)
    pane.verticalScrollBar().setValue(pane.verticalScrollBar().value() + 100)
    before = pane.cursorRect().top()
    assert 0 < before < pane.viewport().height()
    if change == "zoom":
        pane.set_theme(Theme("light", 1.5))
    elif change == "theme":
        pane.set_theme(Theme("dark"))
    else:
        pane.resize(300 if change == "narrower" else 700, 400)
    assert abs(pane.cursorRect().top() - before) <= 1


def test_a_card_is_no_wider_than_the_eye_follows(pane: ArticlePane, story: Session) -> None:
    pane.resize(3000, 400)
    assert pane.shown.box(4).width() < 56 * pane.shown.styles.em
    assert len(story.page.articles) == 3


# --- keys that are the window's ----------------------------------------------------------------------------------


WINDOW_KEYS = [
    "Ctrl+Z",
    "Ctrl+Y",
    "Ctrl+Shift+Z",
    "Ctrl+C",
    "Ctrl+X",
    "Ctrl+V",
    "Ctrl+A",
    "Ctrl+Left",
    "Ctrl+Home",
    "Ctrl+Return",
    "Ctrl+S",
    "Alt+Up",
    "Alt+Shift+Down",
    "F8",
    "Esc",
]


@pytest.mark.parametrize("keys", WINDOW_KEYS)
def test_the_windows_actions_fire(qtbot: QtBot, keys: str, story: Session) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    pane = ArticlePane(Theme())
    window.setCentralWidget(pane)
    pane.set_session(story)
    fired: list[str] = []
    action = QAction(window)
    action.setShortcut(keys)
    action.triggered.connect(lambda: fired.append(keys))
    window.addAction(action)
    window.show()
    window.activateWindow()
    pane.setFocus()
    qtbot.waitUntil(pane.hasFocus)
    QTest.keySequence(pane, QKeySequence(keys))
    assert fired == [keys]


@pytest.mark.parametrize("key", ["a", "A", "1", "?", "/", " "])
def test_letters_are_the_panes(pane: ArticlePane, hand: Hand, key: str) -> None:
    hand.begin("甲^乙")
    action = QAction(pane)
    action.setShortcut(key if key != " " else "Space")
    fired: list[str] = []
    action.triggered.connect(lambda: fired.append(key))
    pane.addAction(action)
    hand.type(key)
    assert fired == []
    assert drawn(pane) == f"甲{key}^乙"


def test_tab_leaves_the_pane(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    hand.press(KEY.Key_Tab)
    hand.press(KEY.Key_Tab, SHIFT)
    assert drawn(pane) == "甲^乙"


def test_the_menu_has_no_undo_of_qts(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲[乙]")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), pane.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(pane, event)
    menu = QApplication.activePopupWidget()
    assert menu is not None
    names = [action.objectName() for action in menu.actions()]
    assert "edit-copy" in names
    assert "edit-undo" not in names
    menu.close()


def test_a_key_event_without_text_types_nothing(pane: ArticlePane, hand: Hand) -> None:
    hand.begin("甲^乙")
    QApplication.sendEvent(
        pane, QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, "")
    )
    assert drawn(pane) == "甲^乙"
