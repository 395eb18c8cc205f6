"""What is true of every finding: places, raw spans, keys, decisions, languages, repairs."""

import string
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from editor.commands.answers import ACTIONS
from editor.core import editing
from editor.core.finding import Choice, Finding, Place
from editor.core.page import Article, Block, Decision, Kind, Page, Role, Run, untaken
from editor.core.raw import RawText
from editor.suspects import Learned, find, kinds, raw_choices, raw_span, repairs, texts
from editor.suspects.folio import folio_date
from editor.suspects.repairs import REPAIRED

SPACED = "渔汛从 11月开始。渔汛从 12月又开始。"


def page_with(*paragraphs: str) -> Page:
    raw, blocks = "", list[Block]()
    for text in paragraphs:
        blocks.append(Block(Role.PARAGRAPH, (Run(len(raw), len(raw) + len(text), text),)))
        raw += text + "\n"
    return Page(RawText(raw), (Article("a1", Kind.STORY, tuple(blocks)),))


def decided(page: Page, *decisions: Decision) -> Page:
    return Page(page.raw, page.articles, page.furniture, decisions, page.status)


def spaces(page: Page) -> list[Finding]:
    return find(page, only={"stray_space"})


def test_a_finding_has_place_span_and_choice() -> None:
    page = page_with("渔船靠岸。", "渔汛从 11月开始。")
    (finding,) = spaces(page)
    assert finding.place is not None
    assert (finding.place.article, finding.place.block, finding.place.start, finding.place.end) == ("a1", 1, 3, 4)
    assert page.raw.text[slice(*finding.span)] == " "
    assert raw_choices(page, finding) == ("",)


def test_keys_differ_and_survive_edits_elsewhere() -> None:
    page = page_with("渔船靠岸。", SPACED)
    keys = [finding.key for finding in spaces(page)]
    assert len(set(keys)) == 2
    edited = page_with("一早，东湾的渔船都靠了岸。", "新来一段。", SPACED)
    assert [finding.key for finding in spaces(edited)] == keys


def test_equal_words_have_keys_by_number() -> None:
    page = page_with("渔汛从 11月开始。", "渔汛从 11月开始。")
    one, two = spaces(page)
    assert two.key == f"{one.key}#2"


@pytest.mark.parametrize("verdict", ["ignored", "accepted"])
def test_a_decision_settles_its_finding(verdict: str) -> None:
    page = page_with(SPACED)
    first, second = spaces(page)
    assert [finding.key for finding in spaces(decided(page, Decision(first.key, verdict)))] == [second.key]


def test_what_is_put_off_comes_last() -> None:
    page = page_with(SPACED)
    first, second = spaces(page)
    later = spaces(decided(page, Decision(first.key, "later")))
    assert [(finding.key, finding.state) for finding in later] == [(second.key, "open"), (first.key, "later")]


def test_one_decision_for_all_alike() -> None:
    page = page_with("他們来了，大家说这儿风好、鱼多，他們还会再來。")
    findings = find(page, only={"variants"})
    alike = {finding.alike for finding in findings}
    assert alike == {"們", "來"}
    left = find(decided(page, Decision("alike:variants:們", "ignored")), only={"variants"})
    assert {finding.alike for finding in left} == {"來"}


def test_good_words_are_not_flagged() -> None:
    page = page_with("他們来了。")
    assert find(page, only={"variants"}, learned=Learned(good=frozenset("們"))) == []


def test_only_the_kinds_that_are_wanted() -> None:
    page = page_with("他們从 11月起，，不再出海。")
    assert {finding.kind for finding in find(page)} >= {"variants", "stray_space", "marks"}
    assert {finding.kind for finding in find(page, only={"marks"})} == {"marks"}


def test_reasons_in_both_languages() -> None:
    page = page_with("他們来了。")
    (chinese,) = find(page, only={"variants"}, language="zh")
    (english,) = find(page, only={"variants"}, language="en")
    assert "们" in chinese.reason
    assert "simplified" in english.reason
    assert chinese.key == english.key


def test_a_corrected_run_is_one_raw_span() -> None:
    raw = RawText("第⽔⽕⽊段")
    runs = (Run(0, 1, "第"), Run(1, 4, "水火木", "radical"), Run(4, 5, "段"))
    block = Block(Role.PARAGRAPH, runs)
    page = Page(raw, (Article("a1", Kind.STORY, (block,)),))
    assert raw_span(raw, block, 2, 3) == (1, 4)
    assert raw_span(page.raw, block, 0, 1) == (0, 1)
    assert raw_span(page.raw, block, 4, 5) == (4, 5)
    assert raw_span(page.raw, block, 3, 5) == (1, 5)
    assert raw_span(raw, block, 5, 5) == (5, 5)
    assert [finding.key for finding in repairs(page)] == [f"{REPAIRED}:1:4"]


def test_choices_stand_for_the_whole_raw_span() -> None:
    raw = RawText("从１１ 月起。")
    runs = (Run(0, 1, "从"), Run(1, 5, "11 月", "full_width"), Run(5, 7, "起。"))
    page = Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, runs),)),))
    (finding,) = spaces(page)
    assert finding.span == (1, 5)
    assert finding.choices[0].text == ""
    assert raw_choices(page, finding) == ("11月",)


def test_words_from_two_places_have_the_span_of_the_first() -> None:
    raw = RawText("渔汛从 1\n别处的话\n1月开始。")
    runs = (Run(0, 5, "渔汛从 1"), Run(11, 16, "1月开始。"))
    page = Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, runs),)),))
    block = page.articles[0].blocks[0]
    assert raw_span(raw, block, 2, 7) == (2, 5)
    finding = spaces(page)[0]
    assert raw_choices(page, finding) == ("",)
    broken = structs.replace(finding, place=Place("a1", 0, 4, 6), choices=(Choice(text="12"),))
    assert raw_choices(page, broken) == ()


def test_repairs_leave_white_space_out() -> None:
    raw = RawText("从 ⽔边走")
    runs = (Run(0, 1, "从"), Run(1, 2, "", "space"), Run(2, 3, "水", "radical"), Run(3, 5, "边走"))
    page = Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, runs),)),))
    (finding,) = repairs(page)
    assert (finding.span, finding.state, finding.choices[0].text) == ((2, 3), REPAIRED, "水")
    assert "⽔" in finding.reason


def test_a_mark_that_parted_a_credit_is_no_repair() -> None:
    raw = RawText("撰稿：江一帆")
    runs = (Run(0, 2, "撰稿"), Run(2, 3, " ", "credit_mark"), Run(3, 6, "江一帆"))
    page = Page(raw, (Article("a1", Kind.STORY, (Block(Role.BYLINE, runs),)),))
    assert repairs(page) == []


def test_what_the_user_typed_is_no_repair() -> None:
    page = page_with("渔船靠岸。")
    typed = editing.edit(page, "a1", 0, 2, "帆船")
    assert typed is not None
    assert repairs(typed.apply(page)) == []


def accepted(page: Page, findings: Sequence[Finding]) -> Page:
    for finding in reversed(findings):
        assert finding.place is not None
        assert finding.choices[0].text is not None
        blocks = page.blocks(finding.place.article)
        base = sum(len(block.text) + 1 for block in blocks[: finding.place.block])
        start, end = base + finding.place.start, base + finding.place.end
        done = editing.edit(page, finding.place.article, start, end, finding.choices[0].text)
        assert done is not None
        page = done.apply(page)
    return page


def test_taking_the_first_choices_leaves_nothing() -> None:
    page = page_with("渔船从 11 月起，，停在“月亮湾“，他們都在岸上(东边)等.", "⽔很冷，⟦共3．5⟧米深。")
    wanted = {"stray_space", "marks", "pairs", "variants", "width", "radical"}
    found = find(page, only=wanted)
    assert {finding.kind for finding in found} == wanted
    assert find(accepted(page, found), only=wanted) == []


@given(
    st.lists(st.text(alphabet="渔船 月日1２，。“”（）们們⽔一二是、\u3000A(" + string.digits, max_size=60), max_size=4)
)
def test_any_text_gives_findings_with_places_in_it(paragraphs: list[str]) -> None:
    page = page_with(*paragraphs)
    for finding in find(page):
        start, end = finding.span
        assert 0 <= start <= end <= len(page.raw.text)
        assert 0 < finding.confidence <= 1
        assert finding.reason
        if finding.place is not None:
            block = page.blocks(finding.place.article)[finding.place.block]
            assert 0 <= finding.place.start <= finding.place.end <= len(block.text)
            assert raw_span(page.raw, block, finding.place.start, finding.place.end) == (start, end)


@pytest.mark.parametrize(
    ("folio", "day"),
    [
        ("云湖日报　2023年11月14日　星期二　第1版", date(2023, 11, 14)),
        ("2023 年 11 月 14 日 第 1 版", date(2023, 11, 14)),
        ("2023.11.14 星期二 责编 江一帆", date(2023, 11, 14)),
        ("2023-11-14 第3版", date(2023, 11, 14)),
        ("国内统一刊号CN31-0000", None),
        ("2023年2月30日　第1版", None),
        ("渔船在2023年11月14日出海。", None),
    ],
)
def test_the_folio_tells_the_date(folio: str, day: date | None) -> None:
    assert folio_date(untaken(RawText(f"渔船出海\n{folio}\n"))) == day


def test_an_empty_page_has_no_findings() -> None:
    assert find(Page(RawText(""))) == []


def test_there_are_texts_for_each_kind_and_no_other() -> None:
    assert {*kinds(), REPAIRED} == set(texts("zh")) == set(texts("en"))


def test_choices_name_commands_that_there_are() -> None:
    for kind, said in texts("zh").items():
        assert said.choices.keys() <= ACTIONS.keys(), kind
