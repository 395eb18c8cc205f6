"""Corrections in their order, and the raw text again."""

from editor.core import editing
from editor.core.ledger import ledger
from editor.core.page import FURNITURE, Article, Block, Kind, Page, Role, Run, corrected, untaken, untouched
from editor.core.raw import RawText
from editor.core.restore import corrected_places, restore
from editor.core.transaction import Transaction


def after(page: Page, transaction: Transaction | None) -> Page:
    assert transaction is not None
    return transaction.apply(page)


def page() -> Page:
    """Reads 11月，天一地 where the raw text says １１ 月，乙地 over two lines; one correction is in the furniture."""
    raw = RawText("１１ 月，\n乙地\n第Ｏ版")
    runs = (
        corrected(raw, 0, 2, "11", "full_width"),
        corrected(raw, 2, 3, "", "space"),
        untouched(raw, 3, 5),
        corrected(raw, 6, 7, "", "typed"),
        Run(7, 7, "天一", "typed"),
        untouched(raw, 7, 8),
    )
    furniture = (
        Block(Role.FURNITURE, (untouched(raw, 9, 10), corrected(raw, 10, 11, "0", "typed"), untouched(raw, 11, 12))),
    )
    return Page(raw, (Article("a1", Kind.STORY, (Block(Role.PARAGRAPH, runs),)),), furniture)


def test_corrections_come_in_page_order_without_mere_spaces() -> None:
    found = [(c.owner, c.block, c.start, c.end, c.run.text) for c in corrected_places(page())]
    assert found == [("a1", 0, 0, 2, "11"), ("a1", 0, 4, 4, ""), ("a1", 0, 4, 6, "天一"), (FURNITURE, 0, 1, 2, "0")]


def test_each_goes_back_to_the_raw_text() -> None:
    start = page()
    assert start.articles[0].blocks[0].text == "11月，天一地"
    one = after(start, restore(start, "a1", 0, 1, 1))
    assert one.articles[0].blocks[0].text == "１１月，天一地"
    both = after(start, restore(start, "a1", 0, 4, 4))
    assert both.articles[0].blocks[0].text == "11月，乙地"
    every = after(start, restore(start, "a1", 0, 0, 7))
    assert every.articles[0].blocks[0].text == "１１月，乙地"
    furniture = after(start, restore(start, FURNITURE, 0, 2, 2))
    assert furniture.furniture[0].text == "第Ｏ版"
    for made in (one, both, every, furniture):
        assert ledger(made).balanced
    assert restore(start, "a1", 0, 7, 7) is None


def test_a_correction_over_a_line_end_leaves_no_line_end() -> None:
    start = untaken(RawText("甲乙\n丙丁"))
    start = after(start, editing.edit(start, "a1", 1, 4, "天"))
    assert start.articles[0].blocks[0].text == "甲天丁"
    back = after(start, restore(start, "a1", 0, 1, 2))
    assert back.articles[0].blocks[0].text == "甲乙丙丁"
    assert ledger(back).balanced
    assert not list(corrected_places(back))
