"""Tables as an Office Open XML workbook (ECMA-376), written as it is read: nothing of it is kept, on disk or in memory.

Libraries for workbooks put a whole one together in files before its first byte can be sent. All cells are texts.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import chain, count, islice
from xml.sax.saxutils import escape

from service.xml_text import xml_text

MOST_ROWS = 1_000_000
"""Rows of a sheet below its headings; programs read 1,048,576. More go on in another sheet."""

LONGEST_CELL = 32_767
"""Characters of a cell that programs read."""

_BATCH = 200
"""Rows that are compressed at a time."""

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_WIDTH = 24
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font/><font><b/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
"""The plain style, and that of headings."""
_VIEW = "<bookViews><workbookView/></bookViews>"
"""The window that the views of the sheets are of."""
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The time of all members: the earliest that ZIP knows, so that equal tables are equal files."""


class _Sent(io.RawIOBase):
    """A file that only goes forward; what was written to it is handed on."""

    def __init__(self) -> None:
        self._written: list[bytes] = []

    def writable(self) -> bool:
        """Return that it can be written."""
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]  # any buffer, as zipfile has it
        """Keep some bytes until they are taken."""
        self._written.append(bytes(data))
        return len(data)

    def take(self) -> bytes:
        """Return what was written since the last time."""
        taken, self._written = b"".join(self._written), []
        return taken


def workbook(headings: tuple[str, ...], rows: Iterable[tuple[str, ...]], title: str = "检索结果") -> Iterator[bytes]:
    """Yield the file of a workbook with one table, its headings in bold and in view; its sheets are called by a title, numbered."""
    sent = _Sent()
    left = iter(rows)
    sheets = 0
    with zipfile.ZipFile(sent, "w", zipfile.ZIP_DEFLATED) as file:
        for number in count(1):
            first = next(left, None)
            if first is None and number > 1:
                break
            sheets = number
            some = islice(chain(() if first is None else (first,), left), MOST_ROWS)
            with file.open(_member(f"xl/worksheets/sheet{number}.xml"), "w") as sheet:
                for piece in _sheet(headings, some):
                    sheet.write(piece.encode())
                    yield sent.take()
        for name, text in _surroundings(sheets, title):
            file.writestr(_member(name), _DECLARATION + text)
    yield sent.take()


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, _FIRST_DAY)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _sheet(headings: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    yield (
        f'{_DECLARATION}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols><col min="1" max="{len(headings)}" width="{_WIDTH}" customWidth="1"/></cols><sheetData>'
        + _row(headings, ' s="1"')
    )
    while batch := "".join(map(_row, islice(rows, _BATCH))):
        yield batch
    yield "</sheetData></worksheet>"


def _row(cells: tuple[str, ...], style: str = "") -> str:
    return f"<row>{''.join(_cell(each, style) for each in cells)}</row>"


def _cell(text: str, style: str) -> str:
    shown = escape(xml_text(text)[:LONGEST_CELL])
    return f'<c t="inlineStr"{style}><is><t xml:space="preserve">{shown}</t></is></c>' if shown else f"<c{style}/>"


def _surroundings(sheets: int, title: str) -> Iterator[tuple[str, str]]:
    """Yield the members of a workbook around its sheets, each with its XML."""
    numbers = range(1, sheets + 1)
    types = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    types |= {f"/xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{_TYPE}.{kind}+xml"/>' for name, kind in types.items())
        + "</Types>",
    )
    yield "_rels/.rels", _relations({"rId1": ("officeDocument", "xl/workbook.xml")})
    sheets_of = {f"rId{number}": ("worksheet", f"worksheets/sheet{number}.xml") for number in numbers}
    yield "xl/_rels/workbook.xml.rels", _relations({**sheets_of, "styles": ("styles", "styles.xml")})
    listed = "".join(f'<sheet name="{title}{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">{_VIEW}<sheets>{listed}</sheets></workbook>',
    )
    yield "xl/styles.xml", _STYLES


def _relations(parts: dict[str, tuple[str, str]]) -> str:
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{name}" Type="{_RELATIONS}/{kind}" Target="{path}"/>'
            for name, (kind, path) in parts.items()
        )
        + "</Relationships>"
    )
