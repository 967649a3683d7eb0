"""Answers a plan from one index: the page of hits, the total and the facet counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from corpus.report import Report, without_body
from indexer.engine import Hit, Matches
from indexer.engines.opensearch.compiler import (
    ALL,
    NONE,
    ORDERS,
    Query,
    Resolve,
    every,
    leaves,
    matching,
    passing,
    ranked,
    weighed,
)
from indexer.engines.opensearch.documents import report_of
from indexer.engines.opensearch.index_reader import IndexReader
from indexer.engines.opensearch.mapping import RECORD, RESULT_WINDOW
from indexer.fields import FIELD
from indexer.query import Division, MostOf, Plan, Sort
from indexer.ranking import SCORE_DECIMALS, inverse_document_frequency

MOST_WISHES = 700
"""Clauses for the words of a question, of the 1,024 that a query may have: the pairs of some 350 characters."""

FLOAT_ROUNDING = 5e-7
"""Relative. Weights are added up in 32 bits, which round by 6e-8 each."""

FACET_VALUES = 10_000
"""Values counted along with a search; a facet with more of them is counted by itself. Within `search.max_buckets`."""

_Narrowing = list[tuple[str, Query]]
"""Filters that don't narrow the counts of their own facet: its name, and the query for what they let through."""


def answer(reader: IndexReader, plan: Plan) -> Matches:
    """Return what `plan` finds."""

    def resolve(node: MostOf) -> Query:
        wishes = [(matching(wish.node, resolve), wish.weight) for wish in node.wishes if wish.weight]
        return _most_of(reader, node.share, wishes, matching(node.within, resolve))

    asked = matching(plan.match, resolve)
    first_of_all = None if plan.first is None else matching(plan.first, resolve)
    counted = {*plan.facets, *(each.name for each in plan.divisions)}
    filters = [(each.field, passing(each, resolve)) for each in plan.filters]
    matched = every([asked, *(query for field, query in filters if field not in counted)])
    narrowing = [(field, query) for field, query in filters if field in counted]
    chosen = every([query for _, query in narrowing])
    divided = {each.name: _divided(each, narrowing, resolve) for each in plan.divisions}
    body: dict[str, Any] = {
        "query": ranked(plan, matched, first_of_all, resolve),
        "sort": ORDERS[plan.sort],
        # The id is the last value of every sort: where reports are not wanted, nothing needs to be fetched.
        "_source": False,
        "stored_fields": "_none_",
    }
    if chosen != ALL:
        body["post_filter"] = chosen
    deep = plan.skip + plan.limit > RESULT_WINDOW
    fetched = {"_source": [RECORD], "stored_fields": "_id"} if plan.reports else {}
    first = {
        **body,
        **fetched,
        "from": 0 if deep else plan.skip,
        "size": 0 if deep else plan.limit,
        "track_total_hits": True,
        "aggs": {field: _facet(field, narrowing) for field in plan.facets} | divided,
    }
    by_score = plan.sort is Sort.RELEVANCE and bool(plan.rank)
    found = reader.search(first, by_score=by_score)
    hits = (
        islice(reader.walk(body, by_score=by_score), plan.skip, plan.skip + plan.limit)
        if deep
        else found["hits"]["hits"]
    )
    page = tuple(_hit(each, plan.sort) for each in hits)
    return Matches(
        total=int(found["hits"]["total"]["value"]),
        hits=_with_reports(reader, page) if deep and plan.reports else page,
        facets={
            field: _counts(reader, field, found["aggregations"][field]["values"], _beside(matched, field, narrowing))
            for field in plan.facets
        }
        | {each.name: _divided_counts(each, found["aggregations"][each.name]) for each in plan.divisions},
    )


def _most_of(reader: IndexReader, share: float, wishes: list[tuple[Query, float]], within: Query) -> Query:
    """Return the query for what weighs nearly the most; a wish weighs by how many reports of the index it matches."""
    if not wishes:
        return NONE
    total, *document_frequencies = reader.counts([ALL, *(query for query, _ in wishes)])
    counted = zip(wishes, document_frequencies, strict=True)
    weighted = [(query, weight * inverse_document_frequency(total, each)) for (query, weight), each in counted if each]
    if not (heaviest := _heaviest(weighted)):
        return NONE
    best = reader.best_score(weighed(heaviest, within))
    least = max(share * best, min(weight for _, weight in heaviest)) * (1 - FLOAT_ROUNDING)
    return weighed(heaviest, within, least) if best else NONE


def _heaviest(weighted: list[tuple[Query, float]]) -> list[tuple[Query, float]]:
    """Return the wishes that weigh most, as many as a query may have beside everything else."""
    heaviest: list[tuple[Query, float]] = []
    room = MOST_WISHES
    for query, weight in sorted(weighted, key=lambda each: -each[1]):
        room -= leaves(query)
        if room < 0:
            break
        heaviest.append((query, weight))
    return heaviest


def _hit(found: dict[str, Any], sort: Sort) -> Hit:
    score = round(float(found["sort"][0]), SCORE_DECIMALS) if sort is Sort.RELEVANCE else 0.0
    if "_source" not in found:
        return Hit(str(found["sort"][-1]), score)
    return _with_report(Hit(str(found["sort"][-1]), score), report_of(found["_source"]))


def _with_report(hit: Hit, report: Report) -> Hit:
    return replace(hit, report=without_body(report), body=report.body)


def _with_reports(reader: IndexReader, hits: Sequence[Hit]) -> tuple[Hit, ...]:
    """Return the hits of a deep page with their reports: a walk that fetched them would fetch those of all pages before."""
    reports = {report.id: report for report in reader.reports(hit.id for hit in hits)}
    return tuple(_with_report(hit, reports[hit.id]) for hit in hits if hit.id in reports)


def _facet(field: str, narrowing: _Narrowing) -> Query:
    """Return the aggregation that counts a facet's values among what passes every filter but its own."""
    terms = {"terms": {"field": field, "size": FACET_VALUES, "shard_size": FACET_VALUES}}
    return {"filter": _beside(ALL, field, narrowing), "aggs": {"values": terms}}


def _divided(division: Division, narrowing: _Narrowing, resolve: Resolve) -> Query:
    """Return the aggregation that counts a division's values among what passes every filter but its own."""
    filters = {value: matching(node, resolve) for value, node in division.values}
    return {
        "filter": _beside(ALL, division.name, narrowing),
        "aggs": {"values": {"filters": {"filters": filters}}},
    }


def _divided_counts(division: Division, found: dict[str, Any]) -> tuple[tuple[str, int], ...]:
    buckets = found["values"]["buckets"]
    counts = ((value, int(buckets[value]["doc_count"])) for value, _ in division.values)
    return tuple((value, count) for value, count in counts if count)


def _beside(matched: Query, field: str, narrowing: _Narrowing) -> Query:
    return every([matched, *(query for each, query in narrowing if each != field)])


def _counts(reader: IndexReader, field: str, found: dict[str, Any], query: Query) -> tuple[tuple[str, int], ...]:
    """Return a facet's counts, counting again where its values were too many for one answer to be exact."""
    if found["sum_other_doc_count"] or found["doc_count_error_upper_bound"]:
        counts = list(reader.values(field, query, FACET_VALUES))
    else:
        counts = [(each["key"], int(each["doc_count"])) for each in found["buckets"]]
    return tuple((str(value), count) for value, count in _in_order(field, counts))


def _in_order(field: str, counts: list[tuple[Any, int]]) -> Iterator[tuple[Any, int]]:
    if FIELD[field].number:
        return iter(sorted(counts, reverse=True))
    return iter(sorted(counts, key=lambda each: (-each[1], each[0])))
