"""One committed generation of an index, read into arrays.

Reports are numbered from 0 through all segments; deleted ones keep their number and are never given out.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from whoosh.reading import IndexReader

from corpus.report import Report
from indexer.engines.whoosh.schema import DIGEST, MISSING, RECORD, decode_record, length_column
from indexer.fields import FIELD

CACHED_TERMS = 4096
"""Posting lists kept decoded per generation."""

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Postings:
    """Where a term stands. `reports`: int64[n] ascending report numbers; `frequencies`: float64[n]; `positions`:
    int64[sum of frequencies], the positions of the first report, then of the second, and so on (gram fields only).
    """

    reports: Numbers
    frequencies: npt.NDArray[np.float64]
    positions: Numbers


@dataclass(frozen=True, slots=True)
class KeywordColumn:
    """A keyword field's values by report: `ordinals` int64[reports] into the sorted `values`, -1 where missing."""

    values: tuple[str, ...]
    ordinals: Numbers


class Snapshot:
    """Reads one generation through Whoosh's reader. Safe to use from several threads."""

    def __init__(self, reader: IndexReader, generation: int) -> None:
        self._reader = reader
        self._lock = threading.RLock()  # Whoosh's files share one seek position between readers of a segment.
        self.generation = generation
        self.size: int = reader.doc_count_all()
        self.segments: list[tuple[Any, int]] = [] if self.size == 0 else list(reader.leaf_readers())
        self.live = np.ones(self.size, dtype=bool)
        for segment, base in self.segments:
            for number in segment.segment().deleted_docs():
                self.live[base + number] = False
        self.count = int(self.live.sum())
        self.postings = lru_cache(CACHED_TERMS)(self._read_postings)
        self.number_column = lru_cache(None)(self._read_number_column)
        self.keyword_column = lru_cache(None)(self._read_keyword_column)
        self.lengths = lru_cache(None)(self._read_lengths)

    @cached_property
    def ids(self) -> npt.NDArray[np.str_]:
        """Each report's id, str[reports]."""
        return np.array(self._column_texts("id"), dtype=np.str_)

    @cached_property
    def id_ranks(self) -> Numbers:
        """Each report's place when all are sorted by id, int64[reports]."""
        ranks = np.empty(self.size, dtype=np.int64)
        ranks[np.argsort(self.ids, kind="stable")] = np.arange(self.size)
        return ranks

    def reports(self, numbers: Iterable[int]) -> list[Report]:
        """Give the stored reports with these numbers, in the order asked."""
        with self._lock:
            return [decode_record(self._reader.stored_fields(int(number))[RECORD]) for number in numbers]

    def terms(self, field: str, prefix: str = "") -> Iterator[str]:
        """Give a Whoosh field's terms that begin with `prefix`, in code point order."""
        with self._lock:
            found = [] if field not in self._reader.schema else list(self._reader.expand_prefix(field, prefix))
        return (term.decode() for term in found)

    def sources(self) -> Iterator[tuple[str, str, str]]:
        """Give source file, id and digest mark of every report."""
        columns = zip(self._column_texts("source"), self.ids, self._column_texts(DIGEST), self.live, strict=True)
        return ((source, str(identity), digest) for source, identity, digest, live in columns if live)

    def _read_postings(self, field: str, term: str) -> Postings:
        reports: list[int] = []
        frequencies: list[float] = []
        values: list[bytes] = []
        encoded = term.encode()
        with self._lock:
            for segment, base in self.segments:
                if (field, encoded) not in segment:
                    continue
                matcher = segment.postings(field, encoded)
                while matcher.is_active():
                    number = base + matcher.id()
                    if self.live[number]:
                        reports.append(number)
                        frequencies.append(matcher.weight())
                        values.append(matcher.value() or b"")
                    matcher.next()
        has_positions = field.endswith(".grams")
        return Postings(
            np.array(reports, dtype=np.int64),
            np.array(frequencies, dtype=np.float64),
            np.frombuffer(b"".join(values) if has_positions else b"", dtype="<u4").astype(np.int64),
        )

    def _read_number_column(self, field: str) -> Numbers:
        return np.array(list(self._column(field, MISSING)), dtype=np.int64)

    def _read_keyword_column(self, field: str) -> KeywordColumn:
        texts = np.array(self._column_texts(field), dtype=np.str_)
        values, inverse = np.unique(texts, return_inverse=True)
        ordinals = inverse.astype(np.int64)
        if values.size and values[0] == "":
            return KeywordColumn(tuple(values[1:].tolist()), ordinals - 1)
        return KeywordColumn(tuple(values.tolist()), ordinals)

    def _read_lengths(self, field: str, kind: str) -> tuple[npt.NDArray[np.float64], float]:
        """Give a text field's length by report, float64[reports], and the mean over live reports that have any."""
        lengths = np.array(list(self._column(length_column(field, kind), 0)), dtype=np.float64)
        having = lengths[self.live & (lengths > 0)]
        return lengths, float(having.mean()) if having.size else 1.0

    def _column_texts(self, field: str) -> list[str]:
        return [bytes(value).decode() for value in self._column(field, b"")]

    def _column(self, field: str, default: object) -> Iterator[Any]:
        with self._lock:
            for segment, _ in self.segments:
                if segment.has_column(field):
                    yield from segment.column_reader(field, translate=False)
                else:
                    yield from (default for _ in range(segment.doc_count_all()))


def is_facet_number(field: str) -> bool:
    """Tell whether a facet field is counted by number (the year) rather than by keyword."""
    return FIELD[field].number is not None
