"""Misread characters: the same for a text alone and among others, kept or worked out anew."""

from hypothesis import given, settings
from hypothesis import strategies as st

from editor.core.evidence import Evidence, Seam, SeamKind
from editor.core.page import Article, Block, Kind, Page, Role, Run
from editor.core.raw import RawText
from editor.suspects import Learned, context_of, find
from editor.suspects.cache import Cache
from editor.suspects.candidates import candidates
from editor.suspects.damage import densities, verdicts
from editor.suspects.memo import Memo
from editor.suspects.reread import doubts

SENTENCES = (
    "全镇上下要认真贯砌落实会议精神，确保各项任务按时完成。",
    "昨天上午，区人民政府召开全体会议，部署下半年经济工作。",
    "气象台发布暴雨黄色颈警，提醒市民注意出行安全。",
    "公司与十多所高校建立了长期的合作关糸。",
    "經濟發展很快，人民的生活水乎不斷提高。",
    "",
    "，。",
    "A股上涨2、5%",
    "鑫\n淼",
)

texts = st.lists(
    st.one_of(st.sampled_from(SENTENCES), st.text("全国人民代表大会常务委贝砌，。0a 　\n\U00020bb7", max_size=30)),
    max_size=6,
)


def page_of(paragraphs: list[str]) -> Page:
    raw, blocks = "", list[Block]()
    for text in paragraphs:
        blocks.append(Block(Role.PARAGRAPH, (Run(len(raw), len(raw) + len(text), text),)))
        raw += text + "\f"
    return Page(RawText(raw), (Article("a1", Kind.STORY, tuple(blocks)),))


@given(texts)
@settings(max_examples=60)
def test_a_text_is_read_the_same_alone_and_among_others(some: list[str]) -> None:
    assert doubts(some) == [doubts([text])[0] for text in some]


@given(texts)
@settings(max_examples=60)
def test_what_is_kept_is_what_would_be_worked_out(some: list[str]) -> None:
    memo = Memo(doubts, most=4)
    for turn in (some, some[::-1], [*some, *some]):
        assert memo(turn) == doubts(turn)


@given(st.lists(texts, min_size=1, max_size=4))
@settings(max_examples=25)
def test_findings_with_a_cache_are_those_without(pages: list[list[str]]) -> None:
    cache = Cache(most=20)
    learned = Learned(good=frozenset({"关糸"}), pairs=frozenset({("水乎", "水平")}))
    for paragraphs in (*pages, *pages):
        page = page_of(paragraphs)
        assert find(page, Evidence(), learned=learned, reader=cache) == find(page, Evidence(), learned=learned)


def test_every_doubt_lies_in_its_text() -> None:
    for text, found in zip(SENTENCES, doubts(list(SENTENCES)), strict=True):
        assert all(0 <= doubt.at < len(text) for doubt in found)
        assert [doubt.at for doubt in found] == sorted({doubt.at for doubt in found})


def test_nothing_comes_of_nothing() -> None:
    assert candidates([]) is None
    assert candidates([""]) is None
    assert doubts([]) == []
    assert verdicts(()) == ()
    assert find(page_of([]), Evidence()) == []


def test_damage_near_makes_a_doubt_weigh_more() -> None:
    clean = "老人说，这条河过去常发大水。" * 3
    damaged = "全镇要认真贯砌会议精神，提高水乎，加强合作关糸。"
    alone, among = ("这座古桥是当地重点文物保护单立。",), (damaged, "这座古桥是当地重点文物保护单立。", damaged)

    def odds(some: tuple[str, ...], number: int) -> float:
        return max(v.looks for v in verdicts(some) if v.text == number and v.doubt.was == "立")

    assert odds(among, 1) > odds((clean, *alone, clean), 1)


def joined(chance: float) -> tuple[Page, Evidence]:
    """Two lines as one paragraph, the seam between them a join with this chance."""
    one, other = "全镇上下要认真贯砌", "单立的合作关糸更紧密了。"
    raw = f"{one}\n\n{other}\n"
    start = len(one) + 2
    runs = (Run(0, len(one), one), Run(start, start + len(other), other))
    page = Page(RawText(raw), (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, runs),)),))
    seam = Seam(len(one), start, SeamKind.JOIN, {SeamKind.JOIN: chance, SeamKind.STORY: 1 - chance})
    return page, Evidence(seams=(seam,))


def test_an_unsure_join_is_not_read_across() -> None:
    page, _ = joined(0.9)
    runs = page.articles[0].blocks[0].runs
    parted = Page(page.raw, (Article("a1", Kind.STORY, tuple(Block(Role.PARAGRAPH, (run,)) for run in runs)),))

    def spans(some: Page, evidence: Evidence) -> list[tuple[tuple[int, int], str, float]]:
        found = find(some, evidence, only={"lookalike", "improbable"})
        return [(finding.span, finding.reason, finding.confidence) for finding in found]

    assert spans(parted, Evidence())
    assert spans(*joined(0.3)) == spans(parted, Evidence())
    assert spans(*joined(0.9)) == spans(page, Evidence()) != spans(parted, Evidence())


def test_damage_is_near_where_the_raw_text_has_it_near() -> None:
    damaged, clean = "全镇要认真贯砌会议精神，提高水乎，加强合作关糸。", "老人说，这条河过去常发大水。" * 30
    texts = [damaged, "这座古桥是当地重点文物保护单立。", clean]
    page = page_of(texts)
    apart = tuple(Article(f"a{n}", Kind.STORY, (page.articles[0].blocks[n],)) for n in (0, 2, 1))
    told = [finding.confidence for finding in find(page, only={"lookalike", "improbable"})]
    assert told
    assert [finding.confidence for finding in find(Page(page.raw, apart), only={"lookalike", "improbable"})] == told


def test_density_leaves_the_place_itself_out() -> None:
    import numpy as np  # noqa: PLC0415  numbers for this test alone

    lone = densities([50], np.array([9.0]), 100, 25.0)
    pair = densities([50, 60], np.array([9.0, 9.0]), 100, 25.0)
    assert pair[0] > lone[0]
    assert densities([50], np.array([-9.0]), 100, 25.0)[0] == lone[0]


def test_traditional_pages_get_traditional_choices() -> None:
    page = page_of(
        ["經濟發展很快，人民的生活水乎不斷提高。", "市政府召開會議，討論環境保護問題，要求各縣認真貫砌落實。"]
    )
    assert context_of(page).script == "hant"
    choices = [choice.text for finding in find(page, only={"lookalike"}) for choice in finding.choices[:1]]
    assert choices
    assert "徹" in choices


def test_short_names_of_offices_are_left_alone_on_a_damaged_page() -> None:
    damaged = ["全镇上下要认真观彻落实会议精神。", "昨天上午，区人民政斧召开全体会议。", "双方签署了战略合作携议。"]
    page = page_of([*damaged, "市教卫工作党委书记到会讲话。"])
    places = [finding.place for finding in find(page, only={"lookalike", "improbable"})]
    assert {place.block for place in places if place} == {0, 1, 2}
