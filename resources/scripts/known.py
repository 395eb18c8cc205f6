"""Pages whose articles are known: where each raw line stands in them, and which line follows which."""

import bisect
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

from editor.core.raw import RawText
from editor.reading.fragments import Fragment
from editor.reading.marks import default_marks
from editor.reading.peel import body_text, peel
from editor.reading.signs import openings

Place = tuple[int, int, int]
"""Article, start and end of a line in its body, in characters that are no white space."""
HEADS = ("section", "kicker", "headline", "deck")
GRAM = 3
NEAR = 1
SHORT = 4
MISREAD = 2
"""Characters by which places may be off where letters were read wrongly, or left out."""


def solid(text: str | None) -> str:
    """`text` without white space."""
    return "".join((text or "").split())


class Gold:
    """The bodies of a page's articles, where paragraphs begin, and where a line of text stands in them."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.bodies: list[str] = []
        self.breaks: list[list[int]] = []
        self.names: list[str] = []
        self.heads = [solid(article.get(role)) for article in page["articles"] for role in HEADS if article.get(role)]
        for article in page["articles"]:
            self.names.append("".join(credit["name"] for credit in article["byline"]))
            body = solid(article.get("dateline"))
            breaks: list[int] = []
            for block in article["body"]:
                if block is not article["body"][0]:
                    breaks.append(len(body))
                body += solid(block["text"])
            self.bodies.append(body)
            self.breaks.append(breaks)
        self.grams: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for number, body in enumerate(self.bodies):
            for at in range(len(body) - GRAM + 1):
                self.grams[body[at : at + GRAM]].append((number, at))

    def place(self, text: str) -> Place | None:
        """Article, start and end of the line `text`, by the diagonal that most of its three-grams vote for."""
        line = solid(text)
        votes = Counter(
            (number, at - k)
            for k in range(len(line) - GRAM + 1)
            for number, at in self.grams.get(line[k : k + GRAM], ())
        )
        if not votes:
            return None
        (number, start), count = votes.most_common(1)[0]
        if count < max(2, 0.4 * (len(line) - 2)):
            return None
        return number, max(0, start), min(len(self.bodies[number]), start + len(line))

    def gaps(self, texts: Sequence[str], places: list[Place | None]) -> None:
        """Puts lines too short for `place` where one ends and nothing else stands."""
        ends = {(place[0], place[2]) for place in places if place}
        starts = {(place[0], place[1]) for place in places if place}
        for at, text in enumerate(texts):
            line = solid(text)
            if places[at] is None and 0 < len(line) <= SHORT:
                for number, end in sorted(ends - starts):
                    if self.bodies[number].startswith(line, end):
                        places[at] = (number, end, end + len(line))
                        starts.add((number, end))
                        break

    def credit(self, text: str, *, opening: bool) -> Place | None:
        """The place before or behind the body of the article whose byline the line `text` is."""
        line = solid(text)
        for number, names in enumerate(self.names):
            if names and all(part in line for part in (names[:2], names[-2:])):
                edge = 0 if opening else len(self.bodies[number])
                return number, edge - opening, edge + (not opening)
        return None

    def heading(self, text: str) -> bool:
        """Whether `text` is a head or a line of one, which a body may quote."""
        line = solid(text)
        return any(line in head for head in self.heads)

    def breaks_at(self, number: int, at: int, off: int) -> bool:
        """Whether a paragraph begins within `off` characters of the place `at` of a body."""
        breaks = self.breaks[number]
        near = bisect.bisect_left(breaks, at - off)
        return near < len(breaks) and breaks[near] <= at + off


def golden(folder: Path) -> Gold:
    """The known articles of a page folder."""
    return Gold(json.loads((folder / "gold.json").read_text("utf-8")))


def raws(folder: Path) -> Iterator[tuple[str, RawText]]:
    """The raw texts of a page folder, each with its name, which says how the page was read."""
    for path in sorted(folder.glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            yield path.stem, RawText(file.read())


def slack(way: str) -> int:
    """Characters by which places may be off in a text of that name."""
    return MISREAD if "ocr" in way else 0


def body_texts(lines: Sequence[Fragment]) -> list[str]:
    """What of each line is body text; the whole line where nothing is."""
    return [body_text(line.text, peel(line.text, default_marks())) or line.text for line in lines]


def truth(gold: Gold, texts: Sequence[str], off: int) -> tuple[dict[int, tuple[int, int]], list[Place | None]]:
    """For each line that another follows that line and the class of the seam; and where each line stands."""
    found = openings(texts, default_marks())
    places = [gold.place(text) for text in texts]
    gold.gaps(texts, places)
    for at in (*found.opening, *found.closing):
        places[at] = gold.credit(texts[at], opening=at in found.opening)
    in_order = sorted((place, at) for at, place in enumerate(places) if place)
    true: dict[int, tuple[int, int]] = {}
    for ((number, _, end), at), ((follower, start, _), after) in pairwise(in_order):
        if number == follower and abs(start - end) <= NEAR + off:
            edge = start >= len(gold.bodies[number]) or end <= 0
            true[at] = (after, int(edge or gold.breaks_at(number, start, off)))
    return true, places
