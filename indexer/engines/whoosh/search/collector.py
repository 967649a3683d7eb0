"""Answers a plan from one generation: reports matched and counted, the best of them put on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine import Hit, Matches
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search.best import Best
from indexer.engines.whoosh.search.filtering import Filtered
from indexer.engines.whoosh.search.folding import Folding
from indexer.engines.whoosh.search.matcher import Matcher
from indexer.engines.whoosh.search.reranking import has_second_step
from indexer.engines.whoosh.search.top import NO_PASSAGE, POINTS
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
    matched = matcher.matched(plan.match)
    filtered = Filtered(snapshot, matcher, plan, matched)
    folding = Folding(snapshot, filtered.docs if plan.fold else _NONE)
    page = _page(plan, Best(snapshot, plan, matcher, filtered.docs, matched), folding) if plan.limit else ()
    return Matches(
        total=filtered.docs.size,
        hits=tuple(_hit(snapshot, plan, folding, each) for each in page),
        facets=filtered.counts(),
        folded=folding.folded,
    )


def _page(plan: Plan, best: Best, folding: Folding) -> Sequence[_Candidate]:
    """Return the reports of the page, in order."""
    wanted, end = _wanted(plan), plan.skip + plan.limit
    hits = folding.firsts(best.first(wanted))
    if hits.size < end and wanted < best.count and folding.folded:
        hits = folding.firsts(best.first(max(wanted, end + folding.folded)))
    return [_Candidate(*each) for each in hits[plan.skip : end].tolist()]


def _wanted(plan: Plan) -> int:
    """Return how many reports must be put in order to give the page, unless there are many twins before its end."""
    end = plan.skip + plan.limit + (FOLDED_AT_ONCE if plan.fold else 0)
    return max(end, RERANKED) if has_second_step(plan) else end


def _hit(snapshot: Snapshot, plan: Plan, folding: Folding, found: _Candidate) -> Hit:
    location, score = (found.segment, found.doc), found.points / POINTS
    begin = None if found.passage == NO_PASSAGE else found.passage
    twins = folding.twins(snapshot.stretches[found.segment].start + found.doc)
    if not plan.reports:
        return Hit(snapshot.documents.id(*location), score, begin, twins=twins)
    report, body = snapshot.documents.read(*location)
    return Hit(report.id, score, begin, report, body, twins)
