"""The memory of this process: what the system tells of it, and how much stays with it that is freed."""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import os
import resource
import sys

MAX_FREED_PIECE, MAX_FREED_MEMORY = 32 << 20, 256 << 20
"""Bytes of freed memory that a process keeps, in one piece (glibc allows no more) and in all."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # numbers of <malloc.h>


def most_resident() -> int:
    """Return the most bytes of memory that this program ever had; where only `getrusage` tells (Linux tells more), the process that started
    this one may have had them."""
    with contextlib.suppress(OSError, StopIteration):
        most = next(line for line in _told("status").splitlines() if line.startswith(b"VmHWM:"))
        return int(most.split()[1]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def resident() -> tuple[int, int]:
    """Return the bytes of memory that this process has now, and how many of them are of mapped files; 0 where the system does not tell (only Linux does)."""
    try:
        _, pages, of_files, *_ = map(int, _told("statm").split())
    except (OSError, ValueError):
        return 0, 0
    return pages * mmap.PAGESIZE, of_files * mmap.PAGESIZE


def keep_freed_memory(limit: int = MAX_FREED_MEMORY) -> None:
    """Let this process keep freed memory, up to `limit` bytes, where its C library has a setting for it (glibc).

    Given back to the system, memory comes again as pages that have to be zeroed one by one.
    """
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        for setting, value in ((_M_ARENA_MAX, 1), (_M_MMAP_THRESHOLD, MAX_FREED_PIECE), (_M_TRIM_THRESHOLD, limit)):
            mallopt(setting, value)


def give_back_freed_memory() -> None:
    """Let this process keep no freed memory any more, where its C library can do that (glibc)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)


def _told(name: str) -> bytes:
    """Return a file of the system about this process, which is asked for at every search: by a Path it takes eight times as long."""
    file = os.open(f"/proc/self/{name}", os.O_RDONLY)
    try:
        return os.read(file, 8192)
    finally:
        os.close(file)
