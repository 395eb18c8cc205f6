"""The lunar calendar from 1990 to 2040, from a table (`resources/suspects/lunar.tsv`)."""

import re
from bisect import bisect_right
from datetime import date
from functools import cache

from msgspec import Struct

from editor.resources import resource

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_MONTHS = ("正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊")
_TENS = ("初", "十", "廿")
_NUMERALS = "一二三四五六七八九十"

WRITTEN = re.compile(
    rf"(?:(?P<year>[{_STEMS}][{_BRANCHES}])年?)?(?P<leap>[闰閏])?(?P<month>正|[一二三四五六七八九]|十[一二]?|冬|腊|臘)月"
    rf"(?P<size>[大小])?(?P<day>初[{_NUMERALS}]|十[一二三四五六七八九]|二?十|廿[{_NUMERALS[:-1]}]|二十[{_NUMERALS[:-1]}]|三十|卅)"
)
"""A lunar date as papers print it: 癸卯年十月初二, 闰二月十五, 腊月廿三."""


class Lunar(Struct, frozen=True):
    """A day of the lunar calendar: `month` 1 to 12, `leap` for the doubled one's second turn."""

    year: int
    month: int
    day: int
    leap: bool = False

    @property
    def cycle(self) -> str:
        """The year's name in the cycle of sixty."""
        return _STEMS[(self.year - 4) % 10] + _BRANCHES[(self.year - 4) % 12]

    @property
    def text(self) -> str:
        """Month and day as papers print them, without the year."""
        tens = "三十" if self.day == 30 else "二十" if self.day == 20 else ""
        day = tens or _TENS[(self.day - 1) // 10] + _NUMERALS[(self.day - 1) % 10]
        return f"{'闰' if self.leap else ''}{_MONTHS[self.month - 1]}月{'初十' if self.day == 10 else day}"


class _Year(Struct, frozen=True):
    year: int
    first: date
    leap: int
    sizes: str


@cache
def _years() -> tuple[_Year, ...]:
    rows = [row.split("\t") for row in resource("suspects/lunar.tsv").read_text("utf-8").splitlines() if row[:1] != "#"]
    return tuple(_Year(int(y), date.fromisoformat(first), int(leap), sizes) for y, first, leap, sizes in rows)


def lunar(day: date) -> Lunar | None:
    """The lunar date of a day; None outside the table."""
    years = _years()
    at = bisect_right([year.first for year in years], day) - 1
    if at < 0:
        return None
    year = years[at]
    left = (day - year.first).days
    for number, size in enumerate(year.sizes):
        length = 30 if size == "大" else 29
        if left < length:
            past = bool(year.leap) and number >= year.leap
            return Lunar(year.year, number + (0 if past else 1), left + 1, leap=past and number == year.leap)
        left -= length
    return None


def written(match: re.Match[str]) -> tuple[str, int, int, bool]:
    """What a match of WRITTEN says: the year's name ("" when not given), month, day, whether it is a leap month."""
    special = {"冬": 11, "十一": 11, "腊": 12, "臘": 12, "十二": 12}
    month = special.get(match["month"]) or _MONTHS.index(match["month"]) + 1
    said = match["day"]
    if said in {"三十", "卅"}:
        day = 30
    elif said in {"二十", "十"}:
        day = 20 if said == "二十" else 10
    else:
        tens = 20 if said[0] in "廿二" else 10 if said[0] == "十" else 0
        day = tens + _NUMERALS.index(said[-1]) + 1
    return match["year"] or "", month, day, bool(match["leap"])
