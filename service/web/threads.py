"""The threads of a server's pool: few of them answer, the others stand aside until one of those is busy with something else.

The pool gives each request to any thread that is free, and has as many as may wait for bodies. Searches that go from one thread to the
next cost a fifth more than those of few threads: what a thread had at hand is not there for another, and Python has one lock for all.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Any

REPLACED = "suoyin.replaced"
"""Where the environment of a request has `Threads.replaced`."""


def beside_others(environ: Mapping[str, Any]) -> AbstractContextManager[None]:
    """Have everybody else answered while a request takes long; outside of a server there is nobody else."""
    found: AbstractContextManager[None] = environ.get(REPLACED, nullcontext)()
    return found


class Threads:
    """The threads of a pool: how many are `there` to answer, of which `number` shall be; whoever comes beyond stands `aside` after its answer."""

    def __init__(self, number: int) -> None:
        self.there = 0
        self.aside: list[threading.Lock] = []
        self._number = number
        self._lock = threading.Lock()
        self._known = threading.local()

    def come(self) -> None:
        """Count the calling thread as one that is there, until it ends."""
        if not hasattr(self._known, "presence"):
            self._known.presence = _Presence(self)

    def stand_aside(self) -> None:
        """Wait, where more are there than shall, until one is wanted in the place of another."""
        with self._lock:
            if self.there <= self._number:
                return
            self.there -= 1
            called = threading.Lock()
            called.acquire()
            self.aside.append(called)
        called.acquire()

    @contextmanager
    def replaced(self) -> Iterator[None]:
        """Have another thread answer everybody else, in the place of the calling one."""
        self._count(-1)
        with self._lock:
            if self.aside and self.there < self._number:
                self.there += 1
                self.aside.pop().release()
        try:
            yield
        finally:
            self._count(1)

    def _count(self, change: int) -> None:
        with self._lock:
            self.there += change


class _Presence:
    """What a thread has of its own as long as it runs: a pool ends those that it has no work for."""

    def __init__(self, threads: Threads) -> None:
        self._threads = threads
        threads._count(1)

    def __del__(self) -> None:
        self._threads._count(-1)
