"""Evaluates a plan over a snapshot, segment by segment: masks to counts, BM25 to scores, the best to a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial, reduce

import numpy as np
import numpy.typing as npt

from indexer.engine import FIRST_BONUS, Hit, Matches
from indexer.engines.whoosh.arrays import Array
from indexer.engines.whoosh.columns import MISSING
from indexer.engines.whoosh.matching import Mask, Matcher
from indexer.engines.whoosh.passages import BODY, TITLE, best_passages
from indexer.engines.whoosh.postings import Table
from indexer.engines.whoosh.segment import TEXT_SLOT
from indexer.engines.whoosh.snapshot import Rows, Snapshot, text_slots
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.query import Plan, RankTerm, Sort
from indexer.ranking import K1, RERANKED, SCORE_DECIMALS, inverse_document_frequency

Scores = npt.NDArray[np.float64]

_SCALE = 10.0**SCORE_DECIMALS
_RANK_BITS = 16
"""Scores as whole numbers above, the rank by date below: one number orders the reports of a segment."""

_SEEK_FACTOR = 4
"""Looking a report up in a list costs about as much as scoring so many postings in passing."""

_DENSE_SHARE = 16
"""Terms of more than one in so many reports have the gains of all reports worked out and kept."""


def execute(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from one generation."""
    terms = _weighted(snapshot, plan.rank) if plan.sort is Sort.RELEVANCE else []
    parts = [_answer(snapshot, place, plan, terms) for place in range(len(snapshot.segments))]
    return Matches(
        total=sum(part.total for part in parts),
        hits=_page(snapshot, plan, [part.best for part in parts], terms),
        facets={field: _facet(snapshot, field, [part.counts[field] for part in parts]) for field in plan.facets},
    )


@dataclass(frozen=True, slots=True)
class _Part:
    """What one segment adds to the answer; `counts` by facet field and code."""

    total: int
    best: _Candidates
    counts: dict[str, Array]


def _answer(snapshot: Snapshot, place: int, plan: Plan, terms: Sequence[_WeightedTerm]) -> _Part:
    matcher = Matcher(snapshot, place)
    matched = matcher.live(plan.match)
    filters = [(chosen.field, matcher.passing(chosen)) for chosen in plan.filters]
    kept = np.flatnonzero(_passing(matched, (mask for _, mask in filters)))
    counts = {}
    for field in plan.facets:
        counted = kept
        if any(own == field for own, _ in filters):
            counted = np.flatnonzero(_passing(matched, (mask for own, mask in filters if own != field)))
        column = snapshot.codes(field, place)
        counts[field] = np.bincount(column.codes[counted], minlength=len(column.values) + 1)
    return _Part(kept.size, _best(snapshot, place, plan, kept, terms, matcher), counts)


def _passing(matched: Mask, masks: Iterable[Mask]) -> Mask:
    return reduce(np.logical_and, masks, matched)


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


class _Scorer:
    """Adds up the BM25F scores of some reports of a segment, `numbers`, int64 ascending, term by term.

    What a report gains by a term is rounded to float32 on every way, so that equal reports score the same.
    """

    def __init__(self, snapshot: Snapshot, place: int, numbers: Array) -> None:
        self._snapshot = snapshot
        self._place = place
        self._segment = snapshot.segments[place]
        self._numbers = numbers
        self._narrow = numbers.astype(np.uint16)
        self._scores = np.zeros(numbers.size)

    def scores(self, terms: Sequence[_WeightedTerm]) -> Scores:
        """Give the scores, float64[numbers]."""
        rare: list[tuple[Array, Array]] = []
        for term in terms:
            table = self._segment.table(term.kind)
            held = [(row, _WEIGHTS[slot]) for slot, row in term.rows[self._place].items() if slot in term.slots]
            if not held:
                continue
            norms = self._snapshot.norms(term.kind, term.slots)[self._place]
            postings = sum(table.count(row) for row, _ in held)
            key = (self._place, term.kind, term.text, term.slots)
            if postings * _DENSE_SHARE >= self._segment.size and (
                postings < self._numbers.size * _SEEK_FACTOR or key in self._snapshot.gains
            ):
                (gains,) = self._snapshot.gains.get(key, partial(_all_gains, table, held, norms))
                self._scores += term.weight * gains[self._numbers]
            elif postings < self._numbers.size * _SEEK_FACTOR:
                docs, gains = _gains(table, held, norms)
                rare.append((docs, term.weight * gains))
            else:
                frequencies = _frequencies(table, held, self._narrow)
                gains = _saturated(frequencies, norms[self._numbers])
                self._scores += term.weight * gains
        if rare:
            everywhere = np.zeros(self._segment.size)
            for docs, gains in rare:
                everywhere[docs] += gains
            self._scores += everywhere[self._numbers]
        return self._scores


def _all_gains(table: Table, held: Sequence[tuple[int, float]], norms: Scores) -> tuple[Array]:
    """Give the share of a term's weight that each report gains by it, float32[reports]."""
    docs, found = _gains(table, held, norms)
    gains = np.zeros(norms.size, dtype=np.float32)
    gains[docs] = found
    return (gains,)


def _gains(table: Table, held: Sequence[tuple[int, float]], norms: Scores) -> tuple[Array, Array]:
    """Give the reports that gain by a term, in no order but each once, and the share of its weight that each gains."""
    (main, field_weight), *others = sorted(held, key=lambda each: -table.count(each[0]))
    docs = table.docs(main).astype(np.intp)
    gains = _saturated(field_weight * table.frequencies(main).astype(np.float64), norms[docs])
    if others:
        # The reports that have the term in other fields too, or only there; mostly few.
        again = np.unique(np.concatenate([table.docs(row) for row, _ in others]))
        at = np.minimum(np.searchsorted(table.docs(main), again), docs.size - 1)
        inside = table.docs(main)[at] == again
        gained = _saturated(_frequencies(table, held, again), norms[again])
        gains[at[inside]] = gained[inside]
        docs, gains = np.append(docs, again[~inside].astype(np.intp)), np.append(gains, gained[~inside])
    return docs, gains


def _frequencies(table: Table, held: Sequence[tuple[int, float]], numbers: Array) -> Scores:
    """Look up how often reports, uint16 ascending, have a term, its fields weighed."""
    found = np.zeros(numbers.size)
    for row, field_weight in held:
        docs = table.docs(row)
        at = np.minimum(np.searchsorted(docs, numbers), docs.size - 1)
        having = np.flatnonzero(docs[at] == numbers)
        found[having] += field_weight * table.frequencies_at(row, at[having])
    return found


def _saturated(frequencies: Scores, norms: Scores) -> Array:
    """Give what frequencies are worth, 0 to 1, float32."""
    worth: Array = (frequencies / (frequencies + norms)).astype(np.float32)
    return worth


_WEIGHTS = tuple(FIELD[field].weight for field in TEXT_FIELDS)


# Order ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Reports of several segments that may be on the page: segment number, report number, score, best passage."""

    places: Array
    numbers: Array
    scores: Scores
    passages: Array

    def __getitem__(self, chosen: Array | slice) -> _Candidates:
        return _Candidates(self.places[chosen], self.numbers[chosen], self.scores[chosen], self.passages[chosen])


_NO_PASSAGE = -1.0


def _best(
    snapshot: Snapshot, place: int, plan: Plan, kept: Array, terms: Sequence[_WeightedTerm], matcher: Matcher
) -> _Candidates:
    """Give the reports of a segment that may be on the page, in order."""
    segment = snapshot.segments[place]
    ranks = (segment.oldest if plan.sort is Sort.OLDEST else segment.newest)[kept].astype(np.int64)
    scores = np.zeros(kept.size)
    if plan.sort is Sort.RELEVANCE:
        scores = _Scorer(snapshot, place, kept).scores(terms)
        if plan.first is not None and kept.size:
            scores[matcher.evaluate(plan.first)[kept]] += FIRST_BONUS
    chosen = _smallest(ranks - (np.rint(scores * _SCALE).astype(np.int64) << _RANK_BITS), _wanted(plan))
    return _Candidates(
        np.full(chosen.size, place),
        kept[chosen],
        np.round(scores[chosen], SCORE_DECIMALS),
        np.full(chosen.size, _NO_PASSAGE),
    )


def _wanted(plan: Plan) -> int:
    """Tell how many reports must be put in order to give the page."""
    end = plan.offset + plan.limit
    return max(end, RERANKED) if _compares_passages(plan) else end


def _compares_passages(plan: Plan) -> bool:
    return plan.passage_weight > 0 and plan.sort is Sort.RELEVANCE and plan.limit > 0


def _smallest(keys: Array, count: int) -> Array:
    """Give the places of the `count` smallest keys in order."""
    if count >= keys.size:
        return np.argsort(keys)
    places = np.argpartition(keys, count)[:count]
    return places[np.argsort(keys[places])]


def _page(
    snapshot: Snapshot, plan: Plan, parts: Sequence[_Candidates], terms: Sequence[_WeightedTerm]
) -> tuple[Hit, ...]:
    """Merge the segments' best reports, compare passages, and cut out the page."""
    if not parts:
        return ()
    found = _Candidates(
        np.concatenate([part.places for part in parts]),
        np.concatenate([part.numbers for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.passages for part in parts]),
    )
    found = found[_order(snapshot, plan, found)[: _wanted(plan)]]
    if _compares_passages(plan):
        found = _reranked(snapshot, plan, found, terms)
    page = found[plan.offset : plan.offset + plan.limit]
    return tuple(
        Hit(snapshot.id(place, number), score, None if passage == _NO_PASSAGE else passage)
        for place, number, score, passage in zip(
            page.places.tolist(), page.numbers.tolist(), page.scores.tolist(), page.passages.tolist(), strict=True
        )
    )


def _order(snapshot: Snapshot, plan: Plan, found: _Candidates) -> Array:
    """Give the places of candidates in order: score, then date, then id."""
    dates = np.empty(found.numbers.size, dtype=np.int64)
    for place, published in enumerate(snapshot.published):
        mine = found.places == place
        dates[mine] = published[found.numbers[mine]]
    keys = (dates if plan.sort is Sort.OLDEST else -dates, dates == MISSING, -found.scores)
    order = np.lexsort(keys)
    ordered = [key[order] for key in keys]
    tied = np.logical_and.reduce([key[1:] == key[:-1] for key in ordered])
    if not tied.any():
        return order
    # Ids are read only where they decide.
    near = np.flatnonzero(np.append(tied, False) | np.append(False, tied))
    ids = np.full(order.size, "", dtype=object)
    ids[near] = [
        snapshot.id(place, number)
        for place, number in zip(found.places[order[near]].tolist(), found.numbers[order[near]].tolist(), strict=True)
    ]
    groups = np.cumsum(np.append(True, ~tied))
    near_order = sorted(near.tolist(), key=lambda each: (groups[each], ids[each]))
    order[near] = order[near_order]
    return order


def _reranked(snapshot: Snapshot, plan: Plan, found: _Candidates, terms: Sequence[_WeightedTerm]) -> _Candidates:
    """Add to the first candidates' scores what their best passages are worth, and order them anew."""
    weights = _passage_weights(terms)
    scores, passages = found.scores.copy(), found.passages.copy()
    for place in range(len(snapshot.segments)):
        mine = np.flatnonzero(found.places[:RERANKED] == place)
        mine = mine[np.argsort(found.numbers[mine])]
        best = best_passages(snapshot, place, found.numbers[mine], weights)
        scores[mine] += plan.passage_weight * best.scores
        passages[mine] = np.where(best.scores > 0, best.begins, _NO_PASSAGE)
    head = _Candidates(found.places, found.numbers, np.round(scores, SCORE_DECIMALS), passages)[:RERANKED]
    order = np.append(_order(snapshot, plan, head), np.arange(head.numbers.size, found.numbers.size))
    return _Candidates(found.places, found.numbers, np.round(scores, SCORE_DECIMALS), passages)[order]


_READ_TOGETHER = {BODY, TITLE}


def _passage_weights(terms: Sequence[_WeightedTerm]) -> list[tuple[str, float]]:
    """Give the grams asked for in title and body, with their weights; one that is asked for as a word too has both."""
    asked: defaultdict[str, float] = defaultdict(float)
    rarity: dict[str, float] = {}
    for term in terms:
        if term.slots >= _READ_TOGETHER and term.asked:
            asked[term.text] += term.asked
            if term.kind == "grams":
                rarity[term.text] = term.weight / term.asked
    return [(text, asked[text] * each) for text, each in rarity.items()]


# Facets --------------------------------------------------------------------------------------------------------------


def _facet(snapshot: Snapshot, field: str, counts: Sequence[Array]) -> tuple[tuple[str, int], ...]:
    """Add up the segments' counts and give the values that occur, in the order of the port."""
    values, translations = snapshot.merged_values(field)
    total = np.zeros(len(values) + 1, dtype=np.int64)
    for translation, each in zip(translations, counts, strict=True):
        total[translation] += each
    total = total[:-1]
    if FIELD[field].number is not None:
        order = np.flatnonzero(total)[::-1]
    else:
        order = np.argsort(-total, kind="stable")[: np.count_nonzero(total)]
    return tuple((values[each], count) for each, count in zip(order.tolist(), total[order].tolist(), strict=True))
