"""A small writer of XLS files (MS-XLS in MS-CFB): visible sheets of texts and numbers, as Excel 97 to 2003 writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

from tests.corpus.readers.office.write_cfb import compound

Cell = str | float | None

_GLOBALS, _SHEET = 0x0005, 0x0010


def xls(sheets: Mapping[str, Sequence[Sequence[Cell]]]) -> bytes:
    """Return a workbook with these sheets, in order."""
    texts = list(
        dict.fromkeys(cell for rows in sheets.values() for row in rows for cell in row if isinstance(cell, str))
    )
    written = [_sheet(rows, texts) for rows in sheets.values()]
    strings = _record(0x00FC, struct.pack("<II", len(texts), len(texts)) + b"".join(map(_long_text, texts)))
    start = len(_globals(sheets, [0] * len(written), strings))
    starts = [start + sum(map(len, written[:number])) for number in range(len(written))]
    return compound({"Workbook": _globals(sheets, starts, strings) + b"".join(written)})


def _globals(names: Mapping[str, object], starts: Sequence[int], strings: bytes) -> bytes:
    listed = (
        _record(0x0085, struct.pack("<IBB", start, 0, 0) + struct.pack("<BB", len(name), 1) + name.encode("utf-16-le"))
        for name, start in zip(names, starts, strict=True)
    )
    return _begin(_GLOBALS) + b"".join(listed) + strings + _record(0x000A)


def _sheet(rows: Sequence[Sequence[Cell]], texts: Sequence[str]) -> bytes:
    height, width = len(rows), max(map(len, rows), default=0)
    cells = (_cell(cell, row, column, texts) for row, cells in enumerate(rows) for column, cell in enumerate(cells))
    size = _record(0x0200, struct.pack("<IIHHH", 0, height, 0, width, 0))
    return _begin(_SHEET) + size + b"".join(cells) + _record(0x000A)


def _cell(cell: Cell, row: int, column: int, texts: Sequence[str]) -> bytes:
    if cell is None:
        return b""
    position = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x00FD, position + struct.pack("<I", texts.index(cell)))
    return _record(0x0203, position + struct.pack("<d", cell))


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 6))


def _record(kind: int, data: bytes = b"") -> bytes:
    assert len(data) <= 8224, "longer records go on in others"
    return struct.pack("<HH", kind, len(data)) + data


def _long_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")
