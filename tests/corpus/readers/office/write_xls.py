"""A small writer of XLS files (MS-XLS in MS-CFB): visible sheets of texts and numbers, as Excel 97 to 2003 writes them."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence

Cell = str | float | None

_SECTOR = 512
_LEAST_STREAM = 4096
"""Bytes from which on a stream stands in sectors of its own."""

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
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
    return _compound(_globals(sheets, starts, strings) + b"".join(written))


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
    place = struct.pack("<HHH", row, column, 0)
    if isinstance(cell, str):
        return _record(0x00FD, place + struct.pack("<I", texts.index(cell)))
    return _record(0x0203, place + struct.pack("<d", cell))


def _begin(kind: int) -> bytes:
    return _record(0x0809, struct.pack("<HHHHII", 0x0600, kind, 0, 0, 0, 6))


def _record(kind: int, data: bytes = b"") -> bytes:
    assert len(data) <= 8224, "longer records go on in others"
    return struct.pack("<HH", kind, len(data)) + data


def _long_text(text: str) -> bytes:
    return struct.pack("<HB", len(text), 1) + text.encode("utf-16-le")


def _compound(stream: bytes) -> bytes:
    """Return a compound file with one stream: its table of sectors, its folder, and the sectors of the stream."""
    data = stream.ljust(_LEAST_STREAM, b"\0")
    data += bytes(-len(data) % _SECTOR)
    count = len(data) // _SECTOR
    chain = [_TABLE, _END, *range(3, 2 + count), _END]
    assert len(chain) <= _SECTOR // 4, "one table is enough"
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    entries = _entry("Root Entry", 5, child=1, start=_END) + _entry("Workbook", 2, start=2, size=len(data))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _LEAST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + table + entries.ljust(_SECTOR, b"\0") + data


def _entry(name: str, kind: int, *, child: int = _FREE, start: int, size: int = 0) -> bytes:
    written = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(written) + 2, kind, 1, _FREE, _FREE, child)
    return written.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)
