"""Evaluates a plan over a snapshot, segment by segment: masks to counts, BM25 to scores, the best to a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from indexer.engine import FIRST_BONUS, Hit, Matches
from indexer.engines.whoosh import loops
from indexer.engines.whoosh.arrays import Array
from indexer.engines.whoosh.columns import MISSING
from indexer.engines.whoosh.common import COMMON_SHARE, MOST
from indexer.engines.whoosh.matching import Matcher
from indexer.engines.whoosh.passages import BODY, TITLE, best_passages
from indexer.engines.whoosh.segment import TEXT_SLOT
from indexer.engines.whoosh.snapshot import Rows, Snapshot, text_slots
from indexer.fields import FIELD
from indexer.query import Plan, RankTerm, Sort, TermKind
from indexer.ranking import K1, RERANKED, SCORE_DECIMALS, inverse_document_frequency

Scores = npt.NDArray[np.float64]

_SEEK_COST = 8
"""Looking a report up in a list of postings costs about as much as scoring so many in passing."""

_RANKS = (1 << loops.RANK_BITS) - 1


def execute(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from one generation."""
    terms = _weighted(snapshot, plan.rank) if plan.sort is Sort.RELEVANCE else []
    ranking = _Ranking(snapshot, terms) if terms else None
    parts: list[_Part] = []
    floor = 0.0
    for place in range(len(snapshot.segments)):
        parts.append(_answer(snapshot, place, plan, ranking, floor))
        if ranking and place + 1 < len(snapshot.segments):
            floor = _least_wanted(parts, _wanted(plan))
    return Matches(
        total=sum(part.total for part in parts),
        hits=_page(snapshot, plan, [part.best for part in parts], terms),
        facets={
            field: _facet(snapshot, field, [part.counts[number] for part in parts])
            for number, field in enumerate(plan.facets)
        },
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What one segment adds to the answer; `counts` int64[facets, codes]."""

    total: int
    best: _Candidates
    counts: Array


def _answer(snapshot: Snapshot, place: int, plan: Plan, ranking: _Ranking | None, floor: float) -> _Part:
    segment = snapshot.segments[place]
    matcher = Matcher(snapshot, place)
    matched = matcher.evaluate(plan.match)
    passing = np.empty((len(plan.filters), segment.size), dtype=bool)
    for number, chosen in enumerate(plan.filters):
        passing[number] = matcher.passing(chosen)
    codes, most = snapshot.facet_columns(plan.facets, place)
    counts = np.zeros((len(plan.facets), most), dtype=np.int64)
    kept = np.empty(segment.size, dtype=np.int64)
    own = [plan.facets.index(each.field) if each.field in plan.facets else -1 for each in plan.filters]
    total = loops.sift(matched, segment.live, passing, np.array(own, dtype=np.int64), codes, counts, kept)
    return _Part(total, _best(snapshot, place, plan, kept[:total], ranking, floor, matcher), counts)


def _least_wanted(parts: Sequence[_Part], wanted: int) -> float:
    """Give the score below which a report can't come among the `wanted` best of all segments any more."""
    scores = np.concatenate([part.best.scores for part in parts])
    return float(np.partition(scores, -wanted)[-wanted]) if 0 < wanted <= scores.size else 0.0


# Scores --------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _WeightedTerm:
    """A ranking term that some report has: where it is, in which fields it counts, and what is gained by it at most:
    `weight` is the weight `asked` times its rarity.
    """

    text: str
    kind: str
    rows: Rows
    slots: frozenset[int]
    asked: float
    weight: float


def _weighted(snapshot: Snapshot, rank: Sequence[RankTerm]) -> list[_WeightedTerm]:
    terms = []
    for term in rank:
        kind, slots = term.kind.value, text_slots(term.fields) & _RANKED_SLOTS
        having = snapshot.having(kind, term.text, slots)
        if having:
            idf = inverse_document_frequency(snapshot.count, having)
            weight = term.weight * idf * (K1 + 1)
            terms.append(_WeightedTerm(term.text, kind, snapshot.rows(kind, term.text), slots, term.weight, weight))
    return terms


_RANKED_SLOTS = frozenset(slot for field, slot in TEXT_SLOT.items() if FIELD[field].weight)


class _Ranking:
    """The ranking terms of a query as `loops.add_scores` takes them, for any segment."""

    def __init__(self, snapshot: Snapshot, terms: Sequence[_WeightedTerm]) -> None:
        fields = tuple(dict.fromkeys((term.kind, term.slots) for term in terms))
        self._firsts = np.array([[rows.start for rows in term.rows] for term in terms], dtype=np.int64).T
        self._ends = np.array([[rows.stop for rows in term.rows] for term in terms], dtype=np.int64).T
        self._are_words = np.array([term.kind == TermKind.WORD.value for term in terms], dtype=bool)
        self._lines = np.array([fields.index((term.kind, term.slots)) for term in terms], dtype=np.int64)
        self._weights = np.array([term.weight for term in terms], dtype=np.float64)
        self._row_weights = np.array([_row_weights(slots) for _, slots in fields])
        self._norms = snapshot.norms(fields)
        self._common = np.array([_common_line(snapshot, term) for term in terms], dtype=np.int64)
        self._frequencies = snapshot.common.frequencies

    def of(self, place: int) -> loops.Arrays:
        """Give the terms as segment number `place` has them."""
        return (
            self._are_words,
            np.ascontiguousarray(self._firsts[place]),
            np.ascontiguousarray(self._ends[place]),
            self._lines,
            self._weights,
            self._row_weights,
            self._norms[place],
            self._common,
            self._frequencies[place],
        )


def _common_line(snapshot: Snapshot, term: _WeightedTerm) -> int:
    """Give the line where a common term's frequencies are kept, or -1."""
    if snapshot.having(term.kind, term.text, term.slots) * COMMON_SHARE < snapshot.count:
        return -1

    def fill(lines: Sequence[Array]) -> bool:
        weights = _row_weights(term.slots)
        return all(
            loops.weigh_frequencies(segment.table(term.kind).arrays, rows.start, rows.stop, weights, MOST, line)
            for segment, rows, line in zip(snapshot.segments, term.rows, lines, strict=True)
        )

    return snapshot.common.line((term.kind, term.text, term.slots), fill)


@lru_cache
def _row_weights(slots: frozenset[int]) -> Array:
    """Give how often a term in each field counts, float32[slots]."""
    return np.array(
        [FIELD[field].weight if slot in slots else 0 for field, slot in TEXT_SLOT.items()], dtype=np.float32
    )


# Order ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Reports of several segments that may be on the page: segment number, report number, day of publication, score."""

    places: Array
    numbers: Array
    dates: Array
    scores: Scores

    def __getitem__(self, chosen: Array | slice) -> _Candidates:
        return _Candidates(self.places[chosen], self.numbers[chosen], self.dates[chosen], self.scores[chosen])


_NO_PASSAGE = -1.0


def _best(
    snapshot: Snapshot,
    place: int,
    plan: Plan,
    kept: Array,
    ranking: _Ranking | None,
    floor: float,
    matcher: Matcher,
) -> _Candidates:
    """Give the reports of a segment that may be on the page, in no order."""
    segment = snapshot.segments[place]
    wanted = _wanted(plan)
    scores = np.zeros(segment.size if plan.sort is Sort.RELEVANCE else 0)
    if scores.size and plan.first is not None and kept.size:
        scores[matcher.evaluate(plan.first)] = FIRST_BONUS
    if ranking and kept.size:
        left = loops.add_scores(
            segment.grams.arrays,
            segment.words.arrays,
            ranking.of(place),
            max(wanted, 1),
            floor,
            _SEEK_COST,
            scores,
            kept,
        )
        kept = kept[:left]
    oldest = plan.sort is Sort.OLDEST
    keys = loops.best_keys(kept, scores, segment.oldest if oldest else segment.newest, wanted)
    chosen = (segment.by_oldest if oldest else segment.by_newest)[-keys & _RANKS]
    return _Candidates(
        np.full(chosen.size, place),
        chosen,
        snapshot.published[place][chosen],
        scores[chosen] if scores.size else np.zeros(chosen.size),
    )


def _wanted(plan: Plan) -> int:
    """Tell how many reports must be put in order to give the page."""
    end = plan.offset + plan.limit
    return max(end, RERANKED) if _compares_passages(plan) else end


def _compares_passages(plan: Plan) -> bool:
    return plan.passage_weight > 0 and plan.sort is Sort.RELEVANCE and plan.limit > 0


def _page(
    snapshot: Snapshot, plan: Plan, parts: Sequence[_Candidates], terms: Sequence[_WeightedTerm]
) -> tuple[Hit, ...]:
    """Merge the segments' best reports, compare passages, and cut out the page."""
    if not parts:
        return ()
    found = _Candidates(
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.dates for part in parts]),
        np.round(np.concatenate([part.scores for part in parts]), SCORE_DECIMALS),
    )
    found = found[_order(snapshot, plan, found)[: _wanted(plan)]]
    passages = np.full(found.numbers.size, _NO_PASSAGE)
    if _compares_passages(plan):
        found, passages = _reranked(snapshot, plan, found, terms)
    rows = slice(plan.offset, plan.offset + plan.limit)
    page = found[rows]
    return tuple(
        Hit(snapshot.id(place, number), score, None if passage == _NO_PASSAGE else passage)
        for place, number, score, passage in zip(
            page.places.tolist(), page.numbers.tolist(), page.scores.tolist(), passages[rows].tolist(), strict=True
        )
    )


_DATE_BITS = 22
"""Days up to the year 9999 fit."""


def _order(snapshot: Snapshot, plan: Plan, found: _Candidates) -> Array:
    """Give the places of candidates in order: score, then date, then id; without a date last."""
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
        each: snapshot.id(place, number)
        for each, place, number in zip(
            near.tolist(), found.places[order[near]].tolist(), found.numbers[order[near]].tolist(), strict=True
        )
    }
    order[near] = order[sorted(ids, key=lambda each: (ordered[each], ids[each]))]
    return order


def _reranked(
    snapshot: Snapshot, plan: Plan, found: _Candidates, terms: Sequence[_WeightedTerm]
) -> tuple[_Candidates, Array]:
    """Add to the first candidates' scores what their best passages are worth, and order them anew; gives the passages too."""
    weights = _passage_weights(plan.rank, terms)
    scores, passages = found.scores.copy(), np.full(found.numbers.size, _NO_PASSAGE)
    for place in range(len(snapshot.segments)):
        mine = np.flatnonzero(found.places[:RERANKED] == place)
        if mine.size:
            mine = mine[np.argsort(found.numbers[mine])]
            best = best_passages(snapshot, place, found.numbers[mine], weights)
            scores[mine] += plan.passage_weight * best.scores
            passages[mine] = np.where(best.scores > 0, best.begins, _NO_PASSAGE)
    again = _Candidates(found.places, found.numbers, found.dates, np.round(scores, SCORE_DECIMALS))
    order = np.append(_order(snapshot, plan, again[:RERANKED]), np.arange(RERANKED, found.numbers.size))
    return again[order], passages[order]


_READ_TOGETHER = {BODY, TITLE}


def _passage_weights(rank: Sequence[RankTerm], terms: Sequence[_WeightedTerm]) -> list[tuple[str, float]]:
    """Give the grams asked for in title and body, with their weights; one that is asked for as a word too has both,
    whether or not some report has that word.
    """
    asked: defaultdict[str, float] = defaultdict(float)
    for term in rank:
        if text_slots(term.fields) >= _READ_TOGETHER:
            asked[term.text] += term.weight
    weights = {
        term.text: asked[term.text] * term.weight / term.asked
        for term in terms
        if term.kind == TermKind.GRAM.value and term.slots >= _READ_TOGETHER and term.asked
    }
    return list(weights.items())


# Facets --------------------------------------------------------------------------------------------------------------


def _facet(snapshot: Snapshot, field: str, counts: Sequence[Array]) -> tuple[tuple[str, int], ...]:
    """Add up the segments' counts and give the values that occur, in the order of the port."""
    values, translations = snapshot.merged_values(field)
    total = np.zeros(len(values) + 1, dtype=np.int64)
    for translation, each in zip(translations, counts, strict=True):
        total[translation] += each[: translation.size]
    total = total[:-1]
    if FIELD[field].number is not None:
        order = np.flatnonzero(total)[::-1]
    else:
        order = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
    return tuple(zip(map(values.__getitem__, order.tolist()), total[order].tolist(), strict=True))
