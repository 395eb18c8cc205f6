"""Pages of an invented town's newspaper, set in columns and read in several ways, with what must come out of them."""

import random
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from msgspec import Struct

from editor.reading import em

MEASURE = 14
DATELINE = "本报讯"
NO_START = "，。、；：？！”）》」』"

PLACES = ("云溪镇", "柳塘村", "东关街道", "望江渡口", "青石桥", "河西菜场")
WHO = ("镇里的干部", "几位老木匠", "渡口的船工", "县图书馆的馆员", "种藕的人家", "学校的孩子们")
DOING = (
    "把旧仓库改成了书屋，桌椅都是自己动手打的",
    "沿着河岸补种了三百多株柳树，根脚培土踩得很实",
    "在集市上摆出新收的莲藕和菱角，来往的客人停下来问价",
    "把多年失修的石板路重新铺平，雨天再也不怕积水",
    "商量着给渡船装上夜灯，好让晚归的人看得清台阶",
    "请来修钟的师傅，让停了八年的大钟又走了起来",
)
WHEN = ("入冬以来", "这个星期", "上个月底", "清早天刚亮时", "赶集的那一天", "今年春天")
AFTER = (
    "大家说，这样的事情要一件一件做下去",
    "一位白发老人看了许久，笑着说比年轻时见过的还要好",
    "负责账目的会计说，一共花了12800元，一半是各家凑的",
    "据说下一步还要修桥，图纸已经画好",
    "第二天来看的人更多，连邻县也有人赶来",
    "问起往后的打算，他们只说先把眼前的做好",
)
HEADS = (
    "旧仓库变成新书屋",
    "三百株新柳绿河岸",
    "莲藕上市客满街",
    "石板路又平又干净",
    "渡船装灯夜归人心安",
    "大钟停摆八年再敲响",
)


WIDEST = 3
"""Columns that a story takes at most."""
BAND = 3
"""Stories side by side."""


class Story(Struct, frozen=True):
    """What must come out: headline, paragraphs; `wide` is how many columns it is set in, where the way sets any."""

    headline: str
    paragraphs: tuple[str, ...]
    wide: int = 1


def stories(seed: int, count: int) -> list[Story]:
    """Invented stories; each opens with a dateline."""
    rng = random.Random(seed)
    themes = rng.sample(range(len(DOING)), count)
    texts = [tuple(_paragraphs(rng, theme)) for theme in themes]
    return [Story(HEADS[theme], text, rng.randint(1, WIDEST)) for theme, text in zip(themes, texts, strict=True)]


def _paragraphs(rng: random.Random, theme: int) -> Iterable[str]:
    for number in range(rng.randint(3, 4)):
        parts = [f"{rng.choice(WHEN)}，{PLACES[theme]}{rng.choice(WHO)}{DOING[theme]}。"]
        parts += [f"{PLACES[theme]}那边，{said}。" for said in rng.sample(AFTER, 2)]
        yield (DATELINE if number == 0 else "") + "".join(parts)


def lines(story: Story) -> list[str]:
    """The body set in columns of MEASURE em, first lines shorter by two, no closing mark at a line's start."""
    out: list[str] = []
    for paragraph in story.paragraphs:
        line, room = "", MEASURE - 2.0
        for char in paragraph:
            if em.least(line + char) > room and char not in NO_START:
                out.append(line)
                line, room = "", float(MEASURE)
            line += char
        out.append(line)
    return out


def columns(story: Story) -> list[list[str]]:
    """The body's lines in `story.wide` columns, all but the last equally long."""
    whole = lines(story)
    tall = -(-len(whole) // story.wide)
    return [whole[at : at + tall] for at in range(0, len(whole), tall)]


def blocks(page: Sequence[Story]) -> str:
    """Story after story, as a text layer in paint order has them."""
    return "\n".join("\n".join([story.headline, *lines(story)]) for story in page) + "\n"


def heads_apart(page: Sequence[Story]) -> str:
    """The bodies first, all headlines after them."""
    bodies = ["\n".join(lines(story)) for story in page]
    return "\n".join([*bodies, *(story.headline for story in page)]) + "\n"


def zipped(page: Sequence[Story]) -> str:
    """The stories side by side, line by line, their headlines above."""
    rows = zip_longest(*(lines(story) for story in page))
    body = [line for row in rows for line in row if line]
    return "\n".join([*(story.headline for story in page), *body]) + "\n"


def swept(page: Sequence[Story]) -> str:
    """The stories side by side in one line, parted by spaces, first lines set in."""
    columns = [[story.headline, *_set_in(story)] for story in page]
    rows = zip_longest(*columns, fillvalue="")
    wide = MEASURE + 8
    return "\n".join("".join(cell.ljust(wide) for cell in row).rstrip() for row in rows) + "\n"


def _set_in(story: Story) -> list[str]:
    firsts = {paragraph[:4] for paragraph in story.paragraphs}
    return ["  " + line if line[:4] in firsts else line for line in lines(story)]


def _bands(page: Sequence[Story]) -> list[Sequence[Story]]:
    return [page[at : at + BAND] for at in range(0, len(page), BAND)]


def by_rows(page: Sequence[Story]) -> str:
    """Bands of stories side by side, each of some columns under its headline, read row by row as OCR boxes come."""
    out: list[str] = []
    for band in _bands(page):
        out += [story.headline for story in band]
        rows = zip_longest(*(column for story in band for column in columns(story)))
        out += [line for row in rows for line in row if line]
    return "\n".join(out) + "\n"


def in_blocks(page: Sequence[Story]) -> str:
    """The same bands, headline after headline and column after column, parted by empty lines."""
    blocks_ = [block for band in _bands(page) for story in band for block in ([story.headline], *columns(story))]
    return "\n\n".join("\n".join(block) for block in blocks_) + "\n"


WAYS: dict[str, Callable[[Sequence[Story]], str]] = {
    "blocks": blocks,
    "heads_apart": heads_apart,
    "zipped": zipped,
    "swept": swept,
    "by_rows": by_rows,
    "in_blocks": in_blocks,
}
