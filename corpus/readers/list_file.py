"""Lists that staff keep or paste: a column, whole rows, a text, a CSV file or a workbook, as tables of texts."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from itertools import islice

from corpus.errors import UndecodableBytes, UnreadableFile
from corpus.labels import field_for
from corpus.readers.content import COMPOUND_FILE, ZIP_FILE
from corpus.readers.encoding import decode
from corpus.readers.office.delimited import SEPARATORS, delimited_rows
from corpus.readers.office.spreadsheet import visible_sheets
from corpus.readers.office.table import Table

MOST_CELLS = 200_000
"""Cells of a workbook: lists have some thousands of rows."""

MOST_LINES = 20_000
"""Lines of a text: what is longer than any list is divided by who sends it, and not split into cells first."""

_HEADER_WITHIN = 10
_NUMBERS = {"index_number", "document_number"}


def tables_of_file(data: bytes) -> list[Table]:
    """Return the tables in a file of text, CSV, XLSX or ODS, told by what it holds. Raises UnreadableFile."""
    if data.startswith(ZIP_FILE):
        return visible_sheets(io.BytesIO(data), MOST_CELLS)[0]
    if data.startswith(COMPOUND_FILE):
        raise UnreadableFile("这是旧的 XLS 或 DOC 文件，请另存为 XLSX 或 CSV")
    try:
        text = decode(data).text
    except UndecodableBytes as exc:
        raise UnreadableFile("不是文字、CSV 或 XLSX 文件；文字请另存为 UTF-8") from exc
    if "\0" in text:
        raise UnreadableFile("不是文字、CSV 或 XLSX 文件")
    return [table_of_text(text)]


def table_of_text(text: str) -> Table:
    """Return the table that a text is: with tabs, as copied from a sheet, or with named columns, its cells; else its lines. Raises
    UnreadableFile for more than `MOST_LINES` or `MOST_CELLS`.

    >>> table_of_text("序号,索引号\\n1,甲字12号").rows[1], table_of_text("甲字12号，乙字3号").rows[0]
    (['1', '甲字12号'], ['甲字12号，乙字3号'])
    """
    text = text.removeprefix("\ufeff")
    lines = text.splitlines()
    separator = "\t" if "\t" in text else _of_named_columns(lines)
    if len(lines) > MOST_LINES or (separator and text.count(separator) > MOST_CELLS):
        raise UnreadableFile(f"一次最多 {MOST_LINES:,} 行、{MOST_CELLS:,} 格，请分批")
    if separator:
        return Table("", delimited_rows(text, separator))
    return Table("", [[line.strip()] for line in lines])


def columns_of(table: Table) -> tuple[int, dict[str, int]]:
    """Return the index of the row that names the columns, and the column of each field it names; -1 and none where no row does.

    Only fields by which a report is found make a row a heading.
    """
    for index, row in enumerate(table.rows[:_HEADER_WITHIN]):
        named = _fields(row)
        if named.keys() & _NUMBERS:
            return index, named
    return -1, {}


def _fields(cells: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for column, cell in enumerate(cells):
        if cell and (name := field_for(cell)):
            found.setdefault(name, column)
    return found


def _of_named_columns(lines: Iterable[str]) -> str:
    """Return what sets the cells of some lines apart, "" where none of the first names a column of numbers beside others."""
    for line in islice(filter(str.strip, lines), _HEADER_WITHIN):
        for separator in SEPARATORS:
            cells = [cell.strip(' "') for cell in line.split(separator)]
            if len(cells) > 1 and _fields(cells).keys() & _NUMBERS:
                return separator
    return ""
