"""Values are counted by codes of a segment, and told in the values of all segments."""

from __future__ import annotations

import numpy as np
import pytest

from indexer.engines.whoosh.search.counting import count_codes, count_numbers


@pytest.mark.parametrize(("first", "end"), [(0, 2), (1, 2), (0, 0)])
def test_counts_codes_of_some_facets(first: int, end: int) -> None:
    """What is there is added to, and only the facets that are asked for are counted."""
    chance = np.random.default_rng(end)
    codes = chance.integers(0, 3, (200, 2)).astype(np.uint16)
    translations = np.array([[0, 4, 2], [0, 1, 3]])
    docs = np.flatnonzero(chance.random(200) < 0.4)
    counts = np.ones((2, 5), dtype=np.int64)
    count_codes(docs + 30, 30, codes, first, end, translations, counts)
    for facet in range(2):
        held = translations[facet][codes[docs, facet]] if first <= facet < end else []
        assert counts[facet].tolist() == (1 + np.bincount(held, minlength=5)).tolist()


def test_counts_numbers() -> None:
    """Each report has one of a few numbers."""
    counts = np.zeros(4, dtype=np.int64)
    count_numbers(np.array([0, 2, 3]), np.array([1, 2, 1, 3], dtype=np.uint8), counts)
    assert counts.tolist() == [0, 2, 0, 1]
