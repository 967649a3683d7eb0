"""What passes between an index and the process that reads for it, as JSON and text: a damaged sender can only send wrong text.

Reports pass in their stored form, with the origins of their values behind it, which costs nothing to read back (see `corpus.record.from_stored`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from corpus.problem import Problem
from corpus.readers.passed_over import PassedOver
from corpus.readers.registry import Item
from corpus.record import from_stored, to_stored
from corpus.report import Origin, Report

_SIZE = 4
"""Bytes that say how long the JSON of a batch is."""

_ENCODING = ("utf-8", "surrogatepass")
"""Paths of files whose names are no UTF-8 hold lone surrogates."""

_BODY_ENCODING = "utf-16-le"
"""Of Chinese text it takes two thirds of the bytes and half the time of UTF-8, at both ends."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to read: its real path, or "" for the stream that the process was started with, and its source."""

    path: str
    source: str


@dataclass(frozen=True, slots=True)
class Batch:
    """What was read since the last batch of a file. `ended`: the file has no more; `leaving`: nor does the process read others.

    `format` is the name of the file's format as its content tells it, said with the end.
    """

    items: Sequence[Item]
    ended: bool = False
    leaving: bool = False
    format: str = ""


def encode_request(request: Request) -> bytes:
    """Return a request as bytes."""
    return _encoded([request.path, request.source])


def decode_request(data: bytes) -> Request:
    """Return the request that `encode_request` made into `data`."""
    path, source = _decoded(data)
    return Request(path, source)


def encode_batch(batch: Batch) -> bytes:
    """Return a batch as bytes: its size, what is short as JSON, and then the bodies, which are text without any escapes."""
    bodies = [item.body.encode(_BODY_ENCODING) if isinstance(item, Report) else None for item in batch.items]
    sizes = [None if body is None else len(body) for body in bodies]
    head = _encoded([batch.ended, batch.leaving, batch.format, sizes, [_to_plain(item) for item in batch.items]])
    return b"".join((len(head).to_bytes(_SIZE), head, *filter(None, bodies)))


def decode_batch(data: bytes) -> Batch:
    """Return the batch that `encode_batch` made into `data`. Raises ValueError and what else wrong data leads to."""
    begin = _SIZE + int.from_bytes(data[:_SIZE])
    ended, leaving, name, sizes, plain = _decoded(data[_SIZE:begin])
    items: list[Item] = []
    for size, values in zip(sizes, plain, strict=True):
        if size is None:
            items.append(PassedOver(*values) if len(values) == len(fields(PassedOver)) else Problem(*values))
        else:
            *stored, origins = values
            body = data[begin : begin + size].decode(_BODY_ENCODING)
            items.append(from_stored(stored, body, tuple([Origin(*each) for each in origins])))
            begin += size
    return Batch(items, ended, leaving, name)


def _to_plain(item: Item) -> Sequence[object]:
    if isinstance(item, Report):
        return [*to_stored(item), [(each.field, each.place) for each in item.origins]]
    return astuple(item)


def _encoded(value: Iterable[object]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(*_ENCODING)


def _decoded(data: bytes) -> Any:
    return json.loads(data.decode(*_ENCODING))
