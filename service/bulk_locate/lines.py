"""What was pasted or is in a file, line by line: which numbers each line asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.list_file import columns_of
from corpus.readers.office.table import Table
from corpus.values.pasted_numbers import pasted_numbers


@dataclass(frozen=True, slots=True)
class Asked:
    """A number that a line asks for: the line's number from 1 in its sheet, the sheet's name ("" for a text), and the whole line.

    `number` is the line itself where no number of a known form stands in it.
    """

    line: int
    sheet: str
    text: str
    number: str


def asked_numbers(tables: Iterable[Table]) -> Iterator[Asked]:
    """Yield the numbers that the lines of some tables ask for; lines without letters or digits, and names of columns, ask for none.

    Where a column is named 索引号, that is where a row's number stands, else the one named 文号.
    """
    for table in tables:
        header, columns = columns_of(table)
        named = [columns[name] for name in ("index_number", "document_number") if name in columns]
        for index, row in enumerate(table.rows[header + 1 :], start=header + 2):
            text = "\t".join(row).strip()
            if any(map(str.isalnum, text)):
                yield from (Asked(index, table.name, text, number) for number in _numbers(row, named))


def _numbers(row: Sequence[str], named: Sequence[int]) -> Sequence[str]:
    """Return the numbers of a row: those in its named column, which may be of any form, else those of a known form anywhere in it."""
    cell = next((row[column] for column in named if column < len(row) and row[column]), "")
    line = cell or " ".join(filter(None, row))
    return pasted_numbers(line) or (line,)
