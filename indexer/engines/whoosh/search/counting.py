"""How often some reports have each value of facets, as one compiled loop over a segment's codes."""

from __future__ import annotations

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.store.arrays import Array


@compiled
def count_codes(
    docs: Array, start: int, codes: Array, first: int, end: int, translations: Array, counts: Array
) -> None:
    """Add to `counts`, int64[facets, values], how many of `docs` have each value of the facets from `first` up to `end`.

    `docs`: int64, numbered through all segments, of which `start` is the segment's first. `codes`: [reports, facets]. `translations`: int64[facets, codes], which of the values in all segments each code is.
    """
    own_counts = np.zeros(translations.shape, dtype=np.int64)
    for doc in docs:
        for facet in range(first, end):
            own_counts[facet, codes[doc - start, facet]] += 1
    for facet in range(first, end):
        for code in range(translations.shape[1]):
            counts[facet, translations[facet, code]] += own_counts[facet, code]


@compiled
def count_numbers(docs: Array, numbers: Array, counts: Array) -> None:
    """Add to `counts`, int64[numbers], how many of `docs`, int64, have each of the `numbers`, uint8[reports]."""
    for doc in docs:
        counts[numbers[doc]] += 1
