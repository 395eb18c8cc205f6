"""Heads joined, matched with bodies over the whole page, and told apart; jump lines given to ends and beginnings."""

from itertools import permutations

import numpy as np
import pytest
from msgspec.structs import replace

from editor.core.page import Role
from editor.language import model
from editor.reading import affinity, headtypes, rows
from editor.reading.headreasons import shared_words
from editor.reading.heads import assign
from editor.reading.headvalues import Body, Line
from editor.reading.headwords import RELATIONS, relation
from editor.reading.jumpends import assign_jumps, worth
from editor.reading.jumps import Jump
from editor.reading.marks import default_marks
from editor.reading.matching import best_matching
from editor.reading.roles import AUTHOR, kind

MARKS = default_marks()

WATER = "本报讯 清溪区昨天宣布，环湖绿道全线贯通，市民可以沿着湖岸骑行三十公里。绿道串起五座公园，沿线新设驿站十二处。"
SCHOOL = "本报讯 松林小学的孩子们上周搬进了新教室。新教学楼由旧粮仓改建，屋顶装有太阳能板，一年可发电八万度。"
THEATRE = "本报讯 话剧《渡口》在市剧院连演十场，场场满座。剧中渡船老人一角由退休教师出演，编剧在渡口住了半年。"


def body(ident: str, first: int, text: str, **more: float) -> Body:
    lines = tuple(range(first, first + 4))
    return Body(ident, lines, text, dateline=text.startswith("本报讯"), opening=more.get("opening", 2.0), room=4.0)


def line(at: int, text: str) -> Line:
    whole = text in MARKS.sections
    return Line(at, text, span=(at * 10, at * 10 + len(text)), whole=whole, kind=kind(text, MARKS), ahead=at + 1)


@pytest.mark.parametrize("seed", range(20))
def test_matching_is_the_best_there_is(seed: int) -> None:
    rng = np.random.default_rng(seed)
    gain = rng.normal(size=(int(rng.integers(1, 5)), int(rng.integers(1, 6))))
    found = list(best_matching(gain))
    assert len({row for row, _ in found}) == len({column for _, column in found}) == len(found)
    useful = np.maximum(gain, 0)
    wide = useful if gain.shape[0] <= gain.shape[1] else useful.T
    rows = np.arange(len(wide))
    best = max(float(wide[rows, list(chosen)].sum()) for chosen in permutations(range(wide.shape[1]), len(wide)))
    assert sum(gain[pair] for pair in found) == pytest.approx(best)


def test_matching_of_nothing() -> None:
    assert list(best_matching(np.zeros((0, 3)))) == []
    assert list(best_matching(np.full((2, 2), -1.0))) == []


def test_heads_astray_find_their_bodies_one_to_one() -> None:
    bodies = [body("a1", 4, WATER), body("a2", 9, SCHOOL), body("a3", 14, THEATRE)]
    lines = [line(0, "渡口老人走上市剧院舞台"), line(8, "清溪环湖绿道全线贯通"), line(19, "旧粮仓变成松林小学新教室")]
    found = {head.text: head for head in assign(lines, bodies, MARKS, model.load())}
    assert {text: head.article for text, head in found.items()} == {
        "渡口老人走上市剧院舞台": "a3",
        "清溪环湖绿道全线贯通": "a1",
        "旧粮仓变成松林小学新教室": "a2",
    }
    assert all(head.role is Role.HEADLINE for head in found.values())
    match = found["渡口老人走上市剧院舞台"].match
    assert match.span == (0, 11)
    assert match.confidence > 0.8
    assert "head_words" in {reason.code for reason in match.reasons}


def test_a_word_broken_over_two_lines_is_one_head() -> None:
    bodies = [body("a1", 4, WATER), body("a2", 9, SCHOOL)]
    lines = [line(2, "清溪环湖绿道全"), line(3, "线贯通"), line(8, "松林小学搬家")]
    found = assign(lines, bodies, MARKS, model.load())
    assert [(head.text, [part[0] for part in head.parts], head.article) for head in found] == [
        ("清溪环湖绿道全线贯通", [2, 3], "a1"),
        ("松林小学搬家", [8], "a2"),
    ]


def test_two_heads_run_into_one_line_come_apart() -> None:
    bodies = [body("a1", 4, WATER), body("a2", 9, SCHOOL)]
    lines = [
        Line(2, "清溪环湖绿道全线贯通", span=(20, 42), start=0),
        Line(2, "松林小学粮仓改建新教室", span=(20, 42), start=11, part=1),
    ]
    found = assign(lines, bodies, MARKS, model.load())
    assert [(head.parts, head.article) for head in found] == [(((2, 0, 10),), "a1"), (((2, 11, 22),), "a2")]


def test_a_single_character_before_a_gap_is_the_rest_of_the_head_above() -> None:
    bodies = [body("a1", 5, WATER), body("a2", 10, SCHOOL)]
    lines = [
        line(1, "清溪环湖绿道全线贯"),
        Line(2, "通", span=(20, 30), start=0),
        Line(2, "松林小学搬进旧粮仓", span=(20, 30), start=2, part=1),
    ]
    found = assign(lines, bodies, MARKS, model.load())
    assert [(head.text, head.article) for head in found] == [
        ("清溪环湖绿道全线贯通", "a1"),
        ("松林小学搬进旧粮仓", "a2"),
    ]


def test_a_closing_mark_before_a_gap_is_no_rest_of_another_head() -> None:
    bodies = [body("a1", 5, WATER), body("a2", 10, SCHOOL)]
    lines = [
        line(1, "清溪“环湖绿道"),
        Line(2, "”", span=(20, 27), start=0),
        Line(2, "全线贯通", span=(20, 27), start=2, part=1),
        line(7, "松林小学搬进旧粮仓"),
    ]
    found = assign(lines, bodies, MARKS, model.load())
    assert [head.text for head in found if head.article == "a1"] == ["清溪“环湖绿道” 全线贯通"]


@pytest.mark.parametrize(
    ("left", "right", "one"),
    [
        ("全线贯通", "环湖绿道串起五座公园", True),
        ("湖岸亮灯", "松林小学粮仓改建", True),
        ("湖岸边亮灯", "松林小学粮仓改建", False),
        ("环湖绿道全线贯通", "五座公园十二处驿站", False),
        ("清溪环湖绿道全线贯", "通串起五座公园", True),
    ],
)
def test_clauses_of_one_head_stay_together(left: str, right: str, *, one: bool) -> None:
    bodies = [body("a1", 4, WATER), body("a2", 9, SCHOOL)]
    end = len(left) + 1 + len(right)
    lines = [
        Line(2, left, span=(20, 20 + end), start=0),
        Line(2, right, span=(20, 20 + end), start=len(left) + 1, part=1),
        line(8, "松林小学搬家"),
    ]
    found = assign(lines, bodies, MARKS, model.load())
    assert ((f"{left} {right}", ((2, 0, end),)) in [(head.text, head.parts) for head in found]) is one


def test_the_next_line_of_a_head_in_columns_beside_others_stands_where_its_type_puts_it() -> None:
    room = headtypes.usual_room(14.0)
    upper = Line(2, "清溪环湖绿道将", left=20.0, row=3)
    for at, one in ((3, True), (7, False)):
        lower = Line(at, "开放", left=20.0, row=6)
        (score,) = rows.joins([upper, lower], np.zeros((2, 0)), model.load(), room).score
        assert bool(score > 0) is one


def test_short_phrases_of_one_length_are_a_section() -> None:
    bodies = [body("a1", 4, WATER), body("a2", 9, SCHOOL)]
    lines = [
        Line(1, "湖边行", span=(10, 17), start=0),
        Line(1, "看渔港", span=(10, 17), start=4, part=1),
        line(2, "环湖绿道全线贯通"),
        line(8, "松林小学搬家"),
    ]
    found = {head.text: head.role for head in assign(lines, bodies, MARKS, model.load())}
    assert found == {
        "湖边行 看渔港": Role.SECTION,
        "环湖绿道全线贯通": Role.HEADLINE,
        "松林小学搬家": Role.HEADLINE,
    }


def test_a_line_that_a_gap_parts_goes_on_where_all_of_it_fills_the_type() -> None:
    bodies = [body("a1", 6, WATER), body("a2", 12, SCHOOL)]
    lines = [
        Line(2, "清溪湖岸", span=(20, 28), start=0),
        Line(2, "绿道三", span=(20, 28), start=5, part=1),
        line(3, "十公里全线贯通"),
        line(11, "松林小学搬家"),
    ]
    first, _ = assign(lines, bodies, MARKS, model.load())
    assert first.text == "清溪湖岸 绿道三十公里全线贯通"


def test_authors_go_to_the_story_without_a_dateline() -> None:
    tale = "渡口的老船工今年八十岁了。他在河上摆渡四十年，送过的人数也数不清。如今桥修好了，他还是每天到河边坐坐。"
    bodies = [body("a1", 4, WATER), Body("a2", (9, 10, 11, 12), tale, opening=2.0, room=4.0)]
    lines = [replace(line(0, "宋小满朱大川"), kind=AUTHOR), line(3, "清溪环湖绿道全线贯通"), line(8, "渡口的老船工")]
    found = {head.text: (head.article, head.role) for head in assign(lines, bodies, MARKS, model.load())}
    assert found["宋小满朱大川"] == ("a2", Role.DECK)


def test_what_stands_between_a_head_and_the_body_below_it() -> None:
    heads = [[replace(line(at, "环湖绿道"), ahead=ahead)] for at, ahead in ((0, 1), (2, 4), (3, 4), (9, 12))]
    bodies = [body("a1", 4, WATER), body("a2", 12, SCHOOL)]
    place = affinity.places(heads, bodies, [*range(4, 8), *range(12, 16)])
    assert affinity.direct(heads, bodies, place).tolist() == [[1, 0], [3, 0], [2, 0], [0, 4]]


@pytest.mark.parametrize(("zones", "outer"), [((0, 0), False), ((2, 2), True), ((0, 2), False), ((1, 2), False)])
def test_neighbours_out_of_turn_are_counted_apart(zones: tuple[int, int], outer: bool) -> None:
    above, below = ([replace(line(at, "环湖绿道"), zone=zone)] for at, zone in enumerate(zones, 3))
    assert relation(above, below, flowing=True) == (3 if outer else 2) * RELATIONS
    assert relation(below, above, flowing=False) == (1 if outer else 0) * RELATIONS + 2


def test_heads_without_bodies_stay_alone() -> None:
    (head,) = assign([line(0, "清溪环湖绿道全线贯通")], [], MARKS, model.load())
    assert (head.article, head.match.confidence) == ("", 0.0)
    assert assign([], [body("a1", 4, WATER)], MARKS, model.load()) == []


def test_rare_words_weigh_more_than_common_ones() -> None:
    share = affinity.shares(["渡口老人新故事", "新年新气象"], [WATER, SCHOOL, THEATRE], model.load())
    assert share[0].argmax() == 2
    assert share[0, 2] > 2 * share[0, 0]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["清溪环湖绿道贯通"], ["headline"]),
        (["图片新闻", "湖边的早晨"], ["section", "headline"]),
        (["从一段湖岸到三十公里", "清溪环湖绿道全线", "贯通"], ["kicker", "headline"]),
        (["新春走基层", "湖边人家的五年", "清溪环湖绿道全线", "贯通"], ["section", "kicker", "headline"]),
    ],
)
def test_roles(rows: list[str], said: list[str]) -> None:
    bodies = [body("a1", 4, WATER)]
    lines = [line(4 - len(rows) + at, text) for at, text in enumerate(rows)]
    assert [head.role.value for head in assign(lines, bodies, MARKS, model.load())] == said


def test_shared_words_are_the_longest_stretches() -> None:
    assert shared_words("清溪环湖绿道全线贯通", WATER) == ["环湖绿道全线贯通", "清溪"]


def test_jump_lines_go_to_the_cut_end_and_the_open_beginning() -> None:
    cut = body("a1", 4, WATER + "全长还将")
    whole = body("a2", 9, SCHOOL)
    goes_on = Body("a3", (14, 15), "种在湖岸两侧。养护由居民认领。", opening=-3.0, room=2.0)
    onward, back = Jump(0, 7, onward=True, page="3"), Jump(0, 7, onward=False, page="1")
    found = assign_jumps([(30, onward), (0, back)], [cut, whole, goes_on])
    assert {place: story for place, (story, _) in found.items()} == {0: "a1", 1: "a3"}
    assert all(0.5 < confidence <= 1 for _, confidence in found.values())


def test_a_story_that_ends_with_a_signature_was_not_cut() -> None:
    signed = body("a1", 4, WATER + "（俞越山）")
    cut = body("a2", 9, SCHOOL + "还有")
    found = assign_jumps([(5, Jump(0, 7, onward=True, page="3"))], [signed, cut])
    assert found[0][0] == "a2"


def test_a_story_that_ends_with_its_writers_in_brackets_was_not_cut() -> None:
    signed = body("a1", 4, WATER + "（清溪区松林小学教导主任俞越山）")
    cut = body("a2", 9, SCHOOL + "学校（松林小学）")
    found = assign_jumps([(8, Jump(0, 7, onward=True, page="3"))], [signed, cut])
    assert found[0][0] == "a2"


def test_a_cut_line_may_have_been_squeezed_to_make_room() -> None:
    onward = Jump(0, 7, onward=True, page="3")
    full = replace(body("a1", 4, WATER + "全长还将"), room=4.5)
    (taken,) = assign_jumps([(30, onward)], [full, replace(full, id="a2", squeeze=1.5)]).values()
    assert taken[0] == "a2"


def test_a_jump_line_speaks_for_bodies_that_are_cut() -> None:
    cut, whole = body("a1", 4, WATER + "全长还将"), body("a2", 9, SCHOOL)
    back, onward = Jump(0, 7, onward=False, page="1"), Jump(0, 7, onward=True, page="3")
    assert worth([(30, onward)], [cut, whole]) > worth([(30, onward)], [whole])
    goes_on = Body("a3", (14, 15), "种在湖岸两侧。养护由居民认领。", opening=-3.0)
    assert worth([(30, back)], [whole, goes_on]) > worth([(30, back)], [whole])
    assert worth([], [whole]) == worth([(30, back)], []) == 0.0


def test_a_jump_line_in_the_last_line_needs_no_guess() -> None:
    bodies = [body("a1", 4, WATER), body("a2", 9, SCHOOL + "还有")]
    found = assign_jumps([(7, Jump(5, 12, onward=True, page="2"))], bodies)
    assert found[0][0] == "a1"
    assert found[0][1] > 0.99


@pytest.mark.parametrize(("lines", "dated", "said"), [(4, True, 1), (4, False, 0), (8, False, 1), (40, True, 4)])
def test_a_short_body_is_no_piece_where_it_has_a_dateline(lines: int, dated: bool, said: int) -> None:
    assert affinity.length(Body("a1", tuple(range(lines)), WATER, dateline=dated)) == said
