"""A small writer of compound files (MS-CFB): few streams, each in sectors of its own."""

from __future__ import annotations

import struct
from collections.abc import Mapping

_SECTOR = 512
_LEAST_STREAM = 4096
"""Bytes from which on a stream stands in sectors of its own."""

_FREE, _END, _TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file with these streams: its table of sectors, its folder, and the sectors of the streams."""
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    chain, entries, data = [_TABLE, _END], [_entry("Root Entry", 5, child=1, start=_END)], b""
    for number, name in enumerate(names, 2):
        stream = streams[name].ljust(_LEAST_STREAM, b"\0")
        stream += bytes(-len(stream) % _SECTOR)
        start, count = len(chain), len(stream) // _SECTOR
        chain += [*range(start + 1, start + count), _END]
        entries.append(_entry(name, 2, right=number if number <= len(names) else _FREE, start=start, size=len(stream)))
        data += stream
    assert len(chain) <= _SECTOR // 4, "one table is enough"
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, _LEAST_STREAM, _END, 0, _END, 0)
    header += struct.pack("<109I", 0, *[_FREE] * 108)
    return header + table + b"".join(entries).ljust(_SECTOR, b"\0") + data


def _entry(name: str, kind: int, *, child: int = _FREE, right: int = _FREE, start: int, size: int = 0) -> bytes:
    written = name.encode("utf-16-le")
    about = struct.pack("<HBBIII", len(written) + 2, kind, 1, _FREE, right, child)
    return written.ljust(64, b"\0") + about + bytes(36) + struct.pack("<IQ", start, size)
