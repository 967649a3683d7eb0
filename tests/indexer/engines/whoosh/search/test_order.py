"""Hits of several segments come in one order: where date and score are equal, by id."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from corpus.report import Report
from corpus.values.partial_date import PartialDate
from indexer.engines.whoosh import WhooshEngine
from indexer.query import Contains, Everything, Plan, RankTerm, Sort, TermKind

_SIZES = (80, 20, 5, 1)
"""Each more than three times the size of those that follow: they stay segments of their own."""


def _report(number: int) -> Report:
    published = PartialDate(2020 + number % 3) if number % 5 else None
    return Report(
        id=f"{number * 37 % 101:03}", source="s", title="甲乙", body="甲乙" * (number % 2), published=published
    )


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> WhooshEngine:
    """Return an engine of several segments, whose reports have few different dates and scores."""
    opened, number = WhooshEngine(Path(tmp_path_factory.mktemp("order")) / "index"), 0
    for size in _SIZES:
        with opened.write() as writer:
            for _ in range(size):
                writer.put(_report(number))
                number += 1
    return opened


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize("passage_weight", [0.0, 0.4])
def test_ties_between_segments(engine: WhooshEngine, sort: Sort, passage_weight: float) -> None:
    """Score, then date, then id: no two neighbours are the wrong way round, and pages fit together."""
    assert engine.status().segments > 1
    reports = {each.id: each for each in map(_report, range(sum(_SIZES)))}
    rank = (RankTerm("甲乙", TermKind.GRAM, ("title", "body")),)
    plan = Plan(Contains(("甲", "乙"), ("title",)), rank, sort=sort, passage_weight=passage_weight, limit=1_000)
    hits = engine.search(plan).hits

    def key(hit_id: str, score: float) -> tuple[float, bool, int, str]:
        dated = reports[hit_id].dated
        day = dated.first_day().toordinal() if dated else 0
        return -score, not day, day if sort is Sort.OLDEST else -day, hit_id

    keys = [key(hit.id, hit.score) for hit in hits]
    assert len({hit.id for hit in hits}) == len(reports)
    assert all(one < other for one, other in pairwise(keys))


def test_an_index_without_segments_has_no_hits(tmp_path: Path) -> None:
    """What has no reports is searched all the same."""
    engine = WhooshEngine(tmp_path / "index")
    with engine.write():
        pass
    found = engine.search(Plan(Everything(), facets=("issuer", "year"), passage_weight=0.4))
    assert (found.total, found.hits, dict(found.facets)) == (0, (), {"issuer": (), "year": ()})
