"""Reports that were published later than twenty working days after they were written (《政府信息公开条例》第二十六条)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from corpus.report import Report
from service.audit import kinds
from service.audit.finding import Fault
from service.audit.working_days import WorkingDays

MOST_WORKING_DAYS = 20

_IN_FORCE = date(2008, 5, 1)
"""Since when there is such a time to keep."""


def late(report: Report, days: WorkingDays, unknown: set[int]) -> Iterator[Fault]:
    """Yield that a report was published late; the years that would have to be known are added to `unknown`."""
    if not (report.written and report.published and report.written.day and report.published.day):
        return
    written, published = report.written.first_day(), report.published.first_day()
    if written < _IN_FORCE or (published - written).days <= MOST_WORKING_DAYS:
        return
    taken = days.between(written, published)
    if taken is None:
        unknown.update(days.unknown_years(written, published))
    elif taken > MOST_WORKING_DAYS:
        said = f"{report.written}成文，{report.published}才公开，隔了 {taken} 个工作日"
        yield Fault(kinds.LATE, "published", said)
