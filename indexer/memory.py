"""How the C library treats freed memory: array work frees and asks for the same megabytes again and again."""

from __future__ import annotations

import contextlib
import ctypes

KEPT_PIECE, KEPT_MEMORY = 32 << 20, 512 << 20
"""Bytes of freed memory that a process keeps, in one piece (glibc allows no more) and in all."""

_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8  # numbers of <malloc.h>


def keep_freed_memory() -> None:
    """Let this process keep freed memory, where its C library is one that can be told so (glibc).

    Given back to the system, memory comes again as pages that have to be zeroed one by one.
    """
    with contextlib.suppress(OSError, AttributeError):
        mallopt = ctypes.CDLL(None).mallopt
        for setting, value in ((_M_ARENA_MAX, 1), (_M_MMAP_THRESHOLD, KEPT_PIECE), (_M_TRIM_THRESHOLD, KEPT_MEMORY)):
            mallopt(setting, value)
