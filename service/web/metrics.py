"""Figures for monitoring in the format of Prometheus: requests, searches, the index.

Workers count for themselves, in files of a folder that prometheus_client adds up (its multiprocess mode). It looks for the folder when it is first
imported, in `FOLDER_VARIABLE`; without one, all is counted in this process.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from flask import Flask, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from werkzeug.exceptions import NotFound

from indexer.errors import IndexerError
from service.web import urls
from service.web.environ import Network, comes_directly_from
from service.web.observation import Answered
from service.web.port import SearchArchive, current_archive
from service.web.response import Response

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"

SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)
"""Upper bounds of the classes of durations: most searches take some milliseconds."""

_ELSEWHERE = "none"
"""Stands for the endpoint of addresses that nothing has."""


class Metrics:
    """What is counted of the requests of one worker, for `readers` to read."""

    def __init__(self, readers: Sequence[Network]) -> None:
        self._readers = readers
        self._registry = CollectorRegistry()
        self._requests = self._counter("http_requests", "Answered requests.", "endpoint", "status")
        self._seconds = Histogram(
            "suoyin_http_request_seconds",
            "Time until the first byte of an answer.",
            ["endpoint"],
            buckets=SECONDS,
            registry=self._registry,
        )
        self._searches = self._counter("searches", "Searches of pages and API, by how they were matched.", "step")
        self._without_result = self._counter("searches_without_result", "Searches that found nothing.")
        self._cached = self._counter("searches_cached", "Searches that were answered from the cache.")
        self._lost = self._counter("search_log_lost", "Entries of the search log that could not be written.")

    def _counter(self, name: str, meaning: str, *labels: str) -> Counter:
        return Counter(f"suoyin_{name}", meaning, labels, registry=self._registry)

    def observe(self, answered: Answered) -> None:
        """Count an answered request."""
        endpoint = answered.endpoint or _ELSEWHERE
        self._requests.labels(endpoint, answered.status).inc()
        self._seconds.labels(endpoint).observe(answered.seconds)
        if found := answered.result:
            self._searches.labels(found.step.value).inc()
            if not found.total:
                self._without_result.inc()
            if found.is_cached:
                self._cached.inc()

    def lose(self, entries: int) -> None:
        """Count lost entries of the search log."""
        self._lost.inc(entries)

    def text(self, archive: SearchArchive) -> bytes:
        """Return the figures of all workers and of the index, as Prometheus reads them."""
        counted = self._registry
        if os.environ.get(FOLDER_VARIABLE):
            counted = CollectorRegistry()
            MultiProcessCollector(counted)  # type: ignore[no-untyped-call]  # it has no types
        index = CollectorRegistry()
        index.register(_Index(archive))
        return generate_latest(counted) + generate_latest(index)

    def install(self, app: Flask) -> None:
        """Give the figures of `app` to its readers alone; to others, and to whom a proxy forwards, the address has nothing."""

        def read() -> Response:
            if not comes_directly_from(request.environ, self._readers):
                raise NotFound
            return Response(self.text(current_archive()), content_type=CONTENT_TYPE_LATEST)

        app.add_url_rule(urls.METRICS, "metrics", read)


class _Index(Collector):
    """What there is to tell of the index, asked when it is read."""

    def __init__(self, archive: SearchArchive) -> None:
        self._archive = archive

    def describe(self) -> list[Metric]:
        """Return nothing: the index need not be asked before it is read."""
        return []

    def collect(self) -> Iterator[Metric]:
        """Yield whether the index can be asked, and what is in it."""
        try:
            status = self._archive.status()
        except IndexerError:
            yield GaugeMetricFamily("suoyin_index_up", "Whether the index can be asked.", 0)
            return
        yield GaugeMetricFamily("suoyin_index_up", "Whether the index can be asked.", 1)
        yield GaugeMetricFamily("suoyin_index_reports", "Reports in the index.", status.reports)
        yield GaugeMetricFamily("suoyin_index_bytes", "Size of the index.", status.size)
        generation = GaugeMetricFamily("suoyin_index_info", "The state of the index.", labels=["generation"])
        generation.add_metric([status.generation], 1)
        yield generation
