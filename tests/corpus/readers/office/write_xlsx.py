"""Writes XLSX files by zipfile: sheets as rows of texts, numbers and dates."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | int | float | datetime.date | None
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = (
    f'<styleSheet xmlns="{MAIN}"><fonts><font/></fonts><fills><fill/></fills><borders><border/></borders>'
    '<cellStyleXfs><xf/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'
)
_FIRST_DAY = datetime.date(1899, 12, 30)


def write_xlsx(path: Path, sheets: Mapping[str, Sequence[Sequence[Cell]]], *, hidden: Sequence[str] = ()) -> Path:
    """Write a workbook with these sheets, in order, and return its path."""
    return write_sheets(path, {name: sheet_data(rows) for name, rows in sheets.items()}, hidden=hidden)


def write_sheets(path: Path, sheets: Mapping[str, str], *, hidden: Sequence[str] = ()) -> Path:
    """Write a workbook whose sheets have this content as markup, and return its path."""
    numbered = list(enumerate(sheets, start=1))
    listed = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="r{n}" state="{"hidden" if name in hidden else "visible"}"/>'
        for n, name in numbered
    )
    links = {f"r{n}": ("worksheet", f"worksheets/sheet{n}.xml") for n, _ in numbered}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", _relations({"r1": ("officeDocument", "xl/workbook.xml")}))
        archive.writestr("xl/_rels/workbook.xml.rels", _relations({**links, "rs": ("styles", "styles.xml")}))
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>'
        )
        archive.writestr("xl/styles.xml", _STYLES)
        for n, name in numbered:
            content = f'<worksheet xmlns="{MAIN}"><sheetData>{sheets[name]}</sheetData></worksheet>'
            archive.writestr(f"xl/worksheets/sheet{n}.xml", content)
    return path


def sheet_data(rows: Sequence[Sequence[Cell]]) -> str:
    """Return rows as markup."""
    return "".join(
        f'<row r="{number}">{"".join(_cell(cell, f"{chr(65 + column)}{number}") for column, cell in enumerate(row))}</row>'
        for number, row in enumerate(rows, start=1)
    )


def _cell(value: Cell, reference: str) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    if isinstance(value, datetime.date):
        return f'<c r="{reference}" s="1"><v>{(value - _FIRST_DAY).days}</v></c>'
    return f'<c r="{reference}"><v>{value}</v></c>'


def _relations(links: Mapping[str, tuple[str, str]]) -> str:
    each = (f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{to}"/>' for name, (kind, to) in links.items())
    return f'<Relationships xmlns="{_PACKAGE}">{"".join(each)}</Relationships>'
