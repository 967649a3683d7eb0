"""Evaluates a plan over a snapshot: nodes to masks of reports, BM25 to scores, facets by counting, the page by order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import reduce

import numpy as np
import numpy.typing as npt

from indexer.analysis import query_grams
from indexer.engine import FIRST_BONUS, Hit, Matches
from indexer.engines.whoosh.schema import MISSING
from indexer.engines.whoosh.snapshot import Numbers, Snapshot, is_facet_number
from indexer.fields import FIELD
from indexer.query import (
    And,
    AtLeast,
    Between,
    Contains,
    Everything,
    Filter,
    Keyword,
    Node,
    Not,
    Nothing,
    Or,
    Plan,
    RankTerm,
    Sort,
)
from indexer.ranking import K1, SCORE_DECIMALS, B, inverse_document_frequency

Mask = npt.NDArray[np.bool_]
Scores = npt.NDArray[np.float64]

_POSITION_BITS = 32
"""A place in the archive is one number: report number above, position in the field in the low 32 bits."""


def execute(snapshot: Snapshot, plan: Plan) -> Matches:
    """Answer `plan` from one generation."""
    matched = evaluate(snapshot, plan.match) & snapshot.live
    filters = {each: _filter_mask(snapshot, each) for each in plan.filters}
    kept = _both(matched, filters.values())
    numbers = np.flatnonzero(kept)
    scores = _scores(snapshot, plan) if plan.sort is Sort.RELEVANCE else np.zeros(snapshot.size)
    page = _order(snapshot, numbers, scores, plan.sort)[plan.offset : plan.offset + plan.limit]
    facets = {
        field: _count(
            snapshot,
            field,
            _both(matched, (mask for each, mask in filters.items() if each.field != field)),
        )
        for field in plan.facets
    }
    ids = snapshot.ids
    return Matches(numbers.size, tuple(Hit(str(ids[number]), float(scores[number])) for number in page), facets)


def evaluate(snapshot: Snapshot, node: Node) -> Mask:
    """Give the reports `node` matches as a mask, bool[reports]; deleted reports may be in it."""
    match node:
        case Everything():
            return np.ones(snapshot.size, dtype=bool)
        case Nothing():
            return np.zeros(snapshot.size, dtype=bool)
        case Contains(atoms, fields):
            return _any(snapshot, [_containing(snapshot, atoms, field) for field in fields])
        case Keyword(field, value):
            return _mask(snapshot, snapshot.postings(field, value).reports)
        case Between(field, low, high):
            return _in_range(snapshot.number_column(field), low, high)
        case And(nodes):
            return _both(np.ones(snapshot.size, dtype=bool), (evaluate(snapshot, each) for each in nodes))
        case Or(nodes):
            return _any(snapshot, [evaluate(snapshot, each) for each in nodes])
        case Not(inner):
            return ~evaluate(snapshot, inner)
        case AtLeast(count, nodes):
            found = np.zeros(snapshot.size, dtype=np.int32)
            for each in nodes:
                found += evaluate(snapshot, each)
            enough: Mask = found >= count
            return enough


def _containing(snapshot: Snapshot, atoms: tuple[str, ...], field: str) -> Mask:
    name = f"{field}.grams"
    grams = query_grams(atoms)
    if not atoms:
        return np.zeros(snapshot.size, dtype=bool)
    if not grams:
        return _any(
            snapshot, [_mask(snapshot, snapshot.postings(name, t).reports) for t in snapshot.terms(name, atoms[0])]
        )
    postings = [snapshot.postings(name, gram.text) for gram in grams]
    if len(grams) == 1:
        return _mask(snapshot, postings[0].reports)
    candidates = _both(np.ones(snapshot.size, dtype=bool), (_mask(snapshot, each.reports) for each in postings))
    if not candidates.any():
        return candidates
    places: Numbers | None = None
    for gram, each in sorted(zip(grams, postings, strict=True), key=lambda pair: pair[1].positions.size):
        at = np.repeat(each.reports, each.frequencies.astype(np.int64))
        kept = candidates[at]
        starts = (at[kept] << _POSITION_BITS) + each.positions[kept] - gram.position
        places = starts if places is None else np.intersect1d(places, starts, assume_unique=True)
        if not places.size:
            break
    assert places is not None
    return _mask(snapshot, places >> _POSITION_BITS)


def _filter_mask(snapshot: Snapshot, chosen: Filter) -> Mask:
    masks = [_in_range(snapshot.number_column(chosen.field), low, high) for low, high in chosen.ranges]
    masks += [_mask(snapshot, snapshot.postings(chosen.field, value).reports) for value in chosen.values]
    return _any(snapshot, masks)


def _scores(snapshot: Snapshot, plan: Plan) -> Scores:
    scores = np.zeros(snapshot.size)
    for term in plan.rank:
        for field in term.fields:
            _add_bm25(snapshot, scores, term, field)
    if plan.first is not None:
        scores[evaluate(snapshot, plan.first)] += FIRST_BONUS
    return np.round(scores, SCORE_DECIMALS)


def _add_bm25(snapshot: Snapshot, scores: Scores, term: RankTerm, field: str) -> None:
    kind = term.kind.value
    postings = snapshot.postings(f"{field}.{kind}", term.text)
    having = postings.reports
    if not having.size:
        return
    lengths, mean = snapshot.lengths(field, kind)
    weight = term.weight * FIELD[field].weight * inverse_document_frequency(snapshot.count, having.size)
    tf = postings.frequencies
    scores[having] += weight * tf * (K1 + 1) / (tf + K1 * (1 - B + B * lengths[having] / mean))


def _order(snapshot: Snapshot, numbers: Numbers, scores: Scores, sort: Sort) -> Numbers:
    published = snapshot.number_column("published")[numbers]
    missing = published == MISSING
    date = published if sort is Sort.OLDEST else -published
    keys = [snapshot.id_ranks[numbers], date, missing]
    if sort is Sort.RELEVANCE:
        keys.append(-scores[numbers])
    return numbers[np.lexsort(keys)]


def _count(snapshot: Snapshot, field: str, mask: Mask) -> tuple[tuple[str, int], ...]:
    if is_facet_number(field):
        numbers = snapshot.number_column(field)[mask]
        values, counts = np.unique(numbers[numbers != MISSING], return_counts=True)
        return tuple((str(value), int(count)) for value, count in zip(values[::-1], counts[::-1], strict=True))
    column = snapshot.keyword_column(field)
    ordinals = column.ordinals[mask]
    counts = np.bincount(ordinals[ordinals >= 0], minlength=len(column.values))
    order = np.lexsort((np.arange(counts.size), -counts))
    return tuple((column.values[each], int(counts[each])) for each in order if counts[each])


def _in_range(numbers: Numbers, low: int | None, high: int | None) -> Mask:
    inside: Mask = numbers != MISSING
    if low is not None:
        inside = inside & (numbers >= low)
    if high is not None:
        inside = inside & (numbers <= high)
    return inside


def _mask(snapshot: Snapshot, numbers: Numbers) -> Mask:
    mask = np.zeros(snapshot.size, dtype=bool)
    mask[numbers] = True
    return mask


def _any(snapshot: Snapshot, masks: Sequence[Mask]) -> Mask:
    return reduce(np.logical_or, masks, np.zeros(snapshot.size, dtype=bool))


def _both(start: Mask, masks: Iterable[Mask]) -> Mask:
    return reduce(np.logical_and, masks, start)
