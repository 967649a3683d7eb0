"""One committed generation of an index: its open segments, and what is known of all of them together."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from indexer.cache import Cache
from indexer.engines.whoosh.read.documents import Documents
from indexer.engines.whoosh.read.facet_columns import FacetColumns
from indexer.engines.whoosh.read.term_statistics import TermStatistics
from indexer.engines.whoosh.read.twins import Twins
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.files import Contents
from indexer.engines.whoosh.store.segment import OpenSegment

CACHE_BYTES = 32_000_000
"""Masks that are cached per generation, of filters, single characters and questions."""


class Snapshot:
    """One generation, opened for reading. Safe to use from several threads."""

    def __init__(self, segments: Sequence[OpenSegment], contents: Contents) -> None:
        self.segments = tuple(segments)
        self.contents = contents
        self.count = sum(segment.count for segment in segments)
        self.terms = TermStatistics(self.segments)
        self.facets = FacetColumns(self.segments)
        self.documents = Documents(self.segments)
        self.twins = Twins(self.segments)
        self.cache: Cache[Hashable, tuple[Array, ...]] = Cache(CACHE_BYTES, _bytes)


def _bytes(arrays: tuple[Array, ...]) -> int:
    return sum(array.nbytes for array in arrays)
