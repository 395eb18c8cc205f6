"""Where stories begin, told by those who wrote them, or by a head that stands elsewhere."""

import pytest
from msgspec.structs import replace

from editor.core.fields import fields
from editor.core.raw import RawText
from editor.reading.engine import propose
from tests.reading.typeset import DATELINE, blocks, lines, stories

PAGE = """清溪环湖绿道全线贯通
本报讯 清溪区政府昨天宣
布，全长三十公里的环湖绿道全
线贯通，市民可以沿着湖岸一路
骑到渡口。
绿道把五座公园连在一起，
沿途新建了十二处驿站，每处都
有饮水和修车的工具，夜里还亮
着灯。 撰稿 俞越
{credit}
本报讯 松林小学的孩子们
上周搬进了新教室。教学楼由旧
粮仓改建，屋顶装着太阳能板，
一年能发八万度电。
校长说，粮仓的木梁都留了
下来，孩子们在梁下读书，抬头
就能看见爷爷奶奶当年写的字。
"""


@pytest.mark.parametrize("credit", ["本报记者 李亮", "本报记者李\n亮"])
def test_a_name_over_a_story_opens_it_where_no_head_stands_between(credit: str) -> None:
    found = [fields(article) for article in propose(RawText(PAGE.format(credit=credit))).page.articles]
    bylines = [[(one.role, one.name) for one in article.byline] for article in found if article.body]
    assert bylines == [[("撰稿", "俞越")], [("本报记者", "李亮")]]


def test_a_story_without_a_dateline_below_another_is_found_by_its_head_elsewhere() -> None:
    page = stories(1, 6)
    above, own, below = page[:3], page[3], page[4:]
    bare = replace(own, paragraphs=(own.paragraphs[0].removeprefix(DATELINE), *own.paragraphs[1:]))
    text = f"{own.headline}\n{blocks(above)}" + "\n".join(lines(bare)) + f"\n{blocks(below)}"
    found = [fields(article) for article in propose(RawText(text)).page.articles]
    bodies = {one.headline: tuple(block.text for block in one.body) for one in found if one.body}
    assert bodies[own.headline] == bare.paragraphs
    assert len(bodies) == len(page)
