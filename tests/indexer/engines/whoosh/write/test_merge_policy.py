"""Segments stay few, and no report is rewritten too often."""

from __future__ import annotations

import random

from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.store.postings import MAX_REPORTS
from indexer.engines.whoosh.write.merge_policy import plan_merges


def _segment(reports: int, deleted: int = 0) -> ColumnarSegment:
    return ColumnarSegment("MAIN", reports, positions=reports * 100, deleted=range(deleted))


def _commit(segments: list[ColumnarSegment], reports: int) -> tuple[list[ColumnarSegment], int]:
    """Return the segments after one more is committed, and how many reports were rewritten."""
    segments = [*segments, _segment(reports)]
    groups = plan_merges(segments)
    gone = {each.segid for group in groups for each in group}
    sizes = [sum(each.doc_count() for each in group) for group in groups]
    return [*(each for each in segments if each.segid not in gone), *map(_segment, sizes)], sum(sizes)


def test_small_commits_leave_few_segments_and_rewrite_little() -> None:
    """After thousands of small commits there are some ten segments, and a report was rewritten some ten times."""
    segments: list[ColumnarSegment] = []
    rewritten = total = 0
    random_sizes = random.Random(1)
    for _ in range(5_000):
        size = random_sizes.randint(1, 40)
        segments, copied = _commit(segments, size)
        rewritten, total = rewritten + copied, total + size
        assert all(each.doc_count() <= MAX_REPORTS for each in segments)
    assert sum(each.doc_count() for each in segments) == total
    assert len(segments) <= 10 + total // (MAX_REPORTS // 2)
    assert rewritten < 15 * total


def test_a_large_build_ends_with_full_segments() -> None:
    """Many equal batches become as few segments as their size allows."""
    groups = plan_merges([_segment(6_000) for _ in range(20)])
    assert sorted(len(group) for group in groups) == [10, 10]


def test_full_segments_are_left_alone() -> None:
    """A small commit beside full segments rewrites nothing."""
    assert plan_merges([_segment(MAX_REPORTS), _segment(60_000), _segment(1)]) == []


def test_a_mostly_deleted_segment_is_rewritten() -> None:
    """Deleted reports do not stay for ever."""
    assert len(plan_merges([_segment(1_000, deleted=500), _segment(60_000)])) == 1
