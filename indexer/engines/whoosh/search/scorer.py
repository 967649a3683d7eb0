"""The ranking terms of a plan over one generation: which of them some report has, and what each is worth."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.read.dense_frequencies import DENSE_SHARE, weigh_rows
from indexer.engines.whoosh.read.snapshot import Snapshot
from indexer.engines.whoosh.read.term_statistics import Rows
from indexer.engines.whoosh.search.scores import QUERY_TERM, QueryTerms, add_scores
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL, text_ordinals
from indexer.fields import FIELD
from indexer.query import RankTerm, TermKind
from indexer.ranking import K1, inverse_document_frequency

_SEEK_COST = 8
"""Looking a report up in a list of postings costs about as much as scoring this many in passing."""

_WORD = TermKind.WORD
_RANKED_ORDINALS = frozenset(ordinal for field, ordinal in TEXT_ORDINAL.items() if FIELD[field].weight)


class WeightedTerm(NamedTuple):
    """A ranking term that some report has: where it is, in which fields it counts, and what a score gains by it at most:
    `weight` is the weight `asked` times its rarity.

    Made by the dozen for every search: a named tuple takes a third of the time of a frozen dataclass.
    """

    text: str
    is_word: bool
    rows: Rows
    ordinals: frozenset[int]
    document_frequency: int
    asked: float
    weight: float


def weighted_terms(snapshot: Snapshot, rank: Sequence[RankTerm]) -> list[WeightedTerm]:
    """Return those ranking terms that some report has."""
    terms = []
    for term in rank:
        is_word, ordinals = term.kind is _WORD, _ranked_ordinals(term.fields)
        kind = "words" if is_word else "grams"
        document_frequency = snapshot.terms.document_frequency(kind, term.text, ordinals)
        if document_frequency:
            rows = snapshot.terms.rows(kind, term.text)
            weight = term.weight * inverse_document_frequency(snapshot.count, document_frequency) * (K1 + 1)
            terms.append(WeightedTerm(term.text, is_word, rows, ordinals, document_frequency, term.weight, weight))
    return terms


@lru_cache
def _ranked_ordinals(fields: tuple[str, ...]) -> frozenset[int]:
    return text_ordinals(fields) & _RANKED_ORDINALS


class Scorer:
    """Computes BM25F scores of the reports of any segment by some terms."""

    def __init__(self, snapshot: Snapshot, terms: Sequence[WeightedTerm]) -> None:
        self._snapshot = snapshot
        lines = {key: number for number, key in enumerate(dict.fromkeys((t.is_word, t.ordinals) for t in terms))}
        shared = [
            (term, term.weight, lines[term.is_word, term.ordinals], _dense_line(snapshot, term)) for term in terms
        ]
        self._terms = [
            np.array(
                [
                    (term.is_word, (rows := term.rows[ordinal]).start, rows.stop, weight, line, dense)
                    for term, weight, line, dense in shared
                ],
                dtype=QUERY_TERM,
            )
            for ordinal in range(len(snapshot.segments))
        ]
        self._row_weights = np.array([_row_weights(ordinals) for _, ordinals in lines])
        self._norms = snapshot.terms.norms(
            tuple(("words" if is_word else "grams", ordinals) for is_word, ordinals in lines)
        )

    def add_scores(self, segment_ordinal: int, wanted: int, floor: float, scores: Array, docs: Array) -> Array:
        """Return those reports of a segment that may be among the `wanted` best and not below `floor` (see `scores.add_scores`)."""
        segment = self._snapshot.segments[segment_ordinal]
        query = QueryTerms(
            self._terms[segment_ordinal],
            self._row_weights,
            self._norms[segment_ordinal],
            self._snapshot.terms.dense.frequencies[segment_ordinal],
        )
        return add_scores(
            segment.grams.mapped, segment.words.mapped, query, max(wanted, 1), floor, _SEEK_COST, scores, docs
        )


def _dense_line(snapshot: Snapshot, term: WeightedTerm) -> int:
    """Return the line of a dense term's frequencies, or -1 where the term has none."""
    if term.document_frequency * DENSE_SHARE < snapshot.count:
        return -1
    kind = "words" if term.is_word else "grams"

    def fill(lines: Sequence[Array]) -> bool:
        weights = _row_weights(term.ordinals)
        return all(
            weigh_rows(segment.table(kind).mapped, rows.start, rows.stop, weights, line)
            for segment, rows, line in zip(snapshot.segments, term.rows, lines, strict=True)
        )

    return snapshot.terms.dense.line((kind, term.text, term.ordinals), fill)


@lru_cache
def _row_weights(ordinals: frozenset[int]) -> Array:
    """Return how many times an occurrence counts by field ordinal, float32[fields]."""
    return np.array(
        [FIELD[field].weight if ordinal in ordinals else 0 for field, ordinal in TEXT_ORDINAL.items()], dtype=np.float32
    )
