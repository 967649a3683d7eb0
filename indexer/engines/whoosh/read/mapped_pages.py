"""How much of an index counts as this process's memory: what searches have read of its mapped files, released before it becomes too much."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import process_memory
from indexer.engines.whoosh.store.arrays import ArrayFile

ROOM = 700_000_000
"""Bytes that may be mapped, also while a search reads. Most of what is released is read again: in a process with half of this mapped, a
search among 100,000 reports finds 45 stretches of pages gone, with all of it 25."""

_REMEMBERED = 0.999
"""What is left after a search of the most that one before it has mapped: one in hundreds may map three hundred megabytes."""


class MappedPages:
    """The pages of an index that this process has mapped, as far as it goes beyond what was there before."""

    def __init__(self) -> None:
        self._before = 0
        self._most = 0.0

    def release(self, files: Sequence[ArrayFile]) -> None:
        """Release the pages of all files where another search might map more than there is room for. Asking how many are takes 30 µs."""
        if sum(len(file.mapping) for file in files) <= ROOM:
            return
        now = process_memory.mapped()
        self._most = max(now - self._before, self._most * _REMEMBERED)
        if now + self._most > ROOM:
            for file in files:
                file.release_pages()
            now = process_memory.mapped()
        self._before = now
