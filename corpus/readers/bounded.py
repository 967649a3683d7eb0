"""A stream of unpacked bytes that ends in an error where a bomb begins."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import IO

from corpus.errors import UnpackedTooMuch

UNPACKED_AT_LEAST = 256 * 1024 * 1024
"""Bytes that any packed file may hold: lists of equal lines pack to nothing."""

UNPACKED_TIMES = 100
"""Packed reports unpack to 4 (gzip) to 20 times (xz) their size; gzip can reach 1,000 times, xz 7,000."""


class BoundedStream(io.RawIOBase):
    """What is in `packed`, at most `limit` bytes. Reading on raises UnpackedTooMuch. `before_reading` is called each time
    before more is unpacked."""

    def __init__(self, packed: IO[bytes], *, limit: int, before_reading: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._packed = packed
        self._limit = limit
        self._before_reading = before_reading
        self._read = 0

    def readable(self) -> bool:
        """Return True: that is all it is for."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # BufferedReader passes memoryviews
        """Fill `buffer` with the next bytes and return how many they are."""
        if self._read > self._limit:
            raise UnpackedTooMuch(self._limit)
        self._before_reading()
        # `read1` keeps what stands before a damage; `read` loses it with the error.
        data = self._packed.read1(len(buffer))  # type: ignore[attr-defined]  # gzip and lzma have it
        buffer[: len(data)] = data
        self._read += len(data)
        return len(data)


def unpacked_limit(packed_bytes: int) -> int:
    """Return how many bytes a packed file of this size may hold.

    >>> unpacked_limit(3_000), unpacked_limit(100_000_000)
    (268435456, 10000000000)
    """
    return max(UNPACKED_AT_LEAST, UNPACKED_TIMES * packed_bytes)
