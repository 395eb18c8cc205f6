"""Every detector on its cases, and every detector with cases and texts.

Cases as data: `tests/cases/KIND.json`, one file for each detector.

A case is a text, or a page with articles and furniture, in which every suspect that must be found stands between ⟦ and
⟧ (empty for a place between two characters). `found` cases have marks, `must_not_fire` cases have none; a
`known_failures` case says with its marks what should be found and is not, or the other way round: it must fail.

A case is a string, or an object with `text` or `page`, and if needed `role`, `date` (the folio's), `first` (first
choices in order: a text or a command's name), `names`, `good` and `pairs` (learned words), `furniture`. A page is a
list of articles, an article a list of "role: text" strings ("paragraph: " may be left out; "kind: photo" sets it). A
line feed in a text parts raw lines. What the engine thought: each ‖ is a seam between the characters beside it, `seams`
says for each in order its kind and chances; `heads` has headline, article, confidence and rivals.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

from editor.core.evidence import Evidence, HeadMatch, Seam, SeamKind
from editor.core.page import Article, Block, Kind, Page, Role, Run
from editor.core.raw import RawText
from editor.suspects import Learned, detectors, find, kinds, texts

FOLDER = Path(__file__).parent.parent / "cases"
OPEN, CLOSE, SEAM = "⟦", "⟧", "‖"


class Case(Struct, frozen=True):
    """One case of a file, ready to be run."""

    kind: str
    group: str
    number: int
    data: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.kind}-{self.group}-{self.number}"


class Built(Struct):
    """A page put together from a case's texts, with the raw spans between its marks."""

    raw: str = ""
    marked: list[tuple[int, int]] = []
    opened: int = 0
    seams: list[int] = []

    def runs(self, text: str) -> tuple[Run, ...]:
        """Adds a block's text to the raw text; a run for each of its lines."""
        runs: list[Run] = []
        for line in text.split("\n"):
            start = len(self.raw)
            for char in line:
                if char == OPEN:
                    self.opened = len(self.raw)
                elif char == CLOSE:
                    self.marked.append((self.opened, len(self.raw)))
                elif char == SEAM:
                    self.seams.append(len(self.raw))
                else:
                    self.raw += char
            runs.append(Run(start, len(self.raw), self.raw[start:]))
            self.raw += "\n"
        return tuple(runs)


def _article(built: Built, number: int, rows: list[str]) -> Article:
    kind, blocks = Kind.STORY, list[Block]()
    for row in rows:
        name, colon, text = row.partition(": ")
        if colon and name == "kind":
            kind = Kind(text)
        elif colon and name in list(Role):
            blocks.append(Block(Role(name), built.runs(text)))
        else:
            blocks.append(Block(Role.PARAGRAPH, built.runs(row)))
    return Article(f"a{number}", kind, tuple(blocks))


def page_of(data: dict[str, Any]) -> tuple[Page, Evidence, list[tuple[int, int]]]:
    """A case's page, what the engine thought of it, and the raw spans that must be found."""
    built = Built()
    rows = data.get("page") or [[f"{data.get('role', 'paragraph')}: {data['text']}"]]
    articles = tuple(_article(built, number, row) for number, row in enumerate(rows, 1))
    folio = [f"{data['date']}　第1版"] if "date" in data else []
    furniture = tuple(Block(Role.FURNITURE, built.runs(text)) for text in (*data.get("furniture", ()), *folio))
    page = Page(RawText(built.raw), articles, furniture)
    return page, Evidence(tuple(_seams(built, data)), tuple(_heads(built, data))), sorted(built.marked)


def _seams(built: Built, data: dict[str, Any]) -> Iterator[Seam]:
    for left, (kind, chance) in zip(built.seams, data.get("seams", ()), strict=True):
        right = next(at for at in range(left, len(built.raw)) if not built.raw[at].isspace())
        yield Seam(left, right, SeamKind(kind), {SeamKind(name): value for name, value in chance.items()})


def _heads(built: Built, data: dict[str, Any]) -> Iterator[HeadMatch]:
    for head, article, confidence, rivals in data.get("heads", ()):
        start = built.raw.index(head)
        yield HeadMatch((start, start + len(head)), article, confidence, tuple((rival, 0.0) for rival in rivals))


def cases(kind: str) -> Iterator[Case]:
    """Every case of a kind's file."""
    content = json.loads((FOLDER / f"{kind}.json").read_text("utf-8"))
    for group in ("found", "must_not_fire", "known_failures"):
        for number, case in enumerate(content.get(group, ())):
            yield Case(kind, group, number, {"text": case} if isinstance(case, str) else case)


ALL = [case for path in sorted(FOLDER.glob("*.json")) for case in cases(path.stem)]


def outcome(case: Case) -> tuple[list[object], list[object]]:
    """What a case wants and what the detector says: the spans, and the first choices where the case names them."""
    page, evidence, wanted = page_of(case.data)
    learned = Learned(
        good=frozenset(case.data.get("good", ())),
        pairs=frozenset((was, now) for was, now in case.data.get("pairs", ())),
        names=frozenset(case.data.get("names", ())),
    )
    found = sorted(find(page, evidence, only={case.kind}, learned=learned), key=lambda finding: finding.span)
    want: list[object] = [*wanted]
    have: list[object] = [finding.span for finding in found]
    if "first" in case.data:
        want += case.data["first"]
        firsts = [finding.choices[0] if finding.choices else None for finding in found]
        have += [choice and (choice.action if choice.text is None else choice.text) for choice in firsts]
    return want, have


@pytest.mark.parametrize("case", [case for case in ALL if case.group != "known_failures"], ids=str)
def test_case(case: Case) -> None:
    want, have = outcome(case)
    assert have == want


@pytest.mark.parametrize("case", [case for case in ALL if case.group == "known_failures"], ids=str)
def test_known_failure_still_fails(case: Case) -> None:
    want, have = outcome(case)
    assert have != want, "no longer a failure: move the case"


@pytest.mark.parametrize("kind", kinds())
def test_a_detector_has_cases(kind: str) -> None:
    content = json.loads((FOLDER / f"{kind}.json").read_text("utf-8"))
    silent = len(content["must_not_fire"])
    total = len(content["found"]) + silent + len(content.get("known_failures", ()))
    assert total >= 30
    assert silent * 3 >= total
    assert all(OPEN in json.dumps(case, ensure_ascii=False) for case in content["found"])
    assert not any(mark in json.dumps(content["must_not_fire"], ensure_ascii=False) for mark in (OPEN, CLOSE))


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", kinds())
def test_a_detector_has_texts(kind: str, language: str) -> None:
    said = texts(language)[kind]
    assert said.title
    assert said.why
    assert said.reasons


def test_both_languages_say_the_same() -> None:
    chinese, english = texts("zh"), texts("en")
    assert chinese.keys() == english.keys()
    for kind, said in chinese.items():
        assert said.reasons.keys() == english[kind].reasons.keys()
        assert said.choices.keys() == english[kind].choices.keys()


def test_a_detector_has_one_shape() -> None:
    assert all((detector.find is None) != (detector.survey is None) for detector in detectors())
