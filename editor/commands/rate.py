"""An estimate of the page's error rate (差错率) from its open suspects, with the weights of the 2020 standard."""

import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache

from msgspec import Struct, convert

from editor.core.finding import Finding
from editor.core.page import HEAD_ROLES, Page
from editor.resources import resource


class Weights(Struct, frozen=True):
    """`characters` are (most characters, weight) pairs in order, `more` is the weight beyond them."""

    characters: tuple[tuple[int, float], ...]
    more: float
    digits: float
    heads: float
    most_alike: int
    mark: float
    passes: float


@cache
def weights() -> Weights:
    """The weights, from resources/error_weights.toml."""
    return convert(tomllib.loads(resource("error_weights.toml").read_text("utf-8")), Weights)


def error_rate(page: Page, findings: Iterable[Finding]) -> float:
    """Expected errors in ten thousand characters: each finding in a text counts its weight times its confidence."""
    counted: Counter[tuple[str, str]] = Counter()
    total = 0.0
    for finding in findings:
        if finding.place is None or not any(choice.text is not None for choice in finding.choices):
            continue
        kind = (finding.kind, finding.alike or finding.key)
        counted[kind] += 1
        if counted[kind] <= weights().most_alike:
            total += finding.confidence * _weight(page, finding)
    return 10_000 * total / page.raw.solid if page.raw.solid else 0.0


def _weight(page: Page, finding: Finding) -> float:
    said = page.raw.text[slice(*finding.span)].strip()
    table = weights()
    if said.isdecimal():
        weight = table.digits
    elif not any(c.isalnum() for c in said):
        weight = table.mark
    else:
        weight = next((w for most, w in table.characters if len(said) <= most), table.more)
    return weight * (table.heads if _in_head(page, finding) else 1.0)


def _in_head(page: Page, finding: Finding) -> bool:
    place = finding.place
    if place is None or all(article.id != place.article for article in page.articles):
        return False
    blocks = page.blocks(place.article)
    return place.block < len(blocks) and blocks[place.block].role in HEAD_ROLES
