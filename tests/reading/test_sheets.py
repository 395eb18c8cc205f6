"""A file of many pages comes apart where its pages do, and each is read as if it stood alone."""

import random

import pytest
from msgspec.structs import replace

from editor.core.ledger import ledger
from editor.core.page import Page
from editor.core.raw import RawText
from editor.reading import em, sheets
from editor.reading.engine import propose
from editor.reading.marks import default_marks
from tests.reading.typeset import WAYS, stories

TOP = "云溪日报 2023年11月{}日 星期三 第{:02}版 责任编辑 俞大川\n"


def pages(way: str, count: int) -> list[str]:
    """Pages of a town's paper, the date and the page's number above."""
    return [TOP.format(1 + number // 4, 1 + number % 4) + WAYS[way](stories(number, 6)) for number in range(count)]


def ciphered(way: str, count: int) -> list[str]:
    """Pages that have no words in common below their folios: each has its own for every character."""
    out: list[str] = []
    for number, page in enumerate(pages(way, count)):
        top, text = page.split("\n", 1)
        han = sorted({char for char in text if em.is_han(char)})
        other = random.Random(number).sample(range(0x4E00, 0x9FA5), len(han))
        out.append(top + "\n" + text.translate(dict(zip(map(ord, han), map(chr, other), strict=True))))
    return out


def begins(texts: list[str]) -> list[int]:
    return [sum(map(len, texts[:at])) for at in range(len(texts))]


def texts_of(page: Page) -> list[tuple[str, ...]]:
    return [tuple(block.text for block in article.blocks) for article in page.articles]


def test_a_page_is_not_cut() -> None:
    text = "".join(pages("blocks", 3))
    assert sheets.spans(RawText(text), default_marks()) == [(0, len(text))]


@pytest.mark.parametrize("way", ["blocks", "zipped", "swept"])
def test_pages_begin_with_their_folios(way: str) -> None:
    texts = ciphered(way, 16)
    text = "".join(texts)
    found = [start for start, _ in sheets.spans(RawText(text), default_marks())]
    assert len(found) == len(texts)
    assert all(text.count("\n", *sorted(pair)) <= 1 for pair in zip(found, begins(texts), strict=True))


@pytest.mark.parametrize("text", ["\n".join("云溪" * 9000), "云溪镇" * 9000, "\n" * 20_000 + "云 " * 20_000 + "\n"])
def test_any_text_is_covered_by_its_pages(text: str) -> None:
    found = sheets.spans(RawText(text), default_marks())
    assert "".join(text[start:end] for start, end in found) == text


def test_no_page_is_too_long_where_no_folio_tells() -> None:
    text = "".join(page.split("\n", 1)[1] for page in pages("blocks", 16))
    found = sheets.spans(RawText(text), default_marks())
    assert all(len("".join(text[start:end].split())) <= sheets.MOST for start, end in found)


def test_a_file_comes_out_as_its_pages_do() -> None:
    text = "".join(pages("blocks", 6))
    spans = sheets.spans(RawText(text), default_marks())
    whole = propose(RawText(text))
    alone = [propose(RawText(text[start:end])) for start, end in spans]
    assert len(alone) > 1
    assert ledger(whole.page).balanced
    assert texts_of(whole.page) == [article for page in alone for article in texts_of(page.page)]
    assert [article.id for article in whole.page.articles] == [f"a{at + 1}" for at in range(len(whole.page.articles))]
    assert {head.article for head in whole.evidence.heads} <= {article.id for article in whole.page.articles} | {""}
    seams = [
        replace(seam, left=seam.left + start, right=seam.right + start)
        for (start, _), page in zip(spans, alone, strict=True)
        for seam in page.evidence.seams
    ]
    assert list(whole.evidence.seams) == seams
