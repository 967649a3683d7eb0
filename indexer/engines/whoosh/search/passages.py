"""The best passage of a report, from positions alone, as compiled loops."""

from __future__ import annotations

import numpy as np

from indexer.compiled import allocation_free, compiled
from indexer.engines.whoosh.search.occurrences import Grams, Occurrences
from indexer.engines.whoosh.store.arrays import Array
from indexer.fields import FIELD
from indexer.ranking import BLOCK, ROUNDING

_TITLE_WEIGHT = float(FIELD["title"].weight)


@compiled
def best_passage(grams: Grams, found: Occurrences, length: int, norm: float) -> tuple[float, float]:
    """Return the score of the best passage of a body of so many grams, and how far into it that begins.

    `norm` is added to a frequency.
    """
    worth = _worth_of_passages(grams, found, max(1, -(-length // BLOCK)), norm)
    best = worth.max()
    return best, _first_best(worth, best) * BLOCK / max(length, 1)


@compiled
def _worth_of_passages(grams: Grams, found: Occurrences, blocks: int, norm: float) -> Array:
    """Return what grams are worth in each passage, float64[blocks]: a passage is a block and the next one."""
    worth, counts = np.zeros(blocks), np.zeros(blocks + 1)
    for number in range(grams.size):
        start, end = found.starts[number], found.starts[number + 1]
        in_title = _TITLE_WEIGHT * found.in_title[number]
        if start == end and in_title == 0:
            continue
        for occurrence in range(start, end):
            counts[found.positions[occurrence] // BLOCK] += 1
        for block in range(blocks):
            frequency = counts[block] + counts[block + 1] + in_title
            if frequency > 0:
                worth[block] += grams[number].weight * frequency / (frequency + norm)
        if end > start:
            counts[:] = 0
    return worth


@allocation_free
def _first_best(worth: Array, best: float) -> int:
    block = 0
    while worth[block] < best - ROUNDING:
        block += 1
    return block
