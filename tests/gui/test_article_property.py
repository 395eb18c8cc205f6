"""The document's text is the page's text, whatever the hands do: thousands of random steps with real events."""

import random

import pytest
from article_hand import CTRL, KEY, PLAIN, SHIFT, Hand, flat, page
from pytestqt.qtbot import QtBot

from editor.core import editing, operations, structure
from editor.core.ledger import ledger
from editor.core.page import FURNITURE, Kind, Role
from editor.core.session import Session
from editor.core.transaction import Transaction
from editor.gui.article_pane import ArticlePane
from editor.gui.theme import Theme

WORDS = ["的", "的", "山", "水", "𠮷", "𡈽", "，", "。", "a", " ", "\u00a0", "👨‍👩‍👧", "é", "、", "第2版"]
PASTED = [
    "新\r\n行",
    "一\n二\n三",
    "甲\u2028乙",
    "丙\u2029丁",
    "表\t格",
    "\n",
    "𠮷\n𠮷",
    "零\x00宽\ufeff",
    "",
    "\ufffc",
    "\r",
    "很长" * 40,
]
KEYS = [
    (KEY.Key_Left, PLAIN),
    (KEY.Key_Right, PLAIN),
    (KEY.Key_Up, PLAIN),
    (KEY.Key_Down, PLAIN),
    (KEY.Key_Home, PLAIN),
    (KEY.Key_End, PLAIN),
    (KEY.Key_Left, SHIFT),
    (KEY.Key_Right, SHIFT),
    (KEY.Key_Down, SHIFT),
    (KEY.Key_Left, CTRL),
    (KEY.Key_Right, CTRL | SHIFT),
    (KEY.Key_Home, CTRL),
    (KEY.Key_End, CTRL),
    (KEY.Key_PageDown, PLAIN),
]
EDITS = [
    (KEY.Key_Backspace, PLAIN),
    (KEY.Key_Backspace, PLAIN),
    (KEY.Key_Delete, PLAIN),
    (KEY.Key_Return, PLAIN),
    (KEY.Key_Return, SHIFT),
    (KEY.Key_Backspace, CTRL),
    (KEY.Key_Delete, CTRL),
    (KEY.Key_X, CTRL),
]


class Monkey:
    """Random steps from one seed."""

    def __init__(self, pane: ArticlePane, session: Session, seed: int) -> None:
        self.pane = pane
        self.session = session
        self.random = random.Random(seed)
        self.hand = Hand(pane)
        self.first = session.page

    def step(self) -> str:
        weighted = [
            (self.type, 8),
            (self.move, 6),
            (self.edit, 6),
            (self.select, 3),
            (self.paste, 2),
            (self.compose, 6),
            (self.timeline, 4),
            (self.structure, 4),
        ]
        act = self.random.choices([act for act, _ in weighted], [weight for _, weight in weighted])[0]
        return f"{act.__name__}: {act()}"

    def type(self) -> str:
        letter = self.random.choice("ab ,.")
        self.hand.type(letter)
        return letter

    def move(self) -> str:
        key = self.random.choice(KEYS)
        self.hand.press(*key)
        return str(key)

    def edit(self) -> str:
        key = self.random.choice(EDITS)
        self.hand.press(*key)
        return str(key)

    def _somewhere(self) -> tuple[int, int]:
        row = self.random.randrange(len(self.pane.shown.rows))
        return row, self.random.randint(0, len(self.pane.shown.rows[row].text))

    def select(self) -> str:
        self.pane.settle()
        a = self._somewhere()
        row = min(a[0] + self.random.choice([0, 0, 0, 1, 1, 3]), len(self.pane.shown.rows) - 1)
        b = (row, self.random.randint(0, len(self.pane.shown.rows[row].text)))
        self.hand.stand(*a, to=b)
        return f"{a} {b}"

    def paste(self) -> str:
        text = self.random.choice(PASTED)
        self.hand.paste(text)
        return repr(text)

    def compose(self) -> str:
        what = self.random.choice(["step", "step", "commit", "commit", "both", "cancel", "settle"])
        if what == "step":
            self.hand.compose(self.random.choice(["n", "ni h", "你", "𠮷"]))
        elif what == "commit":
            self.hand.commit(self.random.choice(WORDS))
        elif what == "both":
            self.hand.commit(self.random.choice(WORDS), "hao")
        elif what == "cancel":
            self.hand.compose("")
        else:
            self.pane.settle()
        return what

    def timeline(self) -> str:
        back = self.random.random() < 0.6
        (self.session.undo if back else self.session.redo)()
        return "undo" if back else "redo"

    def structure(self) -> str:
        made = self._operation()
        self.session.apply(made)
        return made.name if made is not None else "nothing"

    def _operation(self) -> Transaction | None:
        now, pick = self.session.page, self.random
        if not now.articles:
            return operations.throw_away(now)
        article = pick.choice(now.articles)
        block = pick.randrange(len(article.blocks))
        length = len(article.blocks[block].text)
        raw = len(now.raw.text)
        start = pick.randrange(raw)
        span = [(start, min(raw, start + pick.randint(1, 40)))]
        makers = [
            lambda: structure.split(now, article.id, block, pick.randint(0, length)),
            lambda: structure.merge_up(now, article.id),
            lambda: structure.move_article(now, article.id, pick.choice([-1, 1])),
            lambda: editing.move_block(now, article.id, block, pick.choice([-1, 1, 3])),
            lambda: editing.set_role(now, article.id, block, pick.choice(list(Role)[:-1])),
            lambda: structure.set_kind(now, article.id, pick.choice(list(Kind))),
            lambda: structure.assign(now, span, pick.choice([None, article.id, FURNITURE])),
            lambda: structure.retag(now, span, pick.choice(list(Role))),
            lambda: operations.decide(now, ["key"], pick.choice(["ignored", "later", None])),
            lambda: editing.edit(now, article.id, 0, min(1, len(article.blocks[0].text)), pick.choice(WORDS)),
            lambda: operations.take_proposal(now, self.first),
        ]
        return pick.choice(makers)()


@pytest.mark.parametrize("seed", range(5))
def test_document_is_the_page(qtbot: QtBot, seed: int) -> None:
    pane = ArticlePane(Theme())
    qtbot.addWidget(pane)
    pane.resize(500, 400)
    first = page()
    session = Session(first)
    pane.set_session(session)
    pane.show()
    monkey = Monkey(pane, session, seed)
    for number in range(1200):
        said = monkey.step()
        now = session.page
        assert pane.document().toRawText() == flat(now), f"{number}: {said}"
        assert flat(now) == pane.shown.flat, f"{number}: {said}"
        assert ledger(now).balanced, f"{number}: {said}"
        if number % 25 == 0:
            assert_looks(pane)
            pane.viewport().repaint()
    pane.settle()
    while session.redo() is not None:
        pass
    last = session.page
    while session.undo() is not None:
        pass
    assert session.page == first
    assert pane.document().toRawText() == flat(first)
    while session.redo() is not None:
        pass
    assert session.page == last
    assert pane.document().toRawText() == flat(last)
    assert_looks(pane)


def assert_looks(pane: ArticlePane) -> None:
    """Every block has its role's format, from its first letter to its last."""
    for at, row in enumerate(pane.shown.rows):
        block = pane.shown.text_block(at)
        block_format, char_format = pane.shown.styles.formats(row.look)
        assert block.blockFormat() == block_format, (at, row.look)
        assert block.charFormat() == char_format, (at, row.look)
        fragments = block.begin()
        while not fragments.atEnd():
            assert fragments.fragment().charFormat() == char_format, (at, row.look, fragments.fragment().text())
            fragments += 1
