"""Tables as CSV."""

from __future__ import annotations

import csv
import io

from service.export.comma_separated import comma_separated


def test_cells_come_back_as_they_were() -> None:
    """Whatever they hold: separators, quotes, other scripts; a file begins with a byte order mark."""
    rows = [("名称", "文号"), ('含"引号"，和,逗号', "青水发〔2022〕41号"), ("", "𠮷")]
    data = b"".join(comma_separated(rows))
    assert data.startswith(b"\xef\xbb\xbf")
    assert [tuple(each) for each in csv.reader(io.StringIO(data.decode("utf-8-sig")))] == rows


def test_numbers_stay_texts() -> None:
    """Programs would round long numbers, drop zeros and make dates of parts of dates."""
    cells = ("640100000000012345", "007", "2023-03", "1/2")
    assert next(csv.reader([b"".join(comma_separated([cells])).decode("utf-8-sig")])) == [f"\t{cell}" for cell in cells]


def test_no_cell_is_a_formula() -> None:
    """What an archive holds is not run on a reader's machine."""
    (line,) = list(comma_separated([('=HYPERLINK("http://x")', "@a", "+1", "-1", "\t=1", "\r=1")]))[1:]
    assert all(cell.startswith("'") for cell in next(csv.reader([line.decode()])))


def test_counts_are_numbers() -> None:
    """Which programs add up."""
    assert b"".join(comma_separated([("未收录", 12, -1)])).decode("utf-8-sig") == "未收录,12,-1\r\n"
