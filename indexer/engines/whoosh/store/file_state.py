"""Files of an index: how they are made, and whether a name still stands for the same file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO, NamedTuple

FILE_MODE, FOLDER_MODE = 0o664, 0o775
"""What the umask may take from: nobody else can write, whatever it is."""


class FileState(NamedTuple):
    """What tells one file from another of the same name. A change time, unlike the other times, can't be set or copied."""

    device: int
    inode: int
    changed: int

    @classmethod
    def of(cls, status: os.stat_result) -> FileState:
        """Return the state of a file by its status."""
        return cls(status.st_dev, status.st_ino, status.st_ctime_ns)


def is_file(path: str, state: FileState) -> bool:
    """Return whether a path stands for just this file; asked at every request."""
    try:
        status = os.stat(path)  # noqa: PTH116  # a Path would take longer than the look
    except OSError:
        return False
    return (status.st_dev, status.st_ino, status.st_ctime_ns) == state


def created(path: Path) -> BinaryIO:
    """Return a new, empty file, opened for writing, that others can't write to."""
    return open(path, "wb", opener=lambda name, flags: os.open(name, flags, FILE_MODE))  # with an opener
