"""What is measured of an engine in this process."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import archive, latency, terms_stream
from benchmarks.peers.peer import Answer, Embedded, TakesTerms, folder_size
from benchmarks.workload import Workload, rate, say, size, timed


def measure(engine: Embedded, folder: Path, workload: Workload) -> tuple[dict[str, Any], Sequence[Answer]]:
    """Return the figures of building, opening and asking, and the answers."""
    seconds = timed(lambda: engine.build(archive.read(workload.path)))
    bytes_used = folder_size(folder)
    opened = timed(engine.open)
    first = engine.prepare(workload.plans[0])
    first_seconds = timed(lambda: first(latency.HITS))
    say(f"{engine.name}: asking")
    ready = [engine.prepare(plan) for plan in workload.plans]
    taken = latency.measure(lambda number, hits: ready[number](hits), len(ready), repeats=workload.repeats)
    engine.close()
    return {
        "build": rate(seconds, workload),
        "size": size(bytes_used, workload),
        "open_seconds": round(opened, 4),
        "first_query_seconds": round(first_seconds, 4),
        "query_ms": latency.summary(workload.queries, taken),
    }, taken.answers


def inversion(engine: TakesTerms, folder: Path, workload: Workload) -> dict[str, float]:
    """Return how fast an engine indexes from terms that are made already."""
    terms = terms_file(workload)
    if not terms.exists():
        say("writing tokens to a file")
        terms_stream.write(terms_stream.to_documents(archive.read(workload.path)), terms)
    shutil.rmtree(folder, ignore_errors=True)
    say(f"{engine.name}: building from tokens")
    seconds = timed(lambda: engine.invert(terms_stream.read(terms)))
    return {
        "inversion_seconds": round(seconds, 2),
        "inversion_reports_per_second": round(workload.reports / seconds, 1),
    }


def terms_file(workload: Workload) -> Path:
    """Return the path of the file that holds the archive's terms, once they have been made."""
    return workload.path.with_suffix(".terms")
