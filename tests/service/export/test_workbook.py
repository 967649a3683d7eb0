"""Tables as workbooks, read by a program that isn't ours."""

from __future__ import annotations

import io
import zipfile

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from service.export import workbook as module
from service.export.workbook import workbook


def _sheets(rows: list[tuple[str, ...]]) -> list[list[list[object]]]:
    data = b"".join(workbook(("名称", "号码"), rows))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def test_cells_are_texts_as_they_were() -> None:
    """Numbers of any length, formulas, markup; what XML can't hold is left out."""
    rows = [("<b>&", "640100000000012345"), ("=1+1", "007"), ("首\x00尾", "2023-03"), ("", "x")]
    (sheet,) = _sheets(rows)
    assert sheet == [["名称", "号码"], ["<b>&", "640100000000012345"], ["=1+1", "007"], ["首尾", "2023-03"], ["", "x"]]


def test_an_empty_table_has_its_headings() -> None:
    """A search that finds nothing is a workbook too."""
    assert _sheets([]) == [[["名称", "号码"]]]


def test_it_goes_on_in_another_sheet(monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet holds so many rows; each has the headings."""
    monkeypatch.setattr(module, "MOST_ROWS", 2)
    assert _sheets([(str(number), "") for number in range(4)]) == [
        [["名称", "号码"], ["0", ""], ["1", ""]],
        [["名称", "号码"], ["2", ""], ["3", ""]],
    ]


def test_it_is_sent_as_it_is_made() -> None:
    """Not all rows are read before the first bytes come."""
    rows = iter([("名称", "1")] * 10_000)
    pieces = workbook(("名称", "号码"), rows)
    next(pieces)
    next(pieces)
    assert sum(1 for _ in rows) > 9_000


def test_strict_programs_read_it() -> None:
    """What ECMA-376 demands and not every program misses: each fill is of a kind, and the styles and views that are named are there."""
    with zipfile.ZipFile(io.BytesIO(b"".join(workbook(("名称",), [("a",)])))) as file:
        styles = etree.fromstring(file.read("xl/styles.xml"))
        book = etree.fromstring(file.read("xl/workbook.xml"))
    assert [[etree.QName(kind).localname for kind in fill] for fill in styles.iterfind("{*}fills/{*}fill")] == [
        ["patternFill"]
    ]
    assert [style.get("name") for style in styles.iterfind("{*}cellStyles/{*}cellStyle")] == ["Normal"]
    assert len(book.findall("{*}bookViews/{*}workbookView")) == 1
