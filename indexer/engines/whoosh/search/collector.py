"""Answers a plan from one generation: reports matched and counted, the best of them put on a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from indexer.engine import Hit, Matches
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search.best import Best
from indexer.engines.whoosh.search.divisions import divided_counts
from indexer.engines.whoosh.search.facets import facet_values
from indexer.engines.whoosh.search.filtering import filter_and_count
from indexer.engines.whoosh.search.folding import Folding
from indexer.engines.whoosh.search.matcher import Mask, Matcher
from indexer.engines.whoosh.search.reranking import has_second_step
from indexer.engines.whoosh.search.top import NO_PASSAGE, POINTS
from indexer.engines.whoosh.store.arrays import Array
from indexer.query import Plan
from indexer.ranking import RERANKED

FOLDED_AT_ONCE = 50
"""Candidates that are looked at beyond the end of the page because some may be twins of others. Where more are, all are put in order again."""

_NONE = np.empty(0, dtype=np.int64)


class _Candidate(NamedTuple):
    """`top.CANDIDATE`, as Python has it."""

    segment: int
    doc: int
    rank: int
    day: int
    points: int
    passage: float


def collect(snapshot: Snapshot, plan: Plan) -> Matches:
    """Return the answer to `plan` from one generation."""
    matcher = Matcher(snapshot)
    matched = matcher.evaluate(plan.match)
    docs, facets = _filtered(snapshot, matcher, plan, matched)
    best = Best(snapshot, plan, matcher, docs, matched)
    folding = Folding(snapshot, docs if plan.fold else _NONE)
    wanted, end = _wanted(plan), plan.offset + plan.limit
    hits = folding.firsts(best.first(wanted))
    if hits.size < end and wanted < docs.size and folding.folded:
        hits = folding.firsts(best.first(max(wanted, end + folding.folded)))
    page = [_hit(snapshot, plan, folding, _Candidate(*each)) for each in hits[plan.offset : end].tolist()]
    return Matches(total=docs.size, hits=tuple(page), facets=facets, folded=folding.folded)


def _filtered(
    snapshot: Snapshot, matcher: Matcher, plan: Plan, matched: Mask
) -> tuple[Array, Mapping[str, tuple[tuple[str, int], ...]]]:
    """Return the reports that match and pass all filters, int64, and the counts of facets and divisions."""
    columns = snapshot.facets.merged(plan.facets)
    counts = np.zeros((len(plan.facets), columns.size), dtype=np.int64)
    passing = [matcher.passing(each) for each in plan.filters]
    own_facets = [plan.facets.index(each.field) if each.field in plan.facets else -1 for each in plan.filters]
    found = [_NONE]
    for stretch, codes, translations in zip(snapshot.stretches, columns.codes, columns.translations, strict=True):
        docs = filter_and_count(
            matched[stretch],
            snapshot.live[stretch],
            np.array([each[stretch] for each in passing], dtype=bool).reshape(
                len(passing), stretch.stop - stretch.start
            ),
            np.array(own_facets, dtype=np.int64),
            codes,
            translations,
            counts,
        )
        found.append(docs + stretch.start)
    docs = np.concatenate(found)
    return docs, {**facet_values(plan.facets, columns.values, counts), **divided_counts(matcher, plan, docs)}


def _wanted(plan: Plan) -> int:
    """Return how many reports must be put in order to give the page, unless there are many twins before its end."""
    end = plan.offset + plan.limit
    if plan.fold and plan.limit:
        end += FOLDED_AT_ONCE
    return max(end, RERANKED) if has_second_step(plan) else end


def _hit(snapshot: Snapshot, plan: Plan, folding: Folding, found: _Candidate) -> Hit:
    location, score = (found.segment, found.doc), found.points / POINTS
    begin = None if found.passage == NO_PASSAGE else found.passage
    twins = folding.twins(snapshot.stretches[found.segment].start + found.doc)
    if not plan.reports:
        return Hit(snapshot.documents.id(*location), score, begin, twins=twins)
    report, body = snapshot.documents.read(*location)
    return Hit(report.id, score, begin, report, body, twins)
