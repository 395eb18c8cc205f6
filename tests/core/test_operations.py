"""Operations, history and ledger: what each does, and that none can break what all rely on."""

import random

import pytest

from editor.core import editing, operations, structure
from editor.core.evidence import SeamKind
from editor.core.fields import Credit, fields, flat
from editor.core.ledger import ledger
from editor.core.page import FURNITURE, HEAD_ROLES, Kind, Page, Role, Run, Status, untaken
from editor.core.raw import RawText
from editor.core.session import Session
from editor.core.transaction import BlockSplice, MisfitError, Transaction

RAW = """临湖区新修五座便桥
本报讯 临湖区水务局昨天说，
今年新修便桥五座，方便沿河
村民出行。 撰稿 林一苇

本报讯 区图书馆从下周起延
长开放时间，𠮷祥里分馆开到
晚上九点。
（下转第二版）
新闻热线 00000000
"""


def page() -> Page:
    return untaken(RawText(RAW))


def span(text: str) -> tuple[int, int]:
    start = RAW.index(text)
    return start, start + len(text)


def done(at: Page, *steps: Transaction | None) -> Page:
    for step in steps:
        assert step is not None
        at = step.apply(at)
    assert ledger(at).balanced
    return at


def texts(at: Page, article: str) -> list[str]:
    return [f"{block.role.value}:{block.text}" for block in at.article(article).blocks]


def test_raw_lines_keep_every_kind_of_line_end() -> None:
    raw = RawText("一\r\n二\r三\n\n四\f五")
    assert [(line.number, line.text) for line in raw.lines] == [
        (1, "一"),
        (2, "二"),
        (3, "三"),
        (4, ""),
        (5, "四"),
        (6, "五"),
    ]
    assert [raw.text[line.start : line.end] for line in raw.lines] == [line.text for line in raw.lines]
    assert raw.line_at(raw.text.index("四")).number == 5


def test_a_page_is_taken_apart_by_hand() -> None:
    at = page()
    at = done(
        at,
        structure.assign(
            at, [span(t) for t in ("本报讯 区图书馆从下周起延", "长开放时间，𠮷祥里分馆开到", "晚上九点。")], None
        ),
    )
    at = done(at, structure.retag(at, [(span("本报讯 区图书馆")[0], span("晚上九点。")[1])], Role.PARAGRAPH))
    at = done(at, structure.retag(at, [(span("本报讯 区")[0], span("本报讯 区")[0] + 3)], Role.DATELINE))
    at = done(at, structure.assign(at, [span("（下转第二版）")], "a2", Role.JUMP_TO))
    at = done(at, structure.retag(at, [span("新闻热线 00000000")], Role.FURNITURE))
    at = done(at, structure.retag(at, [span("临湖区新修五座便桥")], Role.HEADLINE))
    at = done(at, structure.retag(at, [span("撰稿 林一苇")], Role.BYLINE))
    at = done(at, structure.retag(at, [(span("本报讯 临")[0], span("本报讯 临")[0] + 3)], Role.DATELINE))
    first, second = (fields(at.article(i)) for i in ("a1", "a2"))
    assert (first.headline, first.dateline, first.byline) == (
        "临湖区新修五座便桥",
        "本报讯",
        (Credit("撰稿", "林一苇"),),
    )
    assert (second.dateline, second.continued_on) == ("本报讯", "2")
    assert [b.text.strip() for b in second.body] == ["区图书馆从下周起延长开放时间，𠮷祥里分馆开到晚上九点。"]
    assert [b.text for b in at.furniture] == ["新闻热线 00000000"]


def test_a_crosshead_parts_its_paragraph_and_a_byline_leaves_it_whole() -> None:
    at = page()
    at = done(at, structure.retag(at, [(span("本报讯 临")[0], span("村民出行。")[1])], Role.PARAGRAPH))
    parted = done(at, structure.retag(at, [span("今年新修便桥五座，方便沿河")], Role.CROSSHEAD))
    assert texts(parted, "a1")[1:4] == [
        "paragraph:本报讯 临湖区水务局昨天说，",
        "crosshead:今年新修便桥五座，方便沿河",
        "paragraph:村民出行。",
    ]
    closed = done(at, structure.retag(at, [span("今年新修便桥五座，方便沿河")], Role.BYLINE))
    assert "paragraph:本报讯 临湖区水务局昨天说，村民出行。" in texts(closed, "a1")


@pytest.mark.parametrize(
    ("kind", "blocks", "articles"), [(SeamKind.JOIN, 8, 1), (SeamKind.PARAGRAPH, 9, 1), (SeamKind.STORY, 3, 2)]
)
def test_a_seam_is_settled_and_remembered(kind: SeamKind, blocks: int, articles: int) -> None:
    at = page()
    left, right = span("方便沿河")[1], span("村民出行")[0]
    change = structure.settle_seam(at, left, right, kind)
    at = done(at, change)
    assert (len(at.articles), len(at.articles[0].blocks)) == (articles, blocks)
    assert at.decisions[0].key == f"seam:{left}:{right}"
    assert at.decisions[0].verdict == kind.value


def test_joining_over_two_stories_brings_the_rest_along() -> None:
    at = page()
    at = done(at, structure.split(at, "a1", 2))
    at = done(at, structure.settle_seam(at, span("昨天说，")[1], span("今年新修")[0], SeamKind.JOIN))
    assert len(at.articles) == 1
    assert texts(at, "a1")[1] == "paragraph:本报讯 临湖区水务局昨天说，今年新修便桥五座，方便沿河"


def test_typing_is_one_correction_and_typing_it_back_is_none() -> None:
    at = page()
    start = RAW.index("昨天") - RAW.index("临湖区新修")
    for position, letter in enumerate("前日"):
        at = done(at, editing.edit(at, "a1", start + position, start + position + 1, letter))
    changed = [run for run in at.runs() if run.why]
    assert [(run.text, RAW[run.start : run.end]) for run in changed] == [("前日", "昨天")]
    for position, letter in enumerate("昨天"):
        at = done(at, editing.edit(at, "a1", start + position, start + position + 1, letter))
    assert not [run for run in at.runs() if run.why]


def test_enter_parts_a_paragraph_and_backspace_joins_it_again() -> None:
    at = page()
    first = flat(at.articles[0].blocks)
    parted = done(at, editing.edit(at, "a1", 3, 3, "\n"))
    assert flat(parted.articles[0].blocks) == first[:3] + "\n" + first[3:]
    joined = done(parted, editing.edit(parted, "a1", 3, 4, ""))
    assert joined == at


def test_a_transaction_that_loses_a_character_is_refused() -> None:
    at = page()
    blocks = at.articles[0].blocks
    loss = Transaction("bad", (BlockSplice("a1", 0, blocks[:1], ()),))
    twice = Transaction("bad", (BlockSplice("a1", 0, blocks[:1], (blocks[0], blocks[0])),))
    liar = Transaction(
        "bad", (BlockSplice("a1", 0, blocks[:1], (type(blocks[0])(Role.PARAGRAPH, (Run(0, 9, "别的"),)),)),)
    )
    for bad in (loss, twice, liar):
        with pytest.raises(MisfitError):
            bad.apply(at)


def test_history_groups_typing_until_it_is_sealed() -> None:
    session = Session(page())
    for at in range(3):
        session.apply(editing.edit(session.page, "a1", at, at, "字"), group="typing")
    session.seal()
    session.apply(editing.edit(session.page, "a1", 3, 3, "字"), group="typing")
    session.undo()
    assert flat(session.page.articles[0].blocks).startswith("字字字临")
    session.undo()
    assert session.page == page()
    assert session.undo() is None


def random_step(at: Page, rng: random.Random) -> Transaction | None:
    lines = [line for line in at.raw.lines if line.text.strip()]
    first = rng.randrange(len(lines))
    chosen = [
        (line.start + rng.choice((0, 0, 2)), line.end) for line in lines[first : first + rng.choice((1, 1, 2, 4))]
    ]
    owners = [article.id for article in at.articles]
    owner = rng.choice(owners) if owners else None
    choices = [
        lambda: structure.assign(at, chosen, rng.choice([*owners, None, FURNITURE]), rng.choice([None, *HEAD_ROLES])),
        lambda: structure.retag(at, chosen, rng.choice(list(Role))),
        lambda: structure.settle_seam(
            at, chosen[0][1], lines[min(first + 1, len(lines) - 1)].start, rng.choice(list(SeamKind))
        ),
        lambda: operations.decide(at, [f"k{rng.randrange(3)}"], rng.choice(["ignored", None])),
        lambda: operations.set_status(at, rng.choice(list(Status))),
    ]
    if owner:
        text = flat(at.blocks(owner))
        a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        b = rng.choice([a, min(a + 2, b), b])
        block = rng.randrange(len(at.blocks(owner)))
        choices += [
            lambda: editing.edit(at, owner, a, b, rng.choice(["", "字", "𠮷", "\n", "甲\n乙", text[a:b]])),
            lambda: editing.edit(at, owner, a, a, rng.choice(["新", "\n"])),
            lambda: structure.split(at, owner, block, rng.randrange(len(at.blocks(owner)[block].text) + 1)),
            lambda: structure.merge_up(at, owner),
            lambda: structure.move_article(at, owner, rng.choice((-1, 1))),
            lambda: editing.move_block(at, owner, block, rng.choice((-1, 1))),
            lambda: editing.set_role(at, owner, block, rng.choice(list(Role))),
            lambda: structure.set_kind(at, owner, rng.choice(list(Kind))),
        ]
    if rng.random() < 0.02:
        return operations.throw_away(at)
    return rng.choice(choices)()


@pytest.mark.parametrize("seed", range(12))
def test_thousands_of_random_operations_keep_the_ledger(seed: int) -> None:
    rng = random.Random(seed)
    session = Session(page())
    for _ in range(400):
        before = session.page
        step = random_step(session.page, rng)
        if step is not None:
            assert step.invert().apply(step.apply(before)) == before
            session.apply(step, group=rng.choice([None, "typing"]))
        if rng.random() < 0.1:
            session.undo()
        assert ledger(session.page).balanced
    while session.redo():
        pass
    last = session.page
    while session.undo():
        pass
    assert session.page == page()
    while session.redo():
        pass
    assert session.page == last


@pytest.mark.parametrize("seed", range(6))
def test_edits_leave_exactly_the_text_that_was_typed(seed: int) -> None:
    rng = random.Random(seed)
    at = page()
    for _ in range(150):
        text = flat(at.articles[0].blocks)
        a, b = sorted(rng.randrange(len(text) + 1) for _ in range(2))
        b = rng.choice([a, min(len(text), a + 1), b])
        new = rng.choice(["", "字", "字句", "\n", "甲\n乙"])
        step = editing.edit(at, "a1", a, b, new)
        at = at if step is None else step.apply(at)
        assert flat(at.articles[0].blocks) == text[:a] + new + text[b:]
        assert ledger(at).balanced
