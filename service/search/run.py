"""Answers a search: compiles the query, asks the engine, tries again with fewer words, makes snippets."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import replace

from indexer.engine import Engine, Matches
from indexer.engine import Hit as EngineHit
from indexer.fields import FACET_FIELDS
from indexer.query import Node, Plan
from service.query.compile import CompiledQuery, compile_query
from service.query.steps import Step, StepName
from service.search.facets import FACETS, Counts
from service.search.hit_snippets import titles_and_labelled_snippets
from service.search.number import FoundNumber, NumberRole, found_number
from service.search.request import SearchRequest, engine_filters
from service.search.result import Hit, SearchResult
from service.search.second_look import Aids, Found, look_again
from service.snippets.occurrences import Highlights

PASSAGE_WEIGHT = 1.0
"""On 611 policy questions nDCG@10 is 0.898 without passages and 0.906 with them, at any weight from 0.5 to 1.5."""


def search(engine: Engine, request: SearchRequest, aids: Aids | None = None) -> SearchResult:
    """Return the answer to a search whose limits have been checked, looked at again with the aids where few reports hold what was typed.

    Raises `IndexerError` when the index is unusable.
    """
    started = time.perf_counter()
    query = compile_query(request.query)
    found = Found(query, *_ask(engine, query, request))
    if aids and query.number is None:
        found = look_again(found, request, aids, lambda *asked: _ask(engine, *asked))
    number = _number(engine, found, request)
    return SearchResult(
        request=request,
        total=found.matches.total,
        hits=_hits(found.matches.hits, found.step.highlights, number),
        facets=_facets(found.matches, request),
        step=found.step.name,
        interpretation=found.step.interpretation,
        has_runs=query.as_pieces is not None,
        is_question=query.is_question,
        also=found.also,
        suggestion=found.suggestion,
        corrected=found.corrected,
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        number=number,
    )


def _ask(engine: Engine, query: CompiledQuery, request: SearchRequest) -> tuple[Matches, Step]:
    """Return the matches of the first way of matching that finds anything, else none, by the query as typed."""
    typed, *loosened = _steps(query, request)
    matches = engine.search(_plan(query, typed.match, request))
    if matches.total:
        return matches, _literal_or_most(engine, query, request, typed)
    for step in loosened:
        found = engine.search(_plan(query, step.match, request))
        if found.total:
            return found, step
    return matches, typed


def _steps(query: CompiledQuery, request: SearchRequest) -> tuple[Step, ...]:
    """Return the step that was asked for; all of them where none was, or the query has no such step."""
    return tuple(step for step in query.steps if step.name is request.step) or query.steps


def _literal_or_most(engine: Engine, query: CompiledQuery, request: SearchRequest, typed: Step) -> Step:
    """Return by which step a query found what it did: a question, which asks for most of its words at once, perhaps only by that."""
    if not query.is_question or typed.name is not StepName.TYPED:
        return typed
    literal = engine.search(Plan(query.match, filters=engine_filters(request), limit=0))
    return typed if literal.total else replace(typed, name=StepName.MOST)


def _plan(query: CompiledQuery, match: Node, request: SearchRequest) -> Plan:
    return Plan(
        match=match,
        rank=query.rank,
        first=query.first,
        bonuses=query.bonuses,
        filters=engine_filters(request),
        facets=FACET_FIELDS,
        sort=request.sort,
        passage_weight=PASSAGE_WEIGHT,
        offset=(request.page - 1) * request.page_size,
        limit=request.page_size,
        reports=True,
    )


def _facets(matches: Matches, request: SearchRequest) -> Mapping[str, Counts]:
    """Return the engine's counts as they are: of some 250 values few are looked at before they are bytes."""
    selected = {
        field: FACETS[field].with_unmatched(matches.facets[field], selections)
        for field, selections in request.selections.items()
        if field in matches.facets
    }
    return {**matches.facets, **selected}


def _number(engine: Engine, found: Found, request: SearchRequest) -> FoundNumber | None:
    number = found.query.number
    return found_number(engine, number, engine_filters(request), found=found.literal) if number else None


def _hits(hits: Sequence[EngineHit], highlights: Highlights, number: FoundNumber | None) -> tuple[Hit, ...]:
    found = [(hit, hit.report) for hit in hits if hit.report]
    titles, snippets = titles_and_labelled_snippets([hit for hit, _ in found], highlights)
    return tuple(
        Hit(
            report,
            hit.score,
            title_html,
            tuple(text for _, text in own),
            tuple(name for name, _ in own),
            number.role(report) if number else NumberRole.NONE,
        )
        for (hit, report), title_html, own in zip(found, titles, snippets, strict=True)
    )
