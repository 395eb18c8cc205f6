"""The other forms of a page."""

import csv
import io
from html.parser import HTMLParser

from pages import TEXT, by_hand, raw_of

from editor.core.page import Article, Block, Kind, Page, Role, Run
from editor.store.export import to_csv, to_html, to_markdown, to_text

BODY = "停演十二年的《采菱记》11月8日在苇塘镇老戏台复排，三十位镇民参演。"
CROSSHEAD = "日前，道具已全部修好，演出定于腊月初八。敬请光临。"


def test_text_has_a_line_for_each_part() -> None:
    assert to_text(by_hand(raw_of())).split("\n") == [
        "苇塘镇老戏台复排《采菱记》",
        f"本报讯　{BODY}",
        CROSSHEAD,
        "（下转第2版）",
        "撰稿 白小满",
        "",
        "学徒在修补船桨。",
        "摄影 童一帆",
        "",
    ]


def test_markdown_has_headings() -> None:
    assert to_markdown(by_hand(raw_of())) == (
        f"## 苇塘镇老戏台复排《采菱记》\n\n本报讯　{BODY}\n\n### {CROSSHEAD}\n\n*（下转第2版）*\n\n*撰稿 白小满*\n"
        "\n---\n\n## （无题）\n\n学徒在修补船桨。\n\n*摄影 童一帆*\n"
    )


def one_paragraph(text: str) -> Page:
    block = Block(Role.PARAGRAPH, (Run(0, 0, text, "typed"),))
    return Page(raw_of(), (Article("a1", Kind.STORY, (block,)),))


def test_markdown_shows_signs_as_they_are() -> None:
    for text, shown in (
        ("# 1号", "\\# 1号"),
        ("3. 三是", "3\\. 三是"),
        ("- 甲*乙*_丙_", "\\- 甲\\*乙\\*\\_丙\\_"),
        ("<b>[甲](乙)&amp;`丙`\\", "\\<b\\>\\[甲\\](乙)\\&amp;\\`丙\\`\\\\"),
        ("2024年5月", "2024年5月"),
    ):
        assert to_markdown(one_paragraph(text)).split("\n\n")[1] == shown + "\n"


class _Reader(HTMLParser):
    def __init__(self, document: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(f"<{tag} {dict(attrs).get('class', '')}".strip())

    def handle_data(self, data: str) -> None:
        self.seen += [data.strip()] if data.strip() else []


def test_html_is_a_document_with_an_article_each() -> None:
    seen = _Reader(to_html(by_hand(raw_of()))).seen
    assert seen[:5] == ["<html", "<meta", "<title", "p1.txt", "<article story"]
    assert seen[5:9] == ["<h2", "苇塘镇老戏台复排《采菱记》", "<p", f"本报讯　{BODY}"]
    assert "<b>&" in _Reader(to_html(one_paragraph("<b>&"))).seen


def test_the_errata_list_has_every_correction() -> None:
    file = to_csv(by_hand(raw_of()))
    assert file.startswith("\ufeff")
    head, *rows = csv.reader(io.StringIO(file[1:], newline=""))
    assert head == ["line", "start", "end", "was", "now", "why"]
    assert [row[3:] for row in rows] == [
        [" ", "", "space"],
        [" ", "", "space"],
        [" ", "", "space"],
        ["⽇", "日", "radical"],
        ["。\n\n演", "，演", "typed"],
        ["", "敬请光临。", "typed"],
        ["▶", "", "marker"],
    ]
    assert [TEXT[int(row[1]) : int(row[2])] for row in rows] == [row[3] for row in rows]
    assert [int(row[0]) for row in rows] == [TEXT.count("\n", 0, int(row[1])) + 1 for row in rows]
