"""What the system tells of the memory of this process."""

from __future__ import annotations

import contextlib
import mmap
import os
import resource
import sys


def most_and_now() -> tuple[int, int]:
    """Return the most bytes of memory that this program ever had, and what it has now; 0 where the system does not tell (only Linux does).

    What `getrusage` says is at least what the process had that started this one.
    """
    with contextlib.suppress(OSError, KeyError):
        found = {name: value for name, _, value in (line.partition(b":") for line in _told("status").splitlines())}
        most, now = (int(found[name].split()[0]) * 1024 for name in (b"VmHWM", b"VmRSS"))
        return most, now
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024), 0


def mapped() -> int:
    """Return the bytes of mapped files resident in this process; 0 where the system does not tell (only Linux does)."""
    try:
        return int(_told("statm").split()[2]) * mmap.PAGESIZE
    except (OSError, IndexError):
        return 0


def _told(name: str) -> bytes:
    """Return a file of the system about this process, which is asked for at every search: by a Path it takes eight times as long."""
    file = os.open(f"/proc/self/{name}", os.O_RDONLY)
    try:
        return os.read(file, 8192)
    finally:
        os.close(file)
