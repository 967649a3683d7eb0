"""The second step of ranking: the first hits are put in order anew, with their best passages added to their scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.term_statistics import Rows
from indexer.engines.whoosh.search.order import in_order
from indexer.engines.whoosh.search.passages import BODY, PASSAGE_TERM, TITLE, add_passages
from indexer.engines.whoosh.search.scorer import WeightedTerm
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.ordinals import text_ordinals
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.query import Plan, RankTerm, Sort
from indexer.ranking import RERANKED


def compares_passages(plan: Plan) -> bool:
    """Return whether passages decide the order of a plan's hits too."""
    return plan.passage_weight > 0 and plan.sort is Sort.RELEVANCE and plan.limit > 0


def rerank(snapshot: Snapshot, plan: Plan, candidates: Array, terms: Sequence[WeightedTerm]) -> None:
    """Note the best passages of the first of some candidates, which are in order, and put these in order anew."""
    first = candidates[:RERANKED]
    grams = _passage_grams(plan.rank, terms)
    for segment_ordinal, segment in enumerate(snapshot.segments):
        order = _by_doc(first, segment_ordinal)
        held = _held(grams, segment_ordinal)
        if order.size and held.size:
            add_passages(
                segment.grams.mapped,
                held,
                first,
                order,
                _body_lengths(segment, first["doc"].take(order)),
                snapshot.terms.passage_norms()[segment_ordinal],
                plan.passage_weight,
            )
    first[:] = in_order(snapshot, plan.sort, first)


def _by_doc(candidates: Array, segment_ordinal: int) -> Array:
    """Return the indexes of the candidates from one segment, by document number."""
    (mine,) = (candidates["segment"] == segment_ordinal).nonzero()
    order: Array = mine.take(candidates["doc"].take(mine).argsort())
    return order


def _held(grams: Sequence[tuple[Rows, float]], segment_ordinal: int) -> Array:
    """Return those grams that a segment has, PASSAGE_TERM[grams]."""
    held = [(each.start, each.stop, weight) for rows, weight in grams if (each := rows[segment_ordinal])]
    return np.array(held, dtype=PASSAGE_TERM)


def _body_lengths(segment: OpenSegment, docs: Array) -> Array:
    lengths = segment.lengths("grams", "body")
    return np.zeros(docs.size, dtype=np.int64) if lengths is None else lengths.take(docs).astype(np.int64)


def _passage_grams(rank: Sequence[RankTerm], terms: Sequence[WeightedTerm]) -> list[tuple[Rows, float]]:
    """Return the rows of the grams asked for in title and body, with their weights; one that is asked for as a word too
    has the sum of both weights, whether or not some report has that word.
    """
    asked: defaultdict[str, float] = defaultdict(float)
    for each in rank:
        if _covers_passages(each.fields):
            asked[each.text] += each.weight
    grams = {
        term.text: (term.rows, asked[term.text] * term.weight / term.asked)
        for term in terms
        if not term.is_word and term.ordinals >= _PASSAGE_ORDINALS and term.asked
    }
    return list(grams.values())


_PASSAGE_ORDINALS = {BODY, TITLE}


@lru_cache
def _covers_passages(fields: tuple[str, ...]) -> bool:
    return text_ordinals(fields) >= _PASSAGE_ORDINALS
