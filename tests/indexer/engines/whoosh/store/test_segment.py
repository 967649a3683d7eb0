"""A segment opened for reading shares what its file alone decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.report import Report
from indexer.engines.whoosh.store.records import encode_record
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.write.inversion import write_segment


@pytest.fixture
def segment(tmp_path: Path) -> OpenSegment:
    """Return a segment of five reports."""
    reports = [Report(id=f"r{number}", source="s", title="甲") for number in range(5)]
    write_segment(tmp_path / "one", [(encode_record(report), "") for report in reports])
    return OpenSegment(tmp_path / "one", {1})


def test_derived_values_are_computed_once(segment: OpenSegment) -> None:
    """What is derived from a segment is kept by function and arguments, and shared by its versions."""
    calls: list[int] = []

    def compute(of: OpenSegment, number: int) -> int:
        calls.append(number)
        return of.size + number

    other = segment.with_deleted({1, 2})
    assert [each.derived(compute, number) for each in (segment, other) for number in (1, 2)] == [6, 7, 6, 7]
    assert calls == [1, 2]


def test_deletions_are_of_one_version(segment: OpenSegment) -> None:
    """Each version has its own live documents; the same deletions make no other version."""
    other = segment.with_deleted([3, 1])
    assert segment.with_deleted([1]) is segment
    assert (segment.live.tolist(), segment.count) == ([True, False, True, True, True], 4)
    assert (other.live.tolist(), other.count) == ([True, False, True, False, True], 3)
    assert [segment.doc_of(f"r{number}") for number in range(5)] == [0, None, 2, 3, 4]
    assert [other.doc_of(f"r{number}") for number in range(5)] == [0, None, 2, None, 4]
    assert other.file is segment.file
