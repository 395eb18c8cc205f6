"""The fields of the saved page, derived from blocks."""

import pytest

from editor.core.fields import Credit, credits_of, fields, page_number
from editor.core.page import Article, Block, Kind, Role, Run, arranged, spans
from editor.core.runs import cut_text, raw_offset, text_offset


@pytest.mark.parametrize(
    ("line", "page"),
    [
        ("（下转第２版）", "2"),
        ("（下转第二版）", "2"),
        ("(上接第1版)", "1"),
        ("（上接第十二版）", "12"),
        ("（下转二十版）", "20"),
        ("下转A3版", "A3"),
        ("下转第08版", "8"),
        ("（下转第一〇版）", "10"),
        ("（下转）", None),
    ],
)
def test_page_numbers_are_read_in_any_writing(line: str, page: str | None) -> None:
    assert page_number(line) == page


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("撰稿 俞越", [Credit("撰稿", "俞越")]),
        ("记者 叶舟 邵帆", [Credit("记者", "叶舟"), Credit("记者", "邵帆")]),
        ("林远", [Credit("", "林远")]),
        (" ", []),
    ],
)
def test_credits(text: str, found: list[Credit]) -> None:
    assert credits_of(text) == found


def block(role: Role, text: str, start: int = 0) -> Block:
    return Block(role, (Run(start, start + len(text), text),))


def test_fields_of_an_article() -> None:
    article = Article(
        "a1",
        Kind.STORY,
        arranged(
            [
                block(Role.PARAGRAPH, "正文。"),
                block(Role.JUMP_TO, "（下转第３版）"),
                block(Role.BYLINE, "撰稿 叶舟"),
                block(Role.HEADLINE, "上句"),
                block(Role.HEADLINE, "下句"),
                block(Role.CROSSHEAD, "小标题"),
                block(Role.DATELINE, "本报讯"),
                block(Role.PARAGRAPH, ""),
            ]
        ),
    )
    seen = fields(article)
    assert (seen.section, seen.headline, seen.dateline, seen.continued_on) == (None, "上句 下句", "本报讯", "3")
    assert [(b.kind, b.text) for b in seen.body] == [("paragraph", "正文。"), ("crosshead", "小标题")]


def test_spans_that_touch_are_one() -> None:
    blocks = [
        Block(Role.PARAGRAPH, (Run(0, 3, "甲乙丙"), Run(3, 3, "插", "typed"), Run(3, 5, "丁戊"))),
        Block(Role.PARAGRAPH, (Run(7, 9, "", "typed"),)),
    ]
    assert spans(blocks) == [(0, 5), (7, 9)]


def test_places_map_between_raw_and_present_text() -> None:
    runs = (Run(10, 12, "甲乙"), Run(12, 13, "", "stray_space"), Run(13, 13, "𠮷", "typed"), Run(20, 22, "丙", "typed"))
    assert [raw_offset(runs, at) for at in range(5)] == [10, 11, 13, 20, 22]
    assert [text_offset(runs, at) for at in (10, 11, 12, 20, 21, 15)] == [0, 1, 2, 3, 3, None]
    left, right = cut_text(runs, 3)
    assert ("".join(r.text for r in left), "".join(r.text for r in right)) == ("甲乙𠮷", "丙")
