"""Ten minutes of mixed requests to the service while another process commits each second: figures of each half minute."""

from __future__ import annotations

import itertools
import random
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks.archive import Recipe, make, read_pool
from benchmarks.connection import BadResponse, Connection
from benchmarks.latency import percentiles
from benchmarks.load import added_report
from benchmarks.peers.peer import Request
from benchmarks.peers.process import memory
from benchmarks.peers.service import Service
from corpus.report import Report
from service.web import urls
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.grammar import queries

SECONDS = 600
REPORTS = 5_000
CLIENTS = 8
COMMIT_SECONDS = 1.0
LOOK_SECONDS = 30.0

Look = Mapping[str, Any]
"""Memory and descriptors of the service at a second."""

_REFUSED = ("400 ", "404 ", "414 ", "431 ")
"""Answers to what can't be asked; anything else but 2xx counts as a failure."""


def run(attack: Attack) -> Figures:
    """Ask pages and the API, from several clients, while reports are added and removed; no request may fail."""
    reports = list(make(read_pool(), Recipe(attack.times(REPORTS) + 50, 600)))
    service = Service(attack.folder / "index")
    service.build(reports)
    service.start()
    try:
        return _load(service, reports, attack)
    finally:
        service.stop()


def _load(service: Service, reports: Sequence[Report], attack: Attack) -> Figures:
    seconds = max(5.0, SECONDS * attack.scale)
    failures, stop = Failures(), threading.Event()
    clients = [
        Client(service, requests(random.Random(attack.seed + n), reports), failures, stop) for n in range(CLIENTS)
    ]
    for client in clients:
        client.start()
    looks, commits = [_look(service, 0.0)], 0
    started = time.monotonic()

    def so_far() -> Figures:
        return _figures(clients, looks, commits, failures)

    while (elapsed := time.monotonic() - started) < seconds:
        try:
            service.add(added_report(commits % 100, reports[0]))  # the same hundred over and over: each replaces one
            commits += 1
        except Exception as error:  # any error is what is looked for
            failures.add(f"commit {commits}: {error!r}")
        if elapsed > looks[-1]["second"] + LOOK_SECONDS:
            looks.append(_look(service, elapsed))
        attack.tell(so_far)
        time.sleep(COMMIT_SECONDS)
    stop.set()
    for client in clients:
        client.join()
    looks.append(_look(service, seconds))
    return so_far()


def _figures(clients: Sequence[Client], looks: Sequence[Look], commits: int, failures: Failures) -> Figures:
    taken = [each for client in clients for each in client.seconds]
    return {
        "seconds": round(looks[-1]["second"]),
        "commits": commits,
        "requests": len(taken),
        "refused": sum(client.refused for client in clients),
        **{f"{name}_ms": value for name, value in percentiles(taken or [0.0]).items()},
        "looks": looks,
        **failures.figures(),
    }


def requests(chance: random.Random, reports: Sequence[Report]) -> Iterator[Request]:
    """Yield requests of every kind: pages and API, searches over the grammar and of titles, reports, numbers, nonsense."""
    grammar = queries(chance)
    for _ in itertools.count():
        report = chance.choice(reports)
        query = quote(chance.choice((next(grammar), report.title, report.title[:6])), safe="")
        yield Request(
            chance.choice(
                (
                    urls.HOME,
                    f"{urls.SEARCH}?q={query}",
                    f"{urls.LOCATE}?number={query}",
                    urls.report_url(report.id, f"q={query}"),
                    f"{urls.API}{urls.SEARCH}?q={query}&page_size={chance.choice((1, 10, 100))}",
                    f"{urls.API}{urls.REPORTS}/{quote(report.id)}",
                    f"{urls.API}{urls.SUGGEST}?q={query}",
                    f"{urls.API}{urls.STATUS}",
                    f"/{query}",
                )
            )
        )


def _look(service: Service, second: float) -> Look:
    """Return memory and descriptors of the service's processes."""
    pids = service.processes()
    descriptors = sum(len(list(Path(f"/proc/{pid}/fd").iterdir())) for pid in pids)
    return {
        "second": round(second, 1),
        **{f"{name}_mb": round(value / 1e6, 1) for name, value in memory(pids).items()},
        "descriptors": descriptors,
    }


class Client(threading.Thread):
    """A client that asks one request after another, and notes what went wrong."""

    def __init__(self, service: Service, asked: Iterator[Request], failures: Failures, stop: threading.Event) -> None:
        super().__init__(daemon=True)
        self._connection = Connection(service.address())
        self._asked = asked
        self._failures = failures
        self._stopping = stop
        self.seconds: list[float] = []
        self.refused = 0

    def run(self) -> None:
        for request in self._asked:
            if self._stopping.is_set():
                break
            started = time.perf_counter()
            try:
                self._connection.ask(request)
            except BadResponse as error:
                self.refused += str(error).startswith(_REFUSED)
                if not str(error).startswith(_REFUSED):
                    self._failures.add(f"{request.path[:200]}: {error}")
            except OSError as error:
                self._failures.add(f"{request.path[:200]}: {error!r}")
            self.seconds.append(time.perf_counter() - started)
        self._connection.close()
