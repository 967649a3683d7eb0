"""Answers a search: compiles the query, asks the engine, tries again with fewer words, makes snippets."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain

from indexer.engine import Engine, Matches, count_matches
from indexer.engine import Hit as EngineHit
from indexer.fields import FACET_FIELDS
from indexer.query import Node, Plan, Sort
from service.query.compile import compile_query
from service.query.compiled_query import CompiledQuery
from service.query.levels import national
from service.query.steps import Step, StepName
from service.search.facets import FACETS, Counts
from service.search.further import FEW_HITS, looser, near_the_best
from service.search.hit_snippets import titles_and_labelled_snippets
from service.search.located_number import with_located_number
from service.search.number import FoundNumber, NumberRole, found_number
from service.search.request import SearchRequest, engine_filters
from service.search.result import Further, Hit, SearchResult
from service.search.second_look import Aids, Found, look_again
from service.search.timing import timed
from service.search.twins import listed_twins
from service.search.validity import not_ended, validity
from service.search.versions import newest_of_twins, newest_version_first
from service.search.word_borders import crossings, words_looked_at
from service.snippets.occurrences import Highlights

PASSAGE_WEIGHT = 1.0
"""On 611 policy questions nDCG@10 is 0.898 without passages and 0.906 with them, at any weight from 0.5 to 1.5."""

PROXIMITY_WEIGHT = 0.7
"""Tuned on half of these questions: nDCG@10 0.9098 without and 0.9133 with it; on the other half 0.9038 and 0.9063."""

TILING_WEIGHT = 0.75
"""On two halves of these questions nDCG@10 is 0.9181 and 0.9016 without it, 0.9205 and 0.9039 with it; 0.5 to 0.9 are as good."""

_EVERY_HIT = 2**31 - 1


def search(
    engine: Engine, request: SearchRequest, aids: Aids | None = None, *, today: date | None = None
) -> SearchResult:
    """Return the answer to a search whose limits have been checked, looked at again with the aids where few reports hold what was typed.

    Times such as 去年 are read by `today`; without it, to the letter. Raises `IndexerError` when the index is unusable.
    """
    started = time.perf_counter()
    query, named_time = query_read(request, today)
    found = found_by(engine, query, request, aids)
    number = _number(engine, found, request)
    return SearchResult(
        request=request,
        total=found.matches.total,
        folded=found.matches.folded,
        hits=_words_first(
            _hits(engine, _shown(engine, found, request), found.step.highlights, number, _perhaps_across(found)),
            request,
        ),
        facets=_facets(found.matches, request),
        step=found.step.name,
        interpretation=found.step.interpretation,
        has_numbers=found.query.offers_pieces,
        is_question=query.is_question,
        also=found.also,
        idle=found.idle,
        as_typed=found.as_typed,
        apart=found.apart,
        suggestion=found.suggestion,
        corrected=found.corrected,
        named_time=named_time,
        left_out=max(found.step.everything - found.matches.total, 0),
        further=tuple(_further(engine, found, request)),
        took_ms=round((time.perf_counter() - started) * 1000, 1),
        number=number,
    )


def all_ids(
    engine: Engine, request: SearchRequest, aids: Aids | None = None, *, today: date | None = None
) -> list[str]:
    """Return the ids of all reports that a search finds, in its order, wherever its page begins."""
    one = replace(request, page=1, page_size=1)
    query, _ = query_read(request, today)
    found = found_by(engine, query, one, aids)
    plan = plan_of(found.query, found.step.match, one)
    return [
        hit.id
        for hit in engine.search(
            replace(plan, limit=_EVERY_HIT, facets=(), divisions=(), reports=False, fold=False)
        ).hits
    ]


def query_read(request: SearchRequest, today: date | None) -> tuple[CompiledQuery, str]:
    """Return the compiled query of a search, and the time from today that it is read by, as it was typed; empty for none."""
    query = compile_query(request.query)
    by_time = timed(request.looked_at, query, today) if today and request.step is not StepName.TYPED else None
    return (by_time.query, by_time.typed) if by_time else (query, "")


def found_by(engine: Engine, query: CompiledQuery, request: SearchRequest, aids: Aids | None) -> Found:
    """Return what a search finds, and by which way of matching."""
    query = with_located_number(engine, query, request)
    found = Found(query, *_ask(engine, query, request))
    if aids and query.number is None:
        return look_again(
            found, request, aids, lambda *asked: _ask(engine, *asked), lambda node: count_matches(engine, node)
        )
    return found


def _ask(engine: Engine, query: CompiledQuery, request: SearchRequest) -> tuple[Matches, Step]:
    """Return the matches of the first way of matching that finds anything, else none, by the query as typed."""
    answers = (_answer(engine, query, step, request) for step in _steps(query, request))
    typed = next(answers)
    return next((answer for answer in chain([typed], answers) if answer[0].total), typed)


def _answer(engine: Engine, query: CompiledQuery, step: Step, request: SearchRequest) -> tuple[Matches, Step]:
    near = near_the_best(step, request, lambda node: count_matches(engine, node, engine_filters(request)))
    matches = engine.search(plan_of(query, near.match, request))
    return matches, _literal_or_most(engine, query, request, near) if matches.total else near


def _further(engine: Engine, found: Found, request: SearchRequest) -> Iterator[Further]:
    """Yield what stands below the few hits of a first page, if they are few and none is called what was typed, which wasn't pasted."""
    is_few = 0 < found.matches.total < FEW_HITS
    if request.step or request.page > 1 or request.is_pasted or found.query.number:
        return
    if not is_few or found.is_title(request.query):
        return
    best = replace(request, sort=Sort.RELEVANCE)

    def ask(node: Node, limit: int) -> Matches:
        return engine.search(replace(plan_of(found.query, node, best), limit=limit, facets=(), divisions=()))

    for step, matches in looser(found.query.steps, found.step, ask):
        hits = _hits(engine, matches.hits, step.highlights, None)
        yield Further(step.name, matches.total, hits, matches.folded)


def _steps(query: CompiledQuery, request: SearchRequest) -> Iterable[Step]:
    """Return the step that was asked for; all of them where none was, or the query has no such step."""
    if request.step is None:
        return _steps_of_pasted(query) if request.is_pasted else query.each_step()
    return [step for step in query.steps if step.name is request.step] or query.steps


def _steps_of_pasted(query: CompiledQuery) -> Iterator[Step]:
    """Yield how a pasted text is matched: as it stands, else by most of its words, which has what looser ways in between would find first."""
    steps = query.each_step()
    yield next(steps)
    looser = list(steps)
    yield from [step for step in looser if step.name is StepName.MOST] or looser


def _literal_or_most(engine: Engine, query: CompiledQuery, request: SearchRequest, typed: Step) -> Step:
    """Return by which step a query found what it did: a question, which asks for most of its words at once, perhaps only by that."""
    if not query.is_question or typed.name is not StepName.TYPED:
        return typed
    return typed if count_matches(engine, query.match, engine_filters(request)) else replace(typed, name=StepName.MOST)


def plan_of(query: CompiledQuery, match: Node, request: SearchRequest) -> Plan:
    """Return what an engine is asked for a search whose reports are those that `match` matches."""
    return Plan(
        match=match,
        rank=query.rank,
        first=query.first,
        bonuses=(*query.bonuses, not_ended(request.today), *([national()] if request.national_first else [])),
        filters=engine_filters(request),
        facets=FACET_FIELDS,
        divisions=(validity(request.today),),
        sort=request.sort,
        passage_weight=PASSAGE_WEIGHT,
        proximity_weight=PROXIMITY_WEIGHT,
        tiling_weight=TILING_WEIGHT,
        typed=query.typed,
        skip=(request.page - 1) * request.page_size,
        limit=request.page_size,
        reports=True,
        fold=request.fold,
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


def _perhaps_across(found: Found) -> tuple[str, ...]:
    """Return the words that hits may hold only across the borders of others; none where hits may hold what means the same instead."""
    is_literal = found.step.name is StepName.TYPED and not (found.query.is_question or found.query.number)
    return words_looked_at(found.step.interpretation.words) if is_literal and not found.also else ()


def _shown(engine: Engine, found: Found, request: SearchRequest) -> Sequence[EngineHit]:
    """Return the hits of a page, by relevance each as the version of its text that is meant."""
    hits = found.matches.hits
    return newest_of_twins(engine, hits, request.query) if request.sort is Sort.RELEVANCE else hits


def _words_first(hits: tuple[Hit, ...], request: SearchRequest) -> tuple[Hit, ...]:
    """Return the hits of a page, by relevance those below that hold a word only across the border of others."""
    if request.sort is not Sort.RELEVANCE:
        return hits
    return newest_version_first(tuple(sorted(hits, key=lambda hit: bool(hit.crossing))), request.query)


def _hits(
    engine: Engine,
    hits: Sequence[EngineHit],
    highlights: Highlights,
    number: FoundNumber | None,
    words: Sequence[str] = (),
) -> tuple[Hit, ...]:
    found = [(hit, hit.report) for hit in hits if hit.report]
    titles, snippets = titles_and_labelled_snippets([hit for hit, _ in found], highlights)
    twins = [listed_twins(engine, hit.twins) for hit, _ in found]
    crossed = crossings([(report, hit.body) for hit, report in found], words)
    return tuple(
        Hit(
            report,
            hit.score,
            title_html,
            tuple([text for _, text in own]),
            tuple([name for name, _ in own]),
            number.role(report) if number else NumberRole.NONE,
            others,
            len(hit.twins) - len(others),
            crossing,
        )
        for (hit, report), title_html, own, others, crossing in zip(
            found, titles, snippets, twins, crossed, strict=True
        )
    )
