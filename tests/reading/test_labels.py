"""What each line of a page is, before any order is known."""

import pytest

from editor.core.raw import RawText
from editor.language import model
from editor.reading.fragments import fragments
from editor.reading.labels import label
from editor.reading.marks import default_marks
from editor.reading.pieces import Label, Piece
from tests.reading.district import GREENWAY, SCHOOL, SCHOOL_GOES_ON

PAGE = f"""2019年3月4日 星期一 第02版 责任编辑 王小川
清溪环湖绿道
全线贯通
{GREENWAY.strip()} 撰稿 俞 越
松林小学搬进旧粮仓
{SCHOOL}{SCHOOL_GOES_ON}，
学校还打算（下转第3版）
▶3月4日，清溪湾的渔民收起了今春的第一网鱼，岸边的
集市从清晨热闹到中午。 摄影 李亮
新闻热线 55500123
"""


def labelled(text: str) -> list[tuple[str, Piece]]:
    lines = fragments(RawText(text))
    found = label(lines, default_marks(), model.load())
    return [
        (line.text[piece.start : piece.end], piece)
        for line, pieces in zip(lines, found, strict=True)
        for piece in pieces
    ]


def said(found: list[tuple[str, Piece]], wanted: Label) -> list[str]:
    return [text for text, piece in found if piece.label is wanted]


def test_a_page_in_its_own_order() -> None:
    found = labelled(PAGE)
    assert said(found, Label.HEAD) == ["清溪环湖绿道", "全线贯通", "松林小学搬进旧粮仓"]
    assert said(found, Label.FURNITURE) == ["2019年3月4日 星期一 第02版 责任编辑 王小川", "新闻热线55500123"]
    assert said(found, Label.JUMP_TO) == ["（下转第3版）"]
    assert said(found, Label.CREDIT) == ["撰稿 俞 越", "摄影 李亮"]
    photo = [piece for _, piece in found if piece.group >= 0]
    assert [piece.label for piece in photo] == [Label.CAPTION, Label.CAPTION, Label.CREDIT]
    assert len({piece.group for piece in photo}) == 1


def test_every_character_has_a_label() -> None:
    found = labelled(PAGE)
    assert "".join("".join(text.split()) for text, _ in found) == "".join(PAGE.split())


def test_a_caption_without_a_marker_is_found_by_its_credit() -> None:
    found = labelled(PAGE.replace("▶3月4日", "3月4日"))
    assert [text for text, piece in found if piece.label is Label.CAPTION] == [
        "3月4日，清溪湾的渔民收起了今春的第一网鱼，岸边的",
        "集市从清晨热闹到中午。",
    ]


def test_a_wide_line_above_a_photographer_s_line_is_no_head() -> None:
    first = "清溪市第一条穿山公路隧道———凤凰岭隧道近日建成，隧道全长1085米，从城区"
    page = PAGE.replace("▶3月4日，清溪湾的渔民收起了今春的第一网鱼，岸边的", first)
    found = labelled(page.replace("集市从清晨热闹到中午。", "到渡口仅需半个小时。"))
    assert said(found, Label.CAPTION) == [first, "到渡口仅需半个小时。"]


@pytest.mark.parametrize(
    ("first", "label"),
    [
        ("由清溪港务集团与临江渔业发展公司合资兴建的清溪湾", Label.CAPTION),
        ("由清溪港务集团与临江渔业发展公司合资兴建的渔港", Label.HEAD),
    ],
)
def test_a_line_as_wide_as_the_caption_below_it_is_its_first(first: str, label: Label) -> None:
    second = "渔港，经过历时两年的改扩建后，于3月4日重新开张营业"
    page = PAGE.replace("▶3月4日，清溪湾的渔民收起了今春的第一网鱼，岸边的", f"{first}\n{second}")
    assert first in said(labelled(page), label)


@pytest.mark.parametrize(
    ("line", "label"),
    [("湖岸的灯都亮了。 “清溪春”来早", Label.BODY), ("湖岸的灯都亮了。 “清溪春”又来得早", Label.HEAD)],
)
def test_a_line_that_fills_its_column_has_no_head_behind_a_squeezed_mark(line: str, label: Label) -> None:
    page = PAGE.replace("灯。 撰稿", f"灯，\n{line}\n了。 撰稿")
    assert line.split()[1] in "".join(said(labelled(page), label))


def test_a_line_of_dates_is_no_furniture() -> None:
    dates = "1996年6月2日和1997年3月23日正"
    assert dates in "".join(
        said(labelled(PAGE.replace("骑到渡口。", f"骑到渡口，分别于\n{dates}\n式开工。")), Label.BODY)
    )


@pytest.mark.parametrize("title", ["渔港今晨开市、鱼价走低好消息", "渔港开市 清溪湾迎来今春第一网鱼"])
def test_a_title_above_a_photographer_s_line_is_no_caption(title: str) -> None:
    found = labelled(PAGE.replace("▶3月4日，清溪湾的渔民收起了今春的第一网鱼，岸边的", title))
    assert title in said(found, Label.HEAD)
    assert said(found, Label.CAPTION) == ["集市从清晨热闹到中午。"]


def test_the_second_half_of_a_name_in_the_next_line() -> None:
    found = labelled(PAGE.replace("着灯。 撰稿 俞 越", "着灯。撰稿俞\n越"))
    halves = [(text, piece.half) for text, piece in found if piece.half >= 0]
    assert halves == [("撰稿俞", 11), ("越", 10)]


def test_credits_behind_the_second_half_of_a_name() -> None:
    found = labelled(PAGE.replace("着灯。 撰稿 俞 越", "着灯。\n记者俞\n越通讯员李亮"))
    halves = [(text, piece.half) for text, piece in found if piece.half >= 0]
    assert halves == [("记者俞", 12), ("越通讯员李亮", 11)]


def test_a_head_set_close_to_its_body_on_a_page_that_flows() -> None:
    first = "松林小学的孩子们终于在"
    page = PAGE.replace("本报讯 松林小学的孩子们", first).replace("\n", "\n\n")
    found = labelled(page.replace("松林小学搬进旧粮仓\n\n", "松林小学搬进旧粮仓\n"))
    assert "松林小学搬进旧粮仓" in said(found, Label.HEAD)
    assert first in said(found, Label.BODY)


def test_a_name_below_its_role() -> None:
    aside = "孩子们上周搬进了新教室，别的"
    page = PAGE.replace("着灯。 撰稿 俞 越", f"着灯。 摄影 {aside}\n俞越")
    halves = [(text, piece.half) for text, piece in labelled(page) if piece.half >= 0]
    assert halves == [("摄影", 12), ("俞越", 10)]
    assert not [text for text, piece in labelled(page.replace("\n俞越", "\n湖岸")) if piece.half >= 0]


def test_a_signature_broken_within_its_brackets_is_no_head() -> None:
    found = labelled(PAGE.replace("着灯。 撰稿 俞 越", "着灯。\n（俞\n越）"))
    assert {"（俞", "越）"} <= set(said(found, Label.BODY))


@pytest.mark.parametrize("end", ["看见爷爷当年。", "看见当年的字。」"])
def test_writers_in_brackets_that_go_over_three_lines_are_no_head(end: str) -> None:
    cut = "就能看见爷爷奶奶当年写的字，\n学校还打算（下转第3版）"
    found = labelled(PAGE.replace(cut, f"就能{end}（清溪区松\n林小学教导主任俞\n越）\n（下转第3版）"))
    assert {"林小学教导主任俞", "越）"} <= set(said(found, Label.BODY))


def test_a_head_below_a_source_in_brackets_is_no_cut_line() -> None:
    cut = "就能看见爷爷奶奶当年写的字，\n学校还打算（下转第3版）"
    head = "加大学校改\n建力度\n本报讯 清溪区教育局昨天说，今年\n还有五所学校要改建。\n（下转第3版）"
    found = labelled(PAGE.replace(cut, f"就能看见爷爷奶奶当年写的字。\n（新华社清溪湖3月4日电）\n{head}"))
    assert said(found, Label.HEAD)[-2:] == ["加大学校改", "建力度"]


def test_a_line_cut_by_a_jump_line_elsewhere_is_body() -> None:
    page = PAGE.replace("学校还打算（下转第3版）", "学校打算在").replace("新闻热线", "（下转第3版）\n新闻热线")
    found = labelled(page)
    assert "学校打算在" in said(found, Label.BODY)
    assert [text for text, piece in found if piece.cut] == ["学校打算在"]


def test_a_list_with_markers_is_no_caption() -> None:
    page = PAGE.replace("绿道把五座", "▲道把五座").replace("校长说，粮仓", "▲校长说粮仓")
    found = labelled(page)
    assert "▲道把五座公园连在一起，" in said(found, Label.BODY)
    assert len(said(found, Label.CAPTION)) == 2


def beside(head: str, line: str) -> str:
    """A page where `line` stands below `head`, in mid-page, instead of the school's story's head."""
    page = PAGE.replace("松林小学搬进旧粮仓\n", "")
    return page.replace("绿道把五座公园连在一起，", f"{head}\n{line}")


@pytest.mark.parametrize(
    ("line", "heads", "body"),
    [
        ("仓 绿道把五座公园连在一起，", ["松林小学搬进旧粮", "仓"], "绿道把五座公园连在一起，"),
        ("村 绿道把五座公园连在一起，", ["松林小学的旧粮仓"], "村 绿道把五座公园连在一起，"),
        ("新校 区的孩子们高兴了，", ["松林小学搬进"], "新校 区的孩子们高兴了，"),
    ],
    ids=["goes_on_the_head", "goes_on_nothing", "the_body_goes_on_it"],
)
def test_the_rest_of_a_head_before_the_body_beside_it(line: str, heads: list[str], body: str) -> None:
    found = labelled(beside(heads[0], line))
    assert said(found, Label.HEAD)[2:] == heads
    assert body in said(found, Label.BODY)


def test_the_rest_of_a_head_before_a_credit_beside_it() -> None:
    found = labelled(beside("松林小学搬进旧粮", "仓 撰稿 王一舟 李大川"))
    assert "仓" in said(found, Label.HEAD)
    assert "撰稿 王一舟 李大川" in said(found, Label.CREDIT)


def test_a_gap_in_a_line_that_has_no_running_text() -> None:
    line = "新绿道亮灯 湖岸的骑行有绝招"
    assert line in said(labelled(PAGE.replace("校长说", f"{line}\n校长说")), Label.HEAD)


def test_a_head_above_a_story_that_goes_on_from_another_page() -> None:
    page = PAGE.replace("    校长说", "校长说").replace(
        "松林小学搬进旧粮仓\n本报讯 松林小学的孩子们\n", "新校舍的来历\n"
    )
    assert "新校舍的来历" in said(labelled(page), Label.HEAD)


def test_a_page_of_nothing() -> None:
    assert label(fragments(RawText("\n \n")), default_marks(), model.load()) == []
