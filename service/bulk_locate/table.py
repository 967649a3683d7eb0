"""The table of located numbers, for spreadsheet programs: a row for each report, and one for each number without any."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.metadata import metadata
from corpus.report import Report
from service.bulk_locate.located import LocatedNumber, LocatedNumbers

HEADINGS = ("行", "工作表", "号", "结果", "原因", "份数", "信息名称", "索引号", "文号", "发布机构", "发布日期", "网址")
_OF_REPORTS = ("index_number", "document_number", "issuer", "published")


def rows(found: LocatedNumbers, address_of: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Yield the headings and the rows; `address_of` returns the address of the page of a report, by its id."""
    yield HEADINGS
    for each in found.numbers:
        asked = (str(each.asked.line), each.asked.sheet, each.asked.number, each.outcome.label, each.reason)
        for report in each.reports or (None,):
            cells = (*asked, str(each.total), *(_of_report(report, address_of) if report else ("",) * 6))
            yield tuple(" ".join(cell.split()) for cell in cells)
    if found.left_out:
        yield ("", "", "", "", f"另有 {found.left_out} 行没有查找，请分批查找", *("",) * 7)


def _of_report(report: Report, address_of: Callable[[str], str]) -> tuple[str, ...]:
    known = {each.name: each.text for each in metadata(report)}
    return (report.title, *(known.get(name, "") for name in _OF_REPORTS), address_of(report.id))


def line_of(each: LocatedNumber) -> str:
    """Return what became of a number as a line of text, without its reports."""
    sheet = f"{each.asked.sheet} " if each.asked.sheet else ""
    return f"{sheet}第 {each.asked.line} 行  {each.asked.number}  {each.outcome.label}：{each.reason}"
