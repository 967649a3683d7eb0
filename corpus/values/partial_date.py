"""Dates as archives write them: to the day, the month or only the year. Other texts are refused, never guessed."""

from __future__ import annotations

import calendar
import datetime
import functools
import re
from dataclasses import dataclass
from typing import Literal

from corpus.characters import fold_dashes, fold_width, one_line, without_spaces
from corpus.errors import InvalidDate
from corpus.values.chinese_numeral import DIGIT_CLASS, NUMBER_CLASS, parse_small_number, parse_year
from corpus.values.moment import day_of_moment, without_program

Precision = Literal["year", "month", "day"]

YEAR = r"(?:19|20)\d\d"
"""A pattern of a year as documents have it in numbers and days."""

MIN_YEAR = 1900
"""Archives reach back to documents from before 1949, but none to before 1900: earlier years are typing errors."""

MAX_YEAR = 2100
"""Far enough for dates of expiry; later years are typing errors."""

MAX_LENGTH = 64
"""A date with time, zone and weekday has fewer characters; longer texts are not dates."""

_CACHED_DATES = 4_096
"""Texts of dates whose meaning is kept: the reports of a file share few, and telling one takes as long as ten other values."""

_NO_DATE = "认不出年、月、日，请写成 2019-02-15 或 2019年2月15日"

_BEFORE = re.compile(r"(?:公元|公历|发[布表]于|(?:星期|周)[一二三四五六日天])\s*[:,]?\s*")
_LOOK_ALIKES = str.maketrans("OoОоΟοlI", "00000011")
_IN_CHARACTERS = str.maketrans("0123456789壹贰叁肆伍陆柒捌玖拾貳參陸", "〇一二三四五六七八九一二三四五六七八九十二三六")
_WEEKDAY = r"(?:[\sT,]*\(?(?:星期|周)[一二三四五六日天]\)?)?"
_TIME = rf"(?:{_WEEKDAY}[\sT,]*(?:\d{{1,2}}[::时点]\d{{1,2}}.{{0,24}}|\d{{1,2}}时)?)"
_PART_OF_MONTH = r"(?:份|[上中下]旬|初|底|末)"
_PART_OF_YEAR = r"(?:度|初|底|末|中|[上下]半年|第?[一二三四1-4]季度)"
_SEPARATED = re.compile(
    rf"(\d{{4}})\s*([-/.·・•‧,、。_\\\u2044\u2215])\s*(\d{{1,2}})(?:\s*\2\s*(\d{{1,2}})日?{_TIME})?"
)
_CHINESE = re.compile(
    rf"(\d{{4}})\s*年(?:{_PART_OF_YEAR}|\s*(\d{{1,2}}|元)\s*月(?:{_PART_OF_MONTH}|\s*(\d{{1,2}})\s*[日号]?{_TIME})?)?"
)
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:[T ]?\d{4}(?:\d\d(?:\d{3})?)?|[T ]\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?|\.0+)?"
)
_MONTH_ALONE = re.compile(r"((?:19|20)(?:1[3-9]|[2-9]\d))(0[1-9]|1[0-2])")
"""A month without signs, of years whose last two digits are no month: 200112 may be a day as well."""

_SPACED = re.compile(r"(\d{4}) (\d{1,2}) (\d{1,2})")
_YEAR = re.compile(r"(\d{4})(?:\.0+)?")
_CHARACTERS = re.compile(
    rf"([{DIGIT_CLASS}]{{4}})\s*年(?:{_PART_OF_YEAR}|\s*([{NUMBER_CLASS}]{{1,3}})\s*月"
    rf"(?:{_PART_OF_MONTH}|\s*([{NUMBER_CLASS}]{{1,3}})\s*[日号]?{_WEEKDAY})?)?"
)
_SPREAD_FIGURE = rf"(?:[\d{NUMBER_CLASS}] ?)"
_SPREAD = re.compile(rf"{_SPREAD_FIGURE}{{4}}年 ?{_SPREAD_FIGURE}{{1,3}}月 ?(?:{_SPREAD_FIGURE}{{1,3}}[日号])?")
"""A date with a space between its characters, as typists spread a signature."""

_BRACKETED = re.compile(r"[(\[{〔【〈《「『](.*)[)\]}〕】〉》」』]")
_LEADING = re.compile(
    rf"\d{{4}}\s*[-/.年]\s*\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}(?!\d)\s*日?|[{DIGIT_CLASS}]{{4}}年[{NUMBER_CLASS}]{{1,3}}月[{NUMBER_CLASS}]{{1,3}}日"
)


@functools.total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, a month of a year, or a day; ordered, a year before its months and a month before its days.

    Raises InvalidDate for a day the calendar does not have and for years outside `MIN_YEAR` to `MAX_YEAR`.

    >>> PartialDate(2024, 2).last_day()
    datetime.date(2024, 2, 29)
    >>> PartialDate(2024) < PartialDate(2024, 1) < PartialDate(2024, 1, 1)
    True
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        shown = "-".join(str(number) for number in (self.year, self.month, self.day) if number is not None)
        if not MIN_YEAR <= self.year <= MAX_YEAR:
            raise InvalidDate(shown, f"年份应在 {MIN_YEAR} 至 {MAX_YEAR} 之间")
        if self.month is None:
            if self.day is not None:
                raise InvalidDate(shown, "有日而没有月")
            return
        if not 1 <= self.month <= 12:
            raise InvalidDate(shown, "月份应在 1 至 12 之间")
        days = calendar.monthrange(self.year, self.month)[1]
        if self.day is not None and not 1 <= self.day <= days:
            raise InvalidDate(shown, f"{self.year}年{self.month}月只有 {days} 天")

    @property
    def precision(self) -> Precision:
        """The smallest unit of the date that is known."""
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def ordinal(self) -> int:
        """The first day it may be, counted as `datetime.date.toordinal` counts."""
        return self.first_day().toordinal()

    def first_day(self) -> datetime.date:
        """Return the first day it may be."""
        return datetime.date(self.year, self.month or 1, self.day or 1)

    def last_day(self) -> datetime.date:
        """Return the last day it may be."""
        month = self.month or 12
        return datetime.date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    def isoformat(self) -> str:
        """Return the date in ISO 8601, only as far as it is known: `2024-01` for a month."""
        if self.month is None:
            return f"{self.year:04d}"
        return f"{self.year:04d}-{self.month:02d}" + ("" if self.day is None else f"-{self.day:02d}")

    def __str__(self) -> str:
        """Return the date as it is shown.

        >>> str(PartialDate(2019, 2, 15)), str(PartialDate(2019))
        ('2019年2月15日', '2019年')
        """
        month = "" if self.month is None else f"{self.month}月"
        day = "" if self.day is None else f"{self.day}日"
        return f"{self.year}年{month}{day}"

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, PartialDate):
            return NotImplemented
        return self._sort_key() < other._sort_key()

    def _sort_key(self) -> tuple[int, int, int]:
        return (self.year, self.month or 0, self.day or 0)


def parse_partial_date(text: str) -> PartialDate:
    """Return the date written in `text`; a time of day after it is dropped. Raises InvalidDate when there is none.

    A moment in UTC is the day that it is then in Beijing, as are seconds or milliseconds since 1970: databases export both.

    >>> parse_partial_date("二〇一九年二月十五日") == parse_partial_date("２０１９/2/15 10:30:00")
    True
    >>> parse_partial_date("2024年1月").isoformat()
    '2024-01'
    >>> parse_partial_date("2021-02-30")
    Traceback (most recent call last):
        ...
    corpus.errors.InvalidDate: '2021-02-30' 不是有效日期：2021年2月只有 28 天
    """
    if len(text) > MAX_LENGTH:
        raise InvalidDate(one_line(text[:MAX_LENGTH]), _NO_DATE)
    return _parsed(text)


def parse_leading_date(text: str) -> PartialDate:
    """Return the date that a text is, or begins with: pages print other things behind it. Raises InvalidDate.

    >>> parse_leading_date("2023-01-05字号：大 中 小").isoformat()
    '2023-01-05'
    """
    try:
        return parse_partial_date(text)
    except InvalidDate:
        leading = _LEADING.match(text)
        if leading is None:
            raise
        return parse_partial_date(leading[0])


@functools.lru_cache(_CACHED_DATES)
def _parsed(text: str) -> PartialDate:
    folded = one_line(fold_dashes(fold_width(text)))
    if bracketed := _BRACKETED.fullmatch(folded):
        folded = bracketed[1].strip()
    folded = without_program(folded)
    folded = folded.removeprefix(before[0]) if (before := _BEFORE.match(folded)) else folded
    year_month_day = (
        day_of_moment(folded) or _numbers(folded) or _characters(folded) or _mixed(folded) or _spread(folded)
    )
    if year_month_day is None:
        raise InvalidDate(one_line(text), _NO_DATE)
    try:
        return PartialDate(*year_month_day)
    except InvalidDate as error:
        raise InvalidDate(folded, error.reason) from None


def _numbers(folded: str) -> tuple[int, int | None, int | None] | None:
    if match := _YEAR.fullmatch(folded):
        year, month, day = match[1], None, None
    elif match := _SEPARATED.fullmatch(folded):
        year, _, month, day = match.groups()
    elif match := _MONTH_ALONE.fullmatch(folded):
        year, month, day = match[1], match[2], None
    elif match := _CHINESE.fullmatch(folded) or _COMPACT.fullmatch(folded) or _SPACED.fullmatch(folded):
        year, month, day = match.groups()
    else:
        return None
    return int(year), _month(month) if month else None, int(day) if day else None


def _mixed(folded: str) -> tuple[int, int | None, int | None] | None:
    """Return a date with letters or characters among its figures: 2O23年3月9日, 2023年三月九日, 2023一03一09."""
    figures = re.sub(r"(?<=\d)一(?=\d)", "-", folded.translate(_LOOK_ALIKES))
    return _numbers(figures) or _characters(folded.translate(_IN_CHARACTERS))


def _spread(folded: str) -> tuple[int, int | None, int | None] | None:
    """Return a date with a space between its characters: 二 〇 二 三 年 三 月 九 日, 2 0 2 3 年 3 月 9 日."""
    closed = without_spaces(folded) if _SPREAD.fullmatch(folded) else ""
    return _numbers(closed) or _characters(closed)


def _month(text: str) -> int:
    return int(text) if text.isdecimal() else 1  # 元月


def _characters(folded: str) -> tuple[int, int | None, int | None] | None:
    match = _CHARACTERS.fullmatch(folded)
    year = parse_year(match[1]) if match else None
    if match is None or year is None:
        return None
    month = parse_small_number(match[2]) if match[2] else None
    day = parse_small_number(match[3]) if match[3] else None
    if (match[2] and month is None) or (match[3] and day is None):
        return None
    return year, month, day
