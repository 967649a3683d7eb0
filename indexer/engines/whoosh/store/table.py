"""A posting table of an open segment, for Python: look-ups one term or one row at a time."""

from __future__ import annotations

from functools import partial

import numpy as np

from indexer.engines.whoosh.store.arrays import Array, ArrayFile, slices
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

_READ_WHOLE = (
    "terms",
    "term_starts",
    "term_rows",
    "overflow_postings",
    "overflow_frequencies",
    "skip_positions",
    "skip_halves",
)
"""Arrays that are read all over in look-ups: they are checked whole before the first one."""

_NEAR = 256
"""Terms whose rows are checked in one go, with those between: looking each up takes longer than checking that many."""


class Table:
    """A table of an open segment: its `arrays` by name, and `mapped` as compiled code takes it.

    What is stored is checked before anybody learns where it is: whoever got rows from `rows` or `rows_between` may read all
    of them, compiled code too, and after `check` the whole table.
    """

    def __init__(self, file: ArrayFile, name: str, position_widths: Array | None = None) -> None:
        """Open a table; `position_widths`: see `PostingArrays`."""
        self._file = file
        self._name = name
        self._mapping = file.mapping
        self._base = file.unchecked_offset(f"{name}.terms")
        widths = np.zeros((0, 0), dtype=U8) if position_widths is None else position_widths
        uniform = np.array([int(each[0]) if (each == each[0]).all() else -1 for each in widths], dtype=I64)
        stored = [file.unchecked(f"{name}.{array}") for array in STORED_ARRAYS]
        self.arrays = PostingArrays._make([*stored, widths, uniform])
        starts = [file.unchecked_offset(f"{name}.{array}") for array in STORED_ARRAYS]
        ends = [start + array.nbytes for start, array in zip(starts, stored, strict=True)]
        layout = np.array([tuple(starts), tuple(ends)], dtype=LAYOUT)
        self.mapped = MappedTable(np.frombuffer(file.mapping, dtype=U8), layout, widths, uniform)
        self._blocks = np.array([tuple(file.first_block(f"{name}.{array}") for array in STORED_ARRAYS)], dtype=LAYOUT)
        numbers = partial(self._numbers, file, name)
        self._starts, self._rows = numbers("term_starts"), numbers("term_rows")
        self._row_fields, self._posting_starts = numbers("row_fields"), numbers("row_postings")
        self._position_starts, self._half_starts = numbers("row_positions"), numbers("row_halves")
        self._is_ready = self._is_checked = False

    @staticmethod
    def _numbers(file: ArrayFile, name: str, array: str) -> memoryview:
        return file.unchecked_numbers(f"{name}.{array}")

    def check(self) -> None:
        """Check the whole table, where it is to be read from end to end. Raises IndexDamaged."""
        if not self._is_checked:
            for array in STORED_ARRAYS:
                self._file.check(f"{self._name}.{array}")
            self._is_ready = self._is_checked = True

    def check_counts(self) -> None:
        """Check the terms and how many postings each has, where nothing else is read. Raises IndexDamaged."""
        if not self._is_ready:
            self._prepare()
        self._file.check(f"{self._name}.row_postings")

    def _prepare(self) -> None:
        """Check what look-ups read."""
        for array in _READ_WHOLE:
            self._file.check(f"{self._name}.{array}")
        self._is_ready = True

    def _check_rows(self, first: int, end: int) -> None:
        """Check what is stored of rows: first those arrays that say which stretches of the others they take."""
        self._check("row_fields", first, end)
        self._check("row_postings", first, end + 1)
        begun, ended = self._posting_starts[first], self._posting_starts[end]
        self._check("docs", begun, ended)
        self._check("frequencies", begun >> 1, (ended + 1) >> 1)
        if len(self._position_starts):
            self._check("row_positions", first, end + 1)
            self._check("row_halves", first, end + 1)
            self._check("position_bytes", self._position_starts[first], self._position_starts[end])
            self._check("position_halves", self._half_starts[first] >> 1, (self._half_starts[end] + 1) >> 1)

    def _check(self, array: str, first: int, end: int) -> None:
        self._file.check(f"{self._name}.{array}", first, end)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def term(self, number: int) -> bytes:
        """Return a term by its number."""
        return self._mapping[self._base + self._starts[number] : self._base + self._starts[number + 1]]

    def first_term_from(self, term: bytes) -> int:
        """Return the number of the first term that is not before `term`."""
        if not self._is_ready:
            self._prepare()
        return first_term_from(self.mapped, np.frombuffer(term, dtype=U8))

    def rows(self, term: bytes) -> range:
        """Return a term's rows, one for each field that holds it; none when no report does. Raises IndexDamaged."""
        if not self._is_ready:
            self._prepare()
        first, end, checked = term_rows(self.mapped, self._blocks, self._file.checked, np.frombuffer(term, dtype=U8))
        if not checked:
            self._check_rows(first, end)
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
        """Return the rows of the terms from number `low` up to `high`. Raises IndexDamaged."""
        if not self._is_ready:
            self._prepare()
        first, end = self._rows[low], self._rows[high]
        if first < end and not self._is_checked:
            self._check_rows(first, end)
        return range(first, end)

    def rows_of(self, terms: Array) -> Array:
        """Return the rows of terms by their numbers, which ascend, int64[rows]. Raises IndexDamaged."""
        if terms.size:
            for near in np.split(terms, np.flatnonzero(np.diff(terms) > _NEAR) + 1):
                self.rows_between(int(near[0]), int(near[-1]) + 1)
        starts = self.arrays.term_rows[terms]
        return slices(starts, self.arrays.term_rows[terms + 1] - starts)

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
