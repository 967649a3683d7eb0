"""CSV files, set apart by commas, tabs or semicolons."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from corpus.problem import Problem
from corpus.readers.office.table import Table, read_tables
from corpus.report import Report

SEPARATORS = ",\t;，"
"""What sets cells apart."""
_LONGEST_CELL = 32 * 2**20
MAX_CELLS = 2_000_000


def read_delimited(text: str, *, source: str) -> Iterator[Report | Problem]:
    """Yield the reports of a manifest, or the report that a table is."""
    text = text.removeprefix("\ufeff").replace("\0", "")
    begin = text[:4096]
    separator = max(SEPARATORS, key=begin.count)
    if text.count(separator) > MAX_CELLS:
        yield Problem(source, f"表格超过 {MAX_CELLS:,} 个单元格，没有读取，请拆分后再收录")
        return
    yield from read_tables([Table("", delimited_rows(text, separator))], source=source)


def delimited_rows(text: str, separator: str) -> list[list[str]]:
    """Return the rows of a text whose cells a separator sets apart."""
    csv.field_size_limit(_LONGEST_CELL)
    return [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text, newline=""), delimiter=separator)]
