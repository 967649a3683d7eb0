"""Facet counts come in the order of the port."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.search.facets import facet_values


def test_order_of_values() -> None:
    """Keywords come by count and then by value, years latest first; values that don't occur and missing ones are left out."""
    counts = np.array([[9, 2, 0, 7, 2], [9, 1, 0, 3, 0]])
    values = (("甲", "乙", "丙", "丁"), ("2020", "2021", "2022"))
    assert facet_values(("issuer", "year"), values, counts) == {
        "issuer": (("丙", 7), ("甲", 2), ("丁", 2)),
        "year": (("2022", 3), ("2020", 1)),
    }
