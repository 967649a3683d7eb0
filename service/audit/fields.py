"""What of a report is missing, and which of its dates and numbers contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from corpus.report import Report
from indexer.fields import FIELD
from service.audit import kinds
from service.audit.finding import Fault


def missing_fields(report: Report, required: Sequence[str]) -> Iterator[Fault]:
    """Yield the fields that a report lacks of those that are required; attachments may stand for its text."""
    for name in required:
        if not getattr(report, name) and not (name == "body" and report.attachments):
            yield Fault(kinds.MISSING_FIELD, name, f"没有{FIELD[name].label}")


def dates_in_the_wrong_order(report: Report, today: date) -> Iterator[Fault]:
    """Yield the contradictions between the dates of a report; dates known to the month only are given the benefit of the doubt."""
    written, published = report.written, report.published
    if written and published and written.first_day() > published.last_day():
        yield Fault(kinds.DATE_ORDER, "written", f"成文日期 {written} 晚于发布日期 {published}")
    for name, day in (("成文日期", written), ("发布日期", published)):
        if day and day.first_day() > today:
            yield Fault(kinds.DATE_ORDER, name, f"{name} {day} 还没有到")
    begin, end = report.in_force_from, report.in_force_until
    if end and begin and end.day <= begin.day:
        yield Fault(kinds.DATE_ORDER, "in_force", f"失效日期 {end.date} 不晚于施行日期 {begin.date}")
    elif end and written and not end.sentence and end.date.last_day() < written.first_day():
        yield Fault(kinds.DATE_ORDER, "in_force", f"失效日期 {end.date} 早于成文日期 {written}")


def years_against_dates(report: Report) -> Iterator[Fault]:
    """Yield the numbers of a report whose year fits none of its dates."""
    first, last = _years(report)
    if first is None or last is None:
        return
    number, document_number = report.index_number, report.document_number
    if document_number and document_number.year and not _fits(document_number.year, report, first, last):
        yield Fault(kinds.NUMBER_YEAR, "document_number", _said("文号", document_number.raw, report))
    if number and number.year and not first <= number.year <= last:
        yield Fault(kinds.NUMBER_YEAR, "index_number", _said("索引号", number.raw, report))


def _years(report: Report) -> tuple[int | None, int | None]:
    """Return the first and the last year that a report's numbers may be of: it may be written in one and published in the next."""
    days = [day for day in (report.written, report.published) if day]
    if not days:
        return None, None
    first = min(day.year for day in days) - (report.written is None)
    return first, max(day.year for day in days)


def _fits(year: int, report: Report, first: int, last: int) -> bool:
    """Return whether a document number's year is that of its writing, where that is known."""
    return year == report.written.year if report.written else first <= year <= last


def _said(what: str, number: str, report: Report) -> str:
    days = (f"{name} {day}" for name, day in (("成文日期", report.written), ("发布日期", report.published)) if day)
    return f"{what} {number} 的年份与{'、'.join(days)}不符"


def malformed_numbers(report: Report) -> Iterator[Fault]:
    """Yield the numbers of a report of which no serial can be told."""
    number, document_number = report.index_number, report.document_number
    if number and number.order is None and number.form == "other":
        yield Fault(kinds.MALFORMED_NUMBER, "index_number", f"索引号“{number.raw}”看不出机构、年份和序号")
    if document_number and document_number.serial is None:
        yield Fault(kinds.MALFORMED_NUMBER, "document_number", f"文号“{document_number.raw}”看不出年份和序号")
