"""Numbers in less than their natural width: half bytes, two in one, and positions as a byte and as many half bytes as needed."""

from __future__ import annotations

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.store.arrays import Array, Region

_HALF = 4
_LOW = 15


def packed_size(count: int) -> int:
    """Return how many bytes `count` half bytes take."""
    return (count + 1) // 2


def half_bytes(packed: Array, start: int, end: int) -> Array:
    """Return the half bytes number `start` to `end`, uint8.

    >>> half_bytes(np.array([0x21, 0x43], dtype=np.uint8), 1, 3).tolist()
    [2, 3]
    """
    both = packed[start >> 1 : (end + 1) >> 1]
    halves = np.empty(2 * both.size, dtype=np.uint8)
    np.bitwise_and(both, _LOW, out=halves[0::2])
    np.right_shift(both, _HALF, out=halves[1::2])
    return halves[start & 1 : (start & 1) + end - start]


class HalfByteWriter:
    """Appends half bytes to a region, holding back an odd one until the next comes or `finish` is called."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._odd: Array = np.zeros(0, dtype=np.uint8)

    @property
    def count(self) -> int:
        """The number of half bytes appended."""
        return 2 * self._region.count + self._odd.size

    def append(self, values: Array) -> None:
        """Write numbers from 0 to 15."""
        halves = values.astype(np.uint8, copy=False)
        if self._odd.size and halves.size:
            self._region.append(self._odd | halves[:1] << _HALF)
            self._odd, halves = halves[:0], halves[1:]
        even = halves.size & ~1
        self._region.append(halves[0:even:2] | halves[1:even:2] << _HALF)
        if halves.size > even:
            self._odd = halves[even:].copy()

    def finish(self) -> None:
        """Write what was held back."""
        self._region.append(self._odd)


# Positions: the low byte of each in one array, the rest in half bytes, as many as its text needs.

WIDTHS = ((1 << 8, 0), (1 << 12, 1), (1 << 16, 2), (1 << 24, 4))
"""Numbers of tokens, and how many half bytes above the low byte the positions of a text of up to so many need."""


def high_widths(tokens: Array) -> Array:
    """Return by text how many half bytes its positions take beside the low byte, uint8.

    Texts of one field that fit in 12 bits all get the same width: reading is faster when all are alike.
    """
    limits = [limit for limit, _ in WIDTHS]
    widths = np.array([width for _, width in WIDTHS], dtype=np.uint8)[np.searchsorted(limits, tokens)]
    return np.maximum(widths, 1) if widths.any() else widths


def split_positions(positions: Array, widths: Array) -> tuple[Array, Array]:
    """Return positions split into low bytes, and half bytes in order, low ones first; `widths` by position."""
    return (positions & 255).astype(np.uint8), _high_halves(positions, widths)


def join_positions(low: Array, halves: Array, widths: Array) -> Array:
    """Return positions put together again, int64."""
    positions = low.astype(np.int64)
    if not low.size or not halves.size:
        return positions
    least, most = int(widths.min()), int(widths.max())
    if least == most == 1:
        positions |= halves.astype(np.uint16) << 8
        return positions
    starts = np.cumsum(widths, dtype=np.uint32) - widths
    if least:
        positions |= halves[starts].astype(np.uint16) << 8
    for number in range(1 if least else 0, most):
        wide = np.flatnonzero(widths > number)
        positions[wide] |= halves[starts[wide] + number].astype(np.int64) << (8 + _HALF * number)
    return positions


@compiled
def _high_halves(positions: Array, widths: Array) -> Array:
    count = 0
    for i in range(widths.size):
        count += widths[i]
    halves = np.empty(count, np.uint8)
    count = 0
    for i in range(widths.size):
        high = np.int64(positions[i]) >> 8
        for _ in range(widths[i]):
            halves[count] = high & _LOW
            high >>= _HALF
            count += 1
    return halves
