"""The window's tests run without a screen unless one is asked for."""

import os

import pytest
from article_hand import Hand, page
from pytestqt.qtbot import QtBot

from editor.core.session import Session
from editor.gui.article_pane import ArticlePane
from editor.gui.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def pane(qtbot: QtBot) -> ArticlePane:
    """An article pane on the screen, with the focus."""
    pane = ArticlePane(Theme())
    qtbot.addWidget(pane)
    pane.resize(500, 400)
    pane.show()
    qtbot.waitExposed(pane)
    pane.setFocus()
    return pane


@pytest.fixture
def hand(pane: ArticlePane) -> Hand:
    """A hand in that pane."""
    return Hand(pane)


@pytest.fixture
def story(pane: ArticlePane) -> Session:
    """The invented page, shown in the pane."""
    session = Session(page())
    pane.set_session(session)
    return session
