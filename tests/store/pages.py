"""Pages for tests: one taken apart by hand of invented raw text, and any page at all for properties."""

from itertools import pairwise
from pathlib import Path

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from editor.core.page import Article, Block, Decision, Kind, Page, Role, Run, Status, corrected, untouched
from editor.core.raw import RawText
from editor.store.rawfile import decode_raw

TEXT = """苇塘镇老戏台复排《采菱记》

本报讯 停演十二年的《采

菱记》11 月 8 日在苇塘镇老

戏台复排，三十位镇民参演。

⽇前，道具已全部修好。

演出定于腊月初八。

撰稿 白小满

▶学徒在修补船桨。 摄影 童一帆

（下转第２版）

苇塘镇融媒体中心 第01版
"""


def _span(raw: RawText, words: str) -> Run:
    start = raw.text.index(words)
    return untouched(raw, start, start + len(words))


def _fixed(raw: RawText, words: str, now: str, why: str) -> Run:
    start = raw.text.index(words)
    return corrected(raw, start, start + len(words), now, why)


def by_hand(raw: RawText) -> Page:
    """The page of TEXT with every field, and corrections of each sort: changed, deleted, inserted."""
    eight = raw.text.index("11 月")
    first = (
        _span(raw, "停演十二年的《采"),
        _span(raw, "菱记》11"),
        Run(eight + 2, eight + 3, "", "space"),
        _span(raw, "月"),
        Run(eight + 4, eight + 5, "", "space"),
        _span(raw, "8"),
        Run(eight + 6, eight + 7, "", "space"),
        _span(raw, "日在苇塘镇老"),
        _span(raw, "戏台复排，三十位镇民参演。"),
    )
    end = raw.text.index("修好。") + 3
    second = (
        _fixed(raw, "⽇", "日", "radical"),
        _span(raw, "前，道具已全部修好"),
        _fixed(raw, "。\n\n演", "，演", "typed"),
        _span(raw, "出定于腊月初八。"),
        Run(end + 20, end + 20, "敬请光临。", "typed"),
    )
    story = (
        Block(Role.HEADLINE, (_span(raw, "苇塘镇老戏台复排《采菱记》"),)),
        Block(Role.DATELINE, (_span(raw, "本报讯"),)),
        Block(Role.PARAGRAPH, first),
        Block(Role.CROSSHEAD, second),
        Block(Role.JUMP_TO, (_span(raw, "（下转第２版）"),)),
        Block(Role.BYLINE, (_span(raw, "撰稿 白小满"),)),
    )
    photo = (
        Block(Role.PARAGRAPH, (_fixed(raw, "▶", "", "marker"), _span(raw, "学徒在修补船桨。"))),
        Block(Role.BYLINE, (_span(raw, "摄影 童一帆"),)),
    )
    return Page(
        raw,
        (Article("a1", Kind.STORY, story), Article("a2", Kind.PHOTO, photo)),
        (Block(Role.FURNITURE, (_span(raw, "苇塘镇融媒体中心 第01版"),)),),
        (Decision("seam:13:15", "join"),),
        Status.DONE,
    )


def raw_of(text: str = TEXT, name: str = "p1.txt") -> RawText:
    """Raw text as if read from a file in UTF-8."""
    return decode_raw(text.encode(), Path(name))


_ALPHABET = "甲乙丙丁本报讯月日ab19０，。“”《》⽇𠮷\u0301 \u3000\t\n\r\f\v\x1c\x85\u2028\\\"'{}[]<&"
_WORDS = st.text(_ALPHABET, max_size=6)


@st.composite
def raw_texts(draw: DrawFn) -> RawText:
    """Any raw text with something in it."""
    text = draw(st.text(_ALPHABET, min_size=1, max_size=80))
    return RawText(text + draw(st.sampled_from("甲。\n")) + "乙", draw(st.sampled_from(["", "p1.txt", "版 一.txt"])))


@st.composite
def pages(draw: DrawFn) -> Page:
    """Any page whose ledger balances: raw text cut anywhere, each piece anywhere, corrected or not."""
    raw = draw(raw_texts())
    size = len(raw.text)
    edges = sorted({0, size, *draw(st.lists(st.integers(0, size), max_size=12))})
    runs = [draw(_runs(raw, a, b)) for a, b in pairwise(edges)]
    pieces = draw(st.permutations([run for some in runs for run in some]))
    blocks: list[tuple[int, Block]] = []
    while pieces:
        take = draw(st.integers(1, 4))
        owner = draw(st.integers(-1, 3))
        roles = [Role.FURNITURE] if owner < 0 else [role for role in Role if role is not Role.FURNITURE]
        blocks.append((owner, Block(draw(st.sampled_from(roles)), tuple(pieces[:take]))))
        pieces = pieces[take:]
    articles = tuple(
        Article(f"a{owner}", draw(st.sampled_from(Kind)), tuple(block for at, block in blocks if at == owner))
        for owner in sorted({at for at, _ in blocks if at >= 0})
    )
    furniture = tuple(block for at, block in blocks if at < 0)
    decisions = draw(st.lists(st.builds(Decision, _WORDS, st.sampled_from(["ignored", "join"])), max_size=2))
    return Page(raw, articles, furniture, tuple(decisions), draw(st.sampled_from(Status)))


@st.composite
def _runs(draw: DrawFn, raw: RawText, start: int, end: int) -> list[Run]:
    out: list[Run] = []
    if draw(st.integers(0, 5)) == 0:
        out.append(Run(start, start, draw(_WORDS.filter(bool)), "typed"))
    if draw(st.booleans()):
        out.append(corrected(raw, start, end, draw(_WORDS), draw(st.sampled_from(["typed", "space"]))))
    elif raw.text[start:end].strip() or draw(st.booleans()):
        out.append(untouched(raw, start, end))
    return out
