"""How much of an index counts as this process's memory: what searches have read of its mapped files, released before it becomes too much."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import process_memory
from indexer.engines.whoosh.store.arrays import ArrayFile

MOST = 1_000_000_000
"""Bytes that a process shall have, also while a search reads. Most of what is released is read again: with half as many pages mapped, a
search among 100,000 reports finds 45 stretches of them gone instead of 25."""

LEAST = 100_000_000
"""Bytes mapped that are kept, whatever else the process has. Among a million reports it has 640 MB of its own, and searches map up to two
hundred: with 150 MB kept it comes to 1 GB."""

_REMEMBERED = 0.999
"""What is left after a search of the most that one before it has mapped: one in hundreds may map three hundred megabytes."""


class MappedPages:
    """The pages of an index that this process has mapped."""

    def __init__(self) -> None:
        self._before = 0
        self._most = 0.0

    def release(self, files: Sequence[ArrayFile]) -> None:
        """Release the pages of all files where another search might map more than there is room for. Asking how many are takes 30 µs."""
        if sum(len(file.mapping) for file in files) <= LEAST:
            return
        resident, mapped = process_memory.resident()
        self._most = max(mapped - self._before, self._most * _REMEMBERED)
        if mapped > LEAST and resident + self._most > MOST:
            for file in files:
                file.release_pages()
            _, mapped = process_memory.resident()
        self._before = mapped
