"""What was pasted or is in a file, line by line: which numbers each line asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

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


def asked_numbers(tables: Iterable[Table], most: int) -> tuple[Sequence[Asked], int]:
    """Return the numbers that the lines of some tables ask for, and how many lines are left once there are `most`.

    Lines without letters or digits, and names of columns, ask for none.
    """
    asked: list[Asked] = []
    left = 0
    for line in _lines(tables):
        if len(asked) < most:
            asked += line.numbers()
        else:
            left += 1
    return asked, left


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    sheet: str
    row: Sequence[str]
    named: Sequence[int]

    def numbers(self) -> Iterator[Asked]:
        text = "\t".join(self.row).strip()
        return (Asked(self.number, self.sheet, text, number) for number in _numbers(self.row, self.named))


def _lines(tables: Iterable[Table]) -> Iterator[_Line]:
    """Yield the lines that may ask for something. Where a column is named 索引号, that is where a row's number stands, else the one named 文号."""
    for table in tables:
        header, columns = columns_of(table)
        named = [columns[name] for name in ("index_number", "document_number") if name in columns]
        for number, row in enumerate(islice(table.rows, header + 1, None), start=header + 2):
            if any(map(str.isalnum, chain.from_iterable(row))):
                yield _Line(number, table.name, row, named)


def _numbers(row: Sequence[str], named: Sequence[int]) -> Sequence[str]:
    """Return the numbers of a row: those in its named column, which may be of any form, else those of a known form anywhere in it."""
    cell = next((row[column] for column in named if column < len(row) and row[column]), "")
    line = cell or " ".join(filter(None, row))
    return pasted_numbers(line) or (line,)
