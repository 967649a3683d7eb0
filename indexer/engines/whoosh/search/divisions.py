"""Counts of divisions: facets that are no fields, whose values are told by nodes."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from indexer.engines.whoosh.search.matcher import Matcher
from indexer.engines.whoosh.store.arrays import Array
from indexer.query import Division, Plan


def divided_counts(matcher: Matcher, plan: Plan, docs: Array) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """Return the values of a plan's divisions that occur, with their counts, in their order: of `docs`, which pass all filters, and for
    a division with filters of its own of what passes the others.
    """
    return {
        division.name: _counts(
            division, matcher, docs if _is_free(division, plan) else _others(division, matcher, plan)
        )
        for division in plan.divisions
    }


def _counts(division: Division, matcher: Matcher, docs: Array) -> tuple[tuple[str, int], ...]:
    numbers = matcher.numbered(division).take(docs)
    counts = np.bincount(numbers, minlength=len(division.values) + 1)[1:].tolist()
    return tuple((name, count) for (name, _), count in zip(division.values, counts, strict=True) if count)


def _is_free(division: Division, plan: Plan) -> bool:
    return all(each.field != division.name for each in plan.filters)


def _others(division: Division, matcher: Matcher, plan: Plan) -> Array:
    passing = matcher.evaluate(plan.match) & matcher.live
    for each in plan.filters:
        if each.field != division.name:
            passing &= matcher.passing(each)
    return passing.nonzero()[0]
