"""Several reading processes that share the files of a build: read at the same time, taken in the order in which they were asked for."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from corpus.isolation.limits import ReadingLimits
from corpus.isolation.reader import IsolatedReader
from corpus.readers import Item

FILES_AHEAD = 4
"""Files that each process may have before it beside the one that it reads, so that none waits for the next."""


class ReaderPool:
    """Reads files in up to `processes` processes, each started when those before it have enough to do.

    What a process reads ahead waits in its connection, which holds a fraction of a megabyte; then the process waits too. A file
    that ends its process costs itself: those asked for after it are read by the next one.
    """

    def __init__(self, limits: ReadingLimits, processes: int) -> None:
        self._readers = [IsolatedReader(limits) for _ in range(max(processes, 1))]
        self._order: deque[IsolatedReader] = deque()
        self.format = ""

    @property
    def room(self) -> int:
        """How many more files to ask for before the next one is taken."""
        return (1 + FILES_AHEAD) * len(self._readers) - len(self._order)

    def ask(self, path: str, source: str) -> None:
        """Let a process read the file at a real path."""
        reader = min(self._readers, key=lambda each: each.waiting)
        reader.ask(path, source)
        reader.start()
        self._order.append(reader)

    def read(self) -> Iterator[Item]:
        """Yield what the first file holds that was asked for and not read yet; then `format` names its format. Never raises for a bad file."""
        reader = self._order[0]
        yield from reader.read()
        self._order.popleft()
        self.format = reader.format

    def close(self) -> None:
        """End all processes; files that are being read are given up."""
        for reader in self._readers:
            reader.close()
