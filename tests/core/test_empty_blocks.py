"""Room for text that the raw page does not have: empty blocks come by Enter, take roles, move, and stay."""

from editor.core import editing
from editor.core.page import Article, Block, Kind, Page, Role, untouched
from editor.core.raw import RawText
from editor.core.transaction import Transaction

RAW = RawText("主题\n正文\n")
PAGE = Page(
    RAW,
    (
        Article(
            "a1",
            Kind.STORY,
            (Block(Role.HEADLINE, (untouched(RAW, 0, 2),)), Block(Role.PARAGRAPH, (untouched(RAW, 3, 5),))),
        ),
    ),
)


def after(page: Page, transaction: Transaction | None) -> Page:
    assert transaction is not None
    return transaction.apply(page)


def told(page: Page) -> list[str]:
    return [f"{block.role}: {block.text}" for block in page.articles[0].blocks]


def test_enter_at_the_beginning_leaves_the_role_with_the_text() -> None:
    page = after(PAGE, editing.edit(PAGE, "a1", 0, 0, "\n"))
    assert told(page) == ["paragraph: ", "headline: 主题", "paragraph: 正文"]
    assert told(after(page, editing.edit(page, "a1", 0, 1, ""))) == ["headline: 主题", "paragraph: 正文"]


def test_enter_elsewhere_begins_a_paragraph() -> None:
    assert told(after(PAGE, editing.edit(PAGE, "a1", 1, 1, "\n")))[:2] == ["headline: 主", "paragraph: 题"]
    page = after(PAGE, editing.edit(PAGE, "a1", 2, 2, "\n"))
    assert told(page)[:2] == ["headline: 主题", "paragraph: "]
    cleared = after(PAGE, editing.edit(PAGE, "a1", 0, 2, ""))
    assert told(after(cleared, editing.edit(cleared, "a1", 0, 0, "\n")))[:2] == ["headline: ", "paragraph: "]


def test_an_empty_block_takes_a_role_and_text() -> None:
    page = after(PAGE, editing.edit(PAGE, "a1", 0, 0, "\n"))
    page = after(page, editing.set_role(page, "a1", 0, Role.KICKER))
    assert told(page) == ["kicker: ", "headline: 主题", "paragraph: 正文"]
    page = after(page, editing.edit(page, "a1", 0, 0, "引题"))
    assert told(page) == ["kicker: 引题", "headline: 主题", "paragraph: 正文"]


def test_moving_beside_an_empty_block_keeps_it() -> None:
    page = after(PAGE, editing.edit(PAGE, "a1", 5, 5, "\n"))
    assert told(after(page, editing.move_block(page, "a1", 1, 1)))[1:] == ["paragraph: ", "paragraph: 正文"]
