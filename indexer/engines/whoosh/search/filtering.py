"""Which matching reports all filters let through, and their facet values: one compiled pass over a segment's masks."""

from __future__ import annotations

import numpy as np

from indexer.compiled import allocation_free, compiled
from indexer.engines.whoosh.store.arrays import Array

_PASSES, _FAILS = -2, -1
"""What becomes of a report; a number from 0 up is the only facet it counts for, since just that field's filters reject it."""


@compiled
def filter_and_count(
    matched: Array, live: Array, passing: Array, own_facets: Array, codes: Array, translations: Array, counts: Array
) -> Array:
    """Return the document numbers, int64, of the reports that all filters let through, after counting facet values.

    `matched`, `live`: bool[reports]. `passing`: bool[filters, reports]; `own_facets`: int64[filters], the facet whose
    field a filter is on, or -1: it is counted without that filter. `codes`: [reports, facets]. `translations`:
    int64[facets, codes], which of the values in all segments each code is. Adds to `counts`, int64[facets, values].
    """
    docs, size = np.empty(matched.size, dtype=np.int64), 0
    own_counts = np.zeros(translations.shape, dtype=np.int64)
    for doc in range(matched.size):
        if not (matched[doc] and live[doc]):
            continue
        outcome = _outcome(passing, own_facets, doc)
        if outcome == _PASSES:
            docs[size] = doc
            size += 1
            for facet in range(codes.shape[1]):
                own_counts[facet, codes[doc, facet]] += 1
        elif outcome >= 0:
            own_counts[outcome, codes[doc, outcome]] += 1
    for facet in range(translations.shape[0]):
        for code in range(translations.shape[1]):
            counts[facet, translations[facet, code]] += own_counts[facet, code]
    return docs[:size]


@allocation_free
def _outcome(passing: Array, own_facets: Array, doc: int) -> int:
    outcome = _PASSES
    for number in range(own_facets.size):
        if not passing[number, doc]:
            if outcome not in (_PASSES, own_facets[number]):
                return _FAILS
            outcome = own_facets[number]
            if outcome == _FAILS:
                return _FAILS
    return outcome
