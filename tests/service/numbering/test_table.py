"""The table of a series."""

from __future__ import annotations

from service.numbering.rows import MISSING, SHARED, WITHDRAWN, Row
from service.numbering.series import INDEX_NUMBER
from service.numbering.table import HEADINGS, table
from service.numbering.withdrawn import WithdrawnNumber
from tests.service.numbering.numbered_reports import SERIES, numbered


def test_each_report_has_a_line_and_so_has_what_has_none() -> None:
    """A stretch that is missing is one line; what isn't listed is counted."""
    number = f"{SERIES}-00003"
    withdrawn = WithdrawnNumber(INDEX_NUMBER, number, "gone", "2022-05-01T00:00:00Z")
    rows = [
        Row(3, 3, number, SHARED, (numbered("a", number), numbered("b", number)), 7),
        Row(4, 8, f"{SERIES}-00004", MISSING),
        Row(9, 9, f"{SERIES}-00009", WITHDRAWN, withdrawn=(withdrawn,)),
    ]
    lines = list(table(rows, "/reports/{}".format))
    assert {len(line) for line in lines} == {len(HEADINGS)}
    assert [line[0:2] + line[3:6] + line[-1:] for line in lines] == [
        ("3", "3", "多份同号", "7", "关于a的通知", "/reports/a"),
        ("3", "3", "多份同号", "7", "关于b的通知", "/reports/b"),
        ("3", "3", "多份同号", "7", "另有 5 份，请按号查找", ""),
        ("4", "8", "缺号", "0", "", ""),
        ("9", "9", "已撤回", "0", "", "/reports/gone"),
    ]
