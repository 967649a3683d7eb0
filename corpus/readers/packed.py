"""Files packed by gzip or xz, opened as what is in them."""

from __future__ import annotations

import gzip
import io
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from corpus.errors import NothingPacked
from corpus.readers.bounded import BoundedStream, unpacked_limit
from corpus.readers.regular_file import open_regular

PACKED_SUFFIXES = ("", ".gz", ".xz")
"""What may follow the suffix of a format whose files can be packed; nothing for a plain file."""

DAMAGE_ERRORS = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile)
"""Errors that reading a damaged packed file raises."""


MOST_WITHOUT_CONTENT = 1024 * 1024
"""Packed bytes in a row that may hold nothing: headers, names, padding. Half a million empty members took seconds."""


class PackedBytes:
    """The bytes of a packed file, of which so many in a row may hold nothing. Reading on raises NothingPacked."""

    def __init__(self, file: IO[bytes], *, most: int = MOST_WITHOUT_CONTENT) -> None:
        self._file = file
        self._most = self._left = most

    def something_found(self) -> None:
        """Begin to count again: what was read so far held something."""
        self._left = self._most

    def read(self, size: int = -1) -> bytes:
        """Return the next bytes."""
        if self._left <= 0:
            raise NothingPacked(self._most)
        data = self._file.read(size)
        self._left -= len(data)
        return data


@contextmanager
def open_packed(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for reading what is in it. Raises OSError, and one of `DAMAGE_ERRORS`, NothingPacked or UnpackedTooMuch while it is read."""
    name = path.name.lower()
    with open_regular(path) as file:
        packed = PackedBytes(file)
        if name.endswith(".gz"):
            with gzip.GzipFile(fileobj=cast(IO[bytes], packed), mode="rb") as unpacked:
                yield _bounded(cast(IO[bytes], unpacked), packed, path)
        elif name.endswith(".xz"):
            with lzma.open(cast(IO[bytes], packed)) as unpacked:
                yield _bounded(unpacked, packed, path)
        else:
            yield file


def _bounded(unpacked: IO[bytes], packed: PackedBytes, path: Path) -> IO[bytes]:
    limit = unpacked_limit(path.stat().st_size)
    return io.BufferedReader(BoundedStream(unpacked, limit=limit, before_reading=packed.something_found))
