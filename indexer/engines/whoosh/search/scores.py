"""BM25F over the postings of a segment, as compiled loops: terms are added rarest first, and reports left behind are dropped."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from indexer.compiled import allocation_free, compiled, single
from indexer.engines.whoosh.search.top import POINTS, least_of_best
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import (
    MappedTable,
    PostingArrays,
    arrays_of,
    frequency_at,
    is_at,
    row_size,
    seek,
)

_DENSE_SHARE = 5
"""Where more than one report in this many is a candidate, adding a dense term to all costs less than to the candidates."""

_TIED = 2 / POINTS
"""Scores nearer than this may be equal once they are rounded, and then dates decide."""

QUERY_TERM = np.dtype(
    [
        ("is_word", np.bool_),
        ("first", np.int64),
        ("end", np.int64),
        ("weight", np.float64),
        ("fields", np.int64),
        ("dense", np.int64),
    ]
)
"""A ranking term as one segment has it.

It is looked up in the words where `is_word`, else in the grams, and has the rows from `first` up to `end`. `weight` is what can be gained
by it at most. `fields` is its line of `row_weights` and `norms`, `dense` that of the dense frequencies, -1 where it has none.
"""

Term = Any
"""A record of type `QUERY_TERM`."""


class QueryTerms(NamedTuple):
    """The ranking terms of a query, as one segment has them.

    `terms`: QUERY_TERM[terms]. `row_weights`: float32[lines, fields], how many times an occurrence counts, 0 in fields where
    the term doesn't count. `norms`: float32[lines, reports]. `dense`: uint8[lines, reports], weighted frequencies.
    """

    terms: Array
    row_weights: Array
    norms: Array
    dense: Array


@compiled
def add_scores(
    grams: MappedTable,
    words: MappedTable,
    query: QueryTerms,
    wanted: int,
    floor: float,
    seek_cost: int,
    scores: Array,
    candidates: Array,
) -> Array:
    """Return the candidates that may be among the best, after adding to `scores` what they gain by each term.

    `scores`: float64[reports]. `candidates`: int64, ascending, overwritten; those returned are not below `floor` and may be
    among the `wanted` best, and only their scores are complete. Looking a report up in a list costs as much as passing
    `seek_cost` postings.
    """
    tables = (arrays_of(grams), arrays_of(words))
    sizes = np.zeros(query.terms.size, dtype=np.int64)
    _count_postings(tables, query, sizes)
    remaining, done = 0.0, 0.0
    for number in range(sizes.size):
        if sizes[number]:
            remaining += query.terms[number].weight
    waiting = np.zeros(scores.size, dtype=np.float32)
    for number in _ascending(sizes):
        if not sizes[number]:
            continue
        term, left = query.terms[number], candidates.size
        if sizes[number] >= left > wanted and remaining < max(done, floor):
            candidates = _pruned(scores, candidates, wanted, floor, remaining)
            left = candidates.size
        table = tables[1] if term.is_word else tables[0]
        if term.dense >= 0:
            _add_dense(query, term, candidates, scores)
        elif sizes[number] < left * seek_cost:
            _add_in_passing(table, query, term, waiting, scores)
        else:
            _add_looked_up(table, query, term, candidates, scores)
        remaining -= term.weight
        done += term.weight
    return _pruned(scores, candidates, wanted, floor, 0.0)


@allocation_free
def _count_postings(tables: tuple[PostingArrays, PostingArrays], query: QueryTerms, counts: Array) -> None:
    """Add to `counts`, int64[terms], how many postings each term has in fields where it counts."""
    for number in range(query.terms.size):
        term = query.terms[number]
        table = tables[1] if term.is_word else tables[0]
        for row in range(term.first, term.end):
            if _row_weight(table, query, term, row) > 0:
                counts[number] += row_size(table, row)


@compiled
def _ascending(numbers: Array) -> Array:
    """Return the indexes of a few numbers, that of the least first; NumPy's sort takes two seconds to compile."""
    order = np.empty(numbers.size, dtype=np.int64)
    for i in range(numbers.size):
        at = i
        while at > 0 and numbers[order[at - 1]] > numbers[i]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = i
    return order


@allocation_free
def _row_weight(table: PostingArrays, query: QueryTerms, term: Term, row: int) -> float:
    weight: float = query.row_weights[term.fields, table.row_fields[row]]
    return weight


@allocation_free
def _gain(frequency: float, norm: float) -> float:
    """Return what a frequency is worth, 0 to 1, in single precision, so that every way of adding has the same result."""
    return frequency / (frequency + norm)


@compiled
def _pruned(scores: Array, candidates: Array, wanted: int, floor: float, remaining: float) -> Array:
    """Return the candidates that may be among the best when each can gain `remaining` more, moved to the front."""
    least = floor
    if candidates.size > wanted:
        least = max(least, least_of_best(candidates, scores, wanted))
    count = 0
    for doc in candidates:
        if scores[doc] + remaining >= least - _TIED:
            candidates[count] = doc
            count += 1
    return candidates[:count]


@allocation_free
def _add_dense(query: QueryTerms, term: Term, docs: Array, scores: Array) -> None:
    """Add what a dense term is worth, to all reports where many are candidates: that needs no looking up."""
    frequencies, norms, weight = query.dense[term.dense], query.norms[term.fields], term.weight
    if docs.size * _DENSE_SHARE > scores.size:
        for doc in range(scores.size):
            scores[doc] += weight * _gain(single(frequencies[doc]), norms[doc])
    else:
        for doc in docs:
            scores[doc] += weight * _gain(single(frequencies[doc]), norms[doc])


@compiled
def _add_looked_up(table: PostingArrays, query: QueryTerms, term: Term, docs: Array, scores: Array) -> None:
    """Look some reports up in the postings of a term."""
    norms, weight, rows = query.norms[term.fields], term.weight, term.end - term.first
    row_weights = np.empty(rows, dtype=np.float32)
    postings, ends = np.empty(rows, dtype=np.int64), np.empty(rows, dtype=np.int64)
    for row in range(rows):
        row_weights[row] = _row_weight(table, query, term, term.first + row)
        postings[row], ends[row] = table.row_postings[term.first + row], table.row_postings[term.first + row + 1]
    for doc in docs:
        frequency = single(0)
        for row in range(rows):
            if row_weights[row] > 0:
                postings[row] = seek(table.docs, postings[row], ends[row], doc)
                if is_at(table.docs, postings[row], ends[row], doc):
                    frequency += row_weights[row] * single(frequency_at(table, postings[row], 0)[0])
        if frequency > 0:
            scores[doc] += weight * _gain(frequency, norms[doc])


@allocation_free
def _add_in_passing(table: PostingArrays, query: QueryTerms, term: Term, waiting: Array, scores: Array) -> None:
    """Go through all postings of a term; `waiting`, float32[reports], is all zeros before and after.

    What reports have in other rows than the longest waits there, so that the longest is gone through only once.
    """
    longest = _longest_row(table, query, term)
    has_others = False
    for row in range(term.first, term.end):
        if row != longest and _row_weight(table, query, term, row) > 0:
            has_others = True
            _let_wait(table, row, _row_weight(table, query, term, row), waiting)
    norms, weight, overflow = query.norms[term.fields], term.weight, 0
    row_weight = _row_weight(table, query, term, longest)
    for posting in range(table.row_postings[longest], table.row_postings[longest + 1]):
        whole, overflow = frequency_at(table, posting, overflow)
        frequency, doc = row_weight * single(whole), table.docs[posting]
        if has_others:
            frequency += waiting[doc]
            waiting[doc] = 0
        scores[doc] += weight * _gain(frequency, norms[doc])
    for row in range(term.first, term.end):
        if has_others and row != longest and _row_weight(table, query, term, row) > 0:
            for posting in range(table.row_postings[row], table.row_postings[row + 1]):
                doc = table.docs[posting]
                if waiting[doc] > 0:
                    scores[doc] += weight * _gain(waiting[doc], norms[doc])
                    waiting[doc] = 0


@allocation_free
def _longest_row(table: PostingArrays, query: QueryTerms, term: Term) -> int:
    longest = -1
    for row in range(term.first, term.end):
        if _row_weight(table, query, term, row) > 0 and (
            longest < 0 or row_size(table, row) > row_size(table, longest)
        ):
            longest = row
    return longest


@allocation_free
def _let_wait(table: PostingArrays, row: int, row_weight: float, waiting: Array) -> None:
    overflow = 0
    for posting in range(table.row_postings[row], table.row_postings[row + 1]):
        frequency, overflow = frequency_at(table, posting, overflow)
        waiting[table.docs[posting]] += row_weight * single(frequency)
