"""Counts of divisions: facets that are no fields, whose values are told by nodes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from indexer.engines.whoosh.search.matcher import Matcher
from indexer.engines.whoosh.store.arrays import Array
from indexer.query import Division, Plan


class DividedCounts:
    """How many reports have each value of a plan's divisions, added up segment by segment."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._counts = [np.zeros(len(each.values) + 1, dtype=np.int64) for each in plan.divisions]

    def add(self, matcher: Matcher, docs: Array) -> None:
        """Add what a segment has: of `docs`, which pass all filters, and for a division with filters of its own of what passes the others."""
        for division, counts in zip(self._plan.divisions, self._counts, strict=True):
            counted = self._passing_others(matcher, division) if self._is_filtered(division) else docs
            if counted.size:
                counts += np.bincount(matcher.numbered(division)[counted], minlength=counts.size)

    def values(self) -> Mapping[str, tuple[tuple[str, int], ...]]:
        """Return the values of each division that occur, with their counts, in the order of the division."""
        return {
            division.name: tuple(
                (name, count) for (name, _), count in zip(division.values, counts[1:].tolist(), strict=True) if count
            )
            for division, counts in zip(self._plan.divisions, self._counts, strict=True)
        }

    def _is_filtered(self, division: Division) -> bool:
        return any(each.field == division.name for each in self._plan.filters)

    def _passing_others(self, matcher: Matcher, division: Division) -> Array:
        passing = matcher.evaluate(self._plan.match) & matcher.segment.live
        for each in self._plan.filters:
            if each.field != division.name:
                passing &= matcher.passing(each)
        return passing.nonzero()[0]
