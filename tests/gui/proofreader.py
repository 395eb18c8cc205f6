"""A proofreader who knows how the page should end up, and gets it there by keys alone.

She works as one would on paper: down the page once, marking paragraphs, photos and furniture and parting stories; then
over the head lines, datelines and credits; then over the suspects; last over what is still not as it should be.
"""

from itertools import accumulate
from pathlib import Path
from typing import Any

from msgspec import Struct
from pytestqt.qtbot import QtBot
from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein, ScoreAlignment
from window_hand import WindowHand

from editor.commands.answers import open_findings
from editor.core.fields import fields, flat
from editor.core.finding import Place
from editor.core.page import HEAD_ROLES, Article, Role
from editor.gui.window import Window

HEAD_KEYS = {"section": "G", "kicker": "K", "headline": "H", "deck": "D"}
Gold = dict[str, Any]


def tight(text: str | None) -> str:
    """Text without white space."""
    return "".join((text or "").split())


class Seat(Struct, frozen=True):
    """Where a raw line belongs: article's place in the gold (-1 furniture), what it is, paragraph (for body lines)."""

    article: int
    what: str
    paragraph: int = 0


class Proofreader:
    """`gold` is the page as it should be, in the saved page's fields."""

    def __init__(self, window: Window, qtbot: QtBot, gold: Gold) -> None:
        self.window, self.qtbot, self.gold = window, qtbot, gold
        self.hand = WindowHand(window)
        self.numbers: dict[int, int] = {}

    @property
    def keys(self) -> int:
        """How many keys were pressed."""
        return self.hand.count

    def take_apart(self) -> None:
        """From the bare raw lines to the page of the gold."""
        self.hand.press("Ctrl+Shift+R Ctrl+1 Ctrl+Home")
        self.seats = self._seats([row.text for row in self.window.desk.rows.items])
        self._down_the_page()
        self._number_stories()
        self._heads_and_credits()
        self._suspects()
        self._mend()

    def save(self, path: Path) -> None:
        """Ctrl+S, and the name."""
        self.hand.press("Ctrl+S Ctrl+A")
        self.hand.type(str(path))
        self.hand.press("Return")
        self.qtbot.waitUntil(path.exists)

    # --- what she knows ------------------------------------------------------------------------------------------

    def _seats(self, lines: list[str]) -> list[Seat]:
        """Where each raw line belongs; a line of a body is looked for first where the one before it ended."""
        out: list[Seat] = []
        article, offset = -1, 0
        for line in lines:
            said = tight(line).lstrip("▶▲■")
            seat = self._plain_seat(said)
            if seat is None:
                near = self._near(said, article, offset) if article >= 0 else None
                article, offset = near or max(
                    ((at, found.dest_start) for at, found in self._found(said)),
                    key=lambda place: fuzz.ratio(self._whole(place[0])[place[1] : place[1] + len(said)], said),
                )
                seat = self._body_seat(article, offset)
                offset += len(said)
            out.append(seat)
        return out

    def _near(self, said: str, article: int, offset: int) -> tuple[int, int] | None:
        """The place in the article, a slip or two from `offset`, where a line goes on; None when it does not."""
        low = max(0, offset - 2)
        found = fuzz.partial_ratio_alignment(said, self._whole(article)[low : offset + len(said) + 2])
        return (article, low + found.dest_start) if found is not None and found.score > 75 else None

    def _plain_seat(self, said: str) -> Seat | None:
        """The seat of furniture, heads and jump lines."""
        if any(said == tight(item["text"]).lstrip("▶▲■") for item in self.gold["furniture"]):
            return Seat(-1, "furniture")
        for at, article in enumerate(self.gold["articles"]):
            for what in HEAD_KEYS:
                if said == tight(article[what]):
                    return Seat(at, what)
            if article["continued_on"] and "下转" in said and len(said) < 12:
                return Seat(at, "jump")
        return None

    def _found(self, said: str) -> list[tuple[int, ScoreAlignment]]:
        found = [(at, fuzz.partial_ratio_alignment(said, self._whole(at))) for at in range(len(self.gold["articles"]))]
        return [(at, alignment) for at, alignment in found if alignment is not None]

    def _paragraphs(self, article: int) -> list[str]:
        one = self.gold["articles"][article]
        texts = [tight(block["text"]) for block in one["body"]]
        return [tight(one["dateline"]) + texts[0], *texts[1:]]

    def _whole(self, article: int) -> str:
        names = (tight(c["role"] + c["name"]) for c in self.gold["articles"][article]["byline"])
        return "".join([*self._paragraphs(article), *names])

    def _body_seat(self, article: int, offset: int) -> Seat:
        ends = list(accumulate(map(len, self._paragraphs(article))))
        place = sum(end <= offset for end in ends)
        photo = self.gold["articles"][article]["kind"] == "photo"
        return Seat(article, "byline" if place == len(ends) else "caption" if photo else "body", place)

    # --- down the page -------------------------------------------------------------------------------------------

    def _down_the_page(self) -> None:
        here: int | None = None
        row = 0
        while row < len(self.seats):
            seat, last = self.seats[row], row
            while last + 1 < len(self.seats) and self.seats[last + 1] == seat:
                last += 1
            self._go(row)
            if seat.what in {"body", "byline"} and here != seat.article:
                if here is not None:
                    self.hand.press("S")
                here = seat.article
            if last > row:
                self.hand.press(" ".join(["Shift+Down"] * (last - row)))
            key = {"furniture": "F", "caption": "C", "byline": "B", "body": "P"}.get(seat.what)
            if key == "C":
                self.hand.press("C P" if last > row else "C")
            elif key and not (key == "P" and last == row):
                self.hand.press(key)
            row = last + 1

    def _number_stories(self) -> None:
        desk = self.window.desk
        for row, seat in enumerate(self.seats):
            if seat.what == "body" and seat.article not in self.numbers:
                part = desk.rows[row].parts[0]
                self.numbers[seat.article] = int(part.owner[1:])

    # --- head lines, datelines, credits --------------------------------------------------------------------------

    def _heads_and_credits(self) -> None:
        for row, seat in enumerate(self.seats):
            article = self.gold["articles"][seat.article]
            if seat.what in HEAD_KEYS:
                self._go(row)
                self._to_story(seat.article)
                self.hand.press(HEAD_KEYS[seat.what])
            elif seat.what == "jump":
                self._go(row)
                self._to_story(seat.article)
                self.hand.press("T")
            elif seat.what in {"body", "caption", "byline"}:
                text = self.window.desk.rows[row].text
                if article["dateline"] and tight(text).startswith(article["dateline"]) and seat.paragraph == 0:
                    self._go(row)
                    self.hand.press("Home Ctrl+Shift+Right L")
                self._credits(row, text, article)

    def _to_story(self, article: int) -> None:
        part = self.window.desk.rows[self._row()].parts[0]
        if part.owner != f"a{self.numbers[article]}":
            self.hand.press(str(self.numbers[article]))

    def _credits(self, row: int, text: str, article: Gold) -> None:
        """Credits at the end of a line of text are selected word by word from its end; B parts them."""
        said = " ".join(f"{credit['role']} {credit['name']}".strip() for credit in article["byline"])
        if said and text.endswith(said) and len(text) > len(said):
            self._go(row)
            self.hand.press("End " + "Ctrl+Shift+Left " * len(said.split()) + "B")

    # --- what is in doubt, and what is still wrong ---------------------------------------------------------------

    def _suspects(self) -> None:
        """Takes an answer where it makes the text what it should be, and leaves every other suspect alone."""
        for _ in range(60):
            self._settle()
            right = [f for f in open_findings(self.window.desk) if f.choices and f.choices[0].text is not None]
            wanted = next((f for f in right if self._betters(f.choices[0].text or "", f.place)), None)
            if wanted is None:
                return
            while self.window.desk.current != wanted.key:
                self.hand.press("F8")
            self.hand.press("Alt+1")

    def _betters(self, text: str, place: Place | None) -> bool:
        if place is None or place.article == "furniture":
            return False
        blocks = self.window.desk.page.blocks(place.article)
        now = blocks[place.block].text
        then = now[: place.start] + text + now[place.end :]
        should = [s for s in self._wanted(place.article) if fuzz.ratio(tight(s), tight(now)) > 70]
        return any(Levenshtein.distance(then, s) < Levenshtein.distance(now, s) for s in should)

    def _wanted(self, owner: str) -> list[str]:
        """What the paragraphs and heads of a story should say; of a photo, what any of them should."""
        for at, number in self.numbers.items():
            if owner == f"a{number}":
                article = self.gold["articles"][at]
                heads = [article[what] for what in HEAD_KEYS if article[what]]
                return [block["text"] for block in article["body"]] + heads
        return [block["text"] for a in self.gold["articles"] if a["kind"] == "photo" for block in a["body"]]

    def _mend(self) -> None:
        """Types, in the articles, what is still missing or wrong."""
        for article in list(self.window.desk.page.articles):
            wanted = self._wanted(article.id)
            for _ in range(40):
                slip = self._slip(self.window.desk.page.article(article.id), wanted)
                if slip is None:
                    break
                self._type_at(article.id, *slip)

    @staticmethod
    def _slip(article: Article, wanted: list[str]) -> tuple[int, int, str] | None:
        """The first difference in a block that should read otherwise: its place in the article's text, and the text."""
        start = 0
        for block in article.blocks:
            text = block.text
            if block.role in {*HEAD_ROLES, Role.PARAGRAPH}:
                should = max(wanted, key=lambda w: fuzz.ratio(w, text))
                for op in Levenshtein.opcodes(text.strip(), should):
                    if op.tag != "equal":
                        lead = len(text) - len(text.lstrip())
                        return (
                            start + lead + op.src_start,
                            start + lead + op.src_end,
                            should[op.dest_start : op.dest_end],
                        )
            start += len(text) + 1
        return None

    def _type_at(self, article: str, start: int, end: int, text: str) -> None:
        """Finds the place by the words before it, selects what is wrong and types over it."""
        whole = flat(self.window.desk.page.article(article).blocks)
        wrong = whole[start:end]
        before = whole[max(whole.rfind("\n", 0, start) + 1, start - 6) : start]
        self.hand.press("Ctrl+2 Ctrl+F")
        self.hand.type(before + wrong)
        self.hand.press("Return Esc Right " + "Shift+Left " * len(wrong))
        if text:
            self.hand.type(text)
        else:
            self.hand.press("Del")

    # --- her hands -----------------------------------------------------------------------------------------------

    def _row(self) -> int:
        return self.window.desk.rows.index(self.window.desk.selection.caret)

    def _go(self, row: int) -> None:
        by = row - self._row()
        self.hand.press("Esc " + ("Down " if by > 0 else "Up ") * abs(by) if by else "Esc")

    def _settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.window.worker.idle, timeout=30_000)


def faults(page_articles: list[Article], gold: Gold) -> list[str]:
    """What a finished page has otherwise than the gold; articles are matched by their bodies."""
    out: list[str] = []
    have = {tight("".join(b.text for b in fields(a).body)): a for a in page_articles}
    for article in gold["articles"]:
        body = tight("".join(block["text"] for block in article["body"]))
        found = have.get(body)
        if found is None:
            near = max(have, key=lambda text: fuzz.ratio(text, body))
            differ = [op for op in Levenshtein.opcodes(near, body) if op.tag != "equal"]
            out += [f"{near[op.src_start : op.src_end]!r} for {body[op.dest_start : op.dest_end]!r}" for op in differ]
            continue
        seen = fields(found)
        out += [
            f"{what}: {getattr(seen, what)!r}"
            for what in HEAD_KEYS
            if tight(getattr(seen, what)) != tight(article[what])
        ]
        if [tight(b.text) for b in seen.body] != [tight(b["text"]) for b in article["body"]]:
            out.append(f"paragraphs of {body[:20]}…")
        if [(c.role, c.name) for c in seen.byline] != [(c["role"], c["name"]) for c in article["byline"]]:
            out.append(f"byline {seen.byline}")
        if (seen.dateline, seen.continued_on) != (article["dateline"], article["continued_on"]):
            out.append(f"dateline {seen.dateline}, jump {seen.continued_on}")
        if found.kind.value != article["kind"]:
            out.append(f"kind {found.kind}")
    return out
