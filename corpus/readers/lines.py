"""The lines of a stream of bytes with their numbers; blank ones cost next to nothing, and no line or file is too long."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import IO, Any

MAX_LINE = 16 * 1024 * 1024
"""Bytes of one line: ten times the longest report seen; memory must stay bounded."""

MAX_LINES = 20_000_000
"""Lines of one file: more than all reports of a country's ministries; bombs of line ends have more."""

_BUFFER = 256 * 1024


def numbered_lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes | None]]:
    """Yield the number and the bytes of each line that is not blank; None instead of a line that is too long.

    Ends after `MAX_LINES`: the last number is then one more, with None.
    """
    buffered = isinstance(stream, io.BufferedReader)
    reader: io.BufferedReader[Any] = stream if buffered else io.BufferedReader(stream, _BUFFER)  # type: ignore[assignment]  # `buffered` says so
    number = 0
    try:
        while line := reader.readline(MAX_LINE + 1):
            number += 1
            if number > MAX_LINES:
                yield number, None
                return
            if line.isspace():
                number += _skip_line_ends(reader)
            elif len(line) <= MAX_LINE or line.endswith(b"\n"):
                yield number, line
            else:
                _skip_line(reader)
                yield number, None
    finally:
        if not buffered:
            reader.detach()


def _skip_line(reader: io.BufferedReader[Any]) -> None:
    while (line := reader.readline(MAX_LINE)) and not line.endswith(b"\n"):
        pass


def _skip_line_ends(reader: io.BufferedReader[Any]) -> int:
    """Read past the empty lines that come next; return how many."""
    skipped = 0
    while ahead := reader.peek():
        empty = len(ahead) - len(ahead.lstrip(b"\n"))
        reader.read(empty)
        skipped += empty
        if empty < len(ahead):
            break
    return skipped
