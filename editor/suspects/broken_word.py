"""A word cut in two by a paragraph's end, or by a story's end with its other half at the head of another story."""

from collections.abc import Iterator
from itertools import pairwise

from editor.core.evidence import Evidence
from editor.core.finding import Choice
from editor.core.page import HEAD_ROLES, Article, Block, Page
from editor.language.model import load
from editor.language.words import cut, known
from editor.suspects.chars import cut_short, is_han, words_after, words_before
from editor.suspects.contract import Context, Spot
from editor.suspects.flow import body, raw_end, raw_start, tail

KIND = "broken_word"

NEAR = 8
"""How many characters on either side of the break are cut into words."""

FIT = 3.0
"""Log odds from which on a body goes on another's cut end and has not met it by chance."""

ROUGH = 0.4
"""Where more paragraphs than this share end in mid-sentence, each raw line is one still: nothing was decided yet."""

MOST = 20
"""With more cut ends or rests than this the page is not taken apart yet, and each fits some other by chance."""


def across(upper: str, lower: str) -> tuple[str, str]:
    """The two halves of the dictionary's word that runs over the break, empty when none does.

    Read by themselves, the two ends must not be words: 发展 | 成果 is no broken word though 展成 may look like one.
    """
    left, right = upper.rstrip()[-NEAR:], lower.lstrip()[:NEAR]
    if not left or not right or not is_han(left[-1]) or not is_han(right[0]):
        return "", ""
    at = 0
    for word in cut(left + right):
        if at < len(left) < at + len(word):
            ends = cut(left)[-1], cut(right)[0]
            whole = all(len(end) > 1 and known(end) for end in ends)
            return (word[: len(left) - at], word[len(left) - at :]) if known(word) and not whole else ("", "")
        at += len(word)
    return "", ""


def _spot(upper: Block, lower: Block, reason: str, word: tuple[str, str]) -> Spot:
    left, right = raw_end(upper), raw_start(lower)
    choice = Choice(action="seam.join", args=(str(left), str(right)))
    args = ("".join(word), words_before(upper.text), words_after(lower.text))
    return Spot(reason, args, (choice,), 0.85, span=tail(upper, len(word[0])))


def _inside(article: Article) -> Iterator[Spot]:
    blocks = [block for _, block in body(article)]
    cuts = sum(cut_short(block.text) for block in blocks)
    for upper, lower in pairwise(blocks) if cuts <= max(2, len(blocks) * ROUGH) else ():
        word = across(upper.text, lower.text) if cut_short(upper.text) else ("", "")
        if word[0]:
            yield _spot(upper, lower, "paragraph", word)
    heads = [block for block in article.blocks if block.role in HEAD_ROLES and raw_end(block) >= 0]
    for upper, lower in pairwise(heads):
        word = across(upper.text, lower.text)
        if len(word[0] + word[1]) > 2 and raw_end(upper) <= raw_start(lower):
            yield _spot(upper, lower, "head", word)


def survey(page: Page, evidence: Evidence, context: Context) -> Iterator[Spot]:
    """Breaks inside each article, then between articles."""
    del evidence, context
    for article in page.articles:
        yield from _inside(article)
    yield from _between(page)


def _between(page: Page) -> Iterator[Spot]:
    """Each cut end with the one headless body that goes on from it best, if that makes a word whole."""
    bodies = [(article, body(article)) for article in page.articles if body(article)]
    ends = [(article, blocks[-1][1]) for article, blocks in bodies if cut_short(blocks[-1][1].text)]
    rests = [(article, blocks[0][1]) for article, blocks in bodies if _headless(article)]
    if not rests or max(len(ends), len(rests)) > MOST:
        return
    model = load()
    for article, upper in ends:
        others = [lower for other, lower in rests if other is not article]
        fits = model.bridges([upper.text.rstrip()] * len(others), [lower.text.lstrip() for lower in others])
        best = int(fits.argmax()) if others else -1
        word = across(upper.text, others[best].text) if best >= 0 and fits[best] > FIT else ("", "")
        if word[0]:
            yield _spot(upper, others[best], "story", word)


def _headless(article: Article) -> bool:
    """Whether nothing stands before an article's body: only then can the body be another story's rest."""
    return article.blocks[0] is body(article)[0][1]
