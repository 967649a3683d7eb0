"""Answers kept for as long as the index stays the same: many people ask the same, and everybody goes back a page."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace

from service.search.model import SearchRequest, SearchResult

BUDGET = 16_000_000
"""Bytes of text kept by each process: some 2,000 pages of ten hits."""

_CHARACTER_BYTES = 2
"""Chinese text in Python."""

_HIT_BYTES = 1_500
"""What a hit takes beside its title and snippets."""

_Key = tuple[object, ...]


class ResultCache:
    """Keeps the answers last asked for, of one generation. Safe to use from several threads."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._generation = ""
        self._kept: OrderedDict[_Key, tuple[SearchResult, int]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, generation: str, request: SearchRequest, answer: Callable[[], SearchResult]) -> SearchResult:
        """Give the answer to `request`, from memory or else from `answer`, which runs outside any lock."""
        started = time.perf_counter()
        key = _key(request)
        with self._lock:
            if generation != self._generation:
                self._generation, self._size = generation, 0
                self._kept.clear()
            known = self._kept.get(key)
            if known is not None:
                self._kept.move_to_end(key)
        if known is not None:
            return replace(known[0], took_ms=round((time.perf_counter() - started) * 1000, 1))
        result = answer()
        with self._lock:
            if generation == self._generation and key not in self._kept:
                self._keep(key, result)
        return result

    def _keep(self, key: _Key, result: SearchResult) -> None:
        size = _size(result)
        self._kept[key] = (result, size)
        self._size += size
        while self._size > self._budget:
            _, (_, gone) = self._kept.popitem(last=False)
            self._size -= gone


def _key(request: SearchRequest) -> _Key:
    return (
        request.query,
        request.page,
        request.page_size,
        request.sort,
        tuple(sorted(request.filters.items())),
        request.years,
        request.published_from,
        request.published_to,
    )


def _size(result: SearchResult) -> int:
    """Estimate how many bytes an answer takes."""
    texts = sum(len(hit.title_html) + sum(map(len, hit.snippets)) for hit in result.hits)
    values = sum(len(each) for each in result.facets.values())
    return _CHARACTER_BYTES * texts + _HIT_BYTES * len(result.hits) + 200 * values + 1_000
