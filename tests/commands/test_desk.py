"""The desk without a window: rows, selections, search, numbers; commands run on it as they do under the window."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.commands.answers import accept, open_findings
from editor.commands.desk import Analysis, Desk
from editor.commands.finding_text import Bad, Wanted, find_all
from editor.commands.port import Silent
from editor.commands.registry import Context, commands
from editor.commands.rows import Rows
from editor.commands.selection import Selection, chosen_spans, next_stop, to_line, to_offset, widened
from editor.commands.stories import story_number, story_numbered
from editor.core import editing, structure
from editor.core.evidence import Evidence, HeadMatch, Reason, Seam, SeamKind
from editor.core.finding import Choice, Finding, Place
from editor.core.ledger import ledger
from editor.core.page import FURNITURE, Article, Block, Kind, Page, Role, Run, untaken
from editor.core.places import offset_of, place_of
from editor.core.raw import RawText
from editor.core.session import Session

TEXT = """\
甲地开了一座新桥
本报讯 昨天，甲地新桥通车，
老人走着过桥。 撰稿 林小满

乙村读书会办到三十期
本报讯 乙村村民轮流领读
，孩子们坐在前排听。
"""


def desk(text: str = TEXT) -> Desk:
    return Desk(Session(untaken(RawText(text, "p.txt"))), Silent())


def test_an_indented_line_is_where_its_text_is() -> None:
    raw = RawText("甲地开桥\n　　乙村读书\n", "p.txt")
    blocks = (Block(Role.PARAGRAPH, (Run(0, 4, "甲地开桥"),)), Block(Role.PARAGRAPH, (Run(7, 11, "乙村读书"),)))
    work = Desk(Session(Page(raw, (Article("a1", Kind.STORY, blocks),))), Silent())
    work.select(to_line(work.selection, work.rows, 1))
    assert work.place is not None
    assert offset_of(work.page, work.place) == work.page.raw.text.index("乙")


def test_rows_are_the_raw_lines_that_say_something() -> None:
    rows = Rows(untaken(RawText(TEXT)))
    assert [row.number for row in rows.items] == [1, 2, 3, 5, 6, 7]
    assert [row.after for row in rows.items] == [SeamKind.PARAGRAPH] * 5 + [None]


def test_parts_of_a_shared_line() -> None:
    work = desk()
    at = TEXT.index("撰稿")
    work.apply(structure.retag(work.page, [(at, at + 6)], Role.BYLINE))
    row = work.rows[2]
    assert [(part.role, TEXT[part.start : part.end]) for part in row.parts] == [
        (Role.PARAGRAPH, "老人走着过桥。 "),
        (Role.BYLINE, "撰稿 林小满"),
    ]
    inside = to_offset(Selection(), at + 1)
    assert chosen_spans(inside, work.rows) == [(at, at + 6)]
    assert chosen_spans(to_line(Selection(), work.rows, 2), work.rows) == [(row.start, row.end)]


def test_stops_are_where_something_begins() -> None:
    work = desk()
    row = work.rows[1]
    selection = to_offset(Selection(), row.start)
    stops: list[str] = []
    while (at := next_stop(selection, work.rows, 1)) != selection.caret:
        stops.append(TEXT[selection.caret : at])
        selection = to_offset(selection, at)
    assert stops == ["本报讯 ", "昨天，", "甲地新桥通车，"]


def test_widening_takes_the_paragraph_then_the_story() -> None:
    work = desk()
    work.apply(structure.settle_seam(work.page, work.rows[1].end, work.rows[2].start, SeamKind.JOIN))
    one = to_line(Selection(), work.rows, 1)
    two = widened(one, work.rows)
    assert [work.rows.index(two.anchor), work.rows.index(two.caret)] == [1, 2]
    three = widened(two, work.rows)
    assert [work.rows.index(three.anchor), work.rows.index(three.caret)] == [0, 5]


def test_places_go_there_and_back() -> None:
    work = desk()
    work.apply(editing.edit(work.page, "a1", 0, 2, "乙城"))
    for offset, character in enumerate(TEXT):
        place = place_of(work.page, offset)
        if place is None:
            assert character.isspace()
        elif offset > 1:
            assert offset_of(work.page, place) == offset


def test_story_numbers_stay_when_others_come() -> None:
    work = desk()
    work.apply(structure.split(work.page, "a1", 3, 0))
    work.apply(structure.move_article(work.page, "a2", -1))
    assert [story_number(work.page, article.id) for article in work.page.articles] == [2, 1]
    found = story_numbered(work.page, 2)
    assert found is not None
    assert found.id == "a2"
    assert story_number(work.page, FURNITURE) == 0


def test_a_stale_analysis_is_dropped() -> None:
    work = desk()
    assert work.analysed(Analysis(0))
    work.apply(structure.split(work.page, "a1", 3, 0))
    assert not work.analysed(Analysis(0))
    assert open_findings(work) == []


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        (Wanted("本报讯"), 2),
        (Wanted("讀書會"), 1),
        (Wanted("讀書會", variants=False), 0),
        (Wanted(",", width=True), 3),
        (Wanted(",", width=False), 0),
        (Wanted("[甲乙][地村]", regex=True), 4),
        (Wanted("[甲乙][地村]"), 0),
        (Wanted(""), 0),
    ],
)
def test_finding(wanted: Wanted, count: int) -> None:
    found = find_all(desk().page, wanted)
    assert not isinstance(found, Bad)
    assert len(found) == count


def test_a_bad_expression_is_told() -> None:
    assert isinstance(find_all(desk().page, Wanted("(", regex=True)), Bad)


@given(st.integers(0, 10_000))
def test_random_commands_keep_the_ledger_and_undo_leads_back(seed: int) -> None:
    """Whatever is pressed in whatever order: nothing is lost or doubled, and undo gives the first page again."""
    chance = random.Random(seed)
    work = desk()
    first = work.page
    quiet = ("file.", "page.propose", "view.", "help.")
    idents = [ident for ident in commands() if not ident.startswith(quiet)]
    pressed = chance.choices(idents, k=40)
    for ident in pressed:
        commands()[ident].run(work)
        assert ledger(work.page).balanced, ident
    while work.session.undo() is not None:
        pass
    assert _same(work.page, first)


def _same(one: Page, other: Page) -> bool:
    return (one.articles, one.furniture, one.decisions) == (other.articles, other.furniture, other.decisions)


def test_every_command_runs_on_a_page_without_lines() -> None:
    work = desk("\n")
    for ident, found in commands().items():
        if found.context in (Context.RAW, Context.SUSPECTS, Context.ARTICLE):
            found.run(work)
            assert work.page.articles == (), ident


def test_why_tells_the_chances_and_the_reasons() -> None:
    work = desk()
    first, second = work.rows[0], work.rows[1]
    chance = {SeamKind.JOIN: 0.9, SeamKind.PARAGRAPH: 0.08, SeamKind.STORY: 0.02}
    seam = Seam(second.end, work.rows[2].start, SeamKind.JOIN, chance, (Reason("no_such_code", 1.0),))
    head = HeadMatch((first.start, first.end), "a1", 0.97, (), (Reason("head_words", 4.0, ("新桥",)),))
    work.analysed(Analysis(0, Evidence((seam,), (head,))))
    commands()["seam.why"].run(work)
    assert _told(work) == "标题：归第 1 稿，把握 97%；因为与该稿共有“新桥”"
    work.select(to_line(work.selection, work.rows, 1))
    commands()["seam.why"].run(work)
    assert _told(work) == "接缝：接成一段 90%，另起一段 8%，另一篇 2%；因为no_such_code"
    work.select(to_line(work.selection, work.rows, 5))
    commands()["seam.why"].run(work)
    assert _told(work) == "此处没有程序的判断"


def _told(work: Desk) -> str:
    assert isinstance(work.port, Silent)
    return work.port.told


def _suspect(text: str, said: str, now: str, article: str, block: int) -> Finding:
    start = text.index(said)
    base = text.rindex("\n", 0, start) + 1 if "\n" in text[:start] else 0
    place = Place(article, block, start - base, start - base + len(said))
    choice = (Choice(text=now),)
    return Finding("test", (start, start + len(said)), "", choice, 0.9, f"test:{said}", "alike", place)


def test_alike_places_of_one_text_are_all_put_right_whatever_their_order() -> None:
    work = desk()
    below = work.rows[4]
    work.apply(structure.assign(work.page, [(below.start, below.end)], "a1", Role.HEADLINE))
    page = work.page
    heads = page.blocks("a1")[0].text
    assert heads.startswith("本报讯")
    found = [_suspect(TEXT, "轮流", "轮", "a1", 0), _suspect(TEXT, "乙村村民", "村民", "a1", 0)]
    work.analysed(Analysis(work.session.revision, findings=tuple(found), page=page))
    assert accept(work, found, 0)
    assert work.page.blocks("a1")[0].text == "本报讯 村民轮领读"
    assert open_findings(work) == []


def test_a_place_that_was_changed_meanwhile_is_left_alone() -> None:
    work = desk()
    finding = _suspect(TEXT, "轮流", "轮", "a1", 4)
    work.analysed(Analysis(0, findings=(finding,), page=work.page))
    base = work.page.blocks("a1")[4].text.index("轮流") + sum(len(b.text) + 1 for b in work.page.blocks("a1")[:4])
    work.apply(editing.edit(work.page, "a1", base, base + 2, "一起"))
    before = work.page
    assert not accept(work, [finding], 0)
    assert work.page is before


def test_what_was_found_on_another_page_is_dropped() -> None:
    work = desk()
    other = desk("另一版\n")
    assert not work.analysed(Analysis(0, page=other.page))
    assert work.analysed(Analysis(0, page=work.page))
