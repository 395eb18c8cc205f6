"""Raw lines that are two lines of the page, and what is left whole."""

import pytest

from editor.core.raw import RawText
from editor.reading.cuts import fit, room
from editor.reading.fragments import fragments
from editor.reading.geometry import Measure

COLUMN = """绿道把五座公园连在了一起并且
沿途新建了十二处驿站，每处都
有饮水和修车的工具，夜里还亮
着灯，市民可以沿着湖岸骑到渡
口再乘船回城，全程一个半小时
校长说粮仓的木梁都留了下来让
"""
FULL = "昨天在渡口开幕来的人不少于千"


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("学校还打（下转第3版） 孩子们上周搬进了新教室并且", ["学校还打（下转第3版）", "孩子们上周搬进了新教室并且"]),
        ("通车 本报讯 清溪区昨天宣布环", ["通车", "本报讯 清溪区昨天宣布环"]),
        ("并发表讲话 站，累计修路三千米，全长两公", ["并发表讲话", "站，累计修路三千米，全长两公"]),
        (
            "渡口的夜灯亮了，归人不怕晚。 摄影：王一舟 孩子们上周才搬进了新教室并且",
            ["渡口的夜灯亮了，归人不怕晚。摄影：王一舟", "孩子们上周才搬进了新教室并且"],
        ),
        (
            "渡口的夜灯亮了，归人不怕晚。 摄影 王一舟孩子们上周才搬进了新教室并且",
            ["渡口的夜灯亮了，归人不怕晚。摄影王一舟", "孩子们上周才搬进了新教室并且"],
        ),
        (
            "渡口的夜灯亮了，归人不怕晚。 撰稿 王一舟孩子们上周才搬进了新教室并且",
            ["渡口的夜灯亮了，归人不怕晚。撰稿王一舟孩子们上周才搬进了新教室并且"],
        ),
        (
            "渡口的夜灯亮了，归人们便都学了 摄影 孩子们上周才搬进了新教室并且",
            ["渡口的夜灯亮了，归人们便都学了摄影孩子们上周才搬进了新教室并且"],
        ),
        (
            "渡口的夜灯亮了，归人不怕晚。 摄影 王一舟孩子们上周才搬进了新教",
            ["渡口的夜灯亮了，归人不怕晚。摄影王一舟孩子们上周才搬进了新教"],
        ),
        ("本报讯 清溪区政府昨天宣布", ["本报讯 清溪区政府昨天宣布"]),
        ("据 新华社临江3月4日电", ["据新华社临江3月4日电"]),
    ],
)
def test_two_lines_in_one(line: str, parts: list[str]) -> None:
    found = [part.text for part in fragments(RawText(COLUMN + line + "\n")) if part.line == 7]
    assert ["".join(part.split()) for part in found] == ["".join(part.split()) for part in parts]


def test_a_photographer_named_below_a_role_that_another_column_stands_beside() -> None:
    photo, beside = "渡口的夜灯亮了，归人不怕晚。", "孩子们上周才搬进了新教室并且"
    for below, parts in (("王一舟", [photo + " 摄影", beside]), ("湖岸边", [f"{photo} 摄影 {beside}"])):
        found = fragments(RawText(f"{COLUMN}{photo} 摄影 {beside}\n{below}\n"))
        assert [part.text for part in found if part.line == 7] == parts


@pytest.mark.parametrize(
    ("above", "line", "below", "parts"),
    [
        (
            "绿道全线昨天通",
            "本报讯 区政府昨天宣布湖 车",
            "岸绿道全线贯通，市民可以骑",
            ["车", "本报讯 区政府昨天宣布湖"],
        ),
        ("走好回家“最后", "一公里” 本报讯 区政府昨天", "宣布湖岸绿道全线贯通，市民", ["一公里”", "本报讯 区政府昨天"]),
        ("推开『新粮", "』的门 老木匠带出“儿女”满堂", "王仁", ["』的门", "老木匠带出“儿女”满堂"]),
        ("推开绿色的『新", "粮』的门", "王仁", ["粮』的门"]),
        ("全城瞩目的“新”", "”字招牌", "王仁", ["”字招牌"]),
        ("绿道不是“慢车路", "” 湖岸骑行有绝招", "王仁", ["”湖岸骑行有绝招"]),
        (
            "新绿道带来新生活还带来新",
            "客源 城西菜场里卖菜的老人家一共有13",
            "百，比去年多，十家在路口新开了小铺子",
            ["客源", "城西菜场里卖菜的老人家一共有13"],
        ),
        ("绿道全线通，", "本报讯 区政府昨天宣布湖 车", "岸绿道全线贯通，市民可以骑", ["本报讯 区政府昨天宣布湖 车"]),
        ("绿道全线昨天通", "本报讯 记者 王", "仁报道：绿道全线贯通，市民", ["本报讯 记者 王"]),
        ("绿道全线昨天通", "本报讯 区政府宣布 湖岸", "岸绿道全线贯通，市民可以骑", ["本报讯 区政府宣布 湖岸"]),
        (
            "清溪湾渔港今天开",
            "本报讯 区政府昨天宣布湖 渔·收网",
            "岸绿道全线贯通，市民可以骑",
            ["渔·收网", "本报讯 区政府昨天宣布湖"],
        ),
        (
            "清溪湾渔港今天开",
            "去年，区政府昨天宣布了 渔了又收",
            "岸绿道全线贯通，市民可以骑",
            ["渔了又收", "去年，区政府昨天宣布了"],
        ),
        (
            "清溪湾渔港今天开",
            "绿道两边的花都开了 摄影 王一舟",
            "岸绿道全线贯通，市民可以骑",
            ["绿道两边的花都开了 摄影 王一舟"],
        ),
        (
            "清溪湾渔港今天开",
            "本报清溪城一月十三日讯 渔了收网",
            "岸绿道全线贯通，市民可以骑",
            ["渔了收网", "本报清溪城一月十三日讯"],
        ),
        (
            "清溪湾渔港今天开",
            "去年，区政府昨天宣布了 渔了",
            "岸绿道全线贯通，市民可以骑",
            ["去年，区政府昨天宣布了 渔了"],
        ),
        (
            "清溪湾今天",
            "本报讯 区政府昨天宣布湖 渔了又收网了",
            "岸绿道全线贯通，市民可以骑",
            ["本报讯 区政府昨天宣布湖 渔了又收网了"],
        ),
        (
            "清溪湾今天开",
            "本报讯 区政府昨天宣布湖 渔，网",
            "岸绿道全线贯通，市民可以骑",
            ["本报讯 区政府昨天宣布湖 渔，网"],
        ),
        (
            "绿道全线昨天通车了呢",
            "本报阿克苏克勒3月14日电 记者",
            "宣布了湖岸绿道全线贯通，市民",
            ["本报阿克苏克勒3月14日电 记者"],
        ),
        ("湖岸新增“最佳乡村", "本报讯 区政府昨天宣布湖”", "岸绿道全线贯通，市民可以骑", ["本报讯 区政府昨天宣布湖"]),
        ("展开（除署名外均据", "新华社电）", "岸绿道全线贯通，市民可以骑", ["新华社电）"]),
        ("绿道", "他说，“大” 新华社临江3月4日电", "岸绿道全线贯通，市民可以骑", ["他说，“大”新华社临江3月4日电"]),
        ("绿道", "』的门 老木匠带出“儿女”满堂", "王仁", ["』的门 老木匠带出“儿女”满堂"]),
        (
            "绿道",
            "▶ 城西菜场里卖菜的老人家一共有13",
            "百，比去年多，十家在路口新开了小铺子",
            ["▶城西菜场里卖菜的老人家一共有13"],
        ),
        (
            "绿道全线昨天通",
            "本报讯 来自渔港的第一 车",
            "岸绿道全线贯通市民可以骑走",
            ["车", "本报讯 来自渔港的第一"],
        ),
        (
            "绿道全线昨天通",
            "本报讯 来自渔港的第 车",
            "岸绿道全线贯通市民可以骑走",
            ["本报讯 来自渔港的第 车"],
        ),
        (
            "绿道全线昨天通",
            "本报清溪3月4日电 记者王小林、 车来了",
            "李大川报道：湖岸绿道全线贯通啦市民",
            ["车来了", "本报清溪3月4日电 记者王小林、"],
        ),
        (
            "绿道全线昨天通",
            "本报清溪3月4日电 记者王小林“ 车来了",
            "李大川报道：湖岸绿道全线贯通啦市民",
            ["本报清溪3月4日电 记者王小林“车来了"],
        ),
        (
            "绿道",
            "本报讯 区政府连日来，不断加快 公司作用",
            "百，比去年多，十家在路口新开了小铺子",
            ["本报讯 区政府连日来，不断加快", "公司作用"],
        ),
    ],
)
def test_a_head_beside_the_line_of_a_body(above: str, line: str, below: str, parts: list[str]) -> None:
    found = [part.text for part in fragments(RawText(f"{COLUMN}{above}\n{line}\n{below}\n")) if part.line == 8]
    assert ["".join(part.split()) for part in found] == ["".join(part.split()) for part in parts]


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        (
            "新闻热线 55500123 邮箱 news@qingxi.cn 清溪环湖绿道",
            ["新闻热线 55500123 邮箱 news@qingxi.cn", "清溪环湖绿道"],
        ),
        ("2019年3月4日 星期一 第02版 责任编辑 王小川", ["2019年3月4日 星期一 第02版 责任编辑 王小川"]),
        ("新闻热线 55500123 俞小越", ["新闻热线 55500123 俞小越"]),
        ("新闻热线 55500123 3月的绿道", ["新闻热线 55500123 3月的绿道"]),
        ("湖岸的绿道上 新闻热线 清溪环湖绿道", ["湖岸的绿道上 新闻热线 清溪环湖绿道"]),
    ],
)
def test_a_head_run_into_a_line_of_furniture(line: str, parts: list[str]) -> None:
    found = [part.text for part in fragments(RawText(f"{line}\n{COLUMN}")) if part.line == 1]
    assert ["".join(part.split()) for part in found] == ["".join(part.split()) for part in parts]


def test_marks_that_a_font_names_by_their_twins() -> None:
    found = fragments(RawText("公布\u2329绿道办法\u232a的决定\n"))[0]
    assert found.text == "公布\u3008绿道办法\u3009的决定"
    assert {run.why for run in found.runs if run.why} == {"compatibility"}


def test_a_closing_mark_alone_ends_the_line_above() -> None:
    found = [part.text for part in fragments(RawText(f"{COLUMN}湖岸跑出“加速度\n”\n绿道全线昨天通\n"))]
    assert found[6:] == ["湖岸跑出“加速度”", "绿道全线昨天通"]
    found = [part.text for part in fragments(RawText(f"{COLUMN}湖岸跑出加速度\n”\n绿道全线昨天通\n"))]
    assert found[6:] == ["湖岸跑出加速度", "”", "绿道全线昨天通"]


@pytest.mark.parametrize(
    ("raw", "made"),
    [
        ("沿途有“渔歌”、\n“稻香”和“书声”\n", ["沿途有“渔歌”、“稻香”和“书声”"]),
        ("说：\n“夜里还亮着灯，孩子们高兴\n", ["说：“夜里还亮着灯，孩子们高兴"]),
        ("亮。\n“夜里还亮着灯，孩子们高兴\n", ["亮。", "“夜里还亮着灯，孩子们高兴"]),
        ("校长看见孩子高兴，便说道：\n“灯\n", ["校长看见孩子高兴，便说道：“灯"]),
        ("校长看见孩子高兴，便说：\n“好。”\n", ["校长看见孩子高兴，便说：", "“好。”"]),
        ("沿途有“渔歌”\n“稻香”\n“书声”\n“灯\n", ["沿途有“渔歌”“稻香”“书声”“灯"]),
        ("湖岸亮灯。\n“渔歌”、\n“稻香”、“书声”都\n", ["湖岸亮灯。", "“渔歌”、“稻香”、“书声”都"]),
        ("湖岸亮灯。\n“渔歌唱晚”摄影展\n昨天开幕\n", ["湖岸亮灯。", "“渔歌唱晚”摄影展", "昨天开幕"]),
        ("亮灯。（俞越）\n“渔歌唱晚”展\n昨天开幕\n", ["亮灯。（俞越）", "“渔歌唱晚”展", "昨天开幕"]),
        ("湖岸亮灯，\n“渔歌唱晚”摄影展\n昨天开幕\n", ["湖岸亮灯，“渔歌唱晚”摄影展", "昨天开幕"]),
        ("湖岸亮灯。\n“渔歌唱晚”摄影展\n昨天开幕。\n", ["湖岸亮灯。“渔歌唱晚”摄影展", "昨天开幕。"]),
        (f"湖岸亮灯。\n“渔歌唱晚”摄影展\n{FULL}\n", ["湖岸亮灯。“渔歌唱晚”摄影展", FULL]),
        ("湖岸亮灯。\n（本报清溪3月4日电）\n", ["湖岸亮灯。", "（本报清溪3月4日电）"]),
        ("湖岸亮灯。\n（本报清溪4日的绿道\n", ["湖岸亮灯。（本报清溪4日的绿道"]),
        ("湖岸亮灯。\n（清溪报社摄影记者\n俞越）\n", ["湖岸亮灯。（清溪报社摄影记者", "俞越）"]),
    ],
)
def test_a_line_broken_at_squeezed_marks(raw: str, made: list[str]) -> None:
    assert [part.text for part in fragments(RawText(COLUMN + raw))][6:] == made


def test_a_line_broken_in_a_column_beside_others() -> None:
    beside = "湖岸骑行有绝招，老木匠带着孩"
    rows = [f"{beside}      {line}" for line in COLUMN.split()]
    page = "\n".join([*rows, f"{beside}      脉，", " " * 23 + "“夜里还亮着”灯，孩子们高兴", *rows])
    assert "脉，“夜里还亮着”灯，孩子们高兴" in [part.text for part in fragments(RawText(page))]


LEFT, RIGHT = "灯，市民可以骑到“湖心亭”。", "口再乘船回城，全程一个半小时"


@pytest.mark.parametrize(
    ("around", "line", "parts"),
    [
        ("湖岸", LEFT + RIGHT, [LEFT, RIGHT]),
        (LEFT + RIGHT, LEFT + RIGHT, [LEFT + RIGHT]),
        ("湖岸", LEFT[:-1] + "，" + RIGHT, [LEFT[:-1] + "，", RIGHT]),
        ("湖岸", "灯里市民可以骑到“湖心亭”。" + RIGHT, ["灯里市民可以骑到“湖心亭”。" + RIGHT]),
        ("湖岸", LEFT + RIGHT[:-3], [LEFT + RIGHT[:-3]]),
        ("湖岸", LEFT + "口再乘船回城全程要半小时", [LEFT + "口再乘船回城全程要半小时"]),
        ("湖岸", LEFT[:6] + "。" + RIGHT, [LEFT[:6] + "。" + RIGHT]),
    ],
)
def test_a_closing_mark_that_swallowed_the_gap_between_two_columns(around: str, line: str, parts: list[str]) -> None:
    found = fragments(RawText(f"{COLUMN}{around}\n{line}\n湖岸\n"))
    assert [part.text for part in found if part.line == 8] == parts


@pytest.mark.parametrize(
    ("text", "kind"),
    [("学校还打算把旧仓", 1), ("学校还打算，旧", 1), ("学校还打算", 2), ("学校还打算把旧仓库改", 0), ("学校", 0)],
)
def test_a_line_that_a_jump_line_cuts(text: str, kind: int) -> None:
    measure = Measure(14.0)
    assert fit(text, [room("（下转第3版）", measure)], measure) == kind
