"""Opening ZIP archives, and reading their members, within limits: what an archive says of its own size is not believed."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO

from corpus.errors import UnreadableFile

MAX_MEMBERS = 20_000
"""A portal's whole page or a large document has hundreds; a list of a million takes a GB of memory to read."""

_LONGEST_NAMES = 128
"""Bytes that a member takes up in the list on average, at most."""

_PIECE = 256 * 1024

_TAIL = 22 + 65_535 + 20 + 56
"""The end record with its longest comment, the locator and the record of ZIP64 before it."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"

ZIP_ERRORS = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error, struct.error)
"""What `zipfile` raises for damaged archives and for ways of packing it doesn't know."""

DAMAGED = "压缩结构已损坏，没有读到内容，请重新下载或另存一份"
_TOO_MANY = f"压缩包里的文件超过 {MAX_MEMBERS:,} 个，没有读取，请解压后再收录"


def open_zip(file: IO[bytes]) -> zipfile.ZipFile:
    """Return the archive in `file`. Raises UnreadableFile where it is damaged or lists too many members."""
    file.seek(0, 2)
    size = file.tell()
    file.seek(max(0, size - _TAIL))
    if _listed_bytes(file.read(_TAIL)) > MAX_MEMBERS * _LONGEST_NAMES:
        raise UnreadableFile(_TOO_MANY)
    try:
        archive = zipfile.ZipFile(file)
    except ZIP_ERRORS as error:
        raise UnreadableFile(DAMAGED) from error
    if len(archive.infolist()) > MAX_MEMBERS:
        raise UnreadableFile(_TOO_MANY)
    return archive


def _listed_bytes(tail: bytes) -> int:
    """Return how many bytes the list of members takes, by what stands at the end of the archive."""
    found = tail.rfind(_END)
    listed = struct.unpack_from("<L", tail, found + 12)[0] if 0 <= found <= len(tail) - 22 else 0
    found = tail.rfind(_END_64)
    if listed == 0xFFFFFFFF and 0 <= found <= len(tail) - 56:
        listed = struct.unpack_from("<Q", tail, found + 40)[0]
    return int(listed)


def read_member(archive: zipfile.ZipFile, member: str | zipfile.ZipInfo, *, limit: int) -> bytes:
    """Return what a member holds, at most `limit` bytes. Raises UnreadableFile; a missing one is empty."""
    pieces, left = [], limit
    try:
        with archive.open(member) as stream:
            while piece := stream.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    raise UnreadableFile(f"解压后超过 {limit // 2**20:,} MB，没有读取，请拆分后再收录")
                pieces.append(piece)
    except KeyError:
        return b""
    except ZIP_ERRORS as error:
        raise UnreadableFile(DAMAGED) from error
    return b"".join(pieces)
