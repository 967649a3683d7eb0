"""Posting tables: which reports hold a term, how often and where, as flat arrays of one segment.

Terms are sorted by their UTF-8 bytes. A term has one row for each field that holds it (by its field
ordinal), a row has postings in order of document number, a posting has ascending positions, which count tokens from
the start of the field. Document numbers are 16 bits wide, because a segment holds at most 65,536 reports; frequencies are
half a byte, and positions mostly one and a half (see `packing`). Frequencies that half a byte cannot hold are the overflow. For
every `SKIP`th posting it is noted where its positions start.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.search import loops
from indexer.engines.whoosh.search.loops import PACKED_LIMIT, SKIP
from indexer.engines.whoosh.store.arrays import Array, ArrayFile, ArrayWriter
from indexer.engines.whoosh.store.packing import (
    HalfByteWriter,
    half_bytes,
    join_positions,
    packed_size,
    split_positions,
)

MAX_REPORTS = 1 << 16
"""Reports of one segment, so that document numbers take two bytes."""

FIELD_BITS = 8
MAX_FIELDS = 1 << FIELD_BITS
"""Fields of one table, so that a row's field ordinal takes a byte."""

U8, U16, U32, I64 = np.uint8, np.uint16, np.uint32, np.int64


@dataclass(frozen=True, slots=True)
class Inverted:
    """A table in memory.

    `term_rows` uint32[terms + 1], `row_fields` uint8[rows], `row_postings` uint32[rows + 1], `docs` uint16[postings],
    `frequencies` uint32[postings]; `positions` uint32[occurrences] and their `widths`, both empty where there are none.
    """

    terms: list[bytes]
    term_rows: Array
    row_fields: Array
    row_postings: Array
    docs: Array
    frequencies: Array
    positions: Array
    widths: Array


_NONE = np.zeros(0, dtype=np.uint32)


def changes(numbers: Array) -> npt.NDArray[np.bool_]:
    """Return for each number whether it differs from the one before; the first does."""
    changed = np.ones(numbers.size, dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=changed[1:])
    return changed


def write_table(writer: ArrayWriter, name: str, table: Inverted) -> None:
    """Write a table's arrays under `name`."""
    write_terms(writer, name, table.terms, table.term_rows)
    postings = PostingsWriter(writer, name, table.docs.size, table.positions.size, int(table.widths.sum(dtype=I64)))
    postings.append(table.docs, table.frequencies, table.positions, table.widths)
    starts = table.row_postings[:-1]
    row_positions = row_halves = None
    if table.positions.size:
        row_positions = np.add.reduceat(table.frequencies, starts, dtype=I64)
        ends = np.cumsum(row_positions)
        row_halves = np.add.reduceat(table.widths, ends - row_positions, dtype=I64)
    postings.finish(table.row_fields, np.diff(table.row_postings), row_positions, row_halves)


class PostingsWriter:
    """Writes the postings of a table in pieces, row after row, with room for a given number."""

    def __init__(self, writer: ArrayWriter, name: str, postings: int, positions: int, halves: int) -> None:
        self._writer = writer
        self._name = name
        self._docs = writer.reserve(f"{name}.docs", U16, postings)
        self._frequencies = HalfByteWriter(writer.reserve(f"{name}.frequencies", U8, packed_size(postings)))
        self._low = writer.reserve(f"{name}.position_bytes", U8, positions)
        self._high = HalfByteWriter(writer.reserve(f"{name}.position_halves", U8, packed_size(halves)))
        self._overflow_postings: list[Array] = []
        self._overflow_frequencies: list[Array] = []
        self._has_positions = positions > 0
        self._skips: list[tuple[Array, Array]] = []

    @property
    def positions(self) -> int:
        """The number of positions written."""
        return self._low.count

    def append(self, docs: Array, frequencies: Array, positions: Array, widths: Array) -> None:
        """Write postings, frequencies as they are, positions with their widths."""
        overflow = np.flatnonzero(frequencies > PACKED_LIMIT)
        self._overflow_postings.append((overflow + self._docs.count).astype(U32))
        self._overflow_frequencies.append(frequencies[overflow].astype(U32))
        if self._has_positions:
            self._skips.append(self._skips_of(frequencies, widths))
        self._docs.append(docs)
        self._frequencies.append(np.minimum(frequencies - 1, PACKED_LIMIT).astype(U8))
        low, halves = split_positions(positions, widths)
        self._low.append(low)
        self._high.append(halves)

    def _skips_of(self, frequencies: Array, widths: Array) -> tuple[Array, Array]:
        """Return where the positions, and their half bytes, of every posting whose number `SKIP` divides start."""
        chosen = np.arange(-self._docs.count % SKIP, frequencies.size, SKIP)
        positions = (np.cumsum(frequencies, dtype=I64) - frequencies)[chosen]
        halves = positions if (widths == 1).all() else np.concatenate(([0], np.cumsum(widths, dtype=I64)))[positions]
        return (positions + self._low.count).astype(U32), (halves + self._high.count).astype(U32)

    def finish(self, fields: Array, counts: Array, positions: Array | None, halves: Array | None) -> None:
        """Write the rows: field ordinal, number of postings, of positions and of their half bytes."""
        self._frequencies.finish()
        self._high.finish()
        self._writer.add(f"{self._name}.row_fields", fields.astype(U8))
        self._writer.add(f"{self._name}.row_postings", _starts(counts))
        self._writer.add(f"{self._name}.row_positions", _NONE if positions is None else _starts(positions))
        self._writer.add(f"{self._name}.row_halves", _NONE if halves is None else _starts(halves))
        for number, name in enumerate(("skip_positions", "skip_halves")):
            self._writer.add(f"{self._name}.{name}", np.concatenate([_NONE, *(each[number] for each in self._skips)]))
        self._writer.add(f"{self._name}.overflow_postings", np.concatenate([_NONE, *self._overflow_postings]))
        self._writer.add(f"{self._name}.overflow_frequencies", np.concatenate([_NONE, *self._overflow_frequencies]))


def _starts(counts: Array) -> Array:
    return np.concatenate(([0], np.cumsum(counts, dtype=I64))).astype(U32)


def write_terms(writer: ArrayWriter, name: str, terms: list[bytes], term_rows: Array) -> None:
    """Write a table's dictionary."""
    writer.add(f"{name}.terms", np.frombuffer(b"".join(terms), dtype=U8))
    writer.add(f"{name}.term_starts", np.cumsum([0, *map(len, terms)], dtype=I64).astype(U32))
    writer.add(f"{name}.term_rows", term_rows)


class PostingArrays(NamedTuple):
    """The arrays of a posting table, in the order of the indexes that `loops` names and describes."""

    terms: Array
    term_starts: Array
    term_rows: Array
    row_fields: Array
    row_postings: Array
    row_positions: Array
    row_halves: Array
    docs: Array
    frequencies: Array
    overflow_postings: Array
    overflow_frequencies: Array
    position_bytes: Array
    position_halves: Array
    skip_positions: Array
    skip_halves: Array


class Table:
    """A table of an open segment: its arrays by name, and `arrays` as compiled loops take them.

    `widths`: uint8[fields, reports], of positions.
    """

    def __init__(self, file: ArrayFile, name: str, widths: Array | None = None) -> None:
        self._mapping = file.mapping
        self._base = file.offset(f"{name}.terms")
        self.widths = np.zeros((0, 0), dtype=U8) if widths is None else widths
        self.named = PostingArrays(*(file.array(f"{name}.{array}") for array in PostingArrays._fields))
        self.arrays = tuple(self.named)
        self._starts, self._rows = file.numbers(f"{name}.term_starts"), file.numbers(f"{name}.term_rows")
        self._row_fields, self._posting_starts = (
            file.numbers(f"{name}.row_fields"),
            file.numbers(f"{name}.row_postings"),
        )
        self._position_starts, self._half_starts = (
            file.numbers(f"{name}.row_positions"),
            file.numbers(f"{name}.row_halves"),
        )

    def __len__(self) -> int:
        return len(self._starts) - 1

    def term(self, number: int) -> bytes:
        """Return a term by its number."""
        return self._mapping[self._base + self._starts[number] : self._base + self._starts[number + 1]]

    def first_term_from(self, term: bytes) -> int:
        """Return the number of the first term that is not before `term`."""
        return loops.first_term_from(self.arrays, np.frombuffer(term, dtype=U8))

    def rows(self, term: bytes) -> range:
        """Return a term's rows, one for each field that holds it; none when no report does."""
        first, end = loops.term_rows(self.arrays, np.frombuffer(term, dtype=U8))
        return range(first, end)

    def row(self, term: bytes, ordinal: int) -> int | None:
        """Return a term's row in the field of this ordinal."""
        return next((row for row in self.rows(term) if self._row_fields[row] == ordinal), None)

    def prefixed(self, prefix: bytes) -> range:
        """Return the numbers of the terms that begin with `prefix`."""
        low = self.first_term_from(prefix)
        last = prefix.rstrip(b"\xff")
        if not last:
            return range(low, len(self))
        return range(low, self.first_term_from(last[:-1] + bytes([last[-1] + 1])))

    def rows_between(self, low: int, high: int) -> range:
        """Return the rows of the terms from number `low` up to `high`."""
        return range(self._rows[low], self._rows[high])

    def field_ordinal(self, row: int) -> int:
        """Return the field ordinal of a row."""
        return self._row_fields[row]

    def count(self, row: int) -> int:
        """Return how many postings a row has."""
        return self._posting_starts[row + 1] - self._posting_starts[row]

    def docs(self, row: int) -> Array:
        """Return a row's document numbers, uint16[postings]."""
        return self.named.docs[self._posting_starts[row] : self._posting_starts[row + 1]]

    def frequencies(self, row: int) -> Array:
        """Return a row's frequencies, uint8[postings], or uint32[postings] where some are large."""
        start, end = self._posting_starts[row], self._posting_starts[row + 1]
        overflow = self.named.overflow_postings
        frequencies = half_bytes(self.named.frequencies, start, end)
        frequencies += 1
        if not overflow.size or frequencies.max() <= PACKED_LIMIT:
            return frequencies
        # In the list's own type: NumPy would convert the whole list otherwise.
        low, high = np.searchsorted(overflow, np.array((start, end), dtype=overflow.dtype))
        whole = frequencies.astype(U32)
        whole[overflow[low:high] - start] = self.named.overflow_frequencies[low:high]
        return whole

    def positions(self, row: int) -> tuple[Array, Array]:
        """Return the document number, int64, and the position, int64, of a row's occurrences, in order."""
        docs, counts = self.docs(row), self.frequencies(row).astype(I64)
        widths = np.repeat(self.widths[self.field_ordinal(row)][docs], counts)
        low = self.named.position_bytes[self._position_starts[row] : self._position_starts[row + 1]]
        halves = half_bytes(self.named.position_halves, self._half_starts[row], self._half_starts[row + 1])
        return np.repeat(docs.astype(I64), counts), join_positions(low, halves, widths)

    @cached_property
    def uniform_widths(self) -> npt.NDArray[np.int64]:
        """The width that the positions of all reports have, by field ordinal; -1 where they differ."""
        return np.array([int(each[0]) if (each == each[0]).all() else -1 for each in self.widths], dtype=I64)
