"""A posting table of an open segment, for Python: look-ups one term or one row at a time."""

from __future__ import annotations

import numpy as np

from indexer.engines.whoosh.store.arrays import Array, ArrayFile
from indexer.engines.whoosh.store.decoding import (
    LAYOUT,
    STORED_ARRAYS,
    MappedTable,
    PostingArrays,
    first_term_from,
    frequencies_at,
    term_rows,
)
from indexer.engines.whoosh.store.packing import half_bytes, join_positions
from indexer.engines.whoosh.store.postings import I64, U8


class Table:
    """A table of an open segment: its `arrays` by name, and `mapped` as compiled code takes it."""

    def __init__(self, file: ArrayFile, name: str, position_widths: Array | None = None) -> None:
        """Open a table; `position_widths`: see `PostingArrays`."""
        self._mapping = file.mapping
        self._base = file.offset(f"{name}.terms")
        widths = np.zeros((0, 0), dtype=U8) if position_widths is None else position_widths
        uniform = np.array([int(each[0]) if (each == each[0]).all() else -1 for each in widths], dtype=I64)
        stored = [file.array(f"{name}.{array}") for array in STORED_ARRAYS]
        self.arrays = PostingArrays._make([*stored, widths, uniform])
        starts = [file.offset(f"{name}.{array}") for array in STORED_ARRAYS]
        ends = [start + array.nbytes for start, array in zip(starts, stored, strict=True)]
        layout = np.array([tuple(starts), tuple(ends)], dtype=LAYOUT)
        self.mapped = MappedTable(np.frombuffer(file.mapping, dtype=U8), layout, widths, uniform)
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
        return first_term_from(self.mapped, np.frombuffer(term, dtype=U8))

    def rows(self, term: bytes) -> range:
        """Return a term's rows, one for each field that holds it; none when no report does."""
        first, end = term_rows(self.mapped, np.frombuffer(term, dtype=U8))
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
        return self.arrays.docs[self._posting_starts[row] : self._posting_starts[row + 1]]

    def frequencies(self, row: int) -> Array:
        """Return a row's frequencies, int64[postings]."""
        return frequencies_at(self.mapped, np.arange(self._posting_starts[row], self._posting_starts[row + 1]))

    def positions(self, row: int) -> tuple[Array, Array]:
        """Return the document number, int64, and the position, int64, of a row's occurrences, in order."""
        docs, counts = self.docs(row), self.frequencies(row)
        widths = np.repeat(self.arrays.position_widths[self.field_ordinal(row)][docs], counts)
        low = self.arrays.position_bytes[self._position_starts[row] : self._position_starts[row + 1]]
        halves = half_bytes(self.arrays.position_halves, self._half_starts[row], self._half_starts[row + 1])
        return np.repeat(docs.astype(I64), counts), join_positions(low, halves, widths)
