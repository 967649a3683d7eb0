"""What passes between an index and the process that reads for it, as JSON: a damaged sender can only send wrong text.

Reports pass in their stored form, which costs nothing to read back (see `corpus.record.from_stored`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from corpus.problem import Problem
from corpus.record import from_stored, to_stored
from corpus.report import Report

_ENCODING = ("utf-8", "surrogatepass")
"""Paths of files whose names are no UTF-8 hold lone surrogates."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: its real path, or "" for the stream that the process was started with, and its source."""

    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read since the last batch of a file. `ended`: the file has no more; `leaving`: nor does the process read others."""

    items: Sequence[Report | Problem]
    ended: bool = False
    leaving: bool = False


def encode_request(request: Request) -> bytes:
    """Return a request as bytes."""
    return _encoded([request.path, request.source])


def decode_request(data: bytes) -> Request:
    """Return the request that `encode_request` made into `data`."""
    path, source = _decoded(data)
    return Request(path, source)


def encode_batch(batch: Batch) -> bytes:
    """Return a batch as bytes."""
    return _encoded([batch.ended, batch.leaving, [_to_plain(item) for item in batch.items]])


def decode_batch(data: bytes) -> Batch:
    """Return the batch that `encode_batch` made into `data`. Raises ValueError and what else wrong data leads to."""
    ended, leaving, items = _decoded(data)
    return Batch([_from_plain(*item) for item in items], ended, leaving)


def _to_plain(item: Report | Problem) -> list[object]:
    return [to_stored(item), item.body] if isinstance(item, Report) else [astuple(item), None]


def _from_plain(values: Sequence[Any], body: str | None) -> Report | Problem:
    return Problem(*values) if body is None else from_stored(values, body)


def _encoded(value: Iterable[object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*_ENCODING)


def _decoded(data: bytes) -> Any:
    return json.loads(data.decode(*_ENCODING))
