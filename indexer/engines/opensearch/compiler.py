"""Turns nodes and plans into OpenSearch's query language, and counts what that costs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from indexer.analysis import OPEN, is_open, is_run, without_open
from indexer.engine import FIRST_BONUS
from indexer.engines.opensearch.documents import gram_terms, keyword, wire_term
from indexer.engines.opensearch.mapping import JOINED, JOINED_FIELDS, RANKED, SAME_POSITION
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.query import (
    And,
    AtLeast,
    Between,
    Bonus,
    Contains,
    Everything,
    Filter,
    Keyword,
    MostOf,
    Node,
    Not,
    Nothing,
    Or,
    Plan,
    RankTerm,
    Sort,
    TermKind,
)
from indexer.ranking import K1

Query = dict[str, Any]

MAX_CLAUSES = 1024
"""Leaves of a query that a cluster takes unless `indices.query.bool.max_clause_count` says otherwise."""

MOST_RUNS = 200
"""Different runs that a piece of one is looked for in where text beside it is asked for too: four of these, the ends of a phrase in two
fields, are within `MAX_CLAUSES`."""

ALL: Query = {"match_all": {}}
NONE: Query = {"match_none": {}}

ORDERS: dict[Sort, list[Any]] = {
    Sort.RELEVANCE: [{"_score": "desc"}, {"dated": {"order": "desc", "missing": "_last"}}, {"id": "asc"}],
    Sort.NEWEST: [{"dated": {"order": "desc", "missing": "_last"}}, {"id": "asc"}],
    Sort.OLDEST: [{"dated": {"order": "asc", "missing": "_last"}}, {"id": "asc"}],
}


Resolve = Callable[[MostOf], Query]
"""Returns the query for a node whose meaning depends on what is in the index, and has to be asked for first."""


def matching(node: Node, resolve: Resolve) -> Query:
    """Return the query that matches what `node` matches; its scores mean nothing."""
    match node:
        case Everything():
            return ALL
        case Nothing():
            return NONE
        case Contains(tokens, fields):
            return either([_containing(tokens, field) for field in _gram_fields(fields)] if tokens else [])
        case Keyword(field, value):
            return {"term": {field: keyword(value)}}
        case Between(field, low, high):
            return _range(field, low, high)
        case And(nodes):
            return every([matching(each, resolve) for each in nodes])
        case Or(nodes):
            return either([matching(each, resolve) for each in nodes])
        case Not(inner):
            return {"bool": {"filter": [ALL], "must_not": [matching(inner, resolve)]}}
        case AtLeast(count, nodes):
            return _at_least(count, [matching(each, resolve) for each in nodes])
        case MostOf():
            return resolve(node)


def every(queries: Sequence[Query]) -> Query:
    """Return the query that matches what all of `queries` match."""
    wanted = [each for each in queries if each != ALL]
    if len(wanted) <= 1:
        return wanted[0] if wanted else ALL
    return {"bool": {"filter": wanted}}


def either(queries: Sequence[Query]) -> Query:
    """Return the query that matches what any of `queries` matches."""
    if len(queries) <= 1:
        return queries[0] if queries else NONE
    return {"bool": {"should": list(queries), "minimum_should_match": 1}}


def passing(chosen: Filter, resolve: Resolve) -> Query:
    """Return the query that matches what a filter lets through."""
    queries = [_range(chosen.field, low, high) for low, high in chosen.ranges]
    if chosen.values:
        queries.append({"terms": {chosen.field: [keyword(value) for value in chosen.values]}})
    queries += [matching(each, resolve) for each in chosen.nodes]
    return either(queries)


def holding(term: str, kind: TermKind, fields: Iterable[str]) -> Query:
    """Return the query that matches the reports that have a term in any of the fields."""
    return either([{"term": {f"{kind.value}.{field}": wire_term(term)}} for field in fields])


def weighed(wishes: Sequence[tuple[Query, float]], within: Query, least: float = 0.0) -> Query:
    """Return the query whose score is the sum of the weights of what matches, within a query and not below `least`."""
    should = [{"constant_score": {"filter": query, "boost": weight}} for query, weight in wishes]
    scored = {"bool": {"filter": [within], "should": should, "minimum_should_match": 1}}
    return {"function_score": {"query": scored, "min_score": least}} if least else scored


def ranked(plan: Plan, matched: Query, first: Query | None, resolve: Resolve) -> Query:
    """Return `matched` with the scores that `plan` asks for; `first` is what comes first.

    Ranking terms that would make the query too large for a cluster are left out, the last ones first.
    """
    if plan.sort is not Sort.RELEVANCE:
        return {"bool": {"filter": [matched]}}
    should: list[Query] = []
    if first is not None:
        should.append({"constant_score": {"filter": first, "boost": FIRST_BONUS}})
    should += [_gaining(bonus, resolve) for bonus in plan.bonuses]
    room = MAX_CLAUSES - leaves(matched) - sum(map(leaves, should))
    should += [clause for term in plan.rank for clause in _ranking(term)][: max(room, 0)]
    return {"bool": {"filter": [matched], "should": should, "minimum_should_match": 0}}


def _gaining(bonus: Bonus, resolve: Resolve) -> Query:
    """Return the query whose score is what a report gains by a bonus."""
    if not bonus.per:
        return {"constant_score": {"filter": matching(bonus.node, resolve), "boost": bonus.weight}}
    # The reciprocal of a field's value is the one division that needs no script.
    dividing = {"field": bonus.per, "modifier": "reciprocal", "factor": 1 / bonus.weight}
    having = every([matching(bonus.node, resolve), _range(bonus.per, None, None)])
    query = {"constant_score": {"filter": having, "boost": 1.0}}
    return {"function_score": {"query": query, "field_value_factor": dividing, "boost_mode": "replace"}}


def leaves(query: Query) -> int:
    """Return the number of queries within a query that have none within them, as OpenSearch counts for its limit."""
    if "bool" in query:
        clauses = (query["bool"].get(occur, ()) for occur in ("filter", "should", "must_not"))
        return sum(leaves(each) for group in clauses for each in group)
    if "constant_score" in query:
        return leaves(query["constant_score"]["filter"])
    if "function_score" in query:
        return leaves(query["function_score"]["query"])
    return 1


def _gram_fields(fields: Iterable[str]) -> list[str]:
    asked = set(fields)
    if asked.issuperset(JOINED_FIELDS):
        return [JOINED, *sorted(asked.difference(JOINED_FIELDS))]
    return sorted(asked)


def _containing(tokens: tuple[str, ...], field: str) -> Query:
    name = f"grams.{field}"
    if is_open(tokens):
        return _standing_open(tokens, name)
    if len(tokens) == 1 and not is_run(tokens[0]):
        return {"constant_score": {"filter": {"prefix": {name: {"value": tokens[0]}}}}}
    terms = _phrase_terms(tokens)
    if len(terms) == 1:
        return {"term": {name: terms[0]}}
    return {"match_phrase": {name: " ".join(terms)}}


def _phrase_terms(tokens: tuple[str, ...]) -> list[str]:
    """Return the terms that stand one after another where these tokens do."""
    terms = [each.split(SAME_POSITION)[0] for each in gram_terms(tokens)]
    if len(tokens) > 1 and not is_run(tokens[-1]) and not is_run(tokens[-2]):
        # What follows the last character is not known; the pair before it tells that it is there.
        terms.pop()
    return terms


def _standing_open(tokens: tuple[str, ...], name: str) -> Query:
    """Return the query for tokens whose first or last run may go on in the text."""
    terms = _phrase_terms(without_open(tokens))
    last = len(terms) - 1
    before, after = ("*" if tokens[end] == OPEN else "" for end in (0, -1))
    patterns = [(before if at == 0 else "") + term + (after if at == last else "") for at, term in enumerate(terms)]
    if len(patterns) == 1:
        return {"wildcard": {name: {"value": patterns[0]}}}
    clauses = [_span(pattern, name, is_pattern=pattern != term) for pattern, term in zip(patterns, terms, strict=True)]
    return {"span_near": {"clauses": clauses, "slop": 0, "in_order": True}}


def _span(term: str, name: str, *, is_pattern: bool) -> Query:
    if not is_pattern:
        return {"span_term": {name: term}}
    return {"span_multi": {"match": {"wildcard": {name: {"value": term, "rewrite": f"top_terms_{MOST_RUNS}"}}}}}


def _ranking(term: RankTerm) -> list[Query]:
    """Return queries that score a term over all fields as one text, or over single fields, each as its own text."""
    if set(term.fields) == set(TEXT_FIELDS):
        return [_scored(f"{RANKED}.{term.kind.value}", term, 1.0)]
    # OpenSearch's BM25 has a factor k1 + 1, and k1 is smaller in fields of a higher weight.
    weights = {field: FIELD[field].weight for field in term.fields}
    return [
        _scored(f"{term.kind.value}.{field}", term, (K1 + 1) / (K1 / weight + 1))
        for field, weight in weights.items()
        if weight
    ]


def _scored(field: str, term: RankTerm, factor: float) -> Query:
    return {"term": {field: {"value": wire_term(term.text), "boost": term.weight * factor}}}


def _at_least(count: int, queries: list[Query]) -> Query:
    if count <= 0:
        return ALL
    if count > len(queries):
        return NONE
    return {"bool": {"should": queries, "minimum_should_match": count}}


def _range(field: str, low: int | None, high: int | None) -> Query:
    limits = {name: limit for name, limit in (("gte", low), ("lte", high)) if limit is not None}
    return {"range": {field: limits}} if limits else {"exists": {"field": field}}
