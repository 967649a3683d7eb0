"""Hash tables for compiled loops, and stretches of codes numbered by one: equal ones alike, without a string for each."""

from __future__ import annotations

import numpy as np

from indexer.analysis.array_types import Codes, Int64s
from indexer.compiled import compiled

# Odd, and near the golden ratio's share of 2**61: keys that differ little are spread widely.
_SPREAD = 0x1E3779B97F4A7C15
_SPREAD_SHIFT = 36

_SMALLEST = 16
"""Slots of the smallest table."""


@compiled
def spread(key: int) -> int:
    """Return the hash of a key: its lowest bits tell which slot of a table, a power of two, to look at first."""
    return key * _SPREAD >> _SPREAD_SHIFT


@compiled
def number_stretches(codes: Codes, starts: Int64s, lengths: Int64s) -> tuple[Codes, Int64s]:
    """Return the number of each stretch `codes[start:start + length]`, uint32, and each number's first stretch, int64.

    Equal stretches have equal numbers, from 0 on in the order in which they are first found.
    """
    size = _SMALLEST
    while size < 2 * starts.size:
        size *= 2
    table = np.zeros(size, np.int32)
    numbers = np.empty(starts.size, np.uint32)
    firsts = np.empty(starts.size, np.int64)
    distinct = 0
    for stretch in range(starts.size):
        key = 0
        for i in range(starts[stretch], starts[stretch] + lengths[stretch]):
            key = key * _SPREAD + codes[i]
        slot = spread(key) & size - 1
        while table[slot] != 0 and not _is_same(codes, starts, lengths, firsts[table[slot] - 1], stretch):
            slot = slot + 1 & size - 1
        if table[slot] == 0:
            firsts[distinct] = stretch
            distinct += 1
            table[slot] = distinct
        numbers[stretch] = table[slot] - 1
    return numbers, firsts[:distinct]


@compiled
def _is_same(codes: Codes, starts: Int64s, lengths: Int64s, one: int, other: int) -> bool:
    if lengths[one] != lengths[other]:
        return False
    for offset in range(lengths[one]):  # noqa: SIM110  # compiled loops have no generators
        if codes[starts[one] + offset] != codes[starts[other] + offset]:
            return False
    return True
