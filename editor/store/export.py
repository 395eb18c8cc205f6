"""Other forms of a page: Markdown, plain text, HTML, and the errata list as CSV. Pure functions of the page."""

import csv
import html
import io
import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache

import msgspec
from msgspec import Struct

from editor.core.fields import Fields, corrections, fields
from editor.core.page import Page
from editor.resources import resource


class _Words(Struct, frozen=True):
    continued_on: str
    continued_from: str
    credit: str
    untitled: str
    errata: tuple[str, ...]


@cache
def _words() -> _Words:
    return msgspec.convert(tomllib.loads(resource("texts/export.toml").read_text("utf-8")), _Words)


def to_text(page: Page) -> str:
    """A line for each head and paragraph, an empty line between articles."""
    return "\n".join("".join(f"{line}\n" for _, line in _parts(fields(article))) for article in page.articles)


_MARKS = {
    "section": "*{}*",
    "kicker": "**{}**",
    "headline": "## {}",
    "deck": "**{}**",
    "crosshead": "### {}",
    "byline": "*{}*",
    "jump": "*{}*",
    "paragraph": "{}",
}


def to_markdown(page: Page) -> str:
    """An article a second-level heading, crossheads on the third level; articles are parted by rules."""
    articles = (
        "\n".join(f"{_MARKS[kind].format(_escaped(line))}\n" for kind, line in _parts(fields(article), untitled=True))
        for article in page.articles
    )
    return "\n---\n\n".join(articles)


_TAGS = {
    "section": '<p class="section">{}</p>',
    "kicker": '<p class="kicker">{}</p>',
    "headline": "<h2>{}</h2>",
    "deck": '<p class="deck">{}</p>',
    "crosshead": "<h3>{}</h3>",
    "byline": '<p class="byline">{}</p>',
    "jump": '<p class="jump">{}</p>',
    "paragraph": "<p>{}</p>",
}


def to_html(page: Page) -> str:
    """A whole document: an article element each, its kind as class, no style."""
    out = [
        '<!DOCTYPE html>\n<html lang="zh">\n<meta charset="utf-8">\n',
        f"<title>{html.escape(page.raw.name)}</title>\n",
    ]
    for article in page.articles:
        out.append(f'<article id="{html.escape(article.id)}" class="{article.kind}">\n')
        out += [f" {_TAGS[kind].format(html.escape(line))}\n" for kind, line in _parts(fields(article))]
        out.append("</article>\n")
    return "".join([*out, "</html>\n"])


def to_csv(page: Page) -> str:
    """The errata list: raw line, raw span in code points, what it said, what it says, why. A BOM, for spreadsheets."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(_words().errata)
    for run in sorted(corrections(page), key=lambda run: (run.start, run.end)):
        was = page.raw.text[run.start : run.end]
        writer.writerow([page.raw.line_at(run.start).number, run.start, run.end, was, run.text, run.why])
    return "\ufeff" + file.getvalue()


FORMS: dict[str, Callable[[Page], str]] = {
    "markdown": to_markdown,
    "text": to_text,
    "html": to_html,
    "csv": to_csv,
}
"""What a page can be exported to, by the name that `chaiban export --to` has for it."""


def _parts(said: Fields, *, untitled: bool = False) -> Iterable[tuple[str, str]]:
    """An article's lines in reading order, each with what it is; the dateline opens the first paragraph."""
    words = _words()
    for kind, line in (("section", said.section), ("kicker", said.kicker), ("headline", said.headline)):
        if line or (untitled and kind == "headline"):
            yield kind, line or words.untitled
    if said.deck:
        yield "deck", said.deck
    if said.continued_from:
        yield "jump", words.continued_from.format(page=said.continued_from)
    dateline = f"{said.dateline}　" if said.dateline else ""
    for block in said.body:
        if dateline and block.kind == "paragraph":
            yield block.kind, dateline + block.text
            dateline = ""
        else:
            yield block.kind, block.text
    if dateline:
        yield "paragraph", dateline.strip()
    if said.continued_on:
        yield "jump", words.continued_on.format(page=said.continued_on)
    for credit in said.byline:
        yield "byline", words.credit.format(role=credit.role, name=credit.name).strip()


_SPECIAL = re.compile(r"([\\`*_\[\]<>|&]|^\s*[#+-]|^\s*\d+(?=[.)]\s))")


def _escaped(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _SPECIAL.sub(lambda found: f"{found[0]}\\" if found[0].strip().isdigit() else f"\\{found[0].strip()}", text)
