"""Numbered notes: 2、 goes on the chain in which 1、 is the last note; no story begins with it."""

from collections.abc import Sequence

import pytest

from editor.core.fields import fields
from editor.core.raw import RawText
from editor.reading import geometry
from editor.reading.engine import propose
from editor.reading.marks import default_marks
from editor.reading.notes import joined
from editor.reading.signs import observe

PAGE = """图片新闻
1、河东镇的渔民昨天补好了渔
网，明早要到石埠头下湖捕鱼，
今年的第一网鱼将送到养老院。
（本报记者 石远舟摄）
青石渡口建成纪念馆
本报讯 青石渡口纪念馆昨天开
门迎客，第一批观众里有不少当
年的船工。馆里存着三条老渡船，
船桨和缆绳都是附近人家送来。
山桥老茶馆开张
2、15日，湖西小学的菜园里孩
子们收下第一篮番茄，送到食堂
和老人手里，明年再添两个花坛。
"""
FIRST = ("1、河东镇的渔民昨天补好了", "网眼。（本报记者 石远舟摄）")
SECOND = ("2、15日，湖西小学的菜园里", "收下第一篮番茄。（本报记者 石远舟摄）")
THIRD = ("3、石埠头的老船今年又下了水。",)
OTHER = ("山桥镇的老茶馆上个月开了张。",)


def made(*stories: Sequence[str]) -> tuple[list[tuple[int, ...]], set[tuple[int, int]]]:
    texts = [line for story in stories for line in story]
    chains: list[tuple[int, ...]] = []
    for story in stories:
        start = sum(map(len, chains))
        chains.append(tuple(range(start, start + len(story))))
    found = joined(chains, observe(texts, geometry.measure(texts), default_marks()))
    return sorted(found.chains), set(found.links)


def test_the_notes_of_a_page_come_out_as_one_article() -> None:
    bodies = [[block.text[:4] for block in fields(article).body] for article in propose(RawText(PAGE)).page.articles]
    assert ["1、河东", "2、15"] in bodies


def test_notes_are_one_story() -> None:
    chains, links = made(FIRST, OTHER, SECOND, THIRD)
    assert chains == [(0, 1, 3, 4, 5), (2,)]
    assert links == {(1, 3), (4, 5)}


@pytest.mark.parametrize(
    "stories",
    [(SECOND, FIRST), (FIRST, THIRD), (OTHER, SECOND), (FIRST, SECOND, SECOND), ((*FIRST, *SECOND), SECOND)],
    ids=["the wrong way round", "one is missing", "no first one", "two second ones", "the second one is there"],
)
def test_others_are_left_as_they_are(stories: Sequence[Sequence[str]]) -> None:
    chains, links = made(*stories)
    assert len(chains) == len(stories)
    assert not links


def test_a_number_with_a_fraction_is_no_note() -> None:
    assert made(FIRST, ("2.5万名游客昨天来到湖边。",))[1] == set()


def test_of_several_the_nearest_first_note_above_is_taken() -> None:
    assert made(FIRST, FIRST, SECOND)[1] == {(3, 4)}
