"""A file of named arrays, written once and then mapped into memory: what a segment consists of.

Layout: a magic number, the arrays (little-endian, each aligned), the checksums of their blocks, a JSON directory, and a
trailer that says where these are and holds a checksum of them. A file without a complete trailer was never finished.

An array is checked before it is handed out, each block once as long as the file is open. Of arrays that are too long for
that (`unchecked`), whoever reads them checks the stretches that are read, with `check`.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import weakref
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.store.checksums import BLOCK, BLOCK_BITS, BlockChecksums, checksum
from indexer.engines.whoosh.store.file_state import FileState, created
from indexer.errors import IndexDamaged

MAGIC = b"SUOYIN02"
ALIGNMENT = 64
"""A cache line, and enough for any processor's vector loads."""

_TRAILER = struct.Struct("<QQQQ8s")
"""Where the checksums of blocks start, how many they are, how long the directory behind them is, the checksum of both, `MAGIC`."""

_CHECKSUM = np.dtype("<u8")

Array = npt.NDArray[Any]


class ArrayWriter:
    """Writes an array file; it is durable once the context ends well, and removed when it ends with an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = created(path)
        self._file.write(MAGIC)
        self._end = len(MAGIC)
        self._regions: dict[str, Region] = {}

    def add(self, name: str, array: Array) -> None:
        """Write a whole array."""
        self.reserve(name, array.dtype, array.size).append(array)

    def reserve(self, name: str, dtype: npt.DTypeLike, capacity: int, *, checksums: bool = True) -> Region:
        """Return a region for at most `capacity` items, appended in pieces; what stays unused takes no disk space.

        Without `checksums` it is for whoever writes it to keep some.
        """
        kind = np.dtype(dtype).newbyteorder("<")
        start = -(-self._end // ALIGNMENT) * ALIGNMENT
        self._end = start + capacity * kind.itemsize
        region = self._regions[name] = Region(self._file.fileno(), start, kind, capacity)
        region.checksums = BlockChecksums() if checksums else None
        return region

    def __enter__(self) -> ArrayWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        except BaseException:  # an interrupt too: it goes on, without the half-made file
            self._path.unlink(missing_ok=True)
            raise
        finally:
            self._file.close()
        if error is not None:
            self._path.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._file.flush()
        directory: dict[str, tuple[str, int, int, int]] = {}
        found: list[int] = []
        for name, region in self._regions.items():
            directory[name] = (
                region.dtype.str,
                region.start,
                region.count,
                len(found) if region.checksums else NO_BLOCKS,
            )
            found += region.checksums.finished() if region.checksums else []
        tail = np.array(found, dtype=_CHECKSUM).tobytes() + json.dumps(directory).encode()
        layout = (self._end, len(found), len(tail) - len(found) * _CHECKSUM.itemsize)
        trailer = _TRAILER.pack(*layout, _tail_checksum(tail, layout), MAGIC)
        _write_at(self._file.fileno(), tail + trailer, self._end)
        os.fsync(self._file.fileno())


NO_BLOCKS = -1
"""In the directory, in place of the number of an array's first block: its blocks have no checksums."""


def _tail_checksum(tail: bytes, layout: tuple[int, int, int]) -> int:
    return checksum(tail + repr(layout).encode())


class Region:
    """A growing array of a file that is being written."""

    def __init__(self, descriptor: int, start: int, dtype: np.dtype[Any], capacity: int) -> None:
        self._descriptor = descriptor
        self._capacity = capacity
        self.start = start
        self.dtype = dtype
        self.count = 0
        self.checksums: BlockChecksums | None = None

    def append(self, array: Array) -> None:
        """Write further items."""
        if self.count + array.size > self._capacity:
            raise ValueError(f"{self.count} + {array.size} items are more than the {self._capacity} reserved")
        data = np.ascontiguousarray(array, dtype=self.dtype)
        written = data.data.cast("B")
        _write_at(self._descriptor, written, self.start + self.count * self.dtype.itemsize)
        if self.checksums is not None:
            self.checksums.update(written)
        self.count += array.size


class ArrayFile:
    """An array file mapped into memory. Arrays are read-only views and keep the mapping alive. Safe for several threads.

    `checked` uint8[blocks]: which blocks of the file are as they were written, as far as it is known.
    """

    def __init__(self, path: Path) -> None:
        """Map `path`. Raises FileNotFoundError, and IndexDamaged here and from all that hands out what is damaged."""
        self.path = path
        with path.open("rb") as file:
            status = os.fstat(file.fileno())
            self.state = FileState.of(status)
            if status.st_size < len(MAGIC) + _TRAILER.size:
                raise self.damaged("不完整")
            self.mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            self._descriptor = os.dup(file.fileno())
        weakref.finalize(self, os.close, self._descriptor)
        start, blocks, length, expected, magic = _TRAILER.unpack(self.mapping[-_TRAILER.size :])
        size = start + blocks * _CHECKSUM.itemsize + length + _TRAILER.size
        if magic != MAGIC or self.mapping[: len(MAGIC)] != MAGIC or size != status.st_size:
            raise self.damaged("不完整或不是索引文件")
        tail = self.mapping[start : -_TRAILER.size]
        if _tail_checksum(tail, (start, blocks, length)) != expected:
            raise self.damaged("目录的校验和不符")
        self._bytes = memoryview(self.mapping)
        self._checksums = np.frombuffer(tail, dtype=_CHECKSUM, count=blocks)
        self._directory: Mapping[str, tuple[str, int, int, int]] = json.loads(tail[len(tail) - length :])
        self._checked = bytearray(blocks)
        self.checked: Array = np.frombuffer(self._checked, dtype=np.uint8)
        self._whole: set[str] = set()

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def numbers(self, name: str) -> memoryview:
        """Return the array of this name for reading single numbers, which a memory view does faster than an array."""
        self.check(name)
        return self.unchecked_numbers(name)

    def array(self, name: str) -> Array:
        """Return the array of this name. Raises KeyError."""
        if name not in self._whole:
            self.check(name)
        return self.unchecked(name)

    def offset(self, name: str) -> int:
        """Return the byte of the mapping at which an array starts."""
        self.check(name)
        return self.unchecked_offset(name)

    def unchecked(self, name: str) -> Array:
        """Return an array of which whoever reads it checks what is read."""
        kind, start, count, _ = self._directory[name]
        return np.frombuffer(self.mapping, dtype=kind, count=count, offset=start)

    def unchecked_numbers(self, name: str) -> memoryview:
        """Return `unchecked` numbers, see `numbers`."""
        kind, start, count, _ = self._directory[name]
        code: Literal["B"] = np.dtype(kind).char  # type: ignore[assignment]  # any code of whole numbers
        return self._bytes[start : start + count * np.dtype(kind).itemsize].cast(code)

    def unchecked_offset(self, name: str) -> int:
        """Return where an `unchecked` array starts, see `offset`."""
        return self._directory[name][1]

    def read(self, start: int, end: int) -> bytes:
        """Return bytes of the file that are wanted once. Where such are mapped, the system maps those around them too, 64 kB at a time."""
        return os.pread(self._descriptor, end - start, start)

    def count(self, name: str) -> int:
        """Return how many items an array has."""
        return self._directory[name][2]

    def first_block(self, name: str) -> int:
        """Return the number of an array's first block, for `checked`."""
        return self._directory[name][3]

    def check(self, name: str, first: int = 0, end: int | None = None) -> None:
        """Make sure that the items of an array from `first` up to `end` (None for all) are as they were written."""
        kind, _, count, block = self._directory[name]
        if block == NO_BLOCKS:
            return
        width = np.dtype(kind).itemsize
        low, high = first * width, (count if end is None else min(end, count)) * width
        if low < high:
            self._check_blocks(name, block + (low >> BLOCK_BITS), block + ((high - 1) >> BLOCK_BITS) + 1)
        if first == 0 and end is None:
            self._whole.add(name)

    def _check_blocks(self, name: str, first: int, end: int) -> None:
        kind, start, count, base = self._directory[name]
        array_end = start + count * np.dtype(kind).itemsize
        block = self._checked.find(0, first, end)
        while block >= 0:
            low = start + (block - base) * BLOCK
            if checksum(self._bytes[low : min(low + BLOCK, array_end)]) != self._checksums[block]:
                raise self.damaged(f"{name} 的校验和不符")
            self._checked[block] = 1
            block = self._checked.find(0, block + 1, end)

    def damaged(self, reason: str) -> IndexDamaged:
        """Return an error that names this file."""
        return IndexDamaged(self.path.parent, f"{self.path.name} {reason}")

    def release_pages(self) -> None:
        """Release the pages read so far; those read again come from the system's own cache."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.mapping.madvise(mmap.MADV_DONTNEED)

    def names(self, prefix: str) -> list[str]:
        """Return the names of the arrays that begin with `prefix`."""
        return [name for name in self._directory if name.startswith(prefix)]


def _write_at(descriptor: int, data: bytes | memoryview, offset: int) -> None:
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written


def sync_folder(folder: Path) -> None:
    """Make creations, renames and removals in `folder` durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def narrowest(numbers: Array) -> Array:
    """Return whole numbers from 0 up in the smallest unsigned type that holds them all."""
    return numbers.astype(np.min_scalar_type(int(numbers.max(initial=0))))


def slices(starts: Array, counts: Array) -> npt.NDArray[np.int64]:
    """Return the indexes in the slices that begin at `starts` and have `counts` items, one slice after another.

    >>> slices(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    sizes = counts.astype(np.int64)
    ends = np.cumsum(sizes)
    total = int(ends[-1]) if ends.size else 0
    return np.arange(total) + np.repeat(starts.astype(np.int64) - ends + sizes, sizes)
