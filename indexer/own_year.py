"""The year that a report is of: what people mean by 2022年政府工作报告, whatever other years it speaks of."""

from __future__ import annotations

import re

from corpus.report import Report
from corpus.values.chinese_numeral import DIGIT_CLASS, parse_year
from corpus.values.partial_date import YEAR
from indexer.analysis import normalize

_YEAR = re.compile(rf"(?<!\d)({YEAR}|[一二][{DIGIT_CLASS}]{{3}})(?!\d)(?=年|\)|$)")

_ANY_YEAR = re.compile(rf"(?<!\d){YEAR}(?!\d)|[一二][{DIGIT_CLASS}]{{3}}(?=年)")


def own_year(report: Report) -> int | None:
    """Return the year that a report is of: the first in its title, else that of its index number, else that of its dates."""
    of_number = report.index_number.year if report.index_number else None
    return year_in(report.title) or of_number or (report.dated.year if report.dated else None)


def year_in(title: str) -> int | None:
    """Return the first year that a title names, in digits or in characters.

    >>> year_in("关于2021年预算执行情况和2022年预算草案的报告"), year_in("二〇二二年政府工作报告"), year_in("第2022号公告")
    (2021, 2022, None)
    """
    match = _YEAR.search(normalize(title))
    if match is None:
        return None
    return int(match[1]) if match[1].isdecimal() else parse_year(match[1])


def without_years(title: str) -> tuple[str, ...]:
    """Return what stands around the years that a title names: the same for the same report of each year.

    >>> without_years("青禾市2021年预算执行情况和2022年预算草案"), without_years("二〇二一年计划") == without_years("2022年计划")
    (('青禾市', '年预算执行情况和', '年预算草案'), True)
    """
    return tuple(_ANY_YEAR.split(normalize(title).strip()))
