"""A small writer of ODS files: sheets of texts, numbers and days, as office programs write them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from tests.corpus.readers.office.write_odt import package

KIND = "application/vnd.oasis.opendocument.spreadsheet"
_SPACES = ("office", "text", "table", "style")
_NAMES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _SPACES)
_STYLES = "".join(
    f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/></style:style>'
    for name, shown in (("shown", "true"), ("hidden", "false"))
)
_REST = '<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
"""What the programs put behind the last row."""

Cell = str | float | datetime.date | None


def ods(sheets: Mapping[str, Sequence[Sequence[Cell]] | str], *, hidden: Sequence[str] = ()) -> bytes:
    """Return an ODS file with these sheets, each its rows or the markup of them."""
    tables = "".join(
        f'<table:table table:name="{escape(name)}" table:style-name="{"hidden" if name in hidden else "shown"}">'
        f"{rows if isinstance(rows, str) else ''.join(map(_row, rows)) + _REST}</table:table>"
        for name, rows in sheets.items()
    )
    content = (
        f'<office:document-content {_NAMES} office:version="1.3">'
        f"<office:automatic-styles>{_STYLES}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    return package({"mimetype": KIND, "content.xml": content})


def _row(cells: Sequence[Cell]) -> str:
    return f"<table:table-row>{''.join(map(_cell, cells))}</table:table-row>"


def _cell(value: Cell) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case datetime.date():
            day = value.isoformat()
            return f'<table:table-cell office:value-type="date" office:date-value="{day}"><text:p>{day}</text:p></table:table-cell>'
        case str():
            lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in value.split("\n"))
            return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
        case _:
            return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
