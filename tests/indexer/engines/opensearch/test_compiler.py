"""Nodes as a cluster is asked for them."""

from __future__ import annotations

import pytest

from indexer.analysis import opened, tokenize
from indexer.engines.opensearch.compiler import MAX_CLAUSES, MOST_RUNS, Query, matching
from indexer.query import Contains, MostOf

NAME = "grams.body"


def _refuse(node: MostOf) -> Query:
    raise AssertionError(node)


def _ends(value: str) -> Query:
    return {"span_multi": {"match": {"wildcard": {NAME: {"value": value, "rewrite": f"top_terms_{MOST_RUNS}"}}}}}


@pytest.mark.parametrize(
    ("piece", "query"),
    [
        ("2020", {"wildcard": {NAME: {"value": "*2020*"}}}),
        (
            "于2020",
            {"span_near": {"clauses": [{"span_term": {NAME: "于"}}, _ends("2020*")], "slop": 0, "in_order": True}},
        ),
        ("ma62", {"span_near": {"clauses": [_ends("*ma"), _ends("62*")], "slop": 0, "in_order": True}}),
        (
            "20年度预",
            {
                "span_near": {
                    "clauses": [_ends("*20"), {"span_term": {NAME: "年度"}}, {"span_term": {NAME: "度预"}}],
                    "slop": 0,
                    "in_order": True,
                }
            },
        ),
    ],
)
def test_runs_that_may_go_on_are_wildcards(piece: str, query: Query) -> None:
    """A run alone by itself, others within spans, of which each end takes so many runs that two fields' fit into a query."""
    assert matching(Contains(opened(tokenize(piece)), ("body",)), _refuse) == query
    assert 4 * MOST_RUNS < MAX_CLAUSES
