"""Recall: how fast an archive is indexed, whether pieces of its text are found, and how fast.

    python -m benchmarks recall [PATH…] [--pieces N] [--seed N] [--keep NAME]

PATH are files or folders as `suoyin index` takes them; without any, the sample archive. Nothing is timed but what a
user waits for: a whole build, and a whole search with facets and snippets.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from benchmarks.run import keep, provenance
from corpus.readers import Root, SourceFile, discover, read_file
from corpus.report import Report
from indexer.build import build
from indexer.engine import Engine
from indexer.engines.whoosh import WhooshEngine
from indexer.query import And, Keyword, Plan
from service.query.compile import compile_query
from service.search.request import SearchRequest
from service.search.run import search

MAX_PIECE = 20
"""Characters of the longest piece asked for, as long as a title people type."""

_WITHIN_RUN = re.compile(r"\d\d|[A-Za-zＡ-Ｚａ-ｚ]{2}")
_OPERATORS = frozenset('"“”＂|｜()（）:：-－–—−')


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("paths", nargs="*", type=Path, default=[Path(__file__).parent.parent / "sample"])
    parser.add_argument("--pieces", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", metavar="NAME", help="keep the result under benchmarks/runs/")


def run(options: argparse.Namespace) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        result = measure(WhooshEngine(Path(folder) / "index"), options.paths, options.pieces, options.seed)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    if options.keep:
        keep(options.keep, result, table(result))


def table(result: dict[str, Any]) -> str:
    """Return a result as a Markdown table."""
    rows = [
        f"| {name.replace('_', ' ')} | {value} |"
        for name, value in result.items()
        if not isinstance(value, (dict, list))
    ]
    return "\n".join(("| what | measured |", "|---|--:|", *rows))


def measure(engine: Engine, paths: Sequence[Path], pieces: int, seed: int) -> dict[str, Any]:
    """Return what was measured of indexing `paths` and of asking for random pieces of their texts (times in seconds)."""
    found = discover(Root(path.name, path) for path in paths)
    files = [each for each in found if isinstance(each, SourceFile)]
    reports = [item for each in files for item in read_file(each.path, source=each.source) if isinstance(item, Report)]
    started = time.perf_counter()
    done = build(engine, files, in_scope=lambda _: False)
    built = time.perf_counter() - started
    asked = list(random_pieces(reports, pieces, random.Random(seed)))
    quoted = [(report, f'"{piece}"') for report, piece in asked]
    plain = [(report, piece) for report, piece in asked if not _OPERATORS & set(piece) and " OR " not in f" {piece} "]
    times = [_timed(engine, query) for _, query in quoted]
    characters = sum(len(report.body) for report in reports)
    return provenance() | {
        "reports": done.reports,
        "characters": characters,
        "build_seconds": round(built, 1),
        "build_reports_per_second": round(done.reports / built, 1),
        "index_bytes_per_text_byte": round(
            engine.status().size / sum(len(report.body.encode()) for report in reports), 2
        ),
        "quoted_found": f"{sum(finds(engine, report, query) for report, query in quoted)} of {len(quoted)}",
        "unquoted_found": f"{sum(finds(engine, report, query) for report, query in plain)} of {len(plain)}",
        "search_p50": round(statistics.median(times), 4),
        "search_p95": round(sorted(times)[int(len(times) * 0.95)], 4),
    }


def random_pieces(reports: Sequence[Report], count: int, chance: random.Random) -> Iterator[tuple[Report, str]]:
    """Yield `count` pieces of 1 to 20 characters of report bodies that split no number and no Latin word."""
    reports = [report for report in reports if report.body.strip()]
    while count and reports:
        report = chance.choice(reports)
        length = chance.randint(1, MAX_PIECE)
        start = chance.randrange(max(1, len(report.body) - length))
        piece = report.body[start : start + length]
        if piece.strip() and not _splits_run(report.body, start) and not _splits_run(report.body, start + len(piece)):
            count -= 1
            yield report, piece


def finds(engine: Engine, report: Report, query: str) -> bool:
    """Return whether a query finds a report as it stands, without the relaxed second try."""
    return engine.search(Plan(And((compile_query(query).match, Keyword("id", report.id))))).total == 1


def _splits_run(text: str, offset: int) -> bool:
    return 0 < offset < len(text) and _WITHIN_RUN.fullmatch(text[offset - 1 : offset + 1]) is not None


def _timed(engine: Engine, query: str) -> float:
    started = time.perf_counter()
    search(engine, SearchRequest(query))
    return time.perf_counter() - started
