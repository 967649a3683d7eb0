"""The workload that every peer runs: one archive on disk, and the queries over it."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks import archive
from benchmarks.archive import Recipe
from benchmarks.plans import plan_for
from benchmarks.query_set import DRAWN_FROM, Query, read_query_set
from corpus.report import Report
from indexer.query import Plan


@dataclass(frozen=True, slots=True)
class Workload:
    """What every peer runs: the archive's file, its text's size, the queries, and how often each is asked."""

    path: Path
    reports: int
    characters: int
    text_bytes: int
    queries: Sequence[Query]
    plans: Sequence[Plan]
    drawn_from: Sequence[Report]
    repeats: int
    load_seconds: float


def prepare(recipe: Recipe, *, pool: Path | None, work: Path, repeats: int, load_seconds: float) -> Workload:
    """Return the workload: an archive, made in the folder `work` unless an earlier run left it there, and its queries."""
    work.mkdir(parents=True, exist_ok=True)
    name = f"archive-{pool_name(pool)}-{recipe.reports}-{recipe.characters}-{recipe.seed}"
    path, facts = work / f"{name}.jsonl", work / f"{name}.json"
    if not facts.exists():
        say("making the archive")
        facts.write_text(json.dumps(_written(recipe, pool, path)), encoding="utf-8")
    known = json.loads(facts.read_text(encoding="utf-8"))
    drawn_from = list(islice(archive.read(path), DRAWN_FROM))
    queries = read_query_set(drawn_from, recipe.seed)
    return Workload(
        path=path,
        reports=recipe.reports,
        characters=known["characters"],
        text_bytes=known["text_bytes"],
        queries=queries,
        plans=[plan_for(query.request) for query in queries],
        drawn_from=drawn_from,
        repeats=repeats,
        load_seconds=load_seconds,
    )


def pool_name(pool: Path | None) -> str:
    """Return the name of a pool without saying where it is."""
    return pool.name if pool else "sample"


def rate(seconds: float, workload: Workload) -> dict[str, float]:
    """Return `seconds`, in which the archive was indexed, with reports and characters a second."""
    return {
        "seconds": round(seconds, 2),
        "reports_per_second": round(workload.reports / seconds, 1),
        "characters_per_second": round(workload.characters / seconds),
    }


def size(size: int, workload: Workload) -> dict[str, float]:
    """Return the bytes of an index, also for each byte of text."""
    return {"bytes": size, "per_text_byte": round(size / workload.text_bytes, 3)}


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that some work takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def say(text: str) -> None:
    """Print progress to stderr."""
    print(text, file=sys.stderr, flush=True)


def _written(recipe: Recipe, pool: Path | None, path: Path) -> dict[str, int]:
    characters = 0

    def counted() -> Iterator[Report]:
        nonlocal characters
        for report in archive.make(archive.read_pool(pool), recipe):
            characters += len(report.title) + len(report.body)
            yield report

    text_bytes = archive.write(counted(), path)
    return {"text_bytes": text_bytes, "characters": characters}
