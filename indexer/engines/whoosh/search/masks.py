"""Which reports of a segment hold a term, as compiled loops over its rows: marked in masks, or weighed."""

from __future__ import annotations

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import MappedTable, arrays_of


@compiled
def mark_rows(table: MappedTable, first: int, end: int, fields: Array, found: Array) -> None:
    """Mark in `found`, bool[reports], the reports of the rows from `first` up to `end` of `fields`, bool[fields]."""
    arrays = arrays_of(table)
    for row in range(first, end):
        if fields[arrays.row_fields[row]]:
            for posting in range(arrays.row_postings[row], arrays.row_postings[row + 1]):
                found[arrays.docs[posting]] = True


@compiled
def add_mass(table: MappedTable, first: int, end: int, fields: Array, weight: float, mass: Array) -> None:
    """Add `weight` to the `mass`, float64[reports], of each report that is in any of the rows of `fields`."""
    arrays = arrays_of(table)
    seen = np.zeros(mass.size, dtype=np.bool_)
    for row in range(first, end):
        if fields[arrays.row_fields[row]]:
            for posting in range(arrays.row_postings[row], arrays.row_postings[row + 1]):
                doc = arrays.docs[posting]
                if not seen[doc]:
                    seen[doc] = True
                    mass[doc] += weight
