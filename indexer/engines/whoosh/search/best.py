"""The best of the reports that match a plan: scored segment by segment, each with what is left to beat of those before."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np

from indexer.engine import FIRST_BONUS
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.search.matcher import Mask, Matcher
from indexer.engines.whoosh.search.order import in_order
from indexer.engines.whoosh.search.reranking import has_second_step, rerank
from indexer.engines.whoosh.search.scorer import Scorer, weighted_terms
from indexer.engines.whoosh.search.top import CANDIDATE, POINTS, add_best
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.query import Bonus, Filter, Not, Plan, Sort


class _Bonus(NamedTuple):
    """A bonus, and the reports that have it; or a bonus of all but some reports, and those, which lose by it what the others would gain."""

    bonus: Bonus
    reports: Mask
    is_lost: bool = False


class Best:
    """The reports `docs`, int64, ascending, which are some of those that match, and which of them come first by a plan."""

    def __init__(self, snapshot: Snapshot, plan: Plan, matcher: Matcher, docs: Array, matched: Mask) -> None:
        self._snapshot = snapshot
        self._plan = plan
        self._docs = docs
        ranks = plan.sort is Sort.RELEVANCE and docs.size > 0
        self._terms = weighted_terms(snapshot, plan.rank) if ranks else []
        self._scorer = Scorer(snapshot, self._terms) if self._terms else None
        self._bonuses = list(_bonuses(plan, matcher, matched)) if ranks else []
        self._of_all = sum(each.bonus.weight for each in self._bonuses if each.is_lost)

    @property
    def count(self) -> int:
        """How many reports there are to choose from."""
        return int(self._docs.size)

    def first(self, wanted: int) -> Array:
        """Return the first `wanted` reports, `CANDIDATE`, in order."""
        best = np.empty(0, dtype=CANDIDATE)
        starts = [stretch.start for stretch in self._snapshot.stretches]
        bounds = [*self._docs.searchsorted(starts).tolist(), self._docs.size]
        for segment_ordinal, start in enumerate(starts):
            docs = self._docs[bounds[segment_ordinal] : bounds[segment_ordinal + 1]]
            if docs.size:
                best = self._with_best(best, segment_ordinal, docs - start, wanted)
        if best.size and len(starts) > 1:
            best = in_order(self._snapshot, self._plan.sort, best, wanted)
        if best.size and has_second_step(self._plan):
            rerank(self._snapshot, self._plan, best, self._terms)
        best["points"] += round(self._of_all * POINTS)
        return best

    def _with_best(self, best: Array, segment_ordinal: int, docs: Array, wanted: int) -> Array:
        """Return the best candidates of the segments before with those of another one, in no order."""
        segment, sort = self._snapshot.segments[segment_ordinal], self._plan.sort
        scores = np.zeros(segment.size if sort is Sort.RELEVANCE else 0)
        self._add_bonuses(segment, self._snapshot.stretches[segment_ordinal], scores)
        if self._scorer:
            docs = self._scorer.add_scores(segment_ordinal, wanted, self._floor(best, wanted), scores, docs)
        ranks, by_rank = (
            (segment.oldest, segment.by_oldest) if sort is Sort.OLDEST else (segment.newest, segment.by_newest)
        )
        return add_best(best, docs, scores, ranks, by_rank, segment.dated, segment_ordinal, wanted)

    def _floor(self, best: Array, wanted: int) -> float:
        """Return the score below which a report can't come among the `wanted` best of all segments any more."""
        if 0 < wanted <= best.size:
            return float(np.partition(best["points"], -wanted)[-wanted] / POINTS)
        return -self._of_all

    def _add_bonuses(self, segment: OpenSegment, stretch: slice, scores: Array) -> None:
        """Add to `scores`, float64[reports], what reports of a segment gain by matching, less what all do."""
        for bonus, reports, is_lost in self._bonuses:
            (docs,) = reports[stretch].nonzero()
            if is_lost:
                scores[docs] -= bonus.weight
            elif docs.size:
                scores[docs] += _gains(bonus, segment, docs) if bonus.per else bonus.weight


def _bonuses(plan: Plan, matcher: Matcher, matched: Mask) -> Iterator[_Bonus]:
    """Yield the bonuses of a plan, that of what comes before everything else too."""
    bonuses: Sequence[Bonus] = plan.bonuses if plan.first is None else (Bonus(plan.first, FIRST_BONUS), *plan.bonuses)
    for bonus in bonuses:
        if isinstance(bonus.node, Not) and not bonus.per:
            yield _Bonus(bonus, matcher.passing(Filter("", nodes=(bonus.node.node,))), is_lost=True)
        else:
            yield _Bonus(bonus, matcher.evaluate(bonus.node, matched))


def _gains(bonus: Bonus, segment: OpenSegment, docs: Array) -> Array:
    """Return what some reports gain by a bonus that is divided by a number of theirs, float64[docs]."""
    numbers = segment.numbers(bonus.per)[docs]
    gains: Array = np.divide(bonus.weight, numbers, out=np.zeros(docs.size), where=numbers != MISSING)
    return gains
