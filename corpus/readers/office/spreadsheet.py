"""XLSX, XLS and ODS files: the values of visible sheets, within limits."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO

import python_calamine

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.child import ChildEnded, yielded_by_child
from corpus.readers.content import COMPOUND_FILE
from corpus.readers.office.encrypted import ENCRYPTED
from corpus.readers.office.ods_size import cells_spanned
from corpus.readers.office.table import Table, read_tables
from corpus.readers.regular_file import open_regular
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

_PANICS = "pyo3_runtime"
"""The module of the class of panics, which can't be imported."""

_CELL = re.compile(rb"""\sr\s*=\s*["']([A-Z]{1,3})?(\d{1,7})["']""")

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_spreadsheet(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the reports of manifests, and of other tables, in a workbook. Raises OSError and UnreadableFile."""
    with open_regular(path) as file:
        if file.read(len(COMPOUND_FILE)) == COMPOUND_FILE:
            _refuse_fatal(path)
        file.seek(0)
        tables, hidden = visible_sheets(file)
    yield from read_tables(tables, source=source)
    if hidden:
        names = "、".join(hidden)[:100]
        yield Problem(source, f"隐藏的工作表没有收录：{names}；需要收录时请取消隐藏", skipped=False)


def visible_sheets(file: IO[bytes], most_cells: int = MAX_CELLS) -> tuple[list[Table], list[str]]:
    """Return the visible sheets of a workbook, and the names of the hidden ones. Raises UnreadableFile."""
    # Whatever stands before an archive, the library finds it by its end.
    if file.read(len(COMPOUND_FILE)) != COMPOUND_FILE:
        _refuse_bombs(file, most_cells)
    file.seek(0)
    return _tables(file, most_cells)


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
        _tables(file, MAX_CELLS)
    yield True


def _tables(file: IO[bytes], most_cells: int) -> tuple[list[Table], list[str]]:
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
            tables.append(_table(sheet.name, list(found.iter_rows())))
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


def _table(name: str, rows: list[list[Value]]) -> Table:
    converted = frozenset(
        (index, column)
        for index, row in enumerate(rows)
        for column, value in enumerate(row)
        if not isinstance(value, str)
    )
    return Table(name, [[cell_text(value) for value in row] for row in rows], converted)


def cell_text(value: Value) -> str:
    """Return a value as a sheet shows it, whole numbers without `.0` and dates without midnight.

    >>> cell_text(20230309.0), cell_text(datetime.datetime(2023, 3, 9)), cell_text(" 甲\\n乙 ")
    ('20230309', '2023-03-09', '甲\\n乙')
    """
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value).strip()


def _refuse_bombs(file: IO[bytes], most_cells: int) -> None:
    """Raise UnreadableFile for a workbook that would take more memory than its cells are worth."""
    largest = min(_LARGEST_ALL, _LARGEST_CELL * most_cells)
    with ZipArchive(file, limit=largest) as archive:
        if sum(member.file_size for member in archive.members) > largest:
            raise UnreadableFile(f"解压后超过 {largest // 2**20} MB，没有读取，请拆分后再收录")
        for member in archive.members:
            if member.filename.lower().startswith("xl/worksheets/sheet"):
                _refuse_sparse(_cells_reached(archive.read(member, limit=_LARGEST_PART)), most_cells)
            elif member.filename == "content.xml":
                _refuse_sparse(cells_spanned(archive.read(member, limit=_LARGEST_PART)), most_cells)


def _cells_reached(sheet: bytes) -> int:
    rows, columns = [0], [0]
    for column, row in set(_CELL.findall(sheet)):
        rows.append(int(row))
        columns.append(_column_number(column))
    return max(rows) * max(columns)


def _refuse_sparse(cells: int, most_cells: int) -> None:
    if cells > most_cells:
        raise UnreadableFile(f"工作表跨越超过 {most_cells:,} 个单元格，没有读取，请删去空白区域后再收录")


def _column_number(letters: bytes) -> int:
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number
