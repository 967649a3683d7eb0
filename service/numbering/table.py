"""The table of a series, for spreadsheet programs: a row for each report, and one for what has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from service.export.comma_separated import comma_separated
from service.export.workbook import workbook
from service.listing import cells, headings
from service.numbering.rows import Row

_OF_REPORTS = ("issuer", "published")
HEADINGS = ("序号", "到序号", "号", "状态", "份数", *headings(_OF_REPORTS), "撤回时间", "网址")


def table(rows: Iterable[Row], address_of: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """Yield the cells of some rows, without the headings; `address_of` returns the address of the page of a report, by its id."""
    for row in rows:
        own = (str(row.first), str(row.last), row.number, row.state.label, str(row.total))
        for report in row.reports:
            yield (*own, *cells(report, _OF_REPORTS), "", address_of(report.id))
        for each in row.withdrawn:
            yield (*own, "", "", "", each.at, address_of(each.report_id))
        if row.total > len(row.reports):
            yield (*own, f"另有 {row.total - len(row.reports)} 份，请按号查找", "", "", "", "")
        elif not row.reports and not row.withdrawn:
            yield (*own, "", "", "", "", "")


TABLES: Mapping[str, Callable[[Iterable[tuple[str, ...]]], Iterator[bytes]]] = {
    "xlsx": lambda cells: workbook(HEADINGS, cells, "编号台账"),
    "csv": lambda cells: comma_separated(chain((HEADINGS,), cells)),
}
"""What writes a table with its headings, by the ending of its file."""
