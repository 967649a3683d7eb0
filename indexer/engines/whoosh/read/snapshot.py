"""One committed generation of an index: its open segments, and what is known of all of them together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache
from heapq import merge
from itertools import groupby
from typing import Any, TypeVar, cast
from weakref import WeakMethod

import numpy as np
import numpy.typing as npt

from corpus.report import Report
from indexer.cache import Cache
from indexer.engines.whoosh.read.dense_frequencies import DenseFrequencies
from indexer.engines.whoosh.search import loops
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING, ValueColumn
from indexer.engines.whoosh.store.records import decode_record
from indexer.engines.whoosh.store.segment import KEYWORD_ORDINAL, TEXT_ORDINAL, OpenSegment
from indexer.fields import FIELD, TEXT_FIELDS
from indexer.ranking import K1, PASSAGE, B

CACHED_TERMS = 4_096
"""Terms whose rows are cached per generation: some megabytes, and the frequent words of all queries fit."""

CACHED_IDS = 65_536
"""Ids whose segment and document number are cached, so that the reports of a page of hits are not looked up again."""

MASKS_BYTES = 32_000_000
"""Masks that are cached per generation, of filters, single characters and questions."""

Rows = tuple[range, ...]
"""A term's rows, for each segment."""


_Method = TypeVar("_Method", bound=Callable[..., Any])


def _cached(method: _Method, size: int | None) -> _Method:
    """Return a method with its results cached, which doesn't keep its object alive: an old generation goes when nobody reads it."""
    weak = WeakMethod(method)

    def ask(*arguments: Any) -> Any:
        alive = weak()
        assert alive is not None
        return alive(*arguments)

    return cast(_Method, lru_cache(size)(ask))


class Snapshot:
    """Reads one generation. Safe to use from several threads: everything it caches is only ever added to."""

    def __init__(self, segments: Sequence[OpenSegment], generation: int) -> None:
        self.segments = tuple(segments)
        self.generation = generation
        self.count = sum(segment.count for segment in self.segments)
        self.rows = _cached(self._find_rows, CACHED_TERMS)
        self.document_frequency = _cached(self._count_documents, CACHED_TERMS)
        self.norms = _cached(self._compute_norms, None)
        self._norms_of = _cached(self._compute_norms_of, None)
        self.codes = _cached(self._facet_codes, None)
        self.facet_columns = _cached(self._put_side_by_side, None)
        self.merged_values = _cached(self._merge_values, None)
        self.value_counts = _cached(self._count_values, None)
        self.dense = DenseFrequencies([segment.size for segment in self.segments])
        self.masks: Cache[tuple[Array, ...]] = Cache(MASKS_BYTES)
        self._locations: dict[str, tuple[int, int]] = {}

    def _find_rows(self, kind: str, term: str) -> Rows:
        encoded = term.encode()
        return tuple(segment.table(kind).rows(encoded) for segment in self.segments)

    def _count_documents(self, kind: str, term: str, ordinals: frozenset[int]) -> int:
        """Return the number of live reports that have a term in any field of `ordinals`."""
        total = 0
        for segment, rows in zip(self.segments, self.rows(kind, term), strict=True):
            table = segment.table(kind)
            held = [row for row in rows if table.field_ordinal(row) in ordinals]
            if len(held) == 1 and not segment.has_deletions:
                total += table.count(held[0])
            elif held:
                total += loops.document_frequency(
                    table.arrays, rows.start, rows.stop, ordinal_flags(ordinals), segment.live
                )
        return total

    def _compute_norms(self, fields: tuple[tuple[str, frozenset[int]], ...]) -> tuple[Array, ...]:
        """Return what BM25F adds to a frequency below the fraction line, float32[fields, reports], for each segment.

        `fields`: kinds of terms, and the ordinals of the fields in which they count.
        """
        lines = [self._norms_of(kind, ordinals) for kind, ordinals in fields]
        return tuple(
            np.array([line[segment_ordinal] for line in lines]) for segment_ordinal in range(len(self.segments))
        )

    def _compute_norms_of(self, kind: str, ordinals: frozenset[int]) -> tuple[npt.NDArray[np.float32], ...]:
        lengths = []
        total, holders = 0.0, 0
        for segment in self.segments:
            weighted = np.zeros(segment.size)
            for ordinal in sorted(ordinals):
                each = segment.lengths(kind, TEXT_FIELDS[ordinal])
                if each is not None:
                    weighted += FIELD[TEXT_FIELDS[ordinal]].weight * each
            lengths.append(weighted)
            live = weighted[segment.live] if segment.has_deletions else weighted
            total += float(live.sum())
            holders += int(np.count_nonzero(live))
        mean = total / holders if holders else 1.0
        return tuple((K1 * (1 - B + B * each / mean)).astype(np.float32) for each in lengths)

    def _facet_codes(self, field: str, segment_ordinal: int) -> ValueColumn:
        """Return a facet field's column in segment `segment_ordinal`; a number field's values are its numbers as text."""
        segment = self.segments[segment_ordinal]
        if FIELD[field].number is None:
            return segment.values(field)
        values, codes = np.unique(segment.numbers(field), return_inverse=True)
        if values.size and values[0] == MISSING:
            return ValueColumn(tuple(map(str, values[1:].tolist())), codes.astype(np.uint16))
        return ValueColumn(tuple(map(str, values.tolist())), (codes + 1).astype(np.uint16))

    def _put_side_by_side(self, fields: tuple[str, ...], segment_ordinal: int) -> tuple[Array, int]:
        """Return the codes of several facet fields, [reports, fields], and the largest number of codes any of them has."""
        columns = [self.codes(field, segment_ordinal) for field in fields]
        most = max((len(column.values) + 1 for column in columns), default=0)
        codes = np.zeros(
            (self.segments[segment_ordinal].size, len(fields)), dtype=np.uint16 if most <= 1 << 16 else np.uint32
        )
        for column_number, column in enumerate(columns):
            codes[:, column_number] = column.codes
        return codes, most

    def _merge_values(self, field: str) -> tuple[tuple[str, ...], tuple[Array, ...]]:
        """Return a facet field's values of all segments, sorted, and for each segment which of them each code is.

        The translations are int64[codes + 1]; code 0, a missing value, is one past the last value.
        """
        columns = [self.codes(field, segment_ordinal) for segment_ordinal in range(len(self.segments))]
        values = sorted({value for column in columns for value in column.values})
        ranks = {value: rank for rank, value in enumerate(values)}
        return tuple(values), tuple(
            np.array([len(values), *(ranks[value] for value in column.values)], dtype=np.int64) for column in columns
        )

    def _count_values(self, field: str) -> tuple[tuple[str, int], ...]:
        """Return the values of a facet field that live reports have, in order, with counts."""
        values, translations = self.merged_values(field)
        total = np.zeros(len(values) + 1, dtype=np.int64)
        for segment_ordinal, (segment, translation) in enumerate(zip(self.segments, translations, strict=True)):
            total += np.bincount(
                translation[self.codes(field, segment_ordinal).codes[segment.live]], minlength=total.size
            )
        return tuple((value, count) for value, count in zip(values, total[:-1].tolist(), strict=True) if count)

    @cached_property
    def passage_norms(self) -> tuple[npt.NDArray[np.float64], ...]:
        """What BM25F adds to a frequency below the fraction line for a passage, float64[reports], for each segment."""
        sizes = []
        total = holders = 0
        for segment in self.segments:
            size = np.zeros(segment.size)
            title, body = segment.lengths("grams", "title"), segment.lengths("grams", "body")
            if title is not None:
                size += FIELD["title"].weight * title.astype(np.float64)
            if body is not None:
                size += np.minimum(body.astype(np.int64), PASSAGE)
            sizes.append(size)
            total += int(size[segment.live].sum())
            holders += int(np.count_nonzero(size[segment.live]))
        mean = total / holders if holders else 1.0
        return tuple(K1 * (1 - B + B * size / mean) for size in sizes)

    @cached_property
    def published(self) -> tuple[Array, ...]:
        """The day of publication by report, int32[reports], for each segment."""
        return tuple(segment.numbers("published") for segment in self.segments)

    def id(self, segment_ordinal: int, doc: int) -> str:
        """Return the id of document `doc` of segment `segment_ordinal`."""
        report_id = self.segments[segment_ordinal].id(doc)
        if len(self._locations) >= CACHED_IDS:
            self._locations = {}
        self._locations[report_id] = (segment_ordinal, doc)
        return report_id

    def get(self, report_id: str) -> Report | None:
        """Return the report with this id."""
        found = self._locations.get(report_id) or self._find(report_id)
        if found is None:
            return None
        segment_ordinal, doc = found
        return decode_record(self.segments[segment_ordinal].stored.record(doc))

    def _find(self, report_id: str) -> tuple[int, int] | None:
        for segment_ordinal, segment in enumerate(self.segments):
            doc = segment.doc_of(report_id)
            if doc is not None:
                return segment_ordinal, doc
        return None

    def holders(self, field: str, value: str) -> list[str]:
        """Return the ids of the live reports with exactly this value of a keyword field."""
        found = []
        for segment_ordinal, segment in enumerate(self.segments):
            row = segment.keywords.row(value.encode(), KEYWORD_ORDINAL[field])
            if row is not None:
                docs = segment.keywords.docs(row)
                found += [self.id(segment_ordinal, doc) for doc in docs[segment.live[docs]].tolist()]
        return found

    def vocabulary(self, field: str, prefix: str) -> Iterator[tuple[str, int]]:
        """Yield a keyword field's values that begin with `prefix`, in code point order, with counts of live reports."""
        if FIELD[field].facet:
            yield from (pair for pair in self.value_counts(field) if pair[0].startswith(prefix))
            return
        streams = (self._vocabulary(segment, KEYWORD_ORDINAL[field], prefix.encode()) for segment in self.segments)
        for value, same in groupby(merge(*streams), key=lambda pair: pair[0]):
            count = sum(each for _, each in same)
            if count:
                yield value.decode(), count

    @staticmethod
    def _vocabulary(segment: OpenSegment, ordinal: int, prefix: bytes) -> Iterator[tuple[bytes, int]]:
        table = segment.keywords
        for number in table.prefixed(prefix):
            for row in table.rows_between(number, number + 1):
                if table.field_ordinal(row) == ordinal:
                    yield table.term(number), int(segment.live[table.docs(row)].sum())

    def sources(self) -> Iterator[tuple[str, str, str]]:
        """Yield source file, id and digest of every live report."""
        for segment in self.segments:
            source, digest = segment.values("source"), segment.values("digest")
            sources, digests = ("", *source.values), ("", *digest.values)
            reports = zip(
                source.codes.tolist(), segment.ids(), digest.codes.tolist(), segment.live.tolist(), strict=True
            )
            yield from ((sources[a], report_id, digests[b]) for a, report_id, b, live in reports if live)


@lru_cache
def text_ordinals(fields: tuple[str, ...]) -> frozenset[int]:
    """Return the field ordinals of text fields."""
    return frozenset(TEXT_ORDINAL[field] for field in fields)


@lru_cache
def ordinal_flags(ordinals: frozenset[int]) -> npt.NDArray[np.bool_]:
    """Return whether each field ordinal is in `ordinals`, bool[fields], for compiled loops."""
    flags = np.zeros(max(len(TEXT_ORDINAL), len(KEYWORD_ORDINAL)), dtype=bool)
    flags[list(ordinals)] = True
    return flags
