"""Compare: Suoyin and its peers over one archive, one after another in one run, so that ratios mean something.

python -m benchmarks compare --reports 100000 --pool PATH --peers suoyin,tantivy,opensearch --keep NAME
"""

from __future__ import annotations

import argparse
import json
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any, cast

from benchmarks import archive, cutting, latency, load
from benchmarks.archive import Recipe
from benchmarks.connection import Connection
from benchmarks.contestants import ALL, EMBEDDED, SERVERS, SMALL
from benchmarks.mix import DRAWN_FROM, Query, distinct, read_mix
from benchmarks.peers.peer import Absent, Answer, Embedded, Server, TakesTokens, folder_size
from benchmarks.peers.process import memory
from benchmarks.peers.service import Service
from benchmarks.plans import plan_for
from benchmarks.run import keep, provenance
from benchmarks.table import table
from corpus.report import Report
from indexer.query import Plan

DISTINCT_PER_SECOND = 2_000
"""Different requests made for each second of load; a server that is faster runs out of them, which only ends it early."""

WARMING = 1_000
WARMING_SECONDS = 20.0
"""Requests, at most, and seconds for which a server may warm up before it is timed."""


@dataclass(frozen=True, slots=True)
class Course:
    """What every contestant runs: the archive's file, its text's size, the queries, and how often each is asked."""

    path: Path
    reports: int
    characters: int
    text_bytes: int
    queries: Sequence[Query]
    plans: Sequence[Plan]
    drawn_from: Sequence[Report]
    repeats: int
    load_seconds: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--reports", type=int, default=2_000)
    parser.add_argument("--characters", type=int, default=2_200, help="mean length of a report")
    parser.add_argument("--pool", type=Path, help="texts to make the archive from; without it, the sample archive")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--peers", default=",".join(SMALL), help=f"some of {','.join(ALL)}, or all")
    parser.add_argument("--repeats", type=int, default=3, help="times each query is asked")
    parser.add_argument("--load-seconds", type=float, default=10.0, help="length of the throughput measurement")
    parser.add_argument("--work", type=Path, default=Path(tempfile.gettempdir()) / "suoyin-benchmarks")
    parser.add_argument("--no-inversion", action="store_true", help="do not time indexing without the cutting")
    parser.add_argument("--no-http", action="store_true", help="measure embedded engines only")
    parser.add_argument(
        "--elsewhere",
        action="append",
        default=[],
        metavar="PEER=RUN",
        help="a peer too slow for this size, and the run that has it",
    )
    parser.add_argument("--keep", metavar="NAME", help="keep the result under benchmarks/runs/")


def run(options: argparse.Namespace) -> None:
    """Measure all that were asked for, and print the table."""
    # Servers have sessions of their own: whoever ends this process must not leave them running.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    names = ALL if options.peers == "all" else tuple(options.peers.split(","))
    head = provenance()
    course = _course(options)
    result: dict[str, Any] = head | {
        "archive": {
            "reports": course.reports,
            "characters": course.characters,
            "text_bytes": course.text_bytes,
            "pool": options.pool.name if options.pool else "sample",
            "seed": options.seed,
        },
        "queries": dict(Counter(query.kind for query in course.queries)),
        "repeats": options.repeats,
        "embedded": {},
        "servers": {},
        "absent": {
            peer: f"too slow for this size, see {run}"
            for peer, run in (each.split("=", 1) for each in options.elsewhere)
        },
        "notes": {},
    }
    _compare_embedded([name for name in names if name in EMBEDDED], course, options, result)
    if not options.no_http:
        _compare_servers([name for name in names if name in SERVERS], course, options, result)
    print(table(result))


def _keep(options: argparse.Namespace, result: dict[str, Any]) -> None:
    """Keep what there is so far: a run of hours must not be lost to its last contestant."""
    if options.keep:
        keep(options.keep, result, table(result))


def _failed(name: str, failure: Exception, result: dict[str, Any]) -> None:
    """Note what went wrong with one contestant, whatever it was; the others go on."""
    traceback.print_exc()
    result["absent"][name] = f"failed: {type(failure).__name__} {failure}"[:300]


def _course(options: argparse.Namespace) -> Course:
    """Make the archive, unless an earlier run left it in the work folder, and the mix over it."""
    options.work.mkdir(parents=True, exist_ok=True)
    recipe = Recipe(options.reports, options.characters, options.seed)
    pool = options.pool.name if options.pool else "sample"
    path = options.work / f"archive-{pool}-{recipe.reports}-{recipe.characters}-{recipe.seed}.jsonl"
    facts = path.with_suffix(".json")
    if not facts.exists():
        _say("making the archive")
        characters = 0

        def counted() -> Any:
            nonlocal characters
            for report in archive.make(archive.read_pool(options.pool), recipe):
                characters += len(report.title) + len(report.body)
                yield report

        text = archive.write(counted(), path)
        facts.write_text(json.dumps({"text_bytes": text, "characters": characters}), encoding="utf-8")
    known = json.loads(facts.read_text(encoding="utf-8"))
    drawn_from = list(islice(archive.read(path), DRAWN_FROM))
    queries = read_mix(drawn_from, options.seed)
    return Course(
        path=path,
        reports=recipe.reports,
        queries=queries,
        plans=[plan_for(query.request) for query in queries],
        drawn_from=drawn_from,
        repeats=options.repeats,
        load_seconds=options.load_seconds,
        **known,
    )


# Embedded engines ----------------------------------------------------------------------------------------------------


def _compare_embedded(
    names: Sequence[str], course: Course, options: argparse.Namespace, result: dict[str, Any]
) -> None:
    started = time.perf_counter()
    for _ in archive.read(course.path):
        pass
    result["archive"]["reading_seconds"] = round(time.perf_counter() - started, 1)
    ours: Sequence[Answer] = ()
    for name in names:
        folder = options.work / name
        shutil.rmtree(folder, ignore_errors=True)
        try:
            engine = EMBEDDED[name](options.work)
            _say(f"{name}: building")
            found, answers = _measure_embedded(engine, folder, course)
            ours = ours or answers
            found["same_total_as_ours"] = latency.agreement(answers, ours)
            result["embedded"][name] = found
            result["notes"][name] = engine.notes
            if hasattr(engine, "invert") and not options.no_inversion:
                found["build"] |= _inversion(cast("TakesTokens", EMBEDDED[name](options.work)), folder, course)
        except Absent as absent:
            result["absent"][name] = str(absent)
        except Exception as failure:
            _failed(name, failure, result)
        if name != "suoyin":
            shutil.rmtree(folder, ignore_errors=True)
        _keep(options, result)
    _tokens(course).unlink(missing_ok=True)


def _measure_embedded(engine: Embedded, folder: Path, course: Course) -> tuple[dict[str, Any], Sequence[Answer]]:
    seconds = _timed(lambda: engine.build(archive.read(course.path)))
    size = folder_size(folder)
    opened = _timed(engine.open)
    first = engine.prepare(course.plans[0])
    first_seconds = _timed(lambda: first(latency.HITS))
    _say(f"{engine.name}: asking")
    ready = [engine.prepare(plan) for plan in course.plans]
    taken = latency.measure(lambda number, hits: ready[number](hits), len(ready), repeats=course.repeats)
    engine.close()
    return {
        "build": _rate(seconds, course),
        "size": _size(size, course),
        "open_seconds": round(opened, 4),
        "first_query_seconds": round(first_seconds, 4),
        "query_ms": latency.summary(course.queries, taken),
    }, taken.answers


def _inversion(engine: TakesTokens, folder: Path, course: Course) -> dict[str, float]:
    tokens = _tokens(course)
    if not tokens.exists():
        _say("cutting tokens to a file")
        cutting.store(cutting.cut_all(archive.read(course.path)), tokens)
    shutil.rmtree(folder, ignore_errors=True)
    _say(f"{engine.name}: building from tokens")
    seconds = _timed(lambda: engine.invert(cutting.stored(tokens)))
    return {"inversion_seconds": round(seconds, 2), "inversion_reports_per_second": round(course.reports / seconds, 1)}


def _tokens(course: Course) -> Path:
    return course.path.with_suffix(".tokens")


# Servers -------------------------------------------------------------------------------------------------------------


def _compare_servers(names: Sequence[str], course: Course, options: argparse.Namespace, result: dict[str, Any]) -> None:
    ours: Sequence[Answer] = ()
    different = distinct(course.drawn_from, WARMING + int(DISTINCT_PER_SECOND * course.load_seconds))
    for name in names:
        _say(f"{name}: starting")
        server = SERVERS[name](options.work)
        try:
            server.start()
            found, answers = _measure_server(server, course, different)
            ours = ours or answers
            found["same_total_as_ours"] = latency.agreement(answers, ours)
            if isinstance(server, Service):
                _say(f"{name}: adding reports while it is asked")
                asked = [server.request(query, 9) for query in different]
                found["addition"] = load.visibility(server, asked, lambda n: load.added_report(n, course.drawn_from[0]))
            result["servers"][name] = found
            result["notes"][f"{name} over HTTP"] = server.notes
        except Absent as absent:
            result["absent"][name] = str(absent)
        except Exception as failure:
            _failed(name, failure, result)
        finally:
            server.stop()
        _keep(options, result)


def _measure_server(
    server: Server, course: Course, different: Sequence[Query]
) -> tuple[dict[str, Any], Sequence[Answer]]:
    _say(f"{server.name}: building")
    seconds = _timed(lambda: server.build(archive.read(course.path)))
    connection = Connection(server.address())
    requests = [
        [server.request(query, latency.HITS + each) for each in range(course.repeats)] for query in course.queries
    ]

    def ask(number: int, hits: int) -> Answer:
        connection.ask(requests[number][hits - latency.HITS])
        return _UNREAD

    _say(f"{server.name}: asking")
    first = _timed(lambda: connection.ask(requests[0][0]))
    _warm(server, connection, different[-WARMING:], seconds=min(WARMING_SECONDS, 2 * course.load_seconds))
    taken = latency.measure(ask, len(requests), repeats=course.repeats)
    answers = [server.read(connection.ask(each[0])) for each in requests]
    connection.close()
    _say(f"{server.name}: {load.CLIENTS} clients")
    rate = load.throughput(
        server, [server.request(query, 10) for query in different[:-WARMING]], seconds=course.load_seconds
    )
    found: dict[str, Any] = {
        "size": _size(server.size(), course),
        "first_query_seconds": round(first, 4),
        "query_ms": latency.summary(course.queries, taken),
        "load": rate,
        "memory": memory(server.processes()),
    }
    if not isinstance(server, Service):
        found["build"] = _rate(seconds, course)
    return found, answers


def _warm(server: Server, connection: Connection, queries: Sequence[Query], *, seconds: float) -> None:
    """Ask queries that are asked nowhere else, untimed: compilers and page caches warm up on the first thousand."""
    until = time.perf_counter() + seconds
    for query in queries:
        connection.ask(server.request(query, latency.HITS))
        if time.perf_counter() > until:
            break


_UNREAD = Answer(0)
"""Responses are read when nothing is timed."""


def _rate(seconds: float, course: Course) -> dict[str, float]:
    return {
        "seconds": round(seconds, 2),
        "reports_per_second": round(course.reports / seconds, 1),
        "characters_per_second": round(course.characters / seconds),
    }


def _size(size: int, course: Course) -> dict[str, float]:
    return {"bytes": size, "per_text_byte": round(size / course.text_bytes, 3)}


def _timed(work: Any) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
