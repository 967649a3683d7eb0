"""The values of a keyword field in one generation."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby

import numpy as np

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.fields import FIELD


def vocabulary(snapshot: Snapshot, field: str, prefix: str) -> Iterator[tuple[str, int]]:
    """Yield a keyword field's values that begin with `prefix`, in code point order, with counts of live reports."""
    if FIELD[field].facet:
        yield from (pair for pair in snapshot.facets.value_counts(field) if pair[0].startswith(prefix))
        return
    streams = (_values(segment, KEYWORD_ORDINAL[field], prefix.encode()) for segment in snapshot.segments)
    for value, same in groupby(merge(*streams), key=lambda pair: pair[0]):
        count = sum(each for _, each in same)
        if count:
            yield value.decode(), count


def _values(segment: OpenSegment, ordinal: int, prefix: bytes) -> Iterator[tuple[bytes, int]]:
    table = segment.keywords
    table.check()  # at once, which costs less than row by row
    numbers = table.prefixed(prefix)
    first, size = numbers.start, _FIRST_BATCH
    while first < numbers.stop:
        end = min(first + size, numbers.stop)
        yield from _counted(segment, ordinal, first, end)
        first, size = end, min(size * 4, _LARGEST_BATCH)


def _counted(segment: OpenSegment, ordinal: int, first: int, end: int) -> Iterator[tuple[bytes, int]]:
    """Yield those of the terms from number `first` up to `end` that are values of a field, with counts of live reports."""
    table, arrays = segment.keywords, segment.keywords.arrays
    bounds = arrays.term_rows[first : end + 1].astype(np.int64)
    rows = np.flatnonzero(arrays.row_fields[bounds[0] : bounds[-1]] == ordinal) + bounds[0]
    terms = np.searchsorted(bounds, rows, side="right") - 1 + first
    starts = arrays.row_postings[bounds[0] : bounds[-1] + 1].astype(np.int64)
    live = np.concatenate(([0], np.cumsum(segment.live[arrays.docs[starts[0] : starts[-1]]])))
    counts = (live[starts[1:] - starts[0]] - live[starts[:-1] - starts[0]])[rows - bounds[0]]
    yield from zip(map(table.term, terms.tolist()), counts.tolist(), strict=True)


_FIRST_BATCH, _LARGEST_BATCH = 64, 1 << 14
"""Terms that are looked at in one go: few at first, since many callers take only some values; more for those that take all."""
