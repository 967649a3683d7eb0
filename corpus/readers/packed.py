"""Files packed by gzip or xz, opened as what is in them."""

from __future__ import annotations

import gzip
import lzma
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from corpus.readers.regular_file import open_regular

PACKED_SUFFIXES = ("", ".gz", ".xz")
"""What may follow the suffix of a format whose files can be packed; nothing for a plain file."""

DAMAGE_ERRORS = (EOFError, lzma.LZMAError, zlib.error, gzip.BadGzipFile)
"""Errors that reading a damaged packed file raises."""


@contextmanager
def open_packed(path: Path) -> Iterator[IO[bytes]]:
    """Open the file for reading what is in it. Raises OSError, and one of `DAMAGE_ERRORS` while it is read."""
    name = path.name.lower()
    with open_regular(path) as file:
        if name.endswith(".gz"):
            with gzip.open(file, "rb") as unpacked:
                yield cast(IO[bytes], unpacked)
        elif name.endswith(".xz"):
            with lzma.open(file, "rb") as unpacked:
                yield unpacked
        else:
            yield file
