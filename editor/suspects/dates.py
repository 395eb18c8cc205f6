"""Dates and times that do not exist, and weekdays and lunar dates that do not fit their day."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from editor.core.page import Role
from editor.suspects.contract import Context, Hit
from editor.suspects.lists import numeral
from editor.suspects.lunar import WRITTEN, lunar, written

KIND = "dates"
ROLES = tuple(role for role in Role if role not in {Role.JUMP_TO, Role.JUMP_FROM})

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_S = r"\s{0,2}"
_DATE = re.compile(
    rf"(?<![\d.])(?:(?P<year>(?:1[89]|20)\d\d){_S}年{_S})?(?P<month>\d{{1,2}}){_S}月{_S}(?P<day>\d{{1,2}}){_S}[日号](?!龄|线|楼|院)"
    rf"(?:{_S}(?:至|到|—+|-|～|~){_S}(?P<last>\d{{1,2}}){_S}[日号])?"
)
_WEEKDAY = re.compile(
    r"[（(，,\s]{0,3}(?:星期|周|礼拜|週)([一二三四五六日天])(?![一-鿿]{0,1}[至到])(?!刊|报|年|岁|边|末)"
)
_LUNAR = re.compile(
    rf"[（(，,\s]{{0,3}}(?:星期[一二三四五六日]|周[一二三四五六日])?[（(，,\s]{{0,3}}(?:农历|農曆|阴历|夏历){_S}{WRITTEN.pattern}"
)
_FOLIO = re.compile(
    rf"\s*(?:(?:星期|周)(?P<weekday>[一二三四五六日天]))?\s*(?P<lunar>(?:农历|農曆){_S}{WRITTEN.pattern})?\s*(?:第?[\dA-D]+版)?\s*"
)
_CLOCK = re.compile(
    r"(?P<half>凌晨|清晨|上午|中午|下午|晚上?|傍晚)?(?<!\d)(?P<hour>\d{1,2})(?:[时点時點](?P<minute>\d{1,2})分|[:：](?P<minute2>\d{2})(?!\d|[:：]))"
)
_BEFORE = re.compile(
    r"(?:星期|周|礼拜)(?P<weekday>[一二三四五六日天])[（(](?:(?P<year>(?:19|20)\d\d)年)?(?P<month>\d{1,2})月(?P<day>\d{1,2})[日号][）)]"
)
_SPELT = re.compile(
    r"(?P<year>[一二][一二三四五六七八九〇零○]{3})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
)
_YEARS = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)年?(?:至|到|—+|-|～|~)(?P<last>(?:19|20)\d\d)年")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_NAMES = "一二三四五六日"

NEAREST = 183
"""A date without a year is the one within so many days of the folio's."""


def _year(match: re.Match[str], context: Context) -> int | None:
    if match["year"]:
        return int(match["year"])
    if context.day is None:
        return None
    month, day = int(match["month"]), int(match["day"])
    for year in (context.day.year, context.day.year - 1, context.day.year + 1):
        found = _day(year, month, day)
        if found and abs(found - context.day) <= timedelta(days=NEAREST):
            return year
    return None


def _day(year: int | None, month: int, day: int) -> date | None:
    try:
        return date(year or 2000, month, day)
    except ValueError:
        return None


def find(text: str, context: Context) -> Iterator[Hit]:
    """Impossible dates, ranges that run backwards, impossible times; then what is said of a day beside it."""
    text = text.translate(_WIDE)
    for match in _DATE.finditer(text):
        yield from _date(text, match, context)
    for match in _BEFORE.finditer(text):
        year = _year(match, context)
        day = _day(year, int(match["month"]), int(match["day"]))
        if year is not None and day is not None:
            yield from _weekday(match["weekday"], match.start("weekday"), day)
    for match in _SPELT.finditer(text):
        yield from _spelt(match)
    for match in _YEARS.finditer(text):
        if int(match["last"]) < int(match["first"]):
            yield Hit(*match.span(), "backwards", (match[0],), (), 0.85)
    for match in _CLOCK.finditer(text):
        yield from _clock(match)
    folio = _FOLIO.fullmatch(text)
    if folio and context.day:
        yield from _of_folio(folio, context.day)


def _date(text: str, match: re.Match[str], context: Context) -> Iterator[Hit]:
    if text[max(0, match.start() - 2) : match.start()] in {"农历", "阴历", "農曆", "夏历"}:
        return
    month, first = int(match["month"]), int(match["day"])
    if not 1 <= month <= 12:
        yield Hit(*match.span(), "month", (match["month"],), (), 0.9)
        return
    for name in ("day", "last"):
        if match[name] and not 1 <= int(match[name]) <= _DAYS[month - 1]:
            start, end = match.span(name)
            yield Hit(start, end, "day", (str(month), str(_DAYS[month - 1]), match[name]), (), 0.9)
            return
    if match["last"] and int(match["last"]) <= first:
        yield Hit(*match.span(), "backwards", (match[0],), (), 0.85)
    year = _year(match, context)
    day = _day(year, month, first)
    if day is None:
        yield Hit(*match.span(), "leap", (str(year),), (), 0.9)
    elif year is not None and not match["last"]:
        yield from _said_of(text, match.end(), day)


def _spelt(match: re.Match[str]) -> Iterator[Hit]:
    """A date in Chinese numerals, with its year: without one it may be of the lunar calendar."""
    year = int("".join(str("〇一二三四五六七八九".index("〇" if char in "零○" else char)) for char in match["year"]))
    month, day = numeral(match["month"]), numeral(match["day"])
    if not 1 <= month <= 12:
        yield Hit(*match.span(), "month", (match["month"],), (), 0.9)
    elif not 1 <= day <= _DAYS[month - 1]:
        yield Hit(*match.span("day"), "day", (str(month), str(_DAYS[month - 1]), match["day"]), (), 0.9)
    elif _day(year, month, day) is None:
        yield Hit(*match.span(), "leap", (str(year),), (), 0.9)


def _said_of(text: str, at: int, day: date) -> Iterator[Hit]:
    """Weekday and lunar date that follow a date directly."""
    weekday = _WEEKDAY.match(text, at)
    if weekday:
        yield from _weekday(weekday[1], weekday.start(1), day)
    lunar_day = _LUNAR.match(text, at)
    if lunar_day:
        yield from _lunar(lunar_day, day)


def _weekday(said: str, at: int, day: date) -> Iterator[Hit]:
    right = _NAMES[day.weekday()]
    if said.replace("天", "日") != right:
        yield Hit(at, at + 1, "weekday", (_written(day), said, right), (right,), 0.9)


def _lunar(match: re.Match[str], day: date) -> Iterator[Hit]:
    right = lunar(day)
    cycle, month, number, leap = written(match)
    if right is None:
        return
    if (month, number, leap) != (right.month, right.day, right.leap):
        start, end = match.start("leap") if match["leap"] else match.start("month"), match.end("day")
        yield Hit(start, end, "lunar", (_written(day), match.string[start:end], right.text), (right.text,), 0.85)
    elif cycle and cycle != right.cycle:
        yield Hit(*match.span("year"), "cycle", (_written(day), cycle, right.cycle), (right.cycle,), 0.9)


def _of_folio(match: re.Match[str], day: date) -> Iterator[Hit]:
    if match["weekday"]:
        yield from _weekday(match["weekday"], match.start("weekday"), day)
    if match["lunar"]:
        yield from _lunar(match, day)


def _clock(match: re.Match[str]) -> Iterator[Hit]:
    """Times with 分, or with a colon after a word for the part of the day; 70:68 is a score."""
    spelt = match["minute"] is not None
    if not spelt and not match["half"]:
        return
    hour, minute = int(match["hour"]), int(match["minute"] or match["minute2"])
    start = match.start("hour")
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        yield Hit(start, match.end(), "time", (match.string[start : match.end()],), (), 0.85)
    elif match["half"] in {"上午", "清晨", "凌晨"} and hour >= 13:
        yield Hit(match.start(), match.end(), "half", (match["half"], str(hour)), (), 0.85)


def _written(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
