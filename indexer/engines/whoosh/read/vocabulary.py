"""The values of a keyword field in one generation."""

from __future__ import annotations

from collections.abc import Iterator
from heapq import merge
from itertools import groupby

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
    for number in table.prefixed(prefix):
        for row in table.rows_between(number, number + 1):
            if table.field_ordinal(row) == ordinal:
                yield table.term(number), int(segment.live[table.docs(row)].sum())
