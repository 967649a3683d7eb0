"""Checksums of what is stored: XXH3, of blocks of arrays, of stored reports and of an index's small files.

They find damage by disks, memory and copying. They are no defence against somebody who may write to the index.
"""

from __future__ import annotations

import xxhash

BLOCK_BITS = 16
BLOCK = 1 << BLOCK_BITS
"""Bytes of an array that have one checksum: what is read beside the wanted bytes is little, and so is the table of checksums."""

_RECORD_MASK = 0xFFFF_FFFF


def checksum(data: bytes | memoryview) -> int:
    """Return the checksum of some bytes, 64 bits."""
    return xxhash.xxh3_64_intdigest(data)


def short_checksum(data: bytes) -> int:
    """Return the checksum of a small piece, 32 bits: there is one for each stored report.

    >>> short_checksum(b"a") == checksum(b"a") & 0xFFFF_FFFF
    True
    """
    return xxhash.xxh3_64_intdigest(data) & _RECORD_MASK


class BlockChecksums:
    """The checksums of the blocks of bytes that come in pieces."""

    def __init__(self) -> None:
        self._closed: list[int] = []
        self._open = xxhash.xxh3_64()
        self._filled = 0

    def update(self, data: memoryview) -> None:
        """Take further bytes."""
        while data:
            piece = data[: BLOCK - self._filled]
            self._open.update(piece)
            self._filled += len(piece)
            if self._filled == BLOCK:
                self._close()
            data = data[len(piece) :]

    def finished(self) -> list[int]:
        """Return the checksum of each block, after closing the last one."""
        if self._filled:
            self._close()
        return self._closed

    def _close(self) -> None:
        self._closed.append(self._open.intdigest())
        self._open.reset()
        self._filled = 0
