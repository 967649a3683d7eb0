"""Stored reports: what is written is read, whatever it was compressed against, and merging copies it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given

from corpus.report import Report
from indexer.engines.whoosh.store import records as stored
from indexer.engines.whoosh.store.arrays import ArrayFile, ArrayWriter
from indexer.engines.whoosh.store.records import StoredReader, StoredWriter, decode_record, encode_record
from tests.corpus.strategies import reports


def _write(path: Path, inputs: Sequence[Sequence[bytes] | tuple[StoredReader, Sequence[int]]]) -> StoredReader:
    writer = StoredWriter()
    for each in inputs:
        if isinstance(each, tuple):
            writer.append_stored(each[0], np.array(each[1], dtype=np.int64))
        else:
            for record in each:
                writer.append(record)
    with ArrayWriter(path) as file:
        writer.write(file)
    return StoredReader(ArrayFile(path))


def _records(first: int, count: int) -> list[bytes]:
    return [
        f"第{number}号：关于做好第{number * 7919 % 1000}项防汛工作的通知。".encode() * 3
        for number in range(first, first + count)
    ]


def _all(reader: StoredReader) -> list[bytes]:
    return [reader.record(number) for number in range(reader.dictionary_of.size)]


@given(reports())
def test_records_round_trip(report: Report) -> None:
    """A report is what its record says."""
    assert decode_record(encode_record(report)) == report


@pytest.mark.parametrize("count", [0, 1, 50, 400])
def test_what_is_written_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Few records have no dictionary, many have one; each is read by itself."""
    monkeypatch.setattr(stored, "DICTIONARY_BYTES", 1_000)
    monkeypatch.setattr(stored, "_LEAST_DICTIONARY", 500)
    records = _records(0, count)
    reader = _write(tmp_path / "a", [records])
    assert _all(reader) == records
    assert set(reader.dictionary_of.tolist()) == ({1} if count > 100 else {0} if count else set())


def test_merging_copies_what_has_a_dictionary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Records are copied as they are with their dictionary; those without get one as soon as there are enough of them."""
    monkeypatch.setattr(stored, "DICTIONARY_BYTES", 1_000)
    monkeypatch.setattr(stored, "_LEAST_DICTIONARY", 500)
    inputs = [_records(0, 400), _records(400, 20), _records(420, 300), _records(720, 400)]
    readers = [_write(tmp_path / str(number), [records]) for number, records in enumerate(inputs)]
    chosen = [list(range(0, len(records), 2)) for records in inputs]
    merged = _write(tmp_path / "merged", list(zip(readers, chosen, strict=True)))
    assert _all(merged) == [
        records[number] for records, numbers in zip(inputs, chosen, strict=True) for number in numbers
    ]
    assert set(merged.dictionary_of[:200].tolist()) == {1}
    assert merged.frame(0) == readers[0].frame(0)
    again = _write(tmp_path / "again", [(readers[1], range(20)), (merged, range(merged.dictionary_of.size))])
    assert _all(again) == inputs[1] + _all(merged)
