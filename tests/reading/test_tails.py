"""Last lines of bodies cut by a jump line that were taken for heads, and heads that stand where such lines would."""

from dataclasses import dataclass

import pytest
from msgspec.structs import replace

from editor.core.fields import fields
from editor.core.raw import RawText
from editor.language import model
from editor.reading.engine import propose
from editor.reading.fragments import fragments
from editor.reading.headwork import bodies
from editor.reading.labels import label
from editor.reading.layout import Layout, laid_out
from editor.reading.marks import default_marks
from editor.reading.pieces import Label
from editor.reading.tails import tails
from tests.reading.district import GREENWAY, SCHOOL

OPENING = f"清溪环湖绿道\n全线贯通\n{GREENWAY}"
SECOND = f"松林小学搬进旧粮仓\n{SCHOOL}"
JUMP = "（下转第3版）\n"


@dataclass(frozen=True)
class Page:
    """A page laid out with one line of it taken for a head."""

    layout: Layout
    at: int

    @property
    def odds(self) -> dict[int, float]:
        return tails(self.layout, bodies(self.layout, model.load()), model.load())


def taken_for_head(text: str, *taken: str, confidence: float = 0.8) -> Page:
    lines = fragments(RawText(text))
    found = label(lines, default_marks(), model.load())
    places = [fragment.index for fragment in lines if fragment.text in taken]
    for at in places:
        found[at] = (replace(found[at][0], label=Label.HEAD, confidence=confidence, cut=False),)
    return Page(laid_out(lines, found, default_marks(), model.load()), places[0])


CUT = OPENING + "市民还可以在\n" + SECOND + JUMP


def test_a_new_paragraph_cut_after_its_first_words_is_no_head() -> None:
    page = taken_for_head(CUT, "市民还可以在")
    assert page.odds[page.at] > 0


@pytest.mark.parametrize(
    "page",
    [
        taken_for_head(CUT, "市民还可以在", confidence=0.99),
        taken_for_head(CUT.replace(JUMP, "校长还说，\n" + JUMP), "市民还可以在"),
        taken_for_head(CUT.replace("还可以在\n", "还可以在\n网上预约\n"), "市民还可以在", "网上预约"),
    ],
    ids=["looks like a head", "the jump line has another end", "a head goes on it"],
)
def test_what_speaks_for_a_head_after_the_end_of_a_sentence(page: Page) -> None:
    cut = taken_for_head(CUT, "市民还可以在")
    assert page.odds[page.at] < cut.odds[cut.at] - 1


def test_the_name_of_a_section_is_no_rest_of_a_body() -> None:
    page = taken_for_head(OPENING + "新思想引领新征程\n" + SECOND + JUMP, "新思想引领新征程")
    assert page.at not in page.odds


def test_nothing_stands_below_the_line_that_was_cut() -> None:
    text = OPENING.replace("着灯。", "着灯，市民") + "松林粮仓的新教室\n" + SECOND + JUMP + JUMP
    page = taken_for_head(text, "松林粮仓的新教室")
    assert page.layout.labels[page.at - 1][-1].cut
    assert page.at not in page.odds


def test_the_end_of_a_cut_body_is_put_back() -> None:
    page = propose(RawText(CUT)).page
    (cut,) = [told for told in map(fields, page.articles) if told.continued_on]
    assert cut.body[-1].text == "市民还可以在"
