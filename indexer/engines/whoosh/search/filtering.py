"""Which matching reports all filters let through, and how often these have each value of facets and divisions.

What is narrowed down by its own filters is counted without them. Of most reports those that are left out are counted, and
taken from the counts of all, which a generation knows.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search.counting import count_codes, count_numbers
from indexer.engines.whoosh.search.facets import facet_values
from indexer.engines.whoosh.search.matcher import Mask, Matcher
from indexer.engines.whoosh.store.arrays import Array
from indexer.query import Division, Plan

ValueCounts = tuple[tuple[str, int], ...]


class _Counted(NamedTuple):
    """Reports that are counted one by one, int64, ascending: those that are asked for, or where `is_rest` all others."""

    docs: Array
    is_rest: bool


class Filtered:
    """The reports of `matched` that pass all filters of a plan, and the counts of its facets and divisions."""

    def __init__(self, snapshot: Snapshot, matcher: Matcher, plan: Plan, matched: Mask) -> None:
        self._snapshot = snapshot
        self._matcher = matcher
        self._plan = plan
        self._matched: Mask = matched & snapshot.live
        self._filtered = {each.field for each in plan.filters}
        passing = self._passing()
        self.docs: Array = passing.nonzero()[0]
        self._counted = self._cheaper(passing, self.docs)

    def counts(self) -> Mapping[str, ValueCounts]:
        """Return the values of facets and divisions that occur, with their counts, in the order of the port."""
        facets = self._plan.facets
        columns = self._snapshot.facets.merged(facets)
        counts = self._facet_counts(self._counted, 0, len(facets))
        for number, field in enumerate(facets):
            if field in self._filtered:
                counts[number] = self._facet_counts(self._without(field), number, number + 1)[number]
        return {
            **facet_values(facets, columns.values, counts),
            **{division.name: self._divided(division) for division in self._plan.divisions},
        }

    def _passing(self, but: str = "") -> Mask:
        """Return the reports that match and pass all filters but those on a field."""
        passing = [self._matcher.passing(each) for each in self._plan.filters if each.field != but]
        if not passing:
            return self._matched
        found: Mask = self._matched & passing[0]
        for each in passing[1:]:
            found &= each
        return found

    def _without(self, field: str) -> _Counted:
        """Return what is counted for a field that has filters of its own."""
        passing = self._passing(field)
        return self._cheaper(passing, passing.nonzero()[0])

    def _cheaper(self, passing: Mask, docs: Array) -> _Counted:
        if 2 * docs.size <= self._snapshot.count:
            return _Counted(docs, is_rest=False)
        return _Counted((self._snapshot.live & ~passing).nonzero()[0], is_rest=True)

    def _facet_counts(self, counted: _Counted, first: int, end: int) -> Array:
        """Return how often each value occurs of the facets from `first` up to `end`, int64[facets, values]."""
        columns = self._snapshot.facets.merged(self._plan.facets)
        counts = np.zeros((len(self._plan.facets), columns.size), dtype=np.int64)
        stretches = self._snapshot.stretches
        bounds = pairwise((0, *counted.docs.searchsorted([each.stop for each in stretches]).tolist()))
        for stretch, (begin, stop), codes, translations in zip(
            stretches, bounds, columns.codes, columns.translations, strict=True
        ):
            docs = counted.docs[begin:stop]
            if docs.size:
                count_codes(docs, stretch.start, codes, first, end, translations, counts)
        return self._snapshot.facets.totals(self._plan.facets) - counts if counted.is_rest else counts

    def _divided(self, division: Division) -> ValueCounts:
        """Return the values of a division that occur, with their counts, in their order."""
        counted = self._without(division.name) if division.name in self._filtered else self._counted
        counts = np.zeros(len(division.values) + 1, dtype=np.int64)
        count_numbers(counted.docs, self._matcher.numbered(division), counts)
        if counted.is_rest:
            counts = self._matcher.totals(division) - counts
        return tuple(
            (name, count) for (name, _), count in zip(division.values, counts[1:].tolist(), strict=True) if count
        )
