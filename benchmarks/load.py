"""Many clients at once: requests a second over connections kept alive, and whether one report added meanwhile is seen."""

from __future__ import annotations

import selectors
import socket
import statistics
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.connection import TIMEOUT, BadResponse, Connection, is_whole, says_close
from benchmarks.latency import percentiles
from benchmarks.peers.peer import Request, Server
from benchmarks.peers.service import Service
from benchmarks.query_set import Query
from corpus.report import Report
from service.search.request import SearchRequest

CLIENTS = 16
WARMING_SECONDS = 1.0
ADDITIONS = 10
BETWEEN_ADDITIONS = 0.2
"""Seconds, so that requests meet the index before, during and after each addition."""

POLL_SECONDS = 0.005
VISIBLE_WITHIN = 120
"""Seconds after which an added report counts as lost."""


def throughput(
    server: Server,
    requests: Sequence[Request],
    *,
    seconds: float,
    clients: int = CLIENTS,
    warming: float = WARMING_SECONDS,
) -> dict[str, Any]:
    """Return the rate and times of requests, each asked once, over several connections for some seconds after `warming`.

    All connections are served by one loop, which leaves most of the processors to the server.
    """
    connection = Connection(server.address())
    waiting = iter([connection.message(request) for request in requests])
    taken: list[float] = []
    failures, exhausted = 0, False
    with selectors.DefaultSelector() as selector:
        for _ in range(clients):
            _Asked(server.address(), selector).send(next(waiting))
        started = time.perf_counter() + warming
        while not exhausted and (now := time.perf_counter()) < started + seconds:
            for key, _ in selector.select(timeout=1):
                asked: _Asked = key.data
                outcome = asked.receive()
                if outcome is None:
                    continue
                now = time.perf_counter()
                if now >= started:
                    failures += not outcome
                    taken.append(now - asked.since)
                message = next(waiting, None)
                if message is None:
                    exhausted = True
                    break
                asked.send(message)
        elapsed = now - started
        for key in list(selector.get_map().values()):
            key.data.close()
    return {
        "clients": clients,
        "requests": len(taken),
        "failures": failures,
        "per_second": round((len(taken) - failures) / elapsed, 1) if elapsed > 0 else 0.0,
        **percentiles(taken or [0.0]),
    }


class _Asked:
    """A connection on which a request is under way, sent at `since`."""

    def __init__(self, address: tuple[str, int], selector: selectors.BaseSelector) -> None:
        self._address = address
        self._selector = selector
        self._received = bytearray()
        self._open()
        self.since = 0.0

    def send(self, message: bytes) -> None:
        """Send the next request, on a new connection where the server has closed the last one."""
        self.since = time.perf_counter()
        self._received.clear()
        try:
            self._socket.sendall(message)
        except OSError:
            self.close()
            self._open()
            self._socket.sendall(message)

    def receive(self) -> bool | None:
        """Return whether what has come is a good response, None while some of it is missing."""
        try:
            came = self._socket.recv(1 << 18)
        except OSError:
            came = b""
        self._received += came
        if came and not is_whole(self._received):
            return None
        if not came or says_close(self._received):
            self.close()
            self._open()
        return self._received.startswith(b"HTTP/1.1 2") and bool(came)

    def close(self) -> None:
        """Close the connection."""
        self._selector.unregister(self._socket)
        self._socket.close()

    def _open(self) -> None:
        self._socket = socket.create_connection(self._address, TIMEOUT)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._selector.register(self._socket, selectors.EVENT_READ, self)


def visibility(service: Service, requests: Sequence[Request], made: Callable[[int], Report]) -> dict[str, Any]:
    """Return the seconds from before each of some additions until a search finds it, while clients go on asking."""
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
    """Return the seconds from before a report, whose title no other has, is added until it is found."""
    asked = Query("added", SearchRequest(f'"{report.title}"'))
    connection = Connection(service.address())
    adding = threading.Thread(target=service.add, args=(report,))
    started = time.perf_counter()
    adding.start()
    # Each try asks for another number of hits: an answer from before may be cached.
    tries = 0
    while not service.parse(connection.ask(service.request(asked, 1 + tries % 50))).total:
        tries += 1
        time.sleep(POLL_SECONDS)
        if time.perf_counter() - started > VISIBLE_WITHIN:
            raise RuntimeError("an added report is not found")
    elapsed = time.perf_counter() - started
    adding.join()
    connection.close()
    return elapsed


def added_report(number: int, pattern: Report) -> Report:
    """Return a report with words in its title that no archive has."""
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
