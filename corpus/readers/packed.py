"""Files packed by gzip or xz, opened as what is in them."""

from __future__ import annotations

import gzip
import lzma
import zlib
from pathlib import Path
from typing import IO, cast

PACKED_SUFFIXES = ("", ".gz", ".xz")
"""What may follow the suffix of a format whose files can be packed; nothing for a plain file."""

DAMAGE_ERRORS = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile)
"""Errors that reading a damaged packed file raises."""


def open_packed(path: Path) -> IO[bytes]:
    """Return the file opened for reading what is in it. Raises OSError, and one of `DAMAGE_ERRORS` later."""
    name = path.name.lower()
    if name.endswith(".gz"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    return lzma.open(path, "rb") if name.endswith(".xz") else path.open("rb")
