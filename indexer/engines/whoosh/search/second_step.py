"""The second step of ranking as one compiled loop: what a few reports gain by their best passages, by grams near each other, and by
what they hold as it was typed.
"""

from __future__ import annotations

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.search.occurrences import Grams, no_occurrences, read_occurrences, rows_of
from indexer.engines.whoosh.search.passages import best_passage
from indexer.engines.whoosh.search.proximity import no_owners, worth_of_pairs
from indexer.engines.whoosh.search.tiling import tiled_share
from indexer.engines.whoosh.search.top import POINTS
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import MappedTable, arrays_of
from indexer.ranking import PAIRED

BODY_SIZE = np.dtype([("length", np.int64), ("passage_norm", np.float64), ("norm", np.float64)])
"""How many grams a report's body has, and what is added to frequencies in a passage of it and in all of it."""


@compiled
def add_second_step(
    table: MappedTable,
    grams: Grams,
    typed: tuple[Array, int],
    candidates: Array,
    order: Array,
    sizes: Array,
    weights: tuple[float, float, float],
) -> None:
    """Add to the points of some candidates what they gain, and note where their best passages begin.

    `grams`: GRAM[grams], of which the first `PAIRED` are paired. `typed`: TYPED_GRAM, these as they were typed, and how many tokens they are. `order`: int64, the indexes of the reports among
    `candidates`, CANDIDATE, by document number; `sizes`: BODY_SIZE, in the same order. `weights`: of passages, of pairs, and of what was typed.
    """
    arrays, longest = arrays_of(table), sizes["length"].max()
    rows, found, owners = rows_of(arrays, grams), no_occurrences(grams, longest), no_owners(longest)
    paired, room = grams[:PAIRED], np.empty_like(found.positions)
    for number in range(order.size):
        candidate, size = candidates[order[number]], sizes[number]
        read_occurrences(arrays, rows, candidate.doc, found)
        gain = 0.0
        if weights[0] > 0:
            best, begin = best_passage(grams, found, size.length, size.passage_norm)
            gain += weights[0] * best
            if best > 0:
                candidate.passage = begin
        if weights[1] > 0:
            gain += weights[1] * worth_of_pairs(paired, found, owners, size.norm)
        if weights[2] > 0:
            gain += weights[2] * tiled_share(typed[0], typed[1], found, room)
        candidate.points = np.rint((candidate.points / POINTS + gain) * POINTS)
