"""Evaluates a plan over a snapshot, segment by segment: masks to counts, BM25F to scores, the best hits to a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from indexer.engine import FIRST_BONUS, Hit, Matches
from indexer.engines.whoosh.read.dense_frequencies import DENSE_SHARE, LARGEST_FREQUENCY
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.term_statistics import Rows
from indexer.engines.whoosh.search import loops
from indexer.engines.whoosh.search.matcher import Matcher
from indexer.engines.whoosh.search.passages import BODY, TITLE, best_passages
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL, text_ordinals
from indexer.fields import FIELD
from indexer.query import Plan, RankTerm, Sort, TermKind
from indexer.ranking import K1, RERANKED, SCORE_DECIMALS, inverse_document_frequency

Scores = npt.NDArray[np.float64]

_SEEK_COST = 8
"""Looking a report up in a list of postings costs about as much as scoring this many in passing."""

_RANKS = (1 << loops.RANK_BITS) - 1


def collect(snapshot: Snapshot, plan: Plan) -> Matches:
    """Return the answer to `plan` from one generation."""
    terms = _weighted(snapshot, plan.rank) if plan.sort is Sort.RELEVANCE else []
    ranking = _Ranking(snapshot, terms) if terms else None
    answers: list[_SegmentAnswer] = []
    floor = 0.0
    for segment_ordinal in range(len(snapshot.segments)):
        answers.append(_collect_segment(snapshot, segment_ordinal, plan, ranking, floor))
        if ranking and segment_ordinal + 1 < len(snapshot.segments):
            floor = _least_wanted(answers, _wanted(plan))
    return Matches(
        total=sum(answer.total for answer in answers),
        hits=_page(snapshot, plan, [answer.best for answer in answers], terms),
        facets={
            field: _facet(snapshot, field, [answer.counts[number] for answer in answers])
            for number, field in enumerate(plan.facets)
        },
    )


@dataclass(frozen=True, slots=True)
class _SegmentAnswer:
    """What one segment adds to the answer; `counts` int64[facets, codes]."""

    total: int
    best: _Candidates
    counts: Array


def _collect_segment(
    snapshot: Snapshot, segment_ordinal: int, plan: Plan, ranking: _Ranking | None, floor: float
) -> _SegmentAnswer:
    segment = snapshot.segments[segment_ordinal]
    matcher = Matcher(snapshot, segment_ordinal)
    matched = matcher.evaluate(plan.match)
    passing = np.empty((len(plan.filters), segment.size), dtype=bool)
    for number, chosen in enumerate(plan.filters):
        passing[number] = matcher.passing(chosen)
    codes, most = snapshot.facets.side_by_side(plan.facets, segment_ordinal)
    counts = np.zeros((len(plan.facets), most), dtype=np.int64)
    candidates = np.empty(segment.size, dtype=np.int64)
    own_facets = [plan.facets.index(each.field) if each.field in plan.facets else -1 for each in plan.filters]
    total = loops.collect(
        matched, segment.live, passing, np.array(own_facets, dtype=np.int64), codes, counts, candidates
    )
    return _SegmentAnswer(
        total, _best(snapshot, segment_ordinal, plan, candidates[:total], ranking, floor, matcher), counts
    )


def _least_wanted(answers: Sequence[_SegmentAnswer], wanted: int) -> float:
    """Return the score below which a report can't come among the `wanted` best of all segments any more."""
    scores = np.concatenate([answer.best.scores for answer in answers])
    return float(np.partition(scores, -wanted)[-wanted]) if 0 < wanted <= scores.size else 0.0


# Scores --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _WeightedTerm:
    """A ranking term that some report has: where it is, in which fields it counts, and what a score gains by it at most:
    `weight` is the weight `asked` times its rarity.
    """

    text: str
    kind: str
    rows: Rows
    ordinals: frozenset[int]
    asked: float
    weight: float


def _weighted(snapshot: Snapshot, rank: Sequence[RankTerm]) -> list[_WeightedTerm]:
    terms = []
    for term in rank:
        kind, ordinals = term.kind.value, text_ordinals(term.fields) & _RANKED_ORDINALS
        document_frequency = snapshot.terms.document_frequency(kind, term.text, ordinals)
        if document_frequency:
            idf = inverse_document_frequency(snapshot.count, document_frequency)
            weight = term.weight * idf * (K1 + 1)
            terms.append(
                _WeightedTerm(term.text, kind, snapshot.terms.rows(kind, term.text), ordinals, term.weight, weight)
            )
    return terms


_RANKED_ORDINALS = frozenset(ordinal for field, ordinal in TEXT_ORDINAL.items() if FIELD[field].weight)


class _Ranking:
    """The ranking terms of a query as `loops.add_scores` takes them, for any segment."""

    def __init__(self, snapshot: Snapshot, terms: Sequence[_WeightedTerm]) -> None:
        fields = tuple(dict.fromkeys((term.kind, term.ordinals) for term in terms))
        self._firsts = np.array([[rows.start for rows in term.rows] for term in terms], dtype=np.int64).T
        self._ends = np.array([[rows.stop for rows in term.rows] for term in terms], dtype=np.int64).T
        self._are_words = np.array([term.kind == TermKind.WORD.value for term in terms], dtype=bool)
        self._lines = np.array([fields.index((term.kind, term.ordinals)) for term in terms], dtype=np.int64)
        self._weights = np.array([term.weight for term in terms], dtype=np.float64)
        self._row_weights = np.array([_row_weights(ordinals) for _, ordinals in fields])
        self._norms = snapshot.terms.norms(fields)
        self._dense_lines = np.array([_dense_line(snapshot, term) for term in terms], dtype=np.int64)
        self._dense = snapshot.terms.dense.frequencies

    def of(self, segment_ordinal: int) -> loops.Arrays:
        """Return the terms as segment `segment_ordinal` has them."""
        return (
            self._are_words,
            np.ascontiguousarray(self._firsts[segment_ordinal]),
            np.ascontiguousarray(self._ends[segment_ordinal]),
            self._lines,
            self._weights,
            self._row_weights,
            self._norms[segment_ordinal],
            self._dense_lines,
            self._dense[segment_ordinal],
        )


def _dense_line(snapshot: Snapshot, term: _WeightedTerm) -> int:
    """Return the line of a dense term's frequencies, or -1 where the term has none."""
    if snapshot.terms.document_frequency(term.kind, term.text, term.ordinals) * DENSE_SHARE < snapshot.count:
        return -1

    def fill(lines: Sequence[Array]) -> bool:
        weights = _row_weights(term.ordinals)
        return all(
            loops.weigh_frequencies(
                segment.table(term.kind).arrays, rows.start, rows.stop, weights, LARGEST_FREQUENCY, line
            )
            for segment, rows, line in zip(snapshot.segments, term.rows, lines, strict=True)
        )

    return snapshot.terms.dense.line((term.kind, term.text, term.ordinals), fill)


@lru_cache
def _row_weights(ordinals: frozenset[int]) -> Array:
    """Return how many times an occurrence counts by field ordinal, float32[fields]."""
    return np.array(
        [FIELD[field].weight if ordinal in ordinals else 0 for field, ordinal in TEXT_ORDINAL.items()], dtype=np.float32
    )


# Order ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Reports of several segments that may be on the page: segment ordinal, document number, day of publication, score."""

    segment_ordinals: Array
    docs: Array
    dates: Array
    scores: Scores

    def __getitem__(self, chosen: Array | slice) -> _Candidates:
        return _Candidates(self.segment_ordinals[chosen], self.docs[chosen], self.dates[chosen], self.scores[chosen])


_NO_PASSAGE = -1.0


def _best(
    snapshot: Snapshot,
    segment_ordinal: int,
    plan: Plan,
    candidates: Array,
    ranking: _Ranking | None,
    floor: float,
    matcher: Matcher,
) -> _Candidates:
    """Return the reports of a segment that may be on the page, in no order."""
    segment = snapshot.segments[segment_ordinal]
    wanted = _wanted(plan)
    scores = np.zeros(segment.size if plan.sort is Sort.RELEVANCE else 0)
    if scores.size and plan.first is not None and candidates.size:
        scores[matcher.evaluate(plan.first)] = FIRST_BONUS
    if ranking and candidates.size:
        left = loops.add_scores(
            segment.grams.arrays,
            segment.words.arrays,
            ranking.of(segment_ordinal),
            max(wanted, 1),
            floor,
            _SEEK_COST,
            scores,
            candidates,
        )
        candidates = candidates[:left]
    oldest = plan.sort is Sort.OLDEST
    keys = loops.best_keys(candidates, scores, segment.oldest if oldest else segment.newest, wanted)
    chosen = (segment.by_oldest if oldest else segment.by_newest)[-keys & _RANKS]
    return _Candidates(
        np.full(chosen.size, segment_ordinal),
        chosen,
        segment.published[chosen],
        scores[chosen] if scores.size else np.zeros(chosen.size),
    )


def _wanted(plan: Plan) -> int:
    """Return how many reports must be put in order to give the page."""
    end = plan.offset + plan.limit
    return max(end, RERANKED) if _compares_passages(plan) else end


def _compares_passages(plan: Plan) -> bool:
    return plan.passage_weight > 0 and plan.sort is Sort.RELEVANCE and plan.limit > 0


def _page(
    snapshot: Snapshot, plan: Plan, candidates: Sequence[_Candidates], terms: Sequence[_WeightedTerm]
) -> tuple[Hit, ...]:
    """Return the hits of the page: the best of all segments, after passages are compared."""
    if not candidates:
        return ()
    found = _Candidates(
        np.concatenate([each.segment_ordinals for each in candidates]),
        np.concatenate([each.docs for each in candidates]),
        np.concatenate([each.dates for each in candidates]),
        np.round(np.concatenate([each.scores for each in candidates]), SCORE_DECIMALS),
    )
    found = found[_order(snapshot, plan, found)[: _wanted(plan)]]
    passages = np.full(found.docs.size, _NO_PASSAGE)
    if _compares_passages(plan):
        found, passages = _reranked(snapshot, plan, found, terms)
    on_page = slice(plan.offset, plan.offset + plan.limit)
    page = found[on_page]
    return tuple(
        Hit(snapshot.documents.id(segment_ordinal, doc), score, None if passage == _NO_PASSAGE else passage)
        for segment_ordinal, doc, score, passage in zip(
            page.segment_ordinals.tolist(),
            page.docs.tolist(),
            page.scores.tolist(),
            passages[on_page].tolist(),
            strict=True,
        )
    )


_DATE_BITS = 22
"""Days up to the year 9999 fit."""


def _order(snapshot: Snapshot, plan: Plan, found: _Candidates) -> Array:
    """Return the indexes of candidates in order: score, then date, then id; without a date last."""
    dates = found.dates.astype(np.int64)
    if plan.sort is Sort.OLDEST:
        dates = np.where(dates == MISSING, 0, (1 << _DATE_BITS) - 1 - dates)
    keys = -((np.rint(found.scores / loops.SCORE_UNIT).astype(np.int64) << _DATE_BITS) + dates)
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    tied = ordered[1:] == ordered[:-1]
    if not tied.any():
        return order
    # Ids are read only where they decide.
    near = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
    ids = {
        each: snapshot.documents.id(segment_ordinal, doc)
        for each, segment_ordinal, doc in zip(
            near.tolist(), found.segment_ordinals[order[near]].tolist(), found.docs[order[near]].tolist(), strict=True
        )
    }
    order[near] = order[sorted(ids, key=lambda each: (ordered[each], ids[each]))]
    return order


def _reranked(
    snapshot: Snapshot, plan: Plan, found: _Candidates, terms: Sequence[_WeightedTerm]
) -> tuple[_Candidates, Array]:
    """Return the candidates ordered anew, the first ones' scores raised by their best passages; and where these begin."""
    weights = _passage_weights(plan.rank, terms)
    scores, passages = found.scores.copy(), np.full(found.docs.size, _NO_PASSAGE)
    for segment_ordinal in range(len(snapshot.segments)):
        mine = np.flatnonzero(found.segment_ordinals[:RERANKED] == segment_ordinal)
        if mine.size:
            mine = mine[np.argsort(found.docs[mine])]
            best = best_passages(snapshot, segment_ordinal, found.docs[mine], weights)
            scores[mine] += plan.passage_weight * best.scores
            passages[mine] = np.where(best.scores > 0, best.begins, _NO_PASSAGE)
    rescored = _Candidates(found.segment_ordinals, found.docs, found.dates, np.round(scores, SCORE_DECIMALS))
    order = np.append(_order(snapshot, plan, rescored[:RERANKED]), np.arange(RERANKED, found.docs.size))
    return rescored[order], passages[order]


_PASSAGE_ORDINALS = {BODY, TITLE}


def _passage_weights(rank: Sequence[RankTerm], terms: Sequence[_WeightedTerm]) -> list[tuple[str, float]]:
    """Return the grams asked for in title and body, with their weights; one that is asked for as a word too has the
    sum of both weights, whether or not some report has that word.
    """
    asked: defaultdict[str, float] = defaultdict(float)
    for term in rank:
        if text_ordinals(term.fields) >= _PASSAGE_ORDINALS:
            asked[term.text] += term.weight
    weights = {
        term.text: asked[term.text] * term.weight / term.asked
        for term in terms
        if term.kind == TermKind.GRAM.value and term.ordinals >= _PASSAGE_ORDINALS and term.asked
    }
    return list(weights.items())


# Facets --------------------------------------------------------------------------------------------------------------


def _facet(snapshot: Snapshot, field: str, counts: Sequence[Array]) -> tuple[tuple[str, int], ...]:
    """Return the values that occur with the sums of the segments' counts, in the order of the port."""
    values, translations = snapshot.facets.merged_values(field)
    total = np.zeros(len(values) + 1, dtype=np.int64)
    for translation, each in zip(translations, counts, strict=True):
        total[translation] += each[: translation.size]
    total = total[:-1]
    if FIELD[field].number is not None:
        order = np.flatnonzero(total)[::-1]
    else:
        order = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
    return tuple(zip(map(values.__getitem__, order.tolist()), total[order].tolist(), strict=True))
