"""The best of many reports, by a heap: compiled, and no more of them put in order than are wanted."""

from __future__ import annotations

import numpy as np

from indexer.compiled import allocation_free, compiled, integer
from indexer.engines.whoosh.store.arrays import Array
from indexer.ranking import SCORE_DECIMALS

POINTS = 10**SCORE_DECIMALS
"""Points of a score of 1: scores are compared in whole points, so that ways of adding that differ by rounding agree."""

NO_PASSAGE = -1.0

CANDIDATE = np.dtype(
    [(name, np.int64) for name in ("segment", "doc", "rank", "day", "points")] + [("passage", np.float64)]
)
"""A report that may be on the page: segment ordinal, document number, rank by date and id in its segment, day of publication,
score in points, and how far into the body its best passage begins, or `NO_PASSAGE`."""

RANK_BITS = 16
"""Bits of a rank: a segment has no more reports."""


@compiled
def add_best(
    best: Array,
    docs: Array,
    scores: Array,
    ranks: Array,
    by_rank: Array,
    days: Array,
    segment_ordinal: int,
    count: int,
) -> Array:
    """Return the candidates `best`, and after them the `count` best of some reports of a segment: by score, then by rank.

    `docs`: int64. `scores`: float64[reports], or empty where only the rank counts. `ranks`: uint16[reports] and
    `by_rank`, its inverse; `days`: int32[reports].
    """
    keys = _best_keys(docs, scores, ranks, count)
    found = np.empty(best.size + keys.size, dtype=CANDIDATE)
    for number in range(best.size):
        found[number] = best[number]
    for number in range(keys.size):
        each, rank = found[best.size + number], -keys[number] & ((1 << RANK_BITS) - 1)
        each.segment, each.rank, each.doc = segment_ordinal, rank, by_rank[rank]
        each.day, each.points, each.passage = days[each.doc], (keys[number] + rank) >> RANK_BITS, NO_PASSAGE
    return found


@compiled
def _best_keys(docs: Array, scores: Array, ranks: Array, count: int) -> Array:
    """Return the keys of the best reports, int64, in order: their points above the low `RANK_BITS`, less the rank."""
    keys = np.empty(min(count, docs.size), dtype=np.int64)
    for number in range(docs.size):
        key = -integer(ranks[docs[number]])
        if scores.size:
            key += integer(np.rint(scores[docs[number]] * POINTS)) << RANK_BITS
        if number < keys.size:
            keys[number] = key
            if number == keys.size - 1:
                _heapify(keys)
        elif keys.size > 0 and key > keys[0]:
            _sink(keys, 0, key)
    _sort_heap(keys)
    return keys


@compiled
def least_of_best(docs: Array, scores: Array, count: int) -> float:
    """Return the score of the `count`th best of some reports, which are at least `count`; `scores`: float64[reports]."""
    heap = np.empty(count, dtype=np.float64)
    for number in range(count):
        heap[number] = scores[docs[number]]
    _heapify(heap)
    for number in range(count, docs.size):
        if scores[docs[number]] > heap[0]:
            _sink(heap, 0, scores[docs[number]])
    return float(heap[0])


@allocation_free
def _heapify(heap: Array) -> None:
    """Order numbers as a heap, the least in front (Williams, Algorithm 232, 1964)."""
    for at in range(heap.size // 2 - 1, -1, -1):
        _sink(heap, at, heap[at])


@allocation_free
def _sort_heap(heap: Array) -> None:
    """Put the numbers of a heap in order, the largest in front."""
    for end in range(heap.size - 1, 0, -1):
        least, last = heap[0], heap[end]
        heap[end] = least
        _sink(heap[:end], 0, last)


@allocation_free
def _sink(heap: Array, at: int, value: float) -> None:
    """Replace the number at index `at` of a heap by a value that is not smaller."""
    while True:
        child = 2 * at + 1
        if child >= heap.size:
            break
        if child + 1 < heap.size and heap[child + 1] < heap[child]:
            child += 1
        if heap[child] >= value:
            break
        heap[at] = heap[child]
        at = child
    heap[at] = value
