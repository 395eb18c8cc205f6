"""What a reader reads of an article: the fields of the saved page (design.md, section 4), derived from its blocks."""

import re
from collections.abc import Iterable

from msgspec import Struct

from editor.core.page import BODY_ROLES, Article, Block, Page, Role, Run

_DIGITS = {c: str(n) for n, c in enumerate("〇一二三四五六七八九")} | {"零": "0", "两": "2", "兩": "2"}
_NUMBER = re.compile(r"[A-Za-z]?[0-9]+|[〇零一二三四五六七八九十百]+")


class Credit(Struct, frozen=True):
    """One name of a byline and what its bearer did; `role` is empty when the page does not say."""

    role: str
    name: str


class BodyBlock(Struct, frozen=True):
    """A paragraph or a crosshead as it is read."""

    kind: str
    text: str


class Fields(Struct, frozen=True):
    """An article's fields. Page numbers are in ASCII digits."""

    section: str | None
    kicker: str | None
    headline: str | None
    deck: str | None
    dateline: str | None
    byline: tuple[Credit, ...]
    body: tuple[BodyBlock, ...]
    continued_on: str | None
    continued_from: str | None


def fields(article: Article) -> Fields:
    """Derives them; several blocks of one head role are one string with a space between."""

    def said(role: Role) -> str | None:
        return " ".join(t for b in article.of(role) if (t := b.text.strip())) or None

    def page_of(role: Role) -> str | None:
        return next((n for b in article.of(role) if (n := page_number(b.text))), None)

    return Fields(
        section=said(Role.SECTION),
        kicker=said(Role.KICKER),
        headline=said(Role.HEADLINE),
        deck=said(Role.DECK),
        dateline=said(Role.DATELINE),
        byline=tuple(credit for b in article.of(Role.BYLINE) for credit in credits_of(b.text)),
        body=tuple(BodyBlock(b.role.value, t) for b in article.of(*BODY_ROLES) if (t := b.text.strip())),
        continued_on=page_of(Role.JUMP_TO),
        continued_from=page_of(Role.JUMP_FROM),
    )


def credits_of(text: str) -> list[Credit]:
    """The credits of a byline block: its first word is the role, each further one a name; one word alone is a name."""
    words = text.split()
    if len(words) < 2:
        return [Credit("", word) for word in words]
    return [Credit(words[0], name) for name in words[1:]]


def page_number(text: str) -> str | None:
    """The page that a jump line names, in ASCII digits: 2 of （下转第２版） and of （下转第二版）, A3 of 下转A3版."""
    ascii_text = "".join(chr(ord(c) - 0xFEE0) if "！" <= c <= "～" else c for c in text)
    found = _NUMBER.search(ascii_text)
    if found is None:
        return None
    word = found.group()
    if word[0].isascii():
        return word.lstrip("0") or "0"
    return _chinese_number(word)


def _chinese_number(word: str) -> str:
    if "十" not in word and "百" not in word:
        return "".join(_DIGITS[c] for c in word).lstrip("0") or "0"
    hundreds, _, rest = word.rpartition("百")
    tens, ten, ones = rest.rpartition("十")
    total = 100 * int(_DIGITS.get(hundreds[-1:], "0")) + int(_DIGITS.get(ones[-1:], "0"))
    if ten:
        total += 10 * int(_DIGITS.get(tens[-1:], "1"))
    return str(total)


def corrections(page: Page) -> Iterable[Run]:
    """Every run of the page whose text is not the raw text's, in page order."""
    return (run for run in page.runs() if run.why)


def flat(blocks: Iterable[Block]) -> str:
    """Blocks as an editor shows them: one line each."""
    return "\n".join(block.text for block in blocks)
