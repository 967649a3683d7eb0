"""A file of named arrays, written once and then mapped into memory: what a segment consists of.

Layout: a magic number, the arrays (little-endian, each aligned), a JSON directory, and a trailer that says where the
directory is. A file without a complete trailer was never finished.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

MAGIC = b"SUOYIN01"
ALIGNMENT = 64
"""A cache line, and enough for any processor's vector loads."""

_TRAILER = struct.Struct("<QQ8s")

Array = npt.NDArray[Any]


class NotAnArrayFile(ValueError):
    """An error: the file is truncated, or no array file at all."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(f"{path.name} 不完整或不是索引文件")


class ArrayWriter:
    """Writes an array file; it is durable once the context ends well, and removed when it ends with an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._file.write(MAGIC)
        self._end = len(MAGIC)
        self._regions: dict[str, Region] = {}

    def add(self, name: str, array: Array) -> None:
        """Write a whole array."""
        self.reserve(name, array.dtype, array.size).append(array)

    def reserve(self, name: str, dtype: npt.DTypeLike, capacity: int) -> Region:
        """Return a region for at most `capacity` items, appended in pieces; what stays unused takes no disk space."""
        kind = np.dtype(dtype).newbyteorder("<")
        start = -(-self._end // ALIGNMENT) * ALIGNMENT
        self._end = start + capacity * kind.itemsize
        region = self._regions[name] = Region(self._file.fileno(), start, kind, capacity)
        return region

    def __enter__(self) -> ArrayWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if error is None:
                self._finish()
        except BaseException:
            self._path.unlink(missing_ok=True)
            raise
        finally:
            self._file.close()
        if error is not None:
            self._path.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._file.flush()
        directory = json.dumps(
            {name: [each.dtype.str, each.start, each.count] for name, each in self._regions.items()}
        ).encode()
        _write_at(self._file.fileno(), directory, self._end)
        trailer = _TRAILER.pack(self._end, len(directory), MAGIC)
        _write_at(self._file.fileno(), trailer, self._end + len(directory))
        os.fsync(self._file.fileno())


class Region:
    """A growing array of a file that is being written."""

    def __init__(self, descriptor: int, start: int, dtype: np.dtype[Any], capacity: int) -> None:
        self._descriptor = descriptor
        self._capacity = capacity
        self.start = start
        self.dtype = dtype
        self.count = 0

    def append(self, array: Array) -> None:
        """Write further items."""
        if self.count + array.size > self._capacity:
            raise ValueError(f"{self.count} + {array.size} items are more than the {self._capacity} reserved")
        data = np.ascontiguousarray(array, dtype=self.dtype)
        _write_at(self._descriptor, data.data.cast("B"), self.start + self.count * self.dtype.itemsize)
        self.count += array.size


class ArrayFile:
    """An array file mapped into memory. Arrays are read-only views and keep the mapping alive."""

    def __init__(self, path: Path) -> None:
        """Map `path`. Raises FileNotFoundError and NotAnArrayFile."""
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if size < len(MAGIC) + _TRAILER.size:
                raise NotAnArrayFile(path)
            self.mapping = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        start, length, magic = _TRAILER.unpack(self.mapping[-_TRAILER.size :])
        if magic != MAGIC or self.mapping[: len(MAGIC)] != MAGIC or start + length + _TRAILER.size != size:
            raise NotAnArrayFile(path)
        self._directory: Mapping[str, tuple[str, int, int]] = json.loads(self.mapping[start : start + length])

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def numbers(self, name: str) -> memoryview:
        """Return the array of this name for reading single numbers, which a memory view does faster than an array."""
        kind, start, count = self._directory[name]
        code: Literal["B"] = np.dtype(kind).char  # type: ignore[assignment]  # any code of whole numbers
        return memoryview(self.mapping)[start : start + count * np.dtype(kind).itemsize].cast(code)

    def array(self, name: str) -> Array:
        """Return the array of this name. Raises KeyError."""
        kind, start, count = self._directory[name]
        return np.frombuffer(self.mapping, dtype=kind, count=count, offset=start)

    def release_pages(self) -> None:
        """Release the pages read so far; those read again come from the system's own cache."""
        if hasattr(mmap, "MADV_DONTNEED"):
            self.mapping.madvise(mmap.MADV_DONTNEED)

    def names(self, prefix: str) -> list[str]:
        """Return the names of the arrays that begin with `prefix`."""
        return [name for name in self._directory if name.startswith(prefix)]

    def offset(self, name: str) -> int:
        """Return the byte of the mapping at which an array starts."""
        return self._directory[name][1]


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
