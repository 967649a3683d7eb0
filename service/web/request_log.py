"""One line of JSON for each answered request: what was asked for and how it went, neither by whom nor what was searched for."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from typing import BinaryIO

from corpus.plain_json import encode
from service.web.observation import Answered, Observer

LONGEST_PATH = 500
"""Characters of a path that are written: a line of up to 4,096 bytes is written whole beside those of other workers."""


def writer(stream: BinaryIO) -> Observer:
    """Return what writes answered requests to a stream; one that nobody reads any more stops no request."""

    def write(answered: Answered) -> None:
        with contextlib.suppress(OSError):
            stream.write(encode(_line(answered)) + b"\n")
            stream.flush()

    return write


def _line(answered: Answered) -> dict[str, object]:
    found = answered.result
    return {
        "time": datetime.now(UTC).isoformat(timespec="milliseconds"),
        "method": answered.method,
        "path": answered.path[:LONGEST_PATH],
        "endpoint": answered.endpoint,
        "status": answered.status,
        "milliseconds": round(answered.seconds * 1000, 2),
        "bytes": answered.bytes,
        **({"step": found.step.value, "total": found.total} if found else {}),
    }
