"""Frequencies of dense terms by report: going through their postings again and again takes ten times as long."""

from __future__ import annotations

import mmap
import threading
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from indexer.compiled import compiled, integer
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import MappedTable, arrays_of, first_posting, frequency_at

DENSE_SHARE = 8
"""Terms that more than one in this many reports have are dense."""

DENSE_BYTES = 64_000_000
"""Memory per generation: some 600 terms of 100,000 reports, which are most of the dense ones."""

LARGEST_FREQUENCY = 0xFF
"""The largest frequency that a line holds; a term with a larger one has no line."""


class DenseFrequencies:
    """Lines of frequencies by report, uint8, the same line of every segment for one term.

    Lines are written once, before anyone knows of them, and never reused for another term: a search may read them without
    a lock. The dense terms that are first asked for twice have them.
    """

    def __init__(self, sizes: Sequence[int], budget: int = DENSE_BYTES) -> None:
        self._lines: dict[Hashable, int] = {}
        self._asked_once: set[Hashable] = set()
        self._lock = threading.Lock()
        lines = budget // max(sum(sizes), 1)
        self._free = iter(range(lines))
        self.frequencies: tuple[Array, ...] = tuple(_zeros(lines, size) for size in sizes)

    def line(self, term: Hashable, fill: Callable[[Sequence[Array]], bool]) -> int:
        """Return the line of a term, or -1; `fill` writes it, by segment, and returns whether it could."""
        found = self._lines.get(term)
        if found is not None:
            return found
        with self._lock:
            if term not in self._asked_once:
                self._asked_once.add(term)
                return -1
            if term not in self._lines:
                line = next(self._free, -1)
                self._lines[term] = line if line >= 0 and fill([each[line] for each in self.frequencies]) else -1
            return self._lines[term]


@compiled
def weigh_rows(table: MappedTable, first: int, end: int, row_weights: Array, line: Array) -> bool:
    """Return whether a term's weighted frequencies, written to `line`, uint8[reports], all zeros before, are all small enough.

    The term has the rows from `first` up to `end`; `row_weights`: float32[fields].
    """
    arrays = arrays_of(table)
    for row in range(first, end):
        row_weight, overflow = integer(row_weights[arrays.row_fields[row]]), 0
        if row_weight > 0:
            for posting in range(first_posting(arrays, row), first_posting(arrays, row + 1)):
                frequency, overflow = frequency_at(arrays, posting, overflow)
                doc = arrays.docs[posting]
                weighted = integer(line[doc]) + row_weight * frequency
                if weighted > LARGEST_FREQUENCY:
                    return False
                line[doc] = weighted
    return True


def _zeros(lines: int, size: int) -> Array:
    """Return uint8[lines, size], whose untouched pages take no memory and which goes back to the system when it is freed.

    Freed memory that the C library keeps would have to be zeroed with every commit.
    """
    if not lines * size:
        return np.zeros((lines, size), dtype=np.uint8)
    return np.frombuffer(
        mmap.mmap(-1, lines * size, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS), dtype=np.uint8
    ).reshape(lines, size)
