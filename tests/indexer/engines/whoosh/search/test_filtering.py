"""Facets are counted without their own filters, in the values of all segments."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.engines.whoosh.search.filtering import filter_and_count


@pytest.mark.parametrize("own_facets", [(), (0,), (-1,), (0, 1), (0, 0), (1, -1)])
def test_counts_and_reports(own_facets: tuple[int, ...]) -> None:
    """A report counts for a facet when every filter on another field lets it through."""
    chance = np.random.default_rng(len(own_facets))
    size, facets = 200, 2
    matched, live = chance.random(size) < 0.7, chance.random(size) < 0.9
    passing = chance.random((len(own_facets), size)) < 0.6
    codes = chance.integers(0, 3, (size, facets)).astype(np.uint16)
    translations = np.array([[0, 4, 2], [0, 1, 3]])
    counts = np.ones((facets, 5), dtype=np.int64)
    docs = filter_and_count(matched, live, passing, np.array(own_facets, dtype=np.int64), codes, translations, counts)
    assert docs.tolist() == np.flatnonzero(matched & live & passing.all(axis=0)).tolist()
    for facet in range(facets):
        others = passing[[own != facet for own in own_facets]]
        held = translations[facet][codes[matched & live & others.all(axis=0), facet]]
        assert counts[facet].tolist() == (1 + np.bincount(held, minlength=5)).tolist()
