"""How much memory the processes of a service have over a large index: under load, while reports are committed one by one, and afterwards.

Ten reports are added to the index, and stay there.
"""

from __future__ import annotations

import argparse
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks import archive, load
from benchmarks import run as provenance
from benchmarks.peers.peer import Request
from benchmarks.peers.service import Service
from benchmarks.query_set import distinct
from corpus.report import Report

_Made = Callable[[int], Report]

COMMITS = 10
SAMPLED = 4_000
"""Reports of the archive that requests are drawn from."""

REQUESTS = 40_000
_PER_SECOND = 400
"""Different requests laid ready for each second of load."""

_KINDS = {"resident": "VmRSS", "own": "RssAnon", "of the index": "RssFile", "most": "VmHWM"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add this command's options."""
    parser.add_argument("archive", type=Path, help="JSON lines of the archive, which queries are drawn from")
    parser.add_argument("index", type=Path, help="folder of the index, to which reports are added")
    parser.add_argument("--seconds", type=int, default=60, help="of load before, during and after the commits")
    parser.add_argument("--keep", metavar="NAME", help="keep the figures as benchmarks/runs/NAME.json")


def run(options: argparse.Namespace) -> None:
    """Print the figures, and keep them where that is asked for."""
    found = {**provenance.provenance(), "commits": COMMITS, "figures": _figures(options)}
    text = json.dumps(found, ensure_ascii=False, indent=2)
    print(text)
    if options.keep:
        (provenance.RUNS / f"{options.keep}.json").write_text(f"{text}\n", encoding="utf-8")


def _figures(options: argparse.Namespace) -> list[dict[str, Any]]:
    reports = list(islice(archive.read(options.archive), SAMPLED))
    service = Service(options.index)
    service.start()
    requests = iter([service.request(query, 10) for query in distinct(reports, REQUESTS)])
    try:
        return list(_stages(service, requests, options.seconds, lambda number: load.added_report(number, reports[0])))
    finally:
        service.stop()


def _stages(service: Service, requests: Iterator[Request], seconds: int, made: _Made) -> Iterator[dict[str, Any]]:
    yield {"when": "started", "megabytes": _megabytes(service.processes())}
    yield _loaded(service, requests, seconds, "under load")
    committing = threading.Thread(target=_commit, args=(service, seconds, made))
    committing.start()
    yield _loaded(service, requests, seconds, "under load, with commits")
    committing.join()
    yield _loaded(service, requests, seconds, "under load, after them")


def _loaded(service: Service, requests: Iterator[Request], seconds: int, when: str) -> dict[str, Any]:
    """Return what the processes have at the end of some seconds of load, and the most that was seen every second."""
    asking = list(islice(requests, seconds * _PER_SECOND))
    seen = [0]
    ended = threading.Event()

    def look() -> None:
        while not ended.wait(1):
            seen.append(max(each["resident"] for each in _megabytes(service.processes())))

    looking = threading.Thread(target=look)
    looking.start()
    loaded = load.throughput(service, asking, seconds=seconds)
    ended.set()
    looking.join()
    return {
        "when": when,
        "requests_per_second": loaded["per_second"],
        "failures": loaded["failures"],
        "largest_seen": max(seen),
        "megabytes": _megabytes(service.processes()),
    }


def _commit(service: Service, seconds: int, made: _Made) -> None:
    for number in range(COMMITS):
        service.add(made(number))
        time.sleep(seconds / COMMITS / 2)


def _megabytes(processes: Sequence[int]) -> list[dict[str, int]]:
    """Return what each process has in memory."""
    return [
        {name: _kilobytes(text, field) // 1024 for name, field in _KINDS.items()}
        for text in (Path(f"/proc/{process}/status").read_text(encoding="utf-8") for process in processes)
    ]


def _kilobytes(text: str, field: str) -> int:
    found = re.search(rf"{field}:\s+(\d+)", text)
    return int(found[1]) if found else 0
