"""Saved pages: the same value back, the contract's fields, faults told with their place, other programs' changes."""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator
from pages import TEXT, by_hand, pages, raw_of

from editor.core.fields import fields
from editor.core.ledger import ledger
from editor.core.page import Block, Page, Run
from editor.resources import resource
from editor.store.pagefile import is_page, is_proposal, page_bytes, parse_page, read_page, save_page
from editor.store.savedpage import schema
from editor.store.trouble import TroubleError

Tree = dict[str, Any]
NOWHERE = Path("nowhere/p1.json")


def tree_of(page: Page) -> Tree:
    return json.loads(page_bytes(page, NOWHERE))


def parsed(tree: Tree, path: Path = NOWHERE) -> Page:
    return parse_page(json.dumps(tree, ensure_ascii=False).encode(), path)


def contract_only(tree: Tree) -> Tree:
    tree = copy.deepcopy(tree)
    del tree["source"]["lines"], tree["proposed"]
    for item in (*tree["articles"], *tree["furniture"]):
        del item["blocks"]
    return tree


@settings(max_examples=300)
@given(pages())
def test_any_page_reopens_to_the_same_value(page: Page) -> None:
    assert ledger(page).balanced
    data = page_bytes(page, NOWHERE)
    assert parse_page(data, NOWHERE) == page
    assert page_bytes(parse_page(data, NOWHERE), NOWHERE) == data


@settings(max_examples=100)
@given(pages())
def test_any_page_is_valid_by_the_schema(page: Page) -> None:
    faults = list(Draft202012Validator(schema()).iter_errors(tree_of(page)))  # pyright: ignore[reportUnknownMemberType] - untyped there
    assert faults == []


def test_the_shipped_schema_is_the_codes() -> None:
    Draft202012Validator.check_schema(schema())
    assert json.loads(resource("page.schema.json").read_text("utf-8")) == json.loads(json.dumps(schema()))


def test_the_contracts_fields() -> None:
    tree = tree_of(by_hand(raw_of()))
    assert list(tree)[:9] == [
        "format",
        "version",
        "source",
        "status",
        "articles",
        "furniture",
        "corrections",
        "decisions",
        "proposed",
    ]
    assert {k: tree["source"][k] for k in ("name", "encoding", "length")} == {
        "name": "p1.txt",
        "encoding": "utf-8",
        "length": len(TEXT),
    }
    story, photo = tree["articles"]
    assert {k: v for k, v in story.items() if k not in {"spans", "blocks"}} == {
        "id": "a1",
        "kind": "story",
        "section": None,
        "kicker": None,
        "headline": "苇塘镇老戏台复排《采菱记》",
        "deck": None,
        "dateline": "本报讯",
        "byline": [{"role": "撰稿", "name": "白小满"}],
        "body": [
            {"kind": "paragraph", "text": "停演十二年的《采菱记》11月8日在苇塘镇老戏台复排，三十位镇民参演。"},
            {"kind": "crosshead", "text": "日前，道具已全部修好，演出定于腊月初八。敬请光临。"},
        ],
        "continued_on": "2",
        "continued_from": None,
    }
    assert photo["body"] == [{"kind": "paragraph", "text": "学徒在修补船桨。"}]
    assert [f["text"] for f in tree["furniture"]] == ["苇塘镇融媒体中心 第01版"]
    assert tree["corrections"][3] == {
        "span": [TEXT.index("⽇"), TEXT.index("⽇") + 1],
        "was": "⽇",
        "now": "日",
        "why": "radical",
    }
    claimed = [at for item in (*tree["articles"], *tree["furniture"]) for a, b in item["spans"] for at in range(a, b)]
    assert len(claimed) == len(set(claimed))
    assert {at for at, c in enumerate(TEXT) if not c.isspace()} <= set(claimed)


def test_a_diff_shows_the_paragraph_that_changed() -> None:
    page = by_hand(raw_of())
    story = page.articles[0]
    old = story.blocks[3]
    changed = Block(old.role, (*old.runs[:-1], Run(old.runs[-1].start, old.runs[-1].end, "敬请惠临。", "typed")))
    article = type(story)(story.id, story.kind, (*story.blocks[:3], changed, *story.blocks[4:]))
    after = Page(page.raw, (article, page.articles[1]), page.furniture, page.decisions, page.status)
    a, b = (page_bytes(p, NOWHERE).decode().split("\n") for p in (page, after))
    assert b[-1] == ""
    assert "\r" not in "".join(b)
    assert len(a) == len(b)
    assert 1 <= sum(x != y for x, y in zip(a, b, strict=True)) <= 3


def _set(*path: str | int, to: object) -> Callable[[Tree], None]:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        tree[path[-1]] = to

    return change


def _drop(*path: str | int) -> Callable[[Tree], None]:
    def change(tree: Any) -> None:
        for step in path[:-1]:
            tree = tree[step]
        del tree[path[-1]]

    return change


A, B = "articles", "blocks"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_set(A, 1, "byline", 0, "role", to=3), "$.articles[1].byline[0].role: Expected str, got int"),
        (_set(A, 0, "body", 1, "text", to=None), "$.articles[0].body[1].text: Expected str, got null"),
        (_set(A, 0, "body", 1, "kind", to="crossheads"), "$.articles[0].body[1].kind: Invalid enum value"),
        (_set(A, 0, "spans", 2, to=[1, "2"]), "$.articles[0].spans[2][1]: Expected int, got str"),
        (_set(A, 0, "spans", 2, to=[-1, 2]), "$.articles[0].spans[2][0]: Expected int >= 0"),
        (_set(A, 1, "spans", 0, to=[7, 2]), "$.articles[1].spans[0]: expected 0 <= start <= end"),
        (_set(A, 1, "spans", 0, to=[0, 9999]), "$.articles[1].spans[0]: expected 0 <= start <= end"),
        (_set(A, 1, "id", to="a1"), "$.articles[1].id: expected an id that no other item has, got 'a1'"),
        (_set(A, 0, "kind", to="poem"), "$.articles[0].kind: Invalid enum value 'poem'"),
        (_set(A, 0, B, 2, "runs", 1, to=[9999, 10000]), "$.articles[0].blocks[2].runs[1]: expected 0 <= start"),
        (_set(A, 0, B, 2, "runs", 1, to=[1, 2, "字"]), "$.articles[0].blocks[2].runs[1]: a changed run needs a reason"),
        (_set(A, 0, B, 0, "role", to="title"), "$.articles[0].blocks[0].role: Invalid enum value 'title'"),
        (_set(A, 0, B, 0, "runs", to=[]), "stand nowhere"),
        (_set(A, 0, B, 0, "runs", 0, to=[0, 20]), "stand in more than one place"),
        (_drop(A, 0, "deck"), "$.articles[0]: Object missing required field deck"),
        (_drop(A, 1), "(line 15) stand nowhere"),
        (_drop("furniture"), "$: Object missing required field furniture"),
        (_set("furniture", to={}), "$.furniture: Expected array, got object"),
        (_set("status", to="finished"), "$.status: Invalid enum value 'finished'"),
        (_set("version", to=2), "written by a later version of Chaiban (file version 2"),
        (_set("version", to="1"), "$.version: Expected int, got str"),
        (_set("format", to="other"), "this is not a saved page of Chaiban"),
        (_set("source", "length", to=3), "$.source.lines: expected 3 code points by $.source.length"),
        (_set("source", "lines", 0, to="字" * 14), "$.source.lines: not the text that $.source.sha256 was made of"),
        (_set("source", "lines", to=None), "it does not hold its raw text, and p1.txt is not beside it"),
        (_set("decisions", 0, "verdict", to=[]), "$.decisions[0].verdict: Expected str, got array"),
        (_set("corrections", 1, "span", to=[1]), "$.corrections[1].span: Expected array of length 2, got 1"),
    ],
)
def test_a_fault_is_told_with_its_place(change: Callable[[Tree], None], said: str) -> None:
    tree = tree_of(by_hand(raw_of()))
    change(tree)
    with pytest.raises(TroubleError) as caught:
        parsed(tree)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[1]", b"null", b"\xff\xfe{}", b"[" * 100_000, b'{"format": "chaiban.page"}']
)
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(TroubleError):
        parse_page(data, NOWHERE)


def test_a_page_is_told_from_raw_text() -> None:
    data = page_bytes(by_hand(raw_of()), NOWHERE)
    assert is_page(data, Path("p1.txt"))
    assert is_page(b"{", Path("p1.JSON"))
    assert not is_page('{"format": "别的"}'.encode(), Path("p1.txt"))
    assert not is_page(TEXT.encode(), Path("p1.txt"))
    assert not is_proposal(data)
    assert is_proposal(page_bytes(by_hand(raw_of()), NOWHERE, proposed=True))


def test_the_contract_alone_is_enough_beside_the_raw_text(tmp_path: Path) -> None:
    page = by_hand(raw_of())
    (tmp_path / "p1.txt").write_bytes(TEXT.encode())
    again = parsed(contract_only(tree_of(page)), tmp_path / "p1.json")
    assert ledger(again).balanced
    assert [fields(a) for a in again.articles] == [fields(a) for a in page.articles]
    assert [b.text for b in again.furniture] == [b.text for b in page.furniture]
    assert {(r.start, r.end, r.text, r.why) for r in again.runs() if r.why == "radical"} == {
        (TEXT.index("⽇"), TEXT.index("⽇") + 1, "日", "radical")
    }
    saved = tmp_path / "again.json"
    save_page(again, saved, expected=None)
    assert read_page(saved) == again


@settings(max_examples=150)
@given(pages())
def test_the_contract_alone_reads_the_same_or_is_refused(page: Page) -> None:
    tree = contract_only(tree_of(page))
    tree["source"]["lines"] = [page.raw.text]
    try:
        again = parsed(tree)
    except TroubleError as trouble:
        assert "cannot be laid onto its raw text" in str(trouble)  # noqa: PT017 - one of two rightful ends
        return
    assert ledger(again).balanced
    assert [fields(a) for a in again.articles] == [fields(a) for a in page.articles]


def test_other_raw_text_beside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p1.txt").write_bytes(TEXT.replace("十二", "十三").encode())
    with pytest.raises(TroubleError, match="beside it is another text"):
        parsed(contract_only(tree_of(by_hand(raw_of()))), tmp_path / "p1.json")


def _edit_name(story: Tree) -> None:
    story["byline"][0]["name"] = "白小曼"


def _edit_body(story: Tree) -> None:
    story["body"][0]["text"] = story["body"][0]["text"].replace("三十位", "三十二位")


def _edit_head(story: Tree) -> None:
    story["kicker"], story["headline"] = "苇塘镇老戏台", "复排《采菱记》"


def _part_paragraph(story: Tree) -> None:
    text = story["body"][0]["text"]
    story["body"][:1] = [{"kind": "paragraph", "text": text[:20]}, {"kind": "paragraph", "text": text[20:]}]


def _drop_paragraph(story: Tree) -> None:
    del story["body"][1]


def _write_anew(story: Tree) -> None:
    story["body"].append({"kind": "paragraph", "text": "全新的一段，原文里没有。"})


def _other_page(story: Tree) -> None:
    story["continued_on"] = "3"


@pytest.mark.parametrize(
    "edit", [_edit_name, _edit_body, _edit_head, _part_paragraph, _drop_paragraph, _write_anew, _other_page]
)
def test_what_another_program_changed_is_taken_as_an_edit(edit: Callable[[Tree], None]) -> None:
    before = by_hand(raw_of())
    tree = tree_of(before)
    edit(tree["articles"][0])
    page = parsed(tree)
    assert ledger(page).balanced
    now = tree_of(page)["articles"][0]
    for name in ("kicker", "headline", "dateline", "byline", "body", "continued_on"):
        assert now[name] == tree["articles"][0][name]
    assert page.articles[1] == before.articles[1]
    kept = set(before.articles[0].blocks) & set(page.articles[0].blocks)
    assert len(kept) >= 4


def test_saving_refuses_a_page_that_lost_a_character(tmp_path: Path) -> None:
    page = by_hand(raw_of())
    lossy = Page(page.raw, page.articles[:1], page.furniture)
    with pytest.raises(TroubleError, match="raw characters lost"):
        save_page(lossy, tmp_path / "p1.json", expected=None)
    assert list(tmp_path.iterdir()) == []


def test_saving_refuses_half_a_character(tmp_path: Path) -> None:
    page = by_hand(raw_of())
    story = page.articles[0]
    half = Block(story.blocks[0].role, (*story.blocks[0].runs, Run(5, 5, "\ud840", "typed")))
    broken = Page(
        page.raw, (type(story)("a1", story.kind, (half, *story.blocks[1:])), *page.articles[1:]), page.furniture
    )
    with pytest.raises(TroubleError, match="D840"):
        save_page(broken, tmp_path / "p1.json", expected=None)
    assert list(tmp_path.iterdir()) == []
