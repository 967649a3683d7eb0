"""Many clients at once: requests a second over connections kept alive, and whether one report added meanwhile is seen."""

from __future__ import annotations

import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.connection import BadResponse, Connection
from benchmarks.latency import percentiles
from benchmarks.mix import Query
from benchmarks.peers.peer import Request, Server
from benchmarks.peers.service import Service
from corpus.report import Report
from service.search.model import SearchRequest

CLIENTS = 16
WARMING_SECONDS = 1.0
ADDITIONS = 10
BETWEEN_ADDITIONS = 0.2
"""Seconds, so that requests meet the index before, during and after each addition."""

POLL_SECONDS = 0.005
VISIBLE_WITHIN = 120
"""Seconds after which an added report counts as lost."""


def throughput(
    server: Server, requests: Sequence[Request], *, seconds: float, clients: int = CLIENTS
) -> dict[str, Any]:
    """Ask different requests from several threads for some seconds; each request is asked once."""
    taken = _Taken(requests)
    stop = threading.Event()
    workers = [_Client(server, taken, stop) for _ in range(clients)]
    for worker in workers:
        worker.start()
    time.sleep(WARMING_SECONDS)
    before = sum(len(worker.seconds) for worker in workers)
    started = time.perf_counter()
    while time.perf_counter() - started < seconds and not taken.exhausted:
        time.sleep(0.02)
    elapsed = time.perf_counter() - started
    done = sum(len(worker.seconds) for worker in workers) - before
    stop.set()
    for worker in workers:
        worker.join()
    return {
        "clients": clients,
        "requests": done,
        "failures": sum(worker.failures for worker in workers),
        "per_second": round(done / elapsed, 1),
        **percentiles([each for worker in workers for each in worker.seconds] or [0.0]),
    }


def visibility(service: Service, requests: Sequence[Request], made: Callable[[int], Report]) -> dict[str, Any]:
    """Add reports one by one while clients go on asking, and time from before each addition until a search finds it."""
    stop = threading.Event()
    taken = _Taken(requests)
    workers = [_Client(service, taken, stop) for _ in range(4)]
    for worker in workers:
        worker.start()
    try:
        seconds = []
        for number in range(ADDITIONS):
            seconds.append(_seen(service, made(number)))
            time.sleep(BETWEEN_ADDITIONS)
    finally:
        stop.set()
        for worker in workers:
            worker.join()
    return {
        "visible_seconds": [round(each, 3) for each in seconds],
        "median_seconds": round(statistics.median(seconds), 3),
        "requests_meanwhile": sum(len(worker.seconds) for worker in workers),
        "failures_meanwhile": sum(worker.failures for worker in workers),
    }


def _seen(service: Service, report: Report) -> float:
    """Add a report, whose title nobody else has, and wait until it is found."""
    asked = Query("added", SearchRequest(f'"{report.title}"'))
    connection = Connection(service.address())
    adding = threading.Thread(target=service.add, args=(report,))
    started = time.perf_counter()
    adding.start()
    # Each try asks for another number of hits: an answer from before may be cached.
    tries = 0
    while not service.read(connection.ask(service.request(asked, 1 + tries % 50))).total:
        tries += 1
        time.sleep(POLL_SECONDS)
        if time.perf_counter() - started > VISIBLE_WITHIN:
            raise RuntimeError("an added report is not found")
    elapsed = time.perf_counter() - started
    adding.join()
    connection.close()
    return elapsed


def added_report(number: int, pattern: Report) -> Report:
    """Give a report with words in its title that no archive has."""
    return replace(pattern, id=f"added{number:04d}", title=f"鼋鼍龘爨第{number}号饕餮通告", index_number=None)


class _Taken:
    """Hands out requests, each once, to any thread."""

    def __init__(self, requests: Sequence[Request]) -> None:
        self._left: Iterator[Request] = iter(requests)
        self._lock = threading.Lock()
        self.exhausted = False

    def next(self) -> Request | None:
        with self._lock:
            found = next(self._left, None)
            self.exhausted = found is None
            return found


class _Client(threading.Thread):
    """One client with a connection of its own."""

    def __init__(self, server: Server, taken: _Taken, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._connection = Connection(server.address())
        self._taken = taken
        self._stopping = stop
        self.seconds: list[float] = []
        self.failures = 0

    def run(self) -> None:
        while not self._stopping.is_set() and (request := self._taken.next()) is not None:
            started = time.perf_counter()
            try:
                self._connection.ask(request)
            except (OSError, BadResponse):
                self.failures += 1
            else:
                self.seconds.append(time.perf_counter() - started)
        self._connection.close()
