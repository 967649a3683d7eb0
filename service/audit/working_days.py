"""Working days in China: as the State Council arranges them each year, and as an operator's own file says for further years.

The published arrangements come with the package chinesecalendar, which learns of a year when it is published, in November before it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar

from service.errors import ServiceError
from service.operator_files import read_text, remarked_lines

_MOST_BYTES = 1_000_000
_LINE = re.compile(r"(\d{4}-\d{2}-\d{2})\s+(休|班)")
_SATURDAY = 5


class BadCalendar(ServiceError):
    """A file of working days that can't be read, as a whole or in a line."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"读不了工作日历 {path}：{reason}。每行写一天：2028-01-03 休，或 2028-01-08 班；请检查配置项 audit.calendar。"
        )


class WorkingDays:
    """Counts working days; `own` are days of an operator's file, which win over what was published: whether one works on each.

    A year of which nothing was published is known where the file names a day of it; days that it doesn't name are as in an ordinary week.
    """

    def __init__(self, own: Mapping[date, bool] | None = None) -> None:
        self._own = dict(own or {})
        self._own_years = {day.year for day in self._own}
        self._years: dict[int, list[int] | None] = {}

    def between(self, first: date, last: date) -> int | None:
        """Return how many working days come after `first`, up to and with `last`; None where one of the years is known to nobody."""
        total = 0
        for year in range(first.year, last.year + 1):
            days = self._ordinals(year)
            if days is None:
                return None
            total += bisect_right(days, last.toordinal()) - bisect_right(days, first.toordinal())
        return total

    def unknown_years(self, first: date, last: date) -> Iterator[int]:
        """Yield the years from one day to another of which nobody has said when one works."""
        return (year for year in range(first.year, last.year + 1) if self._ordinals(year) is None)

    def _ordinals(self, year: int) -> list[int] | None:
        """Return the ordinals of the working days of a year, None where nobody knows them."""
        if year not in self._years:
            days = (date(year, 1, 1) + timedelta(days=each) for each in range(366))
            known = [(day, self._works(day)) for day in days if day.year == year]
            is_known = all(works is not None for _, works in known)
            self._years[year] = [day.toordinal() for day, works in known if works] if is_known else None
        return self._years[year]

    def _works(self, day: date) -> bool | None:
        if day in self._own:
            return self._own[day]
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            return day.weekday() < _SATURDAY if day.year in self._own_years else None


def read_calendar(path: Path) -> dict[date, bool]:
    """Return the days of an operator's file, and whether one works on each. Raises BadCalendar."""
    found = {}
    for number, plain in remarked_lines(read_text(path, _MOST_BYTES, BadCalendar)):
        match = _LINE.fullmatch(plain)
        try:
            day = date.fromisoformat(match[1]) if match else None
        except ValueError:
            day = None
        if match is None or day is None:
            raise BadCalendar(path, f"第 {number} 行看不懂：{plain[:40]}")
        found[day] = match[2] == "班"
    return found
