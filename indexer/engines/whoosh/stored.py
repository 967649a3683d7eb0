"""Stored reports: JSON, several together in a compressed block, because texts of one archive resemble one another."""

from __future__ import annotations

import json
import threading

import numpy as np
import zstandard

from corpus.report import Report, from_record, to_record
from indexer.engines.whoosh.arrays import Array, ArrayFile, ArrayWriter

BLOCK_BYTES = 24_000
"""Text compressed together. 10 reports from blocks of 27 kB take 0.3 ms to unpack; larger blocks save 5 % and take longer."""

LEVEL = 3
"""Of zstd, in blocks of 27 kB: 0.41 of the text at 210 MB/s. Level 6: 0.39 at 80; zlib 6: 0.47 at 25."""


def encode_record(report: Report) -> bytes:
    """Spell a report as it is stored: JSON, which unlike a pickle can hold nothing but data."""
    return json.dumps(to_record(report), ensure_ascii=False, separators=(",", ":")).encode()


def decode_record(stored: bytes) -> Report:
    """Read a stored report."""
    return from_record(json.loads(stored))


class StoredWriter:
    """Collects records in order of report number and writes them as blocks."""

    def __init__(self) -> None:
        self._compress = zstandard.ZstdCompressor(level=LEVEL).compress
        self._waiting: list[bytes] = []
        self._waiting_bytes = 0
        self._blocks: list[bytes] = []
        self._places: list[tuple[int, int, int]] = []

    def append(self, record: bytes) -> None:
        """Add the next report's record."""
        self._places.append((len(self._blocks), self._waiting_bytes, len(record)))
        self._waiting.append(record)
        self._waiting_bytes += len(record)
        if self._waiting_bytes >= BLOCK_BYTES:
            self._finish_block()

    def append_blocks(self, stored: StoredReader) -> None:
        """Add all of a segment's records, compressed as they are."""
        self._finish_block()
        first = len(self._blocks)
        self._places += [(first + block, start, size) for block, start, size in stored.places.tolist()]
        self._blocks += [stored.block(number) for number in range(stored.blocks)]

    def write(self, writer: ArrayWriter) -> None:
        """Write everything."""
        self._finish_block()
        starts = np.cumsum([0, *map(len, self._blocks)], dtype=np.int64)
        data = writer.reserve("stored.data", np.uint8, int(starts[-1]))
        for block in self._blocks:
            data.append(np.frombuffer(block, dtype=np.uint8))
        writer.add("stored.block_starts", starts)
        writer.add("stored.places", np.array(self._places, dtype=np.uint32).reshape(-1, 3).ravel())

    def _finish_block(self) -> None:
        if self._waiting:
            self._blocks.append(self._compress(b"".join(self._waiting)))
            self._waiting, self._waiting_bytes = [], 0


class StoredReader:
    """Reads the stored reports of an open segment. `places` uint32[reports, 3]: block, start and size in it."""

    def __init__(self, file: ArrayFile) -> None:
        self._mapping = file.mapping
        self._base = file.place("stored.data")
        self._starts: Array = file.array("stored.block_starts")
        self.places: Array = file.array("stored.places").reshape(-1, 3)
        self.blocks = self._starts.size - 1

    def record(self, number: int) -> bytes:
        """Give the stored record of a report."""
        block, start, size = self.places[number].tolist()
        return _decompressor().decompress(self.block(block))[start : start + size]

    def block(self, number: int) -> bytes:
        """Give a block as it is stored."""
        start, end = self._starts[number : number + 2].tolist()
        return self._mapping[self._base + start : self._base + end]


_THREAD = threading.local()


def _decompressor() -> zstandard.ZstdDecompressor:
    """Give this thread's decompressor: none may be shared, and a new one allocates more than it unpacks."""
    try:
        found: zstandard.ZstdDecompressor = _THREAD.decompressor
    except AttributeError:
        found = _THREAD.decompressor = zstandard.ZstdDecompressor()
    return found
