"""The table of located numbers, for spreadsheet programs: a row for each report, and one for each number without any."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from service.bulk_locate.located import LocatedNumber, LocatedNumbers
from service.listing import IN_DESK, cells, headings

HEADINGS = ("行", "工作表", "号", "结果", "原因", "份数", *headings(IN_DESK), "网址")


def rows(found: LocatedNumbers, address_of: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Yield the headings and the rows; `address_of` returns the address of the page of a report, by its id."""
    yield HEADINGS
    for each in found.numbers:
        asked = (str(each.asked.line), each.asked.sheet, each.asked.number, each.outcome.label, each.reason)
        own = (*(" ".join(cell.split()) for cell in asked), str(each.total))
        if not each.reports:
            yield _filled(own)
        for report in each.reports:
            yield (*own, *cells(report, IN_DESK), address_of(report.id))
    if found.left_out:
        yield _filled(("", "", "", "", f"另有 {found.left_out} 行没有查找，请分批查找"))


def _filled(row: tuple[str, ...]) -> tuple[str, ...]:
    """Return a row with empty cells behind those that it has."""
    return (*row, *("",) * (len(HEADINGS) - len(row)))


def line_of(each: LocatedNumber) -> str:
    """Return what became of a number as a line of text, without its reports."""
    sheet = f"{each.asked.sheet} " if each.asked.sheet else ""
    return f"{sheet}第 {each.asked.line} 行  {each.asked.number}  {each.outcome.label}：{each.reason}"
