"""What ranking needs to know of all segments of a generation: rows, document frequencies, and BM25F's norms of lengths."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache, partial

import numpy as np
import numpy.typing as npt

from indexer.compiled import compiled
from indexer.engines.whoosh.read.dense_frequencies import DenseFrequencies
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import MappedTable, arrays_of
from indexer.engines.whoosh.store.ordinals import ordinal_flags, text_ordinals
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.ranking import K1, PASSAGE, B

CACHED_TERMS = 4_096
"""Terms whose rows are cached per generation: some megabytes, and the frequent words of all queries fit."""

Rows = tuple[range, ...]
"""A term's rows, for each segment."""

TermFields = tuple[tuple[str, frozenset[int]], ...]
"""Kinds of terms, each with the ordinals of the fields in which its terms count."""


class TermStatistics:
    """Statistics of one generation. Safe to use from several threads.

    What is cached refers to the segments and not to this object, so it is freed with the generation, without waiting for
    the garbage collector.
    """

    rows: Callable[[str, str], Rows]
    document_frequency: Callable[[str, str, frozenset[int]], int]
    norms: Callable[[TermFields], tuple[Array, ...]]
    passage_norms: Callable[[], tuple[Array, ...]]
    body_norms: Callable[[], tuple[Array, ...]]

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self.rows = lru_cache(CACHED_TERMS)(partial(_rows, segments))
        self.document_frequency = lru_cache(CACHED_TERMS)(partial(_document_frequency, segments, self.rows))
        self.norms = cache(partial(_norms, cache(partial(_norms_of, segments))))
        self.passage_norms = cache(partial(_exact_norms, segments, _passage_lengths))
        self.body_norms = cache(partial(_exact_norms, segments, _body_lengths))
        self.dense = DenseFrequencies([segment.size for segment in segments])


def _rows(segments: Sequence[OpenSegment], kind: str, term: str) -> Rows:
    """Return the rows of a term, by the name of its table."""
    encoded = term.encode()
    return tuple(segment.table(kind).rows(encoded) for segment in segments)


def _document_frequency(
    segments: Sequence[OpenSegment],
    rows_of: Callable[[str, str], Rows],
    kind: str,
    term: str,
    ordinals: frozenset[int],
) -> int:
    """Return the number of live reports that have a term in any field of `ordinals`."""
    total = 0
    for segment, rows in zip(segments, rows_of(kind, term), strict=True):
        table = segment.table(kind)
        held = [row for row in rows if table.field_ordinal(row) in ordinals]
        if len(held) == 1 and not segment.has_deletions:
            total += table.count(held[0])
        elif held:
            total += _count_live(table.mapped, rows.start, rows.stop, ordinal_flags(ordinals), segment.live)
    return total


@compiled
def _count_live(table: MappedTable, first: int, end: int, fields: Array, live: Array) -> int:
    """Return the number of live reports that are in any of the rows from `first` up to `end` of `fields`, bool[fields]."""
    arrays, seen, count = arrays_of(table), np.zeros(live.size, dtype=np.bool_), 0
    for row in range(first, end):
        if fields[arrays.row_fields[row]]:
            for posting in range(arrays.row_postings[row], arrays.row_postings[row + 1]):
                doc = arrays.docs[posting]
                count += live[doc] and not seen[doc]
                seen[doc] = True
    return count


def _norms(norms_of: Callable[[str, frozenset[int]], tuple[Array, ...]], fields: TermFields) -> tuple[Array, ...]:
    """Return what BM25F adds to a frequency below the fraction line, float32[fields, reports], for each segment."""
    lines = [norms_of(kind, ordinals) for kind, ordinals in fields]
    return tuple(np.array(by_field) for by_field in zip(*lines, strict=True))


def _norms_of(segments: Sequence[OpenSegment], kind: str, ordinals: frozenset[int]) -> tuple[Array, ...]:
    """Return a line of `_norms`, float32[reports], for each segment."""
    lengths = [segment.derived(_weighted_lengths, kind, ordinals) for segment in segments]
    mean = _mean_length(segments, lengths)
    return tuple(_norm(each, mean).astype(np.float32) for each in lengths)


def _exact_norms(segments: Sequence[OpenSegment], lengths_of: Callable[[OpenSegment], Array]) -> tuple[Array, ...]:
    """Return what BM25F adds to a frequency below the fraction line in texts of such lengths, float64[reports], for each segment."""
    lengths = [segment.derived(lengths_of) for segment in segments]
    mean = _mean_length(segments, lengths)
    return tuple(_norm(each, mean) for each in lengths)


def _norm(lengths: Array, mean: float) -> npt.NDArray[np.float64]:
    norm: npt.NDArray[np.float64] = K1 * (1 - B + B * lengths / mean)
    return norm


def _mean_length(segments: Sequence[OpenSegment], lengths: Sequence[Array]) -> float:
    """Return the mean of the lengths of live reports that have any."""
    total = holders = 0
    for segment, each in zip(segments, lengths, strict=True):
        live = each[segment.live] if segment.has_deletions else each
        total += int(live.sum(dtype=np.int64))
        holders += int(np.count_nonzero(live))
    return total / holders if holders else 1.0


def _weighted_lengths(segment: OpenSegment, kind: str, ordinals: frozenset[int]) -> Array:
    """Return the lengths of some fields together, each times its weight, uint32[reports]."""
    weighted = np.zeros(segment.size, dtype=np.uint32)
    for ordinal in sorted(ordinals):
        lengths = segment.lengths(kind, TEXT_FIELDS[ordinal])
        if lengths is not None:
            weighted += np.uint32(FIELD[TEXT_FIELDS[ordinal]].weight) * lengths.astype(np.uint32)
    return weighted


def _passage_lengths(segment: OpenSegment) -> Array:
    """Return the length of a passage of each report, uint32[reports]: of its body at most `PASSAGE`, and its title."""
    return _weighted_lengths(segment, "grams", _TITLE) + np.minimum(_body_lengths(segment), PASSAGE)


def _body_lengths(segment: OpenSegment) -> Array:
    return _weighted_lengths(segment, "grams", _BODY)


_BODY = text_ordinals(("body",))
_TITLE = text_ordinals(("title",))
