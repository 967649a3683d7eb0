"""Freed memory that a process keeps: array work asks for it again and again."""

from __future__ import annotations

import contextlib
import ctypes

MAX_FREED_PIECE, MAX_FREED_MEMORY = 32 << 20, 256 << 20
"""Bytes of freed memory that a process keeps, in one piece (glibc allows no more) and in all."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # numbers of <malloc.h>


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
