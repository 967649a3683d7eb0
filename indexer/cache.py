"""A cache of arrays, bounded by their size in bytes: what many searches of one generation compute alike."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Generic, TypeVar

import numpy.typing as npt

Array = npt.NDArray[Any]

Arrays = TypeVar("Arrays", bound="tuple[Array, ...]")


class Cache(Generic[Arrays]):
    """Tuples of arrays by key, those last used, up to `budget` bytes. Safe to use from several threads."""

    def __init__(self, budget: int) -> None:
        self._budget = budget
        self._size = 0
        self._arrays: OrderedDict[Hashable, Arrays] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Hashable, make: Callable[[], Arrays]) -> Arrays:
        """Return the arrays of `key`, which `make` computes, outside any lock, when they are not cached."""
        with self._lock:
            found = self._arrays.get(key)
            if found is not None:
                self._arrays.move_to_end(key)
                return found
        made = make()
        with self._lock:
            if key not in self._arrays:
                self._arrays[key] = made
                self._size += _bytes(made)
            while self._size > self._budget and len(self._arrays) > 1:
                self._size -= _bytes(self._arrays.popitem(last=False)[1])
        return made


def _bytes(arrays: tuple[Array, ...]) -> int:
    return sum(array.nbytes for array in arrays)
