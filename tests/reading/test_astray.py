"""Head lines that the order took for lines of a body."""

import pytest
from msgspec.structs import replace

from editor.core.raw import RawText
from editor.language import model
from editor.reading.astray import BETWEEN, CUT, LEADS, MOST, TRAILS, freed
from editor.reading.fragments import fragments
from editor.reading.layout import Arranged, arranged
from editor.reading.marks import default_marks
from editor.reading.pieces import Label, Piece

NEWS = "前不久，清溪区的环湖绿道全线贯通。\n市民可以沿着湖岸一路骑到渡口。\n"
WALK = "绿道把五座公园连在一起，\n沿途新建了十二处驿站，每处都\n有饮水和修车的工具。\n"
HEAD = "旧粮仓里的孩子们有了新教室"
NOT = 0.01


def page(text: str, *heads: str, looked: float) -> Arranged:
    """A page with all its lines in one chain; `heads` are body lines that looked that much like heads."""
    marks, lm = default_marks(), model.load()
    lines = fragments(RawText(text))
    body = tuple((Piece(0, len(line.text), Label.BODY, 1.0 - looked * (line.text in heads)),) for line in lines)
    made = arranged(lines, body, marks, lm)
    return replace(made, labels=body, nodes=list(range(len(lines))), chains=(tuple(range(len(lines))),))


def heads(made: Arranged) -> list[str]:
    """The lines that are heads at last, which no chain holds."""
    out = freed(made, model.load())
    chained = {out.nodes[at] for chain in out.chains for at in chain}
    found = [at for at, pieces in enumerate(out.labels) if pieces[0].label is Label.HEAD]
    assert chained == set(range(len(out.lines))) - set(found)
    return [out.lines[at].text for at in found]


@pytest.mark.parametrize(
    ("text", "least"),
    [
        (HEAD + "\n" + NEWS + WALK, LEADS),
        (NEWS + WALK + HEAD + "\n", TRAILS),
        (NEWS + HEAD + "\n本报讯 " + WALK, BETWEEN),
        (NEWS + WALK.replace("每处都\n", "每处都\n" + HEAD + "\n"), 0.0),
    ],
    ids=["before_a_story", "behind_one", "between_paragraphs", "within_a_sentence"],
)
def test_a_line_that_goes_on_nothing_is_a_head(text: str, least: float) -> None:
    assert heads(page(text, HEAD, looked=least + NOT)) == [HEAD]
    if least:
        assert heads(page(text, HEAD, looked=least - NOT)) == []


@pytest.mark.parametrize(
    "line",
    [
        "旧粮仓里的孩子们，有了新教室",
        "（本报清溪渡口一月五日电）",
        "本报清溪1月5日电",
    ],
    ids=["running_text", "in_brackets", "dateline"],
)
def test_what_no_head_is_stays(line: str) -> None:
    assert heads(page(NEWS + WALK + line + "\n", line, looked=0.4)) == []


@pytest.mark.parametrize(
    "text",
    [
        NEWS + WALK.replace("工具。", "工具") + HEAD + "\n",
        NEWS + HEAD + "\n" + WALK,
        NEWS + HEAD + "\n和校长一起读书写字。\n" + WALK,
        NEWS + WALK.replace("有饮水和修车的工具", HEAD + "\n云杉林上飞过了一只海鸥"),
        HEAD + "\n让老人们很高兴。\n" + WALK,
    ],
    ids=[
        "the_end_of_a_sentence",
        "a_paragraph_below",
        "what_goes_on_it",
        "what_goes_on_nothing_above",
        "the_beginning",
    ],
)
def test_a_line_that_may_go_on_what_is_above_or_below_stays(text: str) -> None:
    line = next(row for row in text.splitlines() if row.startswith("旧粮仓里"))
    assert heads(page(text, line, looked=0.4)) == []


@pytest.mark.parametrize(
    ("line", "looked", "found"),
    [(HEAD, CUT + NOT, True), (HEAD, CUT - NOT, False), ("旧粮仓里的孩子们有了新教", CUT + NOT, False)],
    ids=["a_head", "hardly_one", "in_mid_word"],
)
def test_a_line_that_leaves_the_room_of_a_jump_line(line: str, looked: float, *, found: bool) -> None:
    made = page(f"{NEWS}{WALK}{line}\n", line, looked=looked)
    cut = (replace(made.labels[-1][0], cut=True),)
    assert heads(replace(made, labels=(*made.labels[:-1], cut))) == [line] * found


def test_what_stands_in_brackets_over_two_lines_stays() -> None:
    rows = ["（本报清溪渡口", "一月五日电）"]
    assert heads(page(NEWS + WALK + "\n".join(rows) + "\n", *rows, looked=0.4)) == []


def test_a_head_of_several_lines() -> None:
    rows = ["清溪区政府宣布环湖绿", "道全线贯通旧粮仓的教", "室里能看见湖岸的木栈", "道"]
    few, many = rows[:MOST], rows[: MOST + 1]
    assert heads(page(NEWS + WALK + "\n".join(few) + "\n", *few, looked=0.4)) == few
    assert heads(page(NEWS + WALK + "\n".join(many) + "\n", *many, looked=0.4)) == []


def test_a_whole_story_stays() -> None:
    assert heads(page(HEAD + "\n", HEAD, looked=0.4)) == []
