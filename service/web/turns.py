"""Turns to answer requests with a body, for the threads that have waited for one: first come, first served."""

from __future__ import annotations

import threading
from collections import deque


class Turns:
    """Turns to answer, so many at a time, in the order in which they are asked for by those `waiting`.

    `threading.Semaphore` lets whoever comes just when one ends go before those who wait, and some wait for long.
    """

    def __init__(self, number: int) -> None:
        self.waiting: deque[threading.Lock] = deque()
        self._free = number
        self._lock = threading.Lock()

    def acquire(self) -> None:
        """Wait for a turn."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            called = threading.Lock()
            called.acquire()
            self.waiting.append(called)
        called.acquire()

    def release(self) -> None:
        """Hand a turn to who has waited longest."""
        with self._lock:
            if self.waiting:
                self.waiting.popleft().release()
            else:
                self._free += 1

    def __enter__(self) -> None:
        """Wait for a turn, which ends with the block."""
        self.acquire()

    def __exit__(self, *_: object) -> None:
        """Hand the turn on."""
        self.release()
