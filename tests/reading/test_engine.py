"""The engine on whole pages: invented ones in every way of reading, known ones where they are at hand."""

import json
import re
from collections import Counter
from collections.abc import Hashable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from editor.core.fields import fields
from editor.core.ledger import ledger
from editor.core.page import Page
from editor.core.raw import RawText
from editor.reading.engine import propose
from tests.reading.typeset import DATELINE, WAYS, Story, blocks, stories

KNOWN = Path(__file__).parents[3] / "shared" / "pages"


class Shares(Struct, frozen=True):
    """Shares of paragraphs that come out to the character, of stories with just their paragraphs, of heads in place."""

    paragraphs: float
    stories: float
    heads: float


LEAST = {
    "blocks": Shares(0.95, 0.75, 0.95),
    "heads_apart": Shares(0.95, 0.75, 0.95),
    "zipped": Shares(0.95, 0.55, 0.75),
    "swept": Shares(0.95, 0.7, 0.95),
    "by_rows": Shares(0.85, 0.65, 0.8),
    "in_blocks": Shares(0.95, 0.85, 0.95),
}
"""What must come out at least, a little less than does; the stories share whole sentences, which real ones do not."""
BANDS = {"by_rows", "in_blocks"}
"""Ways that set stories in bands: their pages have two of them, and there are fewer pages."""


def bodies(page: Page) -> list[list[str]]:
    return [[block.text for block in fields(article).body] for article in page.articles]


def heads(page: Page) -> list[tuple[str, str]]:
    """Headlines with the first words below them."""
    told = [fields(article) for article in page.articles]
    return [(article.headline or "", article.body[0].text[:12] if article.body else "") for article in told]


@cache
def shares(way: str) -> Shares:
    """What came out over some pages."""
    right, of = Counter[str](), Counter[str]()
    for seed in range(4 if way in BANDS else 6):
        wanted = stories(seed, 6 if way in BANDS else 3)
        page = propose(RawText(WAYS[way](wanted))).page
        assert ledger(page).balanced
        whole = [tuple(text.removeprefix(DATELINE) for text in story.paragraphs) for story in wanted]
        for what, have, want in (
            ("paragraphs", [text for body in bodies(page) for text in body], [text for one in whole for text in one]),
            ("stories", [tuple(body) for body in bodies(page)], whole),
            ("heads", heads(page), [(story.headline, one[0][:12]) for story, one in zip(wanted, whole, strict=True)]),
        ):
            right[what] += (Counter[Hashable](have) & Counter[Hashable](want)).total()
            of[what] += len(want)
    return Shares(*(right[what] / of[what] for what in Shares.__struct_fields__))


@pytest.mark.parametrize("what", Shares.__struct_fields__)
@pytest.mark.parametrize("way", WAYS)
def test_pages_come_apart_right(way: str, what: str) -> None:
    assert getattr(shares(way), what) >= getattr(LEAST[way], what)


def test_a_proposal_is_the_same_every_time() -> None:
    raw = RawText(WAYS["zipped"](stories(1, 3)))
    assert propose(raw) == propose(raw)


def test_every_seam_tells_why() -> None:
    proposal = propose(RawText(WAYS["blocks"](stories(2, 3))))
    assert proposal.evidence.seams
    assert all(seam.reasons for seam in proposal.evidence.seams)


TRADITIONAL = (
    "雲溪鎮的木匠師傅把舊倉庫改成了書屋，桌椅都是自己動手打的。來看書的人說：「這樣的地方，早就該有了，孩子們放學就來。」",
    "鎮長在開門那天說，往後每個月都要添新書，「『一本也好』，大家湊一湊，書架總會滿起來。」旁邊的老人聽了連連點頭稱是。",
    "入冬以來，渡口的船工也常來這裡歇腳，看看報紙，說說河上的事。負責借書的館員會把爐子燒得很旺，一直坐到天黑。",
)


def test_traditional_script_with_corner_quotes() -> None:
    text = blocks([Story("舊倉庫變成新書屋", TRADITIONAL)])
    assert [body for body in bodies(propose(RawText(text)).page) if body] == [list(TRADITIONAL)]


PIECES = st.sampled_from(
    [
        *"云溪镇的木匠把旧仓库改成书屋，。、；：“”（）《》",
        *(
            "本报讯 ",
            "\n",
            "\n\n",
            "  ",
            "　",
            "⽇",
            "⼾",
            "\u200b",
            "\ufeff",
            "\t",
            "\r\n",
            "      ",
            "\U00020000",
            "ﬁ",
        ),
        *("2023 年", "撰稿 俞大川", "（下转第２版）", "▶", "Ａ", "A B C"),
    ]
)


@settings(max_examples=120)
@given(st.lists(PIECES, max_size=80))
def test_every_character_sits_in_one_place(pieces: list[str]) -> None:
    raw = RawText("".join(pieces))
    page = propose(raw).page
    assert ledger(page).balanced
    for run in page.runs():
        assert bool(run.why) == (run.text != raw.text[run.start : run.end])


def test_an_invisible_mark_before_a_credit_is_deleted_once() -> None:
    assert ledger(propose(RawText("\u200b撰稿 俞大川\n")).page).balanced


@pytest.mark.skipif(not (KNOWN / "jiading").is_dir(), reason="the known pages are not at hand")
def test_the_page_of_the_district_newspaper_comes_apart_right() -> None:
    folder = KNOWN / "jiading"
    with (folder / "stream.txt").open(encoding="utf-8", newline="") as file:
        page = propose(RawText(file.read())).page
    gold = json.loads((folder / "gold.json").read_text("utf-8"))
    tight = re.compile(r"\s")
    want = {tuple(tight.sub("", block["text"]) for block in article["body"]) for article in gold["articles"]}
    have = {tuple(tight.sub("", text) for text in body) for body in bodies(page)}
    assert want <= have
    heads = {tight.sub("", article["headline"]) for article in gold["articles"] if article["headline"]}
    assert heads == {tight.sub("", head) for article in page.articles if (head := fields(article).headline)}
