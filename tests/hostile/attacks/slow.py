"""Five hundred connections that send their requests a byte at a time, and what others wait meanwhile."""

from __future__ import annotations

import random
import socket
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

from benchmarks.archive import Recipe, make, read_pool
from benchmarks.latency import percentiles
from benchmarks.peers.service import Service
from corpus.report import Report
from tests.hostile.attacks.load import Client, requests
from tests.hostile.attacks.part import Attack, Failures, Figures

CONNECTIONS = 500
SECONDS = 60
REPORTS = 500
CLIENTS = 4
BETWEEN_BYTES = 1.0

_HALF = b"POST /search HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\nX-Slow: "


def run(attack: Attack) -> Figures:
    """Measure ordinary requests, first alone and then beside slow connections; none may fail."""
    reports = list(make(read_pool(), Recipe(REPORTS, 600)))
    service = Service(attack.folder / "index")
    service.build(reports)
    service.start()
    failures, seconds = Failures(), max(3.0, SECONDS * attack.scale)
    try:
        _asked(service, reports, seconds=min(seconds, 5.0), failures=Failures())
        alone = _asked(service, reports, seconds=seconds, failures=failures)
        slow = _Slow(service.address(), max(16, attack.times(CONNECTIONS)))
        slow.start()
        beside = _asked(service, reports, seconds=seconds, failures=failures)
        slow.stop()
    finally:
        service.stop()
    return {
        "connections": slow.connections,
        "seconds": round(seconds),
        "alone_ms": alone,
        "beside_ms": beside,
        **failures.figures(),
    }


def _asked(service: Service, reports: Sequence[Report], *, seconds: float, failures: Failures) -> dict[str, float]:
    """Return percentiles of what requests took that several clients sent for some seconds."""
    stop = threading.Event()
    same = list(islice(requests(random.Random(1), reports), 500))
    clients = [Client(service, iter(same * 1000), failures, stop) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    time.sleep(seconds)
    stop.set()
    for client in clients:
        client.join()
    return percentiles([each for client in clients for each in client.seconds] or [0.0])


class _Slow(threading.Thread):
    """Connections that send half a request and then a byte now and then; one that is dropped is opened again."""

    def __init__(self, address: tuple[str, int], connections: int) -> None:
        super().__init__(daemon=True)
        self._address = address
        self._stopping = threading.Event()
        self.connections = connections

    def run(self) -> None:
        opened: list[socket.socket | None] = [None] * self.connections
        while not self._stopping.wait(BETWEEN_BYTES):
            for number, each in enumerate(opened):
                with suppress(OSError):
                    opened[number] = self._open() if each is None else each
                try:
                    if each is not None:
                        each.send(b"x")
                except OSError:
                    each.close()
                    opened[number] = None
        for each in opened:
            if each is not None:
                each.close()

    def _open(self) -> socket.socket:
        made = socket.create_connection(self._address, timeout=5)
        made.sendall(_HALF)
        made.setblocking(False)
        return made

    def stop(self) -> None:
        """Close all connections."""
        self._stopping.set()
        self.join()
