"""What is measured of a server, over HTTP on loopback."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

from benchmarks import archive, latency, load
from benchmarks.connection import Connection
from benchmarks.peers.peer import Answer, Server
from benchmarks.peers.process import memory
from benchmarks.peers.service import Service
from benchmarks.query_set import Query
from benchmarks.workload import Workload, rate, say, size, timed

DISTINCT_PER_SECOND = 2_000
"""Different requests made for each second of load; a server that is faster runs out of them, which only ends it early."""

WARMING = 1_000
WARMING_SECONDS = 20.0
"""Requests, at most, and seconds for which a server may warm up before it is timed."""


def measure(server: Server, workload: Workload, different: Sequence[Query]) -> tuple[dict[str, Any], Sequence[Answer]]:
    """Return the figures of building and of asking, alone and with many clients, and the answers."""
    say(f"{server.name}: building")
    seconds = timed(lambda: server.build(archive.read(workload.path)))
    connection = Connection(server.address())
    requests = [
        [server.request(query, latency.HITS + each) for each in range(workload.repeats)] for query in workload.queries
    ]

    def ask(number: int, hits: int) -> Answer:
        connection.ask(requests[number][hits - latency.HITS])
        return _UNPARSED

    say(f"{server.name}: asking")
    first = timed(lambda: connection.ask(requests[0][0]))
    _warm(server, connection, different[-WARMING:], seconds=min(WARMING_SECONDS, 2 * workload.load_seconds))
    taken = latency.measure(ask, len(requests), repeats=workload.repeats)
    answers = [server.parse(connection.ask(each[0])) for each in requests]
    connection.close()
    say(f"{server.name}: {load.CLIENTS} clients")
    loaded = load.throughput(
        server, [server.request(query, 10) for query in different[:-WARMING]], seconds=workload.load_seconds
    )
    found: dict[str, Any] = {
        "size": size(server.size(), workload),
        "first_query_seconds": round(first, 4),
        "query_ms": latency.summary(workload.queries, taken),
        "load": loaded,
        "memory": memory(server.processes()),
    }
    if not isinstance(server, Service):
        found["build"] = rate(seconds, workload)
    return found, answers


def _warm(server: Server, connection: Connection, queries: Sequence[Query], *, seconds: float) -> None:
    """Ask queries that are asked nowhere else, untimed: compilers and page caches warm up on the first thousand."""
    until = time.perf_counter() + seconds
    for query in queries:
        connection.ask(server.request(query, latency.HITS))
        if time.perf_counter() > until:
            break


_UNPARSED = Answer(0)
"""The answer while time is taken: responses are parsed afterwards."""
