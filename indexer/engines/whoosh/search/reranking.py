"""The second step of ranking: the first hits are put in order anew, with what their passages and pairs of grams add to their scores."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from indexer.analysis import is_run
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.term_statistics import Rows
from indexer.engines.whoosh.search.occurrences import BODY, GRAM, TITLE
from indexer.engines.whoosh.search.order import in_order
from indexer.engines.whoosh.search.scorer import WeightedTerm
from indexer.engines.whoosh.search.second_step import BODY_SIZE, add_second_step
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.ordinals import text_ordinals
from indexer.query import Plan, RankTerm, Sort
from indexer.ranking import PAIRED, RERANKED


class _Gram(NamedTuple):
    """A gram asked for in title and body, with its weight; `begins` and `ends` as in `GRAM`."""

    rows: Rows
    weight: float
    begins: int
    ends: int


def has_second_step(plan: Plan) -> bool:
    """Return whether more than BM25F decides the order of a plan's hits."""
    weight = plan.passage_weight + plan.proximity_weight
    return weight > 0 and plan.sort is Sort.RELEVANCE and plan.limit > 0 and bool(plan.rank)


def rerank(snapshot: Snapshot, plan: Plan, candidates: Array, terms: Sequence[WeightedTerm]) -> None:
    """Note the best passages of the first of some candidates, which are in order, and put these in order anew."""
    first = candidates[:RERANKED]
    grams = _grams(plan.rank, terms)
    if not grams:
        return
    weights = plan.passage_weight, plan.proximity_weight / max(min(len(grams), PAIRED) - 1, 1)
    for segment_ordinal, segment in enumerate(snapshot.segments):
        order = _by_doc(first, segment_ordinal)
        if order.size and (held := _held(grams, segment_ordinal)).size:
            sizes = _sizes(snapshot, segment_ordinal, first["doc"].take(order))
            add_second_step(segment.grams.mapped, held, first, order, sizes, weights)
    first[:] = in_order(snapshot, plan.sort, first, first.size)


def _by_doc(candidates: Array, segment_ordinal: int) -> Array:
    """Return the indexes of the candidates from one segment, by document number."""
    (mine,) = (candidates["segment"] == segment_ordinal).nonzero()
    order: Array = mine.take(candidates["doc"].take(mine).argsort())
    return order


def _held(grams: Sequence[_Gram], segment_ordinal: int) -> Array:
    """Return those grams that a segment has, GRAM[grams]."""
    held = [
        (each.start, each.stop, weight, begins, ends)
        for rows, weight, begins, ends in grams
        if (each := rows[segment_ordinal])
    ]
    return np.array(held, dtype=GRAM)


def _sizes(snapshot: Snapshot, segment_ordinal: int, docs: Array) -> Array:
    """Return the sizes of some bodies, BODY_SIZE[docs]."""
    lengths = snapshot.segments[segment_ordinal].lengths("grams", "body")
    sizes = np.zeros(docs.size, dtype=BODY_SIZE)
    if lengths is not None:
        sizes["length"] = lengths.take(docs)
    sizes["passage_norm"] = snapshot.terms.passage_norms()[segment_ordinal].take(docs)
    sizes["norm"] = snapshot.terms.body_norms()[segment_ordinal].take(docs)
    return sizes


def _grams(rank: Sequence[RankTerm], terms: Sequence[WeightedTerm]) -> list[_Gram]:
    """Return the grams asked for in title and body, with their weights; one that is asked for as a word too has the sum of
    both weights, whether or not some report has that word. Where they are too many to be paired, the heaviest come first.
    """
    asked: defaultdict[str, float] = defaultdict(float)
    for each in rank:
        if _covers_passages(each.fields):
            asked[each.text] += each.weight
    grams = {
        term.text: _Gram(term.rows, asked[term.text] * term.weight / term.asked, *_ends(term.text, number))
        for number, term in enumerate(terms)
        if not term.is_word and term.ordinals >= _PASSAGE_ORDINALS and term.asked
    }
    found = list(grams.values())
    return found if len(found) <= PAIRED else sorted(found, key=lambda gram: -gram.weight)


def _ends(gram: str, number: int) -> tuple[int, int]:
    """Return the first and the last character of a gram, or a number of its own where it is a run, which overlaps nothing."""
    return (-1 - number, -1 - number) if is_run(gram[0]) else (ord(gram[0]), ord(gram[-1]))


_PASSAGE_ORDINALS = {BODY, TITLE}


@lru_cache
def _covers_passages(fields: tuple[str, ...]) -> bool:
    return text_ordinals(fields) >= _PASSAGE_ORDINALS
