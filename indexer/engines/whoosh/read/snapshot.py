"""One committed generation of an index: its open segments, and what is known of all of them together."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Hashable, Sequence
from itertools import accumulate, pairwise

import numpy as np

from indexer.cache import Cache
from indexer.engines.whoosh.read.documents import Documents
from indexer.engines.whoosh.read.facet_columns import FacetColumns
from indexer.engines.whoosh.read.term_statistics import TermStatistics
from indexer.engines.whoosh.read.twins import Twins
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.files import Contents
from indexer.engines.whoosh.store.segment import OpenSegment

Location = tuple[int, int]
"""A segment ordinal and a document number."""

CACHE_BYTES = 32_000_000
"""Masks that are cached per generation, of filters, single characters and questions."""

MASS_BYTES = 16_000_000
"""What reports have of the words of questions, kept for who asks for another share of that next: those with less, which are only counted."""


class Snapshot:
    """One generation of an open index. Safe to use from several threads.

    Its reports are numbered through all segments: those of a segment are a slice of `stretches`, and `size` is how many there
    are, with deleted ones. `live`: bool[reports]. `earlier` is the generation that was open before: what it knows and a commit
    doesn't change is not found out again.
    """

    def __init__(self, segments: Sequence[OpenSegment], contents: Contents, earlier: Snapshot | None = None) -> None:
        self.segments = tuple(segments)
        self.contents = contents
        self.count = sum(segment.count for segment in segments)
        self._starts = tuple(accumulate((segment.size for segment in segments), initial=0))
        self.stretches = tuple(slice(*bounds) for bounds in pairwise(self._starts))
        self.size = self._starts[-1]
        self.live = np.concatenate([np.ones(0, dtype=bool), *(segment.live for segment in segments)])
        self.terms = TermStatistics(self.segments)
        self.facets = FacetColumns(self.segments)
        self.documents = Documents(self.segments)
        self.twins: Twins = Twins(self.segments, earlier.twins if earlier else None)
        self.cache: Cache[Hashable, Array] = Cache(CACHE_BYTES, _bytes)
        self.masses: Cache[Hashable, Array] = Cache(MASS_BYTES, _bytes)

    def location(self, doc: int) -> Location:
        """Return where report `doc` stands."""
        segment_ordinal = bisect_right(self._starts, doc) - 1
        return segment_ordinal, doc - self._starts[segment_ordinal]

    def docs(self, candidates: Array) -> Array:
        """Return the numbers of some candidates (`top.CANDIDATE`), int64."""
        docs: Array = np.array(self._starts).take(candidates["segment"]) + candidates["doc"]
        return docs


def _bytes(array: Array) -> int:
    return array.nbytes
