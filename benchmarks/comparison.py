"""Compare: Suoyin and its peers over one archive, one after another in one run, so that ratios mean something.

python -m benchmarks compare --reports 100000 --pool PATH --peers suoyin,tantivy,opensearch --keep NAME
"""

from __future__ import annotations

import argparse
import shutil
import signal
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from benchmarks import archive, embedded, latency, load, servers
from benchmarks.archive import Recipe
from benchmarks.peers.peer import Absent, Answer, TakesTerms
from benchmarks.peers.registry import ALL, EMBEDDED, SERVERS, SMALL
from benchmarks.peers.service import Service
from benchmarks.query_set import distinct
from benchmarks.run import keep, provenance
from benchmarks.table import table
from benchmarks.workload import Workload, pool_name, prepare, say, timed


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
    parser.add_argument(
        "--no-inversion", action="store_true", help="do not time indexing from tokens that are made already"
    )
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
    names = _names(options.peers)
    head = provenance()
    recipe = Recipe(options.reports, options.characters, options.seed)
    workload = prepare(
        recipe,
        pool=options.pool,
        work=options.work.resolve(),
        repeats=options.repeats,
        load_seconds=options.load_seconds,
    )
    result: dict[str, Any] = head | {
        "archive": {
            "reports": workload.reports,
            "characters": workload.characters,
            "text_bytes": workload.text_bytes,
            "pool": pool_name(options.pool),
            "seed": options.seed,
        },
        "queries": dict(Counter(query.kind for query in workload.queries)),
        "repeats": options.repeats,
        "embedded": {},
        "servers": {},
        "absent": {
            peer: f"too slow for this size, see {run}"
            for peer, run in (each.split("=", 1) for each in options.elsewhere)
        },
        "notes": {},
    }
    _compare_embedded([name for name in names if name in EMBEDDED], workload, options, result)
    if not options.no_http:
        _compare_servers([name for name in names if name in SERVERS], workload, options, result)
    print(table(result))


def _names(given: str) -> Sequence[str]:
    """Return the names of the peers chosen. Ends the program at one that nobody has."""
    names = ALL if given == "all" else tuple(given.split(","))
    if unknown := set(names) - set(ALL):
        sys.exit(f"no such peer: {', '.join(sorted(unknown))}; there are {', '.join(ALL)}")
    return names


def _keep(options: argparse.Namespace, result: dict[str, Any]) -> None:
    """Keep what there is so far: a run of hours must not be lost to its last peer."""
    if options.keep:
        keep(options.keep, result, table(result))


def _failed(name: str, failure: Exception, result: dict[str, Any]) -> None:
    """Note what went wrong with one peer, whatever it was; the others go on."""
    traceback.print_exc()
    result["absent"][name] = f"failed: {type(failure).__name__} {failure}"[:300]


def _compare_embedded(
    names: Sequence[str], workload: Workload, options: argparse.Namespace, result: dict[str, Any]
) -> None:
    seconds = timed(lambda: sum(1 for _ in archive.read(workload.path)))
    result["archive"]["reading_seconds"] = round(seconds, 1)
    ours: Sequence[Answer] = ()
    for name in names:
        folder = options.work / name
        shutil.rmtree(folder, ignore_errors=True)
        try:
            engine = EMBEDDED[name](options.work)
            say(f"{name}: building")
            found, answers = embedded.measure(engine, folder, workload)
            ours = answers if name == "suoyin" else ours
            found["same_total_as_ours"] = latency.agreement(answers, ours)
            result["embedded"][name] = found
            result["notes"][name] = engine.notes
            if hasattr(engine, "invert") and not options.no_inversion:
                found["build"] |= embedded.inversion(cast("TakesTerms", EMBEDDED[name](options.work)), folder, workload)
        except Absent as absent:
            result["absent"][name] = str(absent)
        except Exception as failure:  # one that fails must not end the others' run; the table says what failed
            _failed(name, failure, result)
        if name != "suoyin":
            shutil.rmtree(folder, ignore_errors=True)
        _keep(options, result)
    embedded.terms_file(workload).unlink(missing_ok=True)


def _compare_servers(
    names: Sequence[str], workload: Workload, options: argparse.Namespace, result: dict[str, Any]
) -> None:
    ours: Sequence[Answer] = ()
    different = distinct(
        workload.drawn_from, servers.WARMING + int(servers.DISTINCT_PER_SECOND * workload.load_seconds)
    )
    for name in names:
        say(f"{name}: starting")
        server = SERVERS[name](options.work)
        try:
            server.start()
            found, answers = servers.measure(server, workload, different)
            ours = answers if name == "suoyin" else ours
            found["same_total_as_ours"] = latency.agreement(answers, ours)
            if isinstance(server, Service):
                say(f"{name}: adding reports while it is asked")
                asked = [server.request(query, 9) for query in different]
                found["addition"] = load.visibility(
                    server, asked, lambda n: load.added_report(n, workload.drawn_from[0])
                )
            result["servers"][name] = found
            result["versions"][name] = server.version
            result["notes"][f"{name} over HTTP"] = server.notes
        except Absent as absent:
            result["absent"][name] = str(absent)
        except Exception as failure:  # one that fails must not end the others' run; the table says what failed
            _failed(name, failure, result)
        finally:
            server.stop()
        _keep(options, result)
