"""What the article pane shows of a page's text, whatever Qt's document can hold, and of which page."""

import pytest
from article_hand import CTRL, KEY, Hand, drawn
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from editor.core import structure
from editor.core.page import Page, untaken
from editor.core.raw import RawText
from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.plain import shown

UNSHOWABLE = "\x00\x08\n\x1f\x7f\u2028\u2029\ud800\udfff\ufdd0\ufdef\ufffc\ufffe\uffff"
SHOWABLE = "\t \xa0\u200b\u3000甲𠮷\ufdf0\ufffd"


def begin(pane: ArticlePane, text: str) -> Session:
    """One paragraph of raw text in the pane."""
    session = Session(untaken(RawText(text, "odd.txt")))
    pane.set_session(session)
    return session


def test_a_document_holds_whatever_is_shown() -> None:
    every = "".join(map(chr, [*range(0x300), *range(0x2000, 0x2100), *range(0xD7F0, 0xE010), *range(0xFDC0, 0x10010)]))
    safe = shown(every)
    document = QTextDocument()
    QTextCursor(document).insertText(safe)
    assert len(safe) == len(every)
    assert (document.toRawText(), document.blockCount()) == (safe, 1)


@pytest.mark.parametrize(("text", "alike"), [(UNSHOWABLE, ""), (SHOWABLE, SHOWABLE)])
def test_what_has_no_shape_or_is_a_mark_of_qts_has_a_stand_in(text: str, alike: str) -> None:
    assert "".join(sign for sign in text if shown(sign) == sign) == alike


def test_no_break_spaces_and_signs_that_qt_cannot_hold_stay_in_the_page(pane: ArticlePane, hand: Hand) -> None:
    text = "甲\u00a0乙\u2028丙\u2029丁\x00\ufdd0\ufffc\u3000\t戊"
    session = begin(pane, text)
    assert pane.document().blockCount() == 1
    assert pane.document().toRawText() == shown(text)
    hand.stand(0, 3)
    hand.type("x")
    assert session.page.articles[0].blocks[0].text == text[:3] + "x" + text[3:]
    hand.press(KEY.Key_A, CTRL)
    hand.press(KEY.Key_C, CTRL)
    assert QApplication.clipboard().text() == text[:3] + "x" + text[3:]


def test_lone_surrogates_are_shown_and_kept(pane: ArticlePane, hand: Hand) -> None:
    session = begin(pane, "甲\udc80乙")
    assert pane.document().toRawText() == "甲\ufffd乙"
    hand.press(KEY.Key_End, CTRL)
    hand.type("x")
    assert session.page.articles[0].blocks[0].text == "甲\udc80乙x"


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
