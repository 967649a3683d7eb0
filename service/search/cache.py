"""A cache of answers while the index stays the same: many people ask the same, and everybody goes back a page."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from corpus.report import Report
from indexer.cache import Cache
from service.search.request import SearchRequest
from service.search.result import SearchResult

BUDGET = 16_000_000
"""Bytes of answers that each process caches: some 300 pages of ten hits."""

_CHARACTER_BYTES = 5
"""Bytes of a character of Chinese text: 2 in Python, and 3 in the JSON that may be made of it."""

_HIT_BYTES = 1_500
"""Bytes of a hit beside its title and snippets."""

_ADDRESS_BYTES = 9
"""Bytes that a character of the query may take in the address of each hit, in the JSON that may be made."""

_FACET_VALUE_BYTES = 200
"""Bytes of a facet's value and its count, and of the JSON of both."""

_Key = tuple[object, ...]
_Answers = Cache[_Key, SearchResult]


class ResultCache:
    """The answers last asked for, of one generation. Safe to use from several threads."""

    def __init__(self, budget: int = BUDGET) -> None:
        self._budget = budget
        self._current = self._empty("")

    def get(self, generation: str, request: SearchRequest, answer: Callable[[], SearchResult]) -> SearchResult:
        """Return the answer to `request`, from the cache or else from `answer`, which runs outside any lock."""
        started = time.perf_counter()
        key = _key(request)
        answers = self._answers(generation)
        known = answers.find(key)
        if known is not None:
            took_ms = round((time.perf_counter() - started) * 1000, 1)
            return replace(known, took_ms=took_ms, is_cached=True)
        result = answer()
        answers.add(key, result)
        return result

    def _answers(self, generation: str) -> _Answers:
        """Return the answers of a generation; a late answer of an older one is added to a cache that nobody asks."""
        current, answers = self._current
        if current != generation:
            self._current = _, answers = self._empty(generation)
        return answers

    def _empty(self, generation: str) -> tuple[str, _Answers]:
        return generation, Cache(self._budget, _size)


def _key(request: SearchRequest) -> _Key:
    return (
        request.query,
        request.page,
        request.page_size,
        request.sort,
        tuple(sorted(request.selections.items())),
        request.published_from,
        request.published_to,
        request.step,
        request.fold,
        request.at,
    )


def _size(result: SearchResult) -> int:
    """Return about how many bytes an answer takes."""
    hits = (*result.hits, *(hit for each in result.further for hit in each.hits))
    texts = sum(
        len(hit.title_html) + sum(map(len, hit.snippets)) + sum(map(_metadata_size, (hit.report, *hit.twins)))
        for hit in hits
    )
    values = sum(len(each) for each in result.facets.values())
    hit_bytes = _HIT_BYTES + _ADDRESS_BYTES * len(result.request.query)
    return _CHARACTER_BYTES * texts + hit_bytes * len(hits) + _FACET_VALUE_BYTES * values + 1_000


def _metadata_size(report: Report) -> int:
    """Return the characters of what a report says of itself; a hostile file may have a million keywords."""
    attachments = sum(len(each.name) + len(each.url) for each in report.attachments)
    return len(report.title) + len(report.topic) + sum(map(len, report.keywords)) + attachments
