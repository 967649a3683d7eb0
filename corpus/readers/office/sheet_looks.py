"""What the markup of an XLSX file says of its sheets beside the values of cells: what is hidden, how it is shown, what is drawn."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import IO

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.readers.office.drawn_text import ELEMENTS_OF_DRAWING, MAX_DRAWN, drawn_texts
from corpus.readers.office.number_formats import BUILT_IN, Format, format_of_code
from corpus.readers.office.relations import of_kind, relations_of
from corpus.readers.office.word_xml import attribute
from corpus.readers.package import MAX_ELEMENTS, Package, child, children

MAX_STYLED = 500_000
"""Cells with a style of which it is asked how they are shown; those behind them are shown as they are."""

_MAX_COLUMN = 16_384
_MOST_STYLES = 2**16
_STYLED_CELL = re.compile(rb"""<c\s+r=["']([A-Z]{1,3})([1-9]\d{0,6})["']\s+s=["'](\d{1,6})["']""")
_ROW = re.compile(rb"<row\s[^>]*>")
_ROW_NUMBER = re.compile(rb"""\sr=["']([1-9]\d{0,6})["']""")
_COLUMN = re.compile(rb"<col\s[^>]*>")
_FROM, _TO = re.compile(rb"""\smin=["']([1-9]\d{0,4})["']"""), re.compile(rb"""\smax=["'](\d{1,5})["']""")
_HIDDEN = re.compile(rb"""\shidden=["'](?:1|true)["']""")


@dataclass(frozen=True, slots=True)
class SheetLook:
    """Of one sheet: indexes of hidden rows and columns, cells with the number of their style, and the texts of drawings.

    A cell is one number, since there may be many: 32 bits of its row, 16 of its column, 16 of its style.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    styled: array[int] = field(default_factory=lambda: array("Q"))
    formats: Mapping[int, Format] = field(default_factory=dict)
    drawn: tuple[str, ...] = ()

    def cells(self) -> Iterator[tuple[int, int, Format]]:
        """Yield row, column and format of each cell that is shown otherwise than its value is."""
        for each in self.styled:
            yield each >> 32, each >> 16 & 0xFFFF, self.formats[each & 0xFFFF]


class WorkbookLooks:
    """The members of the sheets of a workbook by their names, its formats by the number of their style, and its drawings."""

    def __init__(self, file: IO[bytes]) -> None:
        """Look at the workbook in `file`, which stays open. Raises UnreadableFile."""
        self._package = Package(file)
        self._left = MAX_DRAWN
        main = of_kind(relations_of(self._package), "officeDocument")
        relations = relations_of(self._package, main) if main else {}
        self.members: dict[str, str] = {}
        for each in children(child(self._part(main), "sheets"), "sheet"):
            found = relations.get(attribute(each, "id"))
            if found is not None:
                self.members[attribute(each, "name")] = found.member
        self.formats = _formats(self._part(of_kind(relations, "styles")))

    def drawn(self, member: str) -> tuple[str, ...]:
        """Return the texts of the boxes and charts on a sheet."""
        texts: list[str] = []
        if self._left <= 0:
            return ()
        drawing = of_kind(relations_of(self._package, member), "drawing")
        if not drawing:
            return ()
        texts += drawn_texts(self._part(drawing, ELEMENTS_OF_DRAWING))
        charts = [each.member for each in relations_of(self._package, drawing).values() if each.kind == "chart"]
        for each in charts[: self._left]:
            texts += drawn_texts(self._part(each, ELEMENTS_OF_DRAWING))
        self._left -= 1 + len(charts)
        return tuple(texts)

    def _part(self, member: str, elements: int = MAX_ELEMENTS) -> etree._Element | None:
        try:
            return self._package.xml(member, elements=elements) if member else None
        except UnreadableFile:
            return None


def _formats(styles: etree._Element | None) -> dict[int, Format]:
    """Return the formats of cells by the index of their style, those that show values otherwise than they are."""
    codes = dict(BUILT_IN)
    for each in children(child(styles, "numFmts"), "numFmt"):
        number = attribute(each, "numFmtId")
        if number.isdecimal():
            codes[int(number[:9])] = attribute(each, "formatCode")
    found: dict[int, Format] = {}
    for index, each in enumerate(children(child(styles, "cellXfs"), "xf")):
        number = attribute(each, "numFmtId")
        shape = format_of_code(codes.get(int(number[:9]), "")) if number.isdecimal() else None
        if shape is not None:
            found[index] = shape
    return found


def sheet_look(sheet: bytes, formats: Mapping[int, Format]) -> SheetLook:
    """Return what the markup of a sheet says."""
    rows: set[int] = set()
    columns: set[int] = set()
    if b"hidden=" in sheet:
        for row in _ROW.finditer(sheet):
            if (number := _ROW_NUMBER.search(row[0])) and _HIDDEN.search(row[0]):
                rows.add(int(number[1]) - 1)
        for column in _hidden_columns(sheet):
            columns.update(column)
    cells = array("Q")
    numbers = {b"%d" % index: index for index in formats if index < _MOST_STYLES}
    for found in islice(_STYLED_CELL.finditer(sheet), MAX_STYLED) if numbers else ():
        if (style := numbers.get(found[3])) is not None:
            cells.append((int(found[2]) - 1) << 32 | (column_number(found[1]) - 1) << 16 | style)
    return SheetLook(frozenset(rows), frozenset(columns), cells, formats)


def _hidden_columns(sheet: bytes) -> Iterator[range]:
    begin = sheet.find(b"<cols")
    for column in _COLUMN.finditer(sheet, begin, sheet.find(b"</cols", begin)) if begin >= 0 else ():
        first, last = _FROM.search(column[0]), _TO.search(column[0])
        if first and last and _HIDDEN.search(column[0]):
            yield range(int(first[1]) - 1, min(int(last[1]), _MAX_COLUMN))


def column_number(letters: bytes) -> int:
    """Return the number of a column by its letters.

    >>> column_number(b"A"), column_number(b"AB")
    (1, 28)
    """
    number = 0
    for each in letters:
        number = number * 26 + each - 64
    return number
