"""Widths of head lines told by types, and cut last lines that were taken for heads."""

from editor.core.fields import fields
from editor.core.raw import RawText
from editor.language import model
from editor.reading import headtypes
from editor.reading.engine import propose
from editor.reading.headtypes import ROLES, full, likely, page_room, row, usual_room
from editor.reading.headvalues import Line

HEADLINE, KICKER = ROLES.index("headline"), ROLES.index("kicker")

CUT = """青石渡口建成纪念馆
本报讯 青石渡口纪念馆昨天开门迎客，
第一批观众里有不少当年的船工。馆里
存着三条老渡船，船桨和缆绳都是附近
人家送来的。馆长说，往后每个月都会
请一位老船工来讲河上的故事。
讲解员来自附近三所
山桥小学把菜园搬上屋顶
（下转第3版）
本报讯 山桥小学的屋顶上个月种满了
青菜和番茄，孩子们轮流浇水，收获的
菜送到食堂，也送给路过的老人。老师
们打算明年再添两个花坛。
"""


def test_a_line_breaks_only_where_its_type_is_full() -> None:
    broken = likely([Line(0, "清溪环湖绿道全线"), Line(1, "贯通")], usual_room(16.0))
    assert broken[HEADLINE, 0] == 0.0
    assert broken[HEADLINE, 1] < 0.0
    assert broken[KICKER, 0] < 0.0


def test_a_line_wider_than_its_type_is_of_another() -> None:
    wide = likely([Line(0, "从一段湖岸到三十公里")], usual_room(16.0))
    assert wide[HEADLINE, 0] < 0.0
    assert wide[KICKER, 0] == wide[HEADLINE, 1] == 0.0


def test_clauses_of_one_line_are_one_row() -> None:
    (row,) = headtypes.rows([Line(3, "环湖绿道"), Line(3, "全线贯通", start=5, part=1)])
    assert (row.least, row.greatest) == (8.0, 8.5)


OWN = ("青石渡口老船工今年", "又下水", "山桥小学把菜园搬上", "屋顶", "河东镇织机声声十二", "载", "湖西环湖绿道全线亮")
USUAL = ("清溪环湖绿道全线", "贯通", "石埠头老码头修缮", "一新", "河东镇织机声声入", "夜来")


def _lines(*texts: str) -> list[Line]:
    return [Line(at, text) for at, text in enumerate(texts)]


def test_a_page_has_its_own_type_where_its_head_lines_fill_one() -> None:
    room = page_room(_lines(*OWN), 16.0, model.load())
    assert room[HEADLINE, 0] == 9.0
    assert full(row(OWN[0]), row(OWN[1]), room) == 1
    assert full(row(OWN[0]), row(OWN[1]), usual_room(16.0)) != 1


def test_a_page_in_the_usual_types_or_with_few_heads_has_none_of_its_own() -> None:
    usual = usual_room(16.0)
    assert (page_room(_lines(*USUAL), 16.0, model.load()) == usual).all()
    assert (page_room(_lines(*OWN[:2]), 16.0, model.load()) == usual).all()


def test_only_headlines_have_a_type_of_their_own() -> None:
    rest = [at for at in range(len(ROLES)) if at != HEADLINE]
    assert (page_room(_lines(*OWN), 16.0, model.load())[rest] == usual_room(16.0)[rest]).all()


def test_a_line_cut_for_its_jump_line_stays_with_its_body() -> None:
    model.load()
    page = propose(RawText(CUT)).page
    first = next(a for a in page.articles if (fields(a).headline or "").startswith("青石渡口"))
    assert fields(first).body[-1].text.endswith("讲解员来自附近三所")
    assert {fields(a).headline for a in page.articles} == {"青石渡口建成纪念馆", "山桥小学把菜园搬上屋顶"}
