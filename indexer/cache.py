"""A cache in memory that is bounded by the bytes it holds."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Cache(Generic[Key, Value]):
    """Values by key, those last used, up to `budget` bytes by `size`. Safe to use from several threads."""

    def __init__(self, budget: int, size: Callable[[Value], int]) -> None:
        self._budget = budget
        self._size = size
        self._bytes = 0
        self._values: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: Key) -> Value | None:
        """Return what is cached under `key`."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def add(self, key: Key, value: Value) -> None:
        """Cache a value, unless its key has one; those used longest ago go, and one above the budget isn't cached."""
        if key in self._values:
            return
        size = self._size(value)
        with self._lock:
            if key not in self._values:
                self._values[key] = value, size
                self._bytes += size
            while self._bytes > self._budget:
                self._bytes -= self._values.popitem(last=False)[1][1]

    def get(self, key: Key, make: Callable[[], Value]) -> Value:
        """Return the value of `key`, which `make` computes, outside any lock, when it is not cached."""
        found = self.find(key)
        if found is None:
            found = make()
            self.add(key, found)
        return found
