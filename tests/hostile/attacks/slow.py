"""Five hundred connections of every slow kind, whose headers, bodies or reading never end, and what others wait meanwhile."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Sequence
from itertools import islice

from benchmarks.archive import Recipe, make, read_pool
from benchmarks.latency import percentiles
from benchmarks.peers.service import Service
from corpus.report import Report
from tests.hostile.attacks.load import Client, requests
from tests.hostile.attacks.part import Attack, Failures, Figures
from tests.hostile.sockets import SLOW, held

CONNECTIONS = 500
SECONDS = 60
REPORTS = 500
CLIENTS = 4
BETWEEN_STEPS = 1.0


def run(attack: Attack) -> Figures:
    """Measure ordinary requests, first alone and then beside slow connections; none may fail."""
    reports = list(make(read_pool(), Recipe(REPORTS, 600)))
    service = Service(attack.folder / "index")
    service.build(reports)
    service.start()
    failures, seconds = Failures(), max(3.0, SECONDS * attack.scale)
    connections = max(len(SLOW), attack.times(CONNECTIONS))
    try:
        _asked(service, reports, seconds=min(seconds, 5.0), failures=Failures())
        alone = _asked(service, reports, seconds=seconds, failures=failures)
        with held(service.address(), SLOW, connections, step_seconds=BETWEEN_STEPS):
            beside = _asked(service, reports, seconds=seconds, failures=failures)
    finally:
        service.stop()
    return {
        "connections": connections,
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
