"""Posting tables as they are written: which reports hold a term, how often and where, as flat arrays of one segment.

Terms are sorted by their UTF-8 bytes. A term has one row for each field that holds it (by its field
ordinal), a row has postings in order of document number, a posting has ascending positions, which count tokens from
the start of the field. Document numbers are 16 bits wide, because a segment holds at most 65,536 reports; frequencies are
half a byte, and positions mostly one and a half (see `packing`). Frequencies that half a byte cannot hold are the overflow. For
every `SKIP`th posting it is noted where its positions start.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.store.arrays import Array, ArrayWriter
from indexer.engines.whoosh.store.packing import (
    HalfByteWriter,
    packed_size,
    split_positions,
)

MAX_REPORTS = 1 << 16
"""Reports of one segment, so that document numbers take two bytes."""

FIELD_BITS = 8
MAX_FIELDS = 1 << FIELD_BITS
"""Fields of one table, so that a row's field ordinal takes a byte."""

PACKED_LIMIT = 15
"""What is stored for frequencies from `PACKED_LIMIT` + 1 on; they are stored apart, by the number of their posting."""

SKIP_BITS = 6
SKIP = 1 << SKIP_BITS
"""Postings from one skip to the next; a skip says where the positions of its posting start."""

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
    low, halves = split_positions(table.positions, table.widths)
    half_counts = np.zeros(table.docs.size, I64)
    if table.positions.size:
        half_counts = np.add.reduceat(
            table.widths, np.cumsum(table.frequencies, dtype=I64) - table.frequencies, dtype=I64
        )
    postings = PostingsWriter(writer, name, table.docs.size, low.size, halves.size)
    postings.append(table.docs, table.frequencies, half_counts, low, halves)
    starts = table.row_postings[:-1]
    row_positions = row_halves = None
    if table.positions.size:
        row_positions = np.add.reduceat(table.frequencies, starts, dtype=I64)
        row_halves = np.add.reduceat(half_counts, starts, dtype=I64)
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

    def append(self, docs: Array, frequencies: Array, half_counts: Array, low: Array, halves: Array) -> None:
        """Write postings with their frequencies and numbers of half bytes, and all their positions, as `split_positions` gives them."""
        overflow = np.flatnonzero(frequencies > PACKED_LIMIT)
        self._overflow_postings.append((overflow + self._docs.count).astype(U32))
        self._overflow_frequencies.append(frequencies[overflow].astype(U32))
        if self._has_positions:
            self._skips.append(self._skips_of(frequencies, half_counts))
        self._docs.append(docs)
        self._frequencies.append(np.minimum(frequencies - 1, PACKED_LIMIT).astype(U8))
        self._low.append(low)
        self._high.append(halves)

    def _skips_of(self, frequencies: Array, half_counts: Array) -> tuple[Array, Array]:
        """Return where the positions, and their half bytes, of every posting whose number `SKIP` divides start."""
        chosen = np.arange(-self._docs.count % SKIP, frequencies.size, SKIP)
        positions, halves = ((np.cumsum(each, dtype=I64) - each)[chosen] for each in (frequencies, half_counts))
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
