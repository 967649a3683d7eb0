"""The second step of ranking as one compiled loop: what a few reports gain by their best passages and by grams near each other."""

from __future__ import annotations

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.search.occurrences import Grams, no_occurrences, read_occurrences, rows_of
from indexer.engines.whoosh.search.passages import best_passage
from indexer.engines.whoosh.search.proximity import no_owners, worth_of_pairs
from indexer.engines.whoosh.search.top import POINTS
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import MappedTable, arrays_of
from indexer.ranking import PAIRED

BODY_SIZE = np.dtype([("length", np.int64), ("passage_norm", np.float64), ("norm", np.float64)])
"""How many grams a report's body has, and what is added to frequencies in a passage of it and in all of it."""


@compiled
def add_second_step(
    table: MappedTable, grams: Grams, candidates: Array, order: Array, sizes: Array, weights: tuple[float, float]
) -> None:
    """Add to the points of some candidates what they gain, and note where their best passages begin.

    `grams`: GRAM[grams], of which the first `PAIRED` are paired. `order`: int64, the indexes of the reports among
    `candidates`, CANDIDATE, by document number; `sizes`: BODY_SIZE, in the same order. `weights`: of passages, and of pairs.
    """
    arrays, longest = arrays_of(table), sizes["length"].max()
    rows, found, owners = rows_of(arrays, grams), no_occurrences(grams, longest), no_owners(longest)
    paired = grams[:PAIRED]
    for number in range(order.size):
        candidate, size = candidates[order[number]], sizes[number]
        read_occurrences(arrays, rows, candidate.doc, found)
        if weights[0] > 0:
            best, begin = best_passage(grams, found, size.length, size.passage_norm)
            candidate.points = np.rint((candidate.points / POINTS + weights[0] * best) * POINTS)
            if best > 0:
                candidate.passage = begin
        if weights[1] > 0:
            worth = worth_of_pairs(paired, found, owners, size.norm)
            candidate.points = np.rint((candidate.points / POINTS + weights[1] * worth) * POINTS)
