"""Answers a plan from one generation, segment by segment: reports matched, counted and scored, the best of them put on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine import FIRST_BONUS, Hit, Matches
from indexer.engines.whoosh.read.facet_columns import MergedColumns
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search.divisions import DividedCounts
from indexer.engines.whoosh.search.facets import facet_values
from indexer.engines.whoosh.search.filtering import filter_and_count
from indexer.engines.whoosh.search.folding import Folding, Location
from indexer.engines.whoosh.search.matcher import Matcher
from indexer.engines.whoosh.search.order import in_order
from indexer.engines.whoosh.search.reranking import has_second_step, rerank
from indexer.engines.whoosh.search.scorer import Scorer, weighted_terms
from indexer.engines.whoosh.search.top import CANDIDATE, NO_PASSAGE, POINTS, add_best
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.query import Bonus, Plan, Sort
from indexer.ranking import RERANKED

FOLDED_AT_ONCE = 50
"""Candidates that are looked at beyond the end of the page because some may be twins of others. Where more are, all is done again."""


class _Found(NamedTuple):
    """What matches: how much, the best of it in order, the facets, and which of it is near-identical."""

    total: int
    best: Array
    facets: Mapping[str, tuple[tuple[str, int], ...]]
    folding: Folding


def collect(snapshot: Snapshot, plan: Plan) -> Matches:
    """Return the answer to `plan` from one generation."""
    found = _find(snapshot, plan, _wanted(plan))
    hits, folded, end = found.folding.firsts(found.best), found.folding.folded, plan.offset + plan.limit
    if hits.size < end and found.best.size < found.total and folded:
        found = _find(snapshot, plan, max(_wanted(plan), end + folded))
        hits = found.folding.firsts(found.best)
    page = tuple(
        _hit(snapshot, plan, (segment_ordinal, doc), found.folding, score=points / POINTS, passage=passage)
        for segment_ordinal, doc, _, _, points, passage in hits[plan.offset : end].tolist()
    )
    return Matches(total=found.total, hits=page, facets=found.facets, folded=folded)


def _find(snapshot: Snapshot, plan: Plan, wanted: int) -> _Found:
    """Return what matches a plan, of which so many must be put in order."""
    terms = weighted_terms(snapshot, plan.rank) if plan.sort is Sort.RELEVANCE else []
    scorer = Scorer(snapshot, terms) if terms else None
    columns = snapshot.facets.merged(plan.facets)
    counts = np.zeros((len(plan.facets), columns.size), dtype=np.int64)
    divided = DividedCounts(plan)
    total, best, folding = 0, np.empty(0, dtype=CANDIDATE), Folding(snapshot.twins)
    for segment_ordinal in range(len(snapshot.segments)):
        matcher = Matcher(snapshot, segment_ordinal)
        docs = _filtered(matcher, plan, columns, counts)
        divided.add(matcher, docs)
        total += docs.size
        if plan.fold:
            folding.add(segment_ordinal, docs)
        best = _with_best(best, matcher, plan, docs, scorer, wanted)
    if len(snapshot.segments) > 1:
        best = in_order(snapshot, plan.sort, best)[:wanted]
    if best.size and has_second_step(plan):
        rerank(snapshot, plan, best, terms)
    return _Found(total, best, {**facet_values(plan.facets, columns.values, counts), **divided.values()}, folding)


def _filtered(matcher: Matcher, plan: Plan, columns: MergedColumns, counts: Array) -> Array:
    """Return the reports of a segment that match and pass all filters; adds to `counts`, int64[facets, values]."""
    matched = matcher.evaluate(plan.match)
    passing = np.empty((len(plan.filters), matched.size), dtype=bool)
    for number, chosen in enumerate(plan.filters):
        passing[number] = matcher.passing(chosen)
    own_facets = [plan.facets.index(each.field) if each.field in plan.facets else -1 for each in plan.filters]
    return filter_and_count(
        matched,
        matcher.segment.live,
        passing,
        np.array(own_facets, dtype=np.int64),
        columns.codes[matcher.segment_ordinal],
        columns.translations[matcher.segment_ordinal],
        counts,
    )


def _with_best(best: Array, matcher: Matcher, plan: Plan, docs: Array, scorer: Scorer | None, wanted: int) -> Array:
    """Return the best candidates of the segments before with those of the matcher's, in no order."""
    segment = matcher.segment
    scores = np.zeros(segment.size if plan.sort is Sort.RELEVANCE else 0)
    if scores.size and docs.size:
        if plan.first is not None:
            scores[matcher.evaluate(plan.first)] = FIRST_BONUS
        _add_bonuses(matcher, plan.bonuses, scores)
        if scorer:
            docs = scorer.add_scores(matcher.segment_ordinal, wanted, _floor(best, wanted), scores, docs)
    ranks, by_rank = (
        (segment.oldest, segment.by_oldest) if plan.sort is Sort.OLDEST else (segment.newest, segment.by_newest)
    )
    return add_best(best, docs, scores, ranks, by_rank, segment.dated, matcher.segment_ordinal, wanted)


def _add_bonuses(matcher: Matcher, bonuses: Sequence[Bonus], scores: Array) -> None:
    """Add to `scores`, float64[reports], what reports gain by matching."""
    for bonus in bonuses:
        (gaining,) = matcher.evaluate(bonus.node).nonzero()
        if gaining.size:
            scores[gaining] += _gains(bonus, matcher.segment, gaining) if bonus.per else bonus.weight


def _gains(bonus: Bonus, segment: OpenSegment, docs: Array) -> Array:
    """Return what some reports gain by a bonus that is divided by a number of theirs, float64[docs]."""
    numbers = segment.numbers(bonus.per)[docs]
    gains: Array = np.divide(bonus.weight, numbers, out=np.zeros(docs.size), where=numbers != MISSING)
    return gains


def _floor(best: Array, wanted: int) -> float:
    """Return the score below which a report can't come among the `wanted` best of all segments any more."""
    return float(np.partition(best["points"], -wanted)[-wanted] / POINTS) if 0 < wanted <= best.size else 0.0


def _wanted(plan: Plan) -> int:
    """Return how many reports must be put in order to give the page, unless there are many twins before its end."""
    end = plan.offset + plan.limit
    if plan.fold and plan.limit:
        end += FOLDED_AT_ONCE
    return max(end, RERANKED) if has_second_step(plan) else end


def _hit(snapshot: Snapshot, plan: Plan, location: Location, folding: Folding, *, score: float, passage: float) -> Hit:
    begin, twins = None if passage == NO_PASSAGE else passage, folding.twins(location, snapshot.documents)
    if not plan.reports:
        return Hit(snapshot.documents.id(*location), score, begin, twins=twins)
    report, body = snapshot.documents.read(*location)
    return Hit(report.id, score, begin, report, body, twins)
