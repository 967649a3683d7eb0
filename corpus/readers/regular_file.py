"""Opening a file of an archive that others may change meanwhile: a regular file at its real path, or an error."""

from __future__ import annotations

import errno
import os
import stat
from io import BufferedReader
from pathlib import Path

LARGEST_WITH_HOLES = 256 * 2**20
"""A file may claim any size and hold nothing; up to this one reading it costs little."""

_BLOCK = 512
_LEAST_FILLED = 32
"""Texts that a file system packs take up a tenth, and never a thirty-second, of their size."""


def open_regular(path: Path) -> BufferedReader:
    """Return the regular file at `path`, opened. Raises OSError.

    A link or a pipe that took the file's place since it was found is refused, and never waited for; so is a file of holes.
    """
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "不是普通文件", str(path))
        if found.st_size > LARGEST_WITH_HOLES and found.st_blocks * _BLOCK < found.st_size // _LEAST_FILLED:
            raise OSError(errno.EFBIG, "文件几乎全是空洞，没有内容", str(path))
        return os.fdopen(descriptor, "rb")
    except BaseException:  # an interrupt too: it goes on, without the open file
        os.close(descriptor)
        raise
