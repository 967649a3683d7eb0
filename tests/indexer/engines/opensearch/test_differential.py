"""OpenSearch against the oracle, on archives and queries made by hypothesis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.report import Report
from indexer.analysis import tokenize
from indexer.engine import Engine
from indexer.engines.opensearch import OpenSearchEngine
from indexer.query import Contains, Plan, Sort
from tests.indexer.engines import test_differential as made
from tests.opensearch.nodes import one_node, opensearch_engine
from tests.oracle import MemoryEngine

IDS = ("a", "b", "c", "d", "e", "f")


@pytest.fixture(scope="module")
def cluster_engine() -> Iterator[OpenSearchEngine]:
    """Yield one index for all examples, since making one takes longer than filling it; three shards, to merge."""
    engine = opensearch_engine(one_node(), "differential", shards=3)
    with engine.write():
        pass
    yield engine
    engine.close()


def _start(engine: Engine) -> None:
    with engine.write() as writer:
        for each in IDS:
            writer.delete(each)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(sessions=made._SESSIONS, plans=st.lists(made._PLAN, min_size=1, max_size=4))
def test_opensearch_answers_as_the_oracle(
    cluster_engine: OpenSearchEngine, sessions: list[list[Report | str]], plans: list[Plan]
) -> None:
    """Reports, totals and facet counts agree, and so does every order but the one by score; it is checked apart."""
    oracle = MemoryEngine()
    _start(cluster_engine)
    for session in sessions:
        made.apply(oracle, session)
        made.apply(cluster_engine, session)
    for plan in plans:
        if plan.sort is Sort.RELEVANCE:
            plan = replace(plan, skip=0)
        expected, got = oracle.search(plan), cluster_engine.search(plan)
        assert got.total == expected.total
        assert got.facets == expected.facets
        if plan.sort is Sort.RELEVANCE:
            assert {hit.id for hit in got.hits} == {hit.id for hit in expected.hits}
        else:
            assert [hit.id for hit in got.hits] == [hit.id for hit in expected.hits]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts=st.lists(st.text(max_size=40), min_size=1, max_size=6), data=st.data())
def test_any_piece_of_any_text_is_found(
    cluster_engine: OpenSearchEngine, texts: list[str], data: st.DataObject
) -> None:
    """Pieces of any characters, control characters and emoji included, find what the oracle finds."""
    oracle = MemoryEngine()
    _start(cluster_engine)
    reports = [Report(id=each, source="s", title=text[:20], body=text) for each, text in zip(IDS, texts, strict=False)]
    made.apply(oracle, [*reports])
    made.apply(cluster_engine, [*reports])
    for text in texts:
        tokens = tokenize(text)
        start = data.draw(st.integers(0, len(tokens)))
        piece = tokens[start : data.draw(st.integers(start, len(tokens)))]
        for fields in (("body",), ("title",), made.TEXT_FIELDS):
            plan = Plan(Contains(piece, fields), sort=Sort.OLDEST)
            assert cluster_engine.search(plan).hits == oracle.search(plan).hits
