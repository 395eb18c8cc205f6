"""Where stories begin, told by those who wrote them, or by a head that stands elsewhere."""

import pytest
from msgspec.structs import replace

from editor.core.fields import fields
from editor.core.raw import RawText
from editor.reading.engine import propose
from tests.reading.district import GREENWAY, SCHOOL, SCHOOL_GOES_ON
from tests.reading.typeset import DATELINE, blocks, lines, stories

PAGE = f"清溪环湖绿道全线贯通\n{GREENWAY.strip()} 撰稿 俞越\n{{credit}}\n{SCHOOL}{SCHOOL_GOES_ON}。\n"


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
