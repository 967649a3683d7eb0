"""Packed files that hold far more than reports pack to are read up to their limit."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from corpus.errors import UnpackedTooMuch
from corpus.problem import Problem
from corpus.readers import bounded, read_file
from corpus.readers.bounded import BoundedStream
from corpus.report import Report


def test_a_stream_ends_in_an_error() -> None:
    """No more than one block beyond the limit is unpacked."""
    stream = BoundedStream(io.BytesIO(bytes(100_000)), limit=5_000)
    read = 0
    with pytest.raises(UnpackedTooMuch):
        while data := stream.read(1000):
            read += len(data)
    assert read == 6_000


def test_what_was_read_of_a_bomb_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reports before the limit are kept, and the problem says what the limit is."""
    monkeypatch.setattr(bounded, "UNPACKED_AT_LEAST", 1024 * 1024)
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress('{"title": "关于防汛的通知"}\n'.encode() + b"x\n" * 10_000_000))
    report, *problems = read_file(path, source="a")
    assert isinstance(report, Report)
    assert any(isinstance(each, Problem) and "解开后超过" in each.reason for each in problems)
    assert sum(each.count for each in problems if isinstance(each, Problem)) < 10_000_000
