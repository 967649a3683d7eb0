"""`python -m benchmarks everyday`: everyday queries over the sample archive, with the vocabulary and without."""

from __future__ import annotations

import argparse
import tempfile
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from service.archive import Archive, open_archive
from service.query.steps import StepName
from service.search.request import SearchRequest
from service.settings import load_settings, shipped_config

QUERIES = Path(__file__).with_name("everyday.toml")
SENTENCES = Path(__file__).with_name("sentences.toml")

FIRST = 5
"""Hits among which somebody sees the right report without paging."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a query was answered: well, well without the vocabulary, and whether anything has all its words."""

    query: str
    is_right: bool
    is_right_literally: bool
    has_literal_hits: bool


def read_queries(path: Path = QUERIES) -> tuple[Mapping[str, Sequence[str]], float]:
    """Return the beginnings of the right titles by query, and the floor."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    return table["queries"], table["floor"]


def outcomes(archive: Archive, queries: Mapping[str, Sequence[str]]) -> list[Outcome]:
    """Return how each query is answered."""
    return [_outcome(archive, query, tuple(titles)) for query, titles in queries.items()]


def share(found: Sequence[Outcome], is_right: Callable[[Outcome], bool] = lambda outcome: outcome.is_right) -> float:
    """Return the share of queries that are answered well."""
    return sum(map(is_right, found)) / len(found) if found else 0.0


def _outcome(archive: Archive, query: str, titles: tuple[str, ...]) -> Outcome:
    wide, typed, most = (
        archive.search(SearchRequest(query, page_size=FIRST, step=step))
        for step in (None, StepName.TYPED, StepName.MOST)
    )
    right, right_literally = (
        any(hit.report.title.startswith(titles) for hit in result.hits)
        for result in (wide, typed if typed.total else most)
    )
    return Outcome(query, right, right_literally, typed.total > 0)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this command."""
    parser.add_argument("--sentences", action="store_true", help="ask whole sentences instead of a few words each")


def run(options: argparse.Namespace) -> None:
    """Print which queries are answered well, and the shares; exit with 1 below the floor."""
    queries, floor = read_queries(SENTENCES if options.sentences else QUERIES)
    with tempfile.TemporaryDirectory() as folder:
        archive = open_archive(load_settings(shipped_config(), index=Path(folder) / "index", environ={}))
        archive.index()
        found = outcomes(archive, queries)
        archive.close()
    for each in found:
        print("right" if each.is_right else "wrong", "" if each.has_literal_hits else "(no literal hit)", each.query)
    for name, some in (
        ("all", found),
        ("without a literal hit", [each for each in found if not each.has_literal_hits]),
    ):
        literally = share(some, lambda outcome: outcome.is_right_literally)
        print(f"{name}: {len(some)} queries, {share(some):.3f} right, {literally:.3f} without the vocabulary")
    if share(found) < floor:
        raise SystemExit(1)
