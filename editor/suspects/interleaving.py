"""A story cut in mid-sentence that runs straight into another story's opening (串栏).

Told of the raw text, whether the page has it right already (the raw neighbours then belong to two stories) or not (one
story still runs across). The reason names the raw line where the jump line stands that belongs to the cut story.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct

from editor.core.evidence import Evidence
from editor.core.finding import Choice
from editor.core.page import BODY_ROLES, Block, Page, Role
from editor.core.raw import RawLine
from editor.suspects.chars import cut_short, words_after, words_before
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body, line_number, raw_end, raw_start
from editor.suspects.trade import dateline_length, jump_line

KIND = "interleaving"

READ = (*BODY_ROLES, Role.DATELINE)

SHORTEST = 8
"""A column is at least this many em wide; the commonest width from there on is the page's measure."""

SQUEEZED = 1.0
"""A full line may be so many em wider or narrower than the measure: marks are squeezed, columns set to fit."""

STORY = 60
"""A body of fewer characters is no story whose end could be missed."""

_PAUSE = re.compile("[，、；：]")


class _Cut(Struct, frozen=True):
    """A raw line that stops in mid-sentence, the solid line after it, and whether a text ran into the upper one."""

    upper: RawLine
    lower: RawLine
    runs: bool

    @property
    def left(self) -> int:
        return self.upper.start + len(self.upper.text.rstrip())

    @property
    def right(self) -> int:
        return self.lower.end - len(self.lower.text.lstrip())


def _cuts(page: Page) -> Iterator[_Cut]:
    lines = [line for line in page.raw.lines if line.text.strip()]
    widths = Counter(width for line in lines if (width := _em(line.text)) >= SHORTEST)
    measure = widths.most_common(1)[0][0] if widths else 0
    for at, (upper, lower) in enumerate(pairwise(lines)):
        if cut_short(upper.text) and jump_line(upper.text) is None:
            above = lines[at - 1].text if at else ""
            full = abs(_em(above) - measure) <= SQUEEZED and _em(upper.text) <= measure + SQUEEZED and cut_short(above)
            yield _Cut(upper, lower, full and bool(_PAUSE.search(above + upper.text)))


def _em(text: str) -> float:
    return sum(0.5 if char.isascii() else 1.0 for char in text.strip())


def _owners(page: Page) -> dict[int, tuple[str, int]]:
    """For the raw offset of each character of a body or dateline the article's id and the block's place in it."""
    owners: dict[int, tuple[str, int]] = {}
    for article in page.articles:
        for at, block in enumerate(article.blocks):
            for run in block.runs if block.role in READ else ():
                owners.update(dict.fromkeys(range(run.start, run.end), (article.id, at)))
    return owners


def _jump_of(page: Page, ident: str) -> int | None:
    """The raw offset of the article's own jump line."""
    return next((raw_start(b) for b in page.article(ident).of(Role.JUMP_TO) if raw_start(b) >= 0), None)


def _free_jumps(page: Page) -> list[int]:
    """The raw offsets of lines that say 下转 and belong to no article's jump yet."""
    taken = {raw_start(block) for article in page.articles for block in article.of(Role.JUMP_TO)}
    lines = [line for line in page.raw.lines if jump_line(line.text)]
    return [at for line in lines if (at := line.end - len(line.text.lstrip())) not in taken]


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Each raw seam at which a cut story meets another story's opening."""
    del evidence, context
    owners = _owners(page)
    ends = {raw_end(blocks[-1][1]): article.id for article in page.articles if _long(blocks := body(article))}
    for cut in _cuts(page):
        upper, lower = owners.get(cut.left - 1), owners.get(cut.right)
        opens = dateline_length(cut.lower.text) > 0
        if upper is None or lower is None:
            continue
        if upper[0] == lower[0] and opens and cut.runs and upper[1] <= lower[1]:
            yield _spot(page, cut, "runs_on", None)
        elif upper[0] != lower[0] and ends.get(cut.left) == upper[0] and (opens or _opens(page, lower[0], cut.right)):
            yield _spot(page, cut, "told_apart", _jump_of(page, upper[0]))


def _long(blocks: list[tuple[int, Block]]) -> bool:
    return sum(len(block.text) for _, block in blocks) >= STORY


def _opens(page: Page, ident: str, offset: int) -> bool:
    """Whether the body of an article that has a headline begins at `offset`."""
    article = page.article(ident)
    blocks = body(article)
    return bool(blocks) and raw_start(blocks[0][1]) == offset and next(article.of(Role.HEADLINE), None) is not None


def _spot(page: Page, cut: _Cut, reason: str, jump: int | None) -> Spot:
    args = [words_before(cut.upper.text), words_after(cut.lower.text), str(cut.upper.number)]
    offered = [jump] if jump is not None else _free_jumps(page)
    if offered:
        nearest = min(offered, key=lambda at: abs(at - cut.left))
        line = page.raw.line_at(nearest)
        args += ["".join(line.text.split()), str(line.number), str(abs(line_number(page, nearest) - cut.upper.number))]
    code = reason if offered else f"{reason}_lost"
    places = (str(cut.left), str(cut.right))
    choices = tuple(Choice(action=action, args=places) for action in ("seam.story", "seam.join"))
    confidence = 0.9 if reason == "runs_on" else 0.6
    return Spot(code, tuple(args), choices, confidence, span=(cut.upper.start, cut.lower.end))
