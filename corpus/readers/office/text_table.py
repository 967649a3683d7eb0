"""Tables that web systems store as text under the name of a workbook: the XML of Excel 2003, or cells set apart by tabs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from lxml import etree

from corpus.problem import Problem
from corpus.readers.office.delimited import MAX_CELLS, read_delimited
from corpus.readers.office.table import Table, read_tables
from corpus.readers.office.word_xml import attribute
from corpus.readers.package import bounded_xml, child, children, text_in
from corpus.report import Report

_NAMESPACE = "urn:schemas-microsoft-com:office:spreadsheet"
_BEGIN = 4096
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
_MAX_COLUMNS = 16_384
_MAX_SHEETS = 1_000


def read_text_table(text: str, *, source: str) -> Iterator[Report | Problem]:
    """Yield the reports of a manifest, or the report that a table is."""
    if _NAMESPACE not in text[:_BEGIN]:
        yield from read_delimited(text, source=source)
        return
    root, is_cut_short = bounded_xml(_DECLARATION.sub("", text, count=1).encode())
    sheets = list(islice(children(root, "Worksheet"), _MAX_SHEETS))
    hidden = [attribute(each, "Name") for each in sheets if _is_hidden(each)]
    yield from read_tables((_table(each) for each in sheets if not _is_hidden(each)), source=source)
    if hidden:
        yield Problem(source, f"隐藏的工作表没有收录：{'、'.join(hidden)[:100]}；需要收录时请取消隐藏", skipped=False)
    if is_cut_short:
        yield Problem(source, "文档的标记过多，超出限度的部分没有收录，请核对，确有需要请拆分", skipped=False)


def _is_hidden(sheet: etree._Element) -> bool:
    return text_in(child(sheet, "WorksheetOptions", "Visible")).strip() in ("SheetHidden", "SheetVeryHidden")


def _table(sheet: etree._Element) -> Table:
    rows: list[list[str]] = []
    left = MAX_CELLS
    for row in children(child(sheet, "Table"), "Row"):
        cells: list[str] = []
        for cell in children(row, "Cell"):
            index = attribute(cell, "Index")
            if index.isdecimal() and len(index) < 6:
                cells += [""] * (min(int(index), _MAX_COLUMNS) - 1 - len(cells))
            cells.append(text_in(child(cell, "Data")).strip())
        left -= len(cells)
        if left < 0:
            break
        rows.append(cells)
    return Table(attribute(sheet, "Name"), rows)
