"""What is measured of an engine in this process."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks import archive, cutting, latency
from benchmarks.course import Course, rate, say, size, timed
from benchmarks.peers.peer import Answer, Embedded, TakesTokens, folder_size


def measure(engine: Embedded, folder: Path, course: Course) -> tuple[dict[str, Any], Sequence[Answer]]:
    """Build, open and ask; give the figures and the answers."""
    seconds = timed(lambda: engine.build(archive.read(course.path)))
    bytes_used = folder_size(folder)
    opened = timed(engine.open)
    first = engine.prepare(course.plans[0])
    first_seconds = timed(lambda: first(latency.HITS))
    say(f"{engine.name}: asking")
    ready = [engine.prepare(plan) for plan in course.plans]
    taken = latency.measure(lambda number, hits: ready[number](hits), len(ready), repeats=course.repeats)
    engine.close()
    return {
        "build": rate(seconds, course),
        "size": size(bytes_used, course),
        "open_seconds": round(opened, 4),
        "first_query_seconds": round(first_seconds, 4),
        "query_ms": latency.summary(course.queries, taken),
    }, taken.answers


def inversion(engine: TakesTokens, folder: Path, course: Course) -> dict[str, float]:
    """Time indexing from tokens that are cut already."""
    tokens = tokens_file(course)
    if not tokens.exists():
        say("cutting tokens to a file")
        cutting.store(cutting.cut_all(archive.read(course.path)), tokens)
    shutil.rmtree(folder, ignore_errors=True)
    say(f"{engine.name}: building from tokens")
    seconds = timed(lambda: engine.invert(cutting.stored(tokens)))
    return {"inversion_seconds": round(seconds, 2), "inversion_reports_per_second": round(course.reports / seconds, 1)}


def tokens_file(course: Course) -> Path:
    """Name the file that holds the archive's tokens, once they have been cut."""
    return course.path.with_suffix(".tokens")
