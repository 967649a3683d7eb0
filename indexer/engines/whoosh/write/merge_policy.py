"""Which segments to merge at a commit: small commits must stay cheap, and segments few."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.engines.whoosh.compat.codec import ColumnarSegment
from indexer.engines.whoosh.store.postings import MAX_REPORTS

GROWTH = 3
"""A segment that is not full ends up more than this many times the size of all smaller ones together: at most some ten
segments below a full one, and a report is rewritten once for about each of them."""

MAX_POSITIONS = 1 << 31
"""Positions of one segment; their number is stored in 32 bits."""

MOSTLY_DELETED = 0.4
"""Share of deleted reports above which a segment is rewritten by itself."""

Group = list[ColumnarSegment]


def plan_merges(segments: Sequence[ColumnarSegment]) -> list[Group]:
    """Return the groups of segments to merge, each into one."""
    groups: list[Group] = []
    for segment in sorted(segments, key=lambda each: each.doc_count()):
        if groups and _fits([*groups[-1], segment]) and segment.doc_count() <= GROWTH * _reports(groups[-1]):
            groups[-1].append(segment)
        else:
            groups.append([segment])
    chosen: list[Group] = []
    for group in reversed(groups):
        # Whatever is smaller than a group that is rewritten anyway costs little to take along.
        if chosen and len(chosen[-1]) > 1 and _fits(group + chosen[-1]):
            chosen[-1] = group + chosen[-1]
        else:
            chosen.append(group)
    return [group for group in chosen if len(group) > 1 or _is_mostly_deleted(group[0])]


def _reports(group: Group) -> int:
    return sum(segment.doc_count() for segment in group)


def _fits(group: Group) -> bool:
    return _reports(group) <= MAX_REPORTS and sum(segment.positions for segment in group) <= MAX_POSITIONS


def _is_mostly_deleted(segment: ColumnarSegment) -> bool:
    return segment.deleted_count() > MOSTLY_DELETED * segment.doc_count_all()
