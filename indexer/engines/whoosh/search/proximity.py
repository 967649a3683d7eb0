"""What grams of a query gain that stand near each other in a report, from positions alone, as compiled loops.

Metzler and Croft, "A Markov random field model for term dependencies" (2005): unordered pairs within a window.
"""

from __future__ import annotations

import numpy as np

from indexer.compiled import allocation_free, compiled
from indexer.engines.whoosh.search.occurrences import Grams, Occurrences
from indexer.engines.whoosh.store.arrays import Array
from indexer.ranking import WINDOW

NONE = -1


@compiled
def no_owners(longest: int) -> Array:
    """Return room for the grams that begin at each position of a body of at most so many grams, int64[positions, 2]: `NONE`."""
    return np.full((longest + WINDOW + 1, 2), NONE, dtype=np.int64)


@compiled
def worth_of_pairs(grams: Grams, found: Occurrences, owners: Array, norm: float) -> float:
    """Return what all pairs of grams are worth together that stand near each other, in either order.

    `owners` is all `NONE` before and after; at each position begin two of the grams at most: what follows a run of letters or digits is a
    gram alone and with its neighbour. `norm` is added to a frequency. Pairs that may overlap are worth nothing: two grams of one word say
    no more than the word.
    """
    counts = np.zeros((grams.size, grams.size))
    positions = found.positions[: found.starts[grams.size]]
    for gram in range(grams.size):
        for position in positions[found.starts[gram] : found.starts[gram + 1]]:
            owners[position, 0 if owners[position, 0] == NONE else 1] = gram
    for gram in range(grams.size):
        for position in positions[found.starts[gram] : found.starts[gram + 1]]:
            for near in range(position + 1, position + WINDOW + 1):
                if owners[near, 0] != NONE:
                    counts[gram, owners[near, 0]] += 1
                    if owners[near, 1] != NONE:
                        counts[gram, owners[near, 1]] += 1
    for position in positions:
        owners[position] = NONE
    return _worth(grams, counts, norm)


@allocation_free
def _worth(grams: Grams, counts: Array, norm: float) -> float:
    worth = 0.0
    for one in range(grams.size):
        for other in range(one):
            count = counts[one, other] + counts[other, one]
            if count > 0 and grams[one].ends != grams[other].begins and grams[other].ends != grams[one].begins:
                worth += (grams[one].weight + grams[other].weight) * count / (count + norm)
    return worth
