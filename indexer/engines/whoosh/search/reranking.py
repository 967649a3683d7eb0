"""The second step of ranking: the first hits are put in order anew, with what their passages, pairs of grams, and what they
hold as it was typed add to their scores.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import zip_longest
from typing import NamedTuple

import numpy as np

from indexer.analysis import is_run
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.term_statistics import Rows
from indexer.engines.whoosh.search.occurrences import BODY, GRAM, TITLE
from indexer.engines.whoosh.search.order import in_order
from indexer.engines.whoosh.search.scorer import WeightedTerm
from indexer.engines.whoosh.search.second_step import BODY_SIZE, add_second_step
from indexer.engines.whoosh.search.tiling import NOWHERE, TYPED_GRAM
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.ordinals import text_ordinals
from indexer.query import Plan, RankTerm, Sort, TermKind
from indexer.ranking import PAIRED, RERANKED


class _Gram(NamedTuple):
    """A gram asked for in title and body, with its weight; `begins` and `ends` as in `GRAM`."""

    text: str
    rows: Rows
    weight: float
    begins: int
    ends: int


def has_second_step(plan: Plan) -> bool:
    """Return whether more than BM25F decides the order of a plan's hits."""
    weight = plan.passage_weight + plan.proximity_weight + plan.tiling_weight
    return weight > 0 and plan.sort is Sort.RELEVANCE and plan.limit > 0 and bool(plan.rank)


def rerank(snapshot: Snapshot, plan: Plan, candidates: Array, terms: Sequence[WeightedTerm]) -> None:
    """Note the best passages of the first of some candidates, which are in order, and put these in order anew."""
    first = candidates[:RERANKED]
    grams = _grams(plan.rank, terms)
    if not grams:
        return
    pair_weight = plan.proximity_weight / max(min(len(grams), PAIRED) - 1, 1)
    weights = plan.passage_weight, pair_weight, plan.tiling_weight * sum(gram.weight for gram in grams)
    typed, tokens = _typed(plan)
    all_tiles = _tiles(typed, grams)
    for segment_ordinal, segment in enumerate(snapshot.segments):
        order = _by_doc(first, segment_ordinal)
        if order.size and (held := [gram for gram in grams if gram.rows[segment_ordinal]]):
            sizes = _sizes(snapshot, segment_ordinal, first["doc"].take(order))
            tiles = all_tiles if len(held) == len(grams) else _tiles(typed, held)
            rows = _rows(held, segment_ordinal)
            add_second_step(segment.grams.mapped, rows, (tiles, tokens), first, order, sizes, weights)
    first[:] = in_order(snapshot, plan.sort, first, first.size)


def _by_doc(candidates: Array, segment_ordinal: int) -> Array:
    """Return the indexes of the candidates from one segment, by document number."""
    (mine,) = (candidates["segment"] == segment_ordinal).nonzero()
    order: Array = mine.take(candidates["doc"].take(mine).argsort())
    return order


def _rows(grams: Sequence[_Gram], segment_ordinal: int) -> Array:
    """Return grams that a segment has, GRAM[grams]."""
    found = [
        ((each := rows[segment_ordinal]).start, each.stop, weight, begins, ends)
        for _, rows, weight, begins, ends in grams
    ]
    return np.array(found, dtype=GRAM)


def _typed(plan: Plan) -> tuple[list[tuple[str, int, int]], int]:
    """Return the grams that are asked for in title and body in the order in which they were typed, each with the first of its tokens and
    the one behind its last; and how many tokens they are.
    """
    if not plan.tiling_weight:
        return [], 0
    asked = {term.text for term in plan.rank if term.kind is TermKind.GRAM and _covers_passages(term.fields)}
    found, tokens, end = [], 0, 0
    for position, (token, following) in enumerate(zip_longest(plan.typed, plan.typed[1:], fillvalue="")):
        is_pair = bool(following) and not is_run(token) and token + following in asked
        if is_pair or token in asked:
            begin, end = max(position, end), position + 1 + is_pair
            tokens += end - begin
            found.append((token + following if is_pair else token, position, end))
    return found, tokens


def _tiles(typed: Sequence[tuple[str, int, int]], held: Sequence[_Gram]) -> Array:
    """Return grams as they were typed, TYPED_GRAM, numbered as those that are held."""
    numbers = {gram.text: number for number, gram in enumerate(held)}
    return np.array([(numbers.get(text, NOWHERE), begin, end) for text, begin, end in typed], dtype=TYPED_GRAM)


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
        term.text: _Gram(term.text, term.rows, asked[term.text] * term.weight / term.asked, *_ends(term.text, number))
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
