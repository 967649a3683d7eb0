"""ZIP archives that are open, of which only so much is read: for containers of files, office documents and their sniffing."""

from __future__ import annotations

import struct
import zipfile
import zlib
from types import TracebackType
from typing import IO, Self

from corpus.errors import UnreadableFile

MAX_MEMBERS = 20_000
"""A portal's whole page or a large document has hundreds; a list of a million takes a GB of memory to read."""

_LONGEST_NAMES = 128
"""Bytes that a member takes up in the list on average, at most."""

_TAIL = 22 + 65_535 + 20 + 56
"""The end record with its longest comment, the locator and the record of ZIP64 before it."""

_END, _END_64 = b"PK\x05\x06", b"PK\x06\x06"

ZIP_ERRORS = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
    zlib.error,
    struct.error,
)
"""What `zipfile` raises for damaged archives and for ways of packing it doesn't know."""

_ENCRYPTED_FLAG = 0x1
ENCRYPTED = "已加密，需要密码才能打开，请换成没有密码的文件"
DAMAGED = "压缩结构已损坏，没有读到内容，请重新下载或另存一份"
_TOO_MANY = f"压缩包里的文件超过 {MAX_MEMBERS:,} 个，没有读取，请解压后再收录"


class ZipArchive:
    """An open ZIP archive of which at most `limit` bytes are read in all.

    `zipfile` reads no more of a member than the list of members claims, so that a claim is refused before anything is unpacked.
    """

    def __init__(self, file: IO[bytes], *, limit: int = 0) -> None:
        """Open the archive in `file`. Raises UnreadableFile where it is damaged or lists too many members."""
        file.seek(0, 2)
        size = file.tell()
        file.seek(max(0, size - _TAIL))
        if _listed_bytes(file.read(_TAIL)) > MAX_MEMBERS * _LONGEST_NAMES:
            raise UnreadableFile(_TOO_MANY)
        try:
            self._archive = zipfile.ZipFile(file)
        except ZIP_ERRORS as error:
            raise UnreadableFile(DAMAGED) from error
        self.members = self._archive.infolist()
        self._left = limit
        if len(self.members) > MAX_MEMBERS:
            raise UnreadableFile(_TOO_MANY)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the archive; the file stays open."""
        self._archive.close()

    def read(self, member: zipfile.ZipInfo, *, limit: int) -> bytes:
        """Return what a member holds, at most `limit` bytes. Raises UnreadableFile."""
        if is_encrypted(member):
            raise UnreadableFile(ENCRYPTED)
        if member.file_size > min(limit, self._left):
            raise UnreadableFile(f"解压后超过 {min(limit, self._left) // 2**20:,} MB，没有读取，请拆分后再收录")
        self._left -= member.file_size  # also of what turns out to be damaged: it has been unpacked
        try:
            return self._archive.read(member)
        except ZIP_ERRORS as error:
            raise UnreadableFile(DAMAGED) from error


def is_encrypted(member: zipfile.ZipInfo) -> bool:
    """Return whether a member takes a password."""
    return bool(member.flag_bits & _ENCRYPTED_FLAG)


def _listed_bytes(tail: bytes) -> int:
    """Return how many bytes the list of members takes, by what stands at the end of the archive."""
    found = tail.rfind(_END)
    listed = struct.unpack_from("<L", tail, found + 12)[0] if 0 <= found <= len(tail) - 22 else 0
    found = tail.rfind(_END_64)
    if listed == 0xFFFFFFFF and 0 <= found <= len(tail) - 56:
        listed = struct.unpack_from("<Q", tail, found + 40)[0]
    return int(listed)
