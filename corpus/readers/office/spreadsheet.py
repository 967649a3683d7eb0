"""XLSX, XLS and ODS files: the values of visible sheets, within limits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO

import python_calamine

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.child import ChildEnded, yielded_by_child
from corpus.readers.content import COMPOUND_FILE, HEAD_BYTES, ZIP_FILE
from corpus.readers.encoding import BYTE_ORDER_MARKS
from corpus.readers.office.encrypted import ENCRYPTED
from corpus.readers.office.number_formats import DayFormat, Format
from corpus.readers.office.ods_size import cells_spanned
from corpus.readers.office.sheet_looks import SheetLook, WorkbookLooks, column_number, sheet_look
from corpus.readers.office.table import Table, read_tables
from corpus.readers.office.text_table import read_text_table
from corpus.readers.passed_over import PassedOver
from corpus.readers.regular_file import open_regular
from corpus.readers.text_file import read_text_file
from corpus.readers.zip_file import DAMAGED, ZipArchive
from corpus.report import Report

MAX_CELLS = 5_000_000
"""Cells of the rectangle that a sheet spans: the library takes room for all of them, also for empty ones."""

_LARGEST_PART = 96 * 2**20
_LARGEST_ALL = 160 * 2**20
_LARGEST_CELL = 200
"""Bytes of a cell, unpacked, with the text that it shares, where few cells are read."""

_CHILD_SECONDS = 60
_CHILD_MEGABYTES = 512
_FATAL = f"打开时需要的内存超过 {_CHILD_MEGABYTES} MB，或时间超过 {_CHILD_SECONDS} 秒，文件多半已损坏，请重新下载；能正常打开的，请另存为 XLSX 再收录"

_EXACT = 1e15

_PANICS = "pyo3_runtime"
"""The module of the class of panics, which can't be imported."""

_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})?(\d{1,7})["']""")

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_spreadsheet(path: Path, *, source: str) -> Iterator[Report | Problem | PassedOver]:
    """Yield the reports of manifests, and of other tables, in a workbook or in a text of that name. Raises OSError and UnreadableFile."""
    with open_regular(path) as file:
        if _is_text(file.read(HEAD_BYTES)):
            yield from read_text_file(path, source=source, read=read_text_table)
            return
        file.seek(0)
        if file.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
            _refuse_fatal(path)
        file.seek(0)
        tables, hidden = visible_sheets(file)
    yield from read_tables(tables, source=source)
    if left_out := [table.name for table in tables if table.left_out]:
        names = "、".join(left_out)[:100]
        yield Problem(source, f"隐藏的行或列没有收录，在工作表：{names}；需要收录时请取消隐藏", skipped=False)
    if hidden:
        names = "、".join(hidden)[:100]
        yield Problem(source, f"隐藏的工作表没有收录：{names}；需要收录时请取消隐藏", skipped=False)


def _is_text(head: bytes) -> bool:
    """Return whether a file begins as a text with markup or with cells set apart, which workbooks never do."""
    if head.startswith((COMPOUND_FILE, *ZIP_FILE)):
        return False
    is_table = any(sign in head for sign in (b"<", b"\t", b","))
    return is_table and (head.startswith(tuple(BYTE_ORDER_MARKS)) or b"\0" not in head)


def visible_sheets(file: IO[bytes], most_cells: int = MAX_CELLS) -> tuple[list[Table], list[str]]:
    """Return the visible sheets of a workbook, and the names of the hidden ones. Raises UnreadableFile."""
    looks: Mapping[str, SheetLook] = {}
    # Whatever stands before an archive, the library finds it by its end.
    if file.read(len(COMPOUND_FILE)) != COMPOUND_FILE:
        looks = _looked_at(file, most_cells)
    file.seek(0)
    return _tables(file, most_cells, looks)


def _refuse_fatal(path: Path) -> None:
    """Raise UnreadableFile for an XLS file for which the library ends the whole process: one that claims more cells than memory holds."""
    try:
        list(yielded_by_child(lambda: _opened(path), seconds=_CHILD_SECONDS, megabytes=_CHILD_MEGABYTES))
    except ChildEnded as error:
        raise UnreadableFile(_FATAL) from error


def _opened(path: Path) -> Iterator[bool]:
    """Yield once, when a workbook could be opened or was refused; what refuses it does so again where it is read."""
    # The file is opened anew: of a shared one both processes would move the position.
    with open_regular(path) as file, suppress(UnreadableFile):
        _tables(file, MAX_CELLS, {})
    yield True


def _tables(file: IO[bytes], most_cells: int, looks: Mapping[str, SheetLook]) -> tuple[list[Table], list[str]]:
    visible = python_calamine.SheetVisibleEnum.Visible
    tables, hidden, left = [], [], most_cells
    try:
        workbook = python_calamine.CalamineWorkbook.from_filelike(file)
        for sheet in workbook.sheets_metadata:
            if sheet.typ != python_calamine.SheetTypeEnum.WorkSheet:
                continue
            if sheet.visible != visible:
                hidden.append(sheet.name)
                continue
            found = workbook.get_sheet_by_name(sheet.name)
            left -= found.height * found.width
            if left < 0:
                raise UnreadableFile(f"表格超过 {most_cells:,} 个单元格，没有读取，请拆分或删去空白区域后再收录")
            tables.append(_table(sheet.name, list(found.iter_rows()), looks.get(sheet.name, SheetLook())))
    except python_calamine.PasswordError as error:
        raise UnreadableFile(ENCRYPTED) from error
    except (python_calamine.CalamineError, ValueError) as error:
        reason = ENCRYPTED if "password" in str(error).lower() else DAMAGED
        raise UnreadableFile(reason) from error
    except BaseException as error:  # where the library gives up (a panic in Rust), it raises what is no Exception
        if type(error).__module__ != _PANICS:
            raise
        raise UnreadableFile(DAMAGED) from error
    return tables, hidden


def _table(name: str, rows: list[list[Value]], look: SheetLook) -> Table:
    converted = frozenset(
        (index, column)
        for index, row in enumerate(rows)
        for column, value in enumerate(row)
        if not isinstance(value, str)
    )
    texts = [[cell_text(value) for value in row] for row in rows]
    for index, column, shape in look.cells():
        if (index, column) in converted:
            texts[index][column] = _formatted(rows[index][column], shape) or texts[index][column]
    return Table(name, texts, converted, look.drawn, left_out=_hide(texts, look))


def _formatted(value: Value, shape: Format) -> str:
    """Return a value as its format shows it, "" where that is for values of another kind."""
    if isinstance(shape, DayFormat):
        return shape.shown(value) if isinstance(value, datetime.date) else ""
    return shape.shown(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _hide(texts: list[list[str]], look: SheetLook) -> bool:
    """Empty the cells of hidden rows and columns; return whether any of them held something."""
    held = False
    for index in look.hidden_rows:
        if index < len(texts) and any(texts[index]):
            texts[index], held = [""] * len(texts[index]), True
    columns = [column for column in look.hidden_columns if texts and column < len(texts[0])]
    for row in texts if columns else ():
        for column in columns:
            if row[column]:
                row[column], held = "", True
    return held


def cell_text(value: Value) -> str:
    """Return a value as a sheet shows it, whole numbers without `.0` and dates without midnight.

    >>> cell_text(20230309.0), cell_text(0.1 + 0.2), cell_text(datetime.datetime(2023, 3, 9)), cell_text(" 甲\\n乙 ")
    ('20230309', '0.3', '2023-03-09', '甲\\n乙')
    """
    if isinstance(value, float):
        # Sheets show fifteen digits, without what sums of tenths are off by.
        return str(int(value)) if value.is_integer() and abs(value) < _EXACT else repr(float(f"{value:.15g}"))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()


def _looked_at(file: IO[bytes], most_cells: int) -> Mapping[str, SheetLook]:
    """Return the looks of the sheets of an XLSX file. Raises UnreadableFile for what would take more memory than its cells are worth."""
    largest = min(_LARGEST_ALL, _LARGEST_CELL * most_cells)
    looks: dict[str, SheetLook] = {}
    with ZipArchive(file, limit=largest) as archive:
        if sum(member.file_size for member in archive.members) > largest:
            raise UnreadableFile(f"解压后超过 {largest // 2**20} MB，没有读取，请拆分后再收录")
        workbook = WorkbookLooks(file)
        for member in archive.members:
            if member.filename.lower().startswith("xl/worksheets/sheet"):
                sheet = archive.read(member, limit=_LARGEST_PART)
                _refuse_sparse(_cells_reached(sheet), most_cells)
                looks[member.filename.lower()] = sheet_look(sheet, workbook.formats)
            elif member.filename == "content.xml":
                _refuse_sparse(cells_spanned(archive.read(member, limit=_LARGEST_PART)), most_cells)
        return {
            name: replace(looks.get(member, SheetLook()), drawn=workbook.drawn(member))
            for name, member in workbook.members.items()
        }


def _cells_reached(sheet: bytes) -> int:
    rows, columns = [0], [0]
    for column, row in set(_CELL.findall(sheet)):
        rows.append(int(row))
        columns.append(column_number(column))
    return max(rows) * max(columns)


def _refuse_sparse(cells: int, most_cells: int) -> None:
    if cells > most_cells:
        raise UnreadableFile(f"工作表跨越超过 {most_cells:,} 个单元格，没有读取，请删去空白区域后再收录")
