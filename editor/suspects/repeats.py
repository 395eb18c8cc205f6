"""Sentences that stand on the page twice, and words that follow themselves."""

import re
from collections.abc import Iterator

from editor.core.evidence import Evidence
from editor.core.finding import Choice, Place
from editor.core.page import Page, Role
from editor.suspects.chars import HAN
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import line_number, raw_start

KIND = "repeats"

SENTENCE = 16
"""Shorter sentences may well be said twice: slogans, refrains, answers."""

_SENTENCE = re.compile(r"[^。！？!?]+[。！？!?]+[”’」』）]*")
_TWICE = re.compile(rf"([{HAN}A-Za-z0-9，“”《》]{{4,24}}?)\1|([{HAN}A-Za-z0-9，、：“”《》（）]{{10,40}}?)\2")


def _sentences(text: str) -> Iterator[tuple[int, int, str]]:
    for match in _SENTENCE.finditer(text):
        solid = "".join(match[0].split())
        if len(solid) >= SENTENCE:
            yield match.start(), match.end(), solid


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """The second of two equal sentences, with where the first one stands; then a phrase set twice in a row."""
    del evidence, context
    seen: dict[str, int] = {}
    for article in page.articles:
        for at, block in enumerate(article.blocks):
            if block.role is not Role.PARAGRAPH:
                continue
            text = block.text
            for start, end, solid in _sentences(text):
                if solid in seen:
                    args = (solid[:10], str(line_number(page, seen[solid])))
                    yield Spot("sentence", args, (Choice(text=""),), 0.8, place=Place(article.id, at, start, end))
                seen.setdefault(solid, max(0, raw_start(block)))
            for match in _TWICE.finditer(text):
                said = match[1] or match[2]
                if _phrase(said):
                    place = Place(article.id, at, match.end() - len(said), match.end())
                    yield Spot("phrase", (said,), (Choice(text=""),), 0.75, place=place)


def _phrase(text: str) -> bool:
    """Whether a text set twice is a slip: not 哈哈哈哈 or 加油加油加油加油, and no number."""
    return len(set(text)) >= 4 and re.search(rf"[{HAN}]{{3}}", text) is not None and text[-1] not in "，、"
