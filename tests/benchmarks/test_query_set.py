"""The query set: fixed classes and counts, whatever archive the drawn ones come from."""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.archive import Recipe, make, read_pool
from benchmarks.plans import plan_for
from benchmarks.query_set import Query, distinct, read_query_set
from corpus.report import Report
from indexer.query import Sort
from service.search.request import SearchRequest

CLASSES = {
    "common word",
    "rare word",
    "several words",
    "long title",
    "exact phrase",
    "single character",
    "index number",
    "filter with words",
    "filter alone",
    "sort by date",
    "no word",
}


@pytest.fixture(scope="module")
def reports() -> list[Report]:
    """Return a small archive to draw from."""
    return list(make(read_pool(), Recipe(200, 1_000)))


@pytest.fixture(scope="module")
def query_set(reports: list[Report]) -> list[Query]:
    """Return the query set over that archive."""
    return read_query_set(reports)


def test_every_class_is_there_and_the_query_set_is_large(query_set: list[Query]) -> None:
    """At least 240 queries, and at least two of every class."""
    counts = Counter(query.kind for query in query_set)
    assert set(counts) == CLASSES
    assert len(query_set) >= 240
    assert min(counts.values()) >= 2


def test_the_query_set_is_fixed(reports: list[Report], query_set: list[Query]) -> None:
    """The same archive and seed give the same queries."""
    assert read_query_set(reports) == query_set


def test_drawn_phrases_occur_and_have_2_to_15_characters(reports: list[Report], query_set: list[Query]) -> None:
    """Phrases of every length are asked for, and most are in some report."""
    phrases = [query.phrase for query in query_set if query.kind == "exact phrase" and query.phrase]
    assert {len(phrase) for phrase in phrases} == set(range(2, 16))
    text = "\n".join(report.body for report in reports)
    assert sum(phrase in text for phrase in phrases) > 0.8 * len(phrases)


def test_index_numbers_are_those_of_reports(reports: list[Report], query_set: list[Query]) -> None:
    """Each index number asked for belongs to a report."""
    known = {report.index_number.raw for report in reports if report.index_number}
    assert {query.request.query for query in query_set if query.kind == "index number"} <= known


def test_distinct_queries_are_distinct(reports: list[Report]) -> None:
    """No query of the throughput measurement is asked twice."""
    found = [query.request.query for query in distinct(reports, 300)]
    assert len(set(found)) == 300


def test_a_plan_is_what_the_service_asks() -> None:
    """Plans carry the words, filters, order and facets of a request."""
    plan = plan_for(SearchRequest("防汛", selections={"issuer": ("水务局",)}, sort=Sort.NEWEST))
    assert plan.rank
    assert plan.filters[0].values == ("水务局",)
    assert plan.sort is Sort.NEWEST
    assert set(plan.facets) == {"issuer", "category", "topic", "year"}
