"""Posting tables: which reports hold a term, how often and where, as flat arrays of one segment.

Terms are sorted by their UTF-8 bytes. A term has one row for each field that holds it (a row's `slot` numbers the
field), a row has postings in order of report number, a posting has ascending positions. Report numbers are 16 bits
wide, because a segment holds at most 65,536 reports; so are positions, which count atoms from the start of the field.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from indexer.engines.whoosh.arrays import Array, ArrayFile, ArrayWriter, slices

MAX_REPORTS = 1 << 16
"""Reports of one segment, so that their numbers take two bytes."""

MAX_POSITION = (1 << 16) - 1
"""Positions of longer fields take two places, the high half first."""

OVERFLOW = 255
"""A frequency from here on is kept apart, by the number of its posting."""

U8, U16, U32, I64 = np.uint8, np.uint16, np.uint32, np.int64


@dataclass(frozen=True, slots=True)
class Inverted:
    """A table in memory.

    `term_rows` uint32[terms + 1], `row_slots` uint8[rows], `row_postings` uint32[rows + 1], `docs` uint16[postings],
    `frequencies` uint32[postings]; `row_places` uint32[rows + 1] and `positions` uint16[places], both empty where
    there are none.
    """

    terms: list[bytes]
    term_rows: Array
    row_slots: Array
    row_postings: Array
    docs: Array
    frequencies: Array
    row_places: Array
    positions: Array


@dataclass(frozen=True, slots=True)
class Entries:
    """Occurrences sorted by term, slot, report and position; what `group` makes postings of.

    `terms` numbers terms in their order; `positions` is None where a table keeps none. `wide` tells of each
    occurrence whether its field is longer than `MAX_POSITION`.
    """

    terms: Array
    slots: Array
    docs: Array
    positions: Array | None = None
    wide: Array | None = None


def group(entries: Entries, terms: list[bytes]) -> Inverted:
    """Make a table of sorted occurrences; `terms` holds exactly the terms that occur, in order."""
    size = entries.terms.size
    fresh_term = _changes(entries.terms)
    fresh_row = fresh_term | _changes(entries.slots)
    fresh = fresh_row | _changes(entries.docs)
    at = np.flatnonzero(fresh)
    rows = np.flatnonzero(fresh_row)
    numbers = np.cumsum(fresh, dtype=I64)
    places, positions = _places(entries, rows)
    return Inverted(
        terms=terms,
        term_rows=np.append(np.flatnonzero(fresh_term[rows]), rows.size).astype(U32),
        row_slots=entries.slots[rows].astype(U8),
        row_postings=np.append(numbers[rows] - 1, at.size).astype(U32),
        docs=entries.docs[at].astype(U16),
        frequencies=np.diff(at, append=size).astype(U32),
        row_places=places,
        positions=positions,
    )


def _changes(numbers: Array) -> npt.NDArray[np.bool_]:
    changed = np.ones(numbers.size, dtype=bool)
    np.not_equal(numbers[1:], numbers[:-1], out=changed[1:])
    return changed


def _places(entries: Entries, rows: Array) -> tuple[Array, Array]:
    if entries.positions is None:
        return np.zeros(0, U32), np.zeros(0, U16)
    size = entries.positions.size
    if entries.wide is None or not entries.wide.any():
        return np.append(rows, size).astype(U32), entries.positions.astype(U16)
    widths = 1 + entries.wide.astype(I64)
    ends = np.cumsum(widths)
    spread = np.repeat(entries.positions.astype(I64), widths)
    high = ends[entries.wide] - 2
    spread[high] >>= 16
    return np.append((ends - widths)[rows], ends[-1]).astype(U32), (spread & MAX_POSITION).astype(U16)


def write_table(writer: ArrayWriter, name: str, table: Inverted) -> None:
    """Write a table's arrays under `name`."""
    write_terms(writer, name, table.terms, table.term_rows)
    writer.add(f"{name}.row_slots", table.row_slots)
    writer.add(f"{name}.row_postings", table.row_postings)
    writer.add(f"{name}.docs", table.docs)
    writer.add(f"{name}.frequencies", np.minimum(table.frequencies, OVERFLOW).astype(U8))
    often = np.flatnonzero(table.frequencies >= OVERFLOW)
    writer.add(f"{name}.often", often.astype(U32))
    writer.add(f"{name}.often_frequencies", table.frequencies[often])
    writer.add(f"{name}.row_places", table.row_places)
    writer.add(f"{name}.positions", table.positions)


def write_terms(writer: ArrayWriter, name: str, terms: list[bytes], term_rows: Array) -> None:
    """Write a table's dictionary."""
    writer.add(f"{name}.terms", np.frombuffer(b"".join(terms), dtype=U8))
    writer.add(f"{name}.term_starts", np.cumsum([0, *map(len, terms)], dtype=I64).astype(U32))
    writer.add(f"{name}.term_rows", term_rows)


class Table:
    """A table of an open segment; `long` tells by slot which reports have a field longer than `MAX_POSITION`."""

    def __init__(self, file: ArrayFile, name: str, long: dict[int, Array] | None = None) -> None:
        self._mapping = file.mapping
        self._base = file.place(f"{name}.terms")
        self.long = long or {}
        self.term_rows = file.array(f"{name}.term_rows")
        self.row_slots = file.array(f"{name}.row_slots")
        self.row_postings = file.array(f"{name}.row_postings")
        self.all_docs = file.array(f"{name}.docs")
        self.all_frequencies = file.array(f"{name}.frequencies")
        self.often = file.array(f"{name}.often")
        self.often_frequencies = file.array(f"{name}.often_frequencies")
        self.row_places = file.array(f"{name}.row_places")
        self.all_positions = file.array(f"{name}.positions")
        self._starts, self._rows = file.numbers(f"{name}.term_starts"), file.numbers(f"{name}.term_rows")
        self._slots, self._postings = file.numbers(f"{name}.row_slots"), file.numbers(f"{name}.row_postings")
        self._places = file.numbers(f"{name}.row_places")

    def __len__(self) -> int:
        return self.term_rows.size - 1

    def term(self, number: int) -> bytes:
        """Give a term by its number."""
        return self._mapping[self._base + self._starts[number] : self._base + self._starts[number + 1]]

    def place_of(self, term: bytes) -> int:
        """Give the number of the first term that is not before `term`."""
        return bisect_left(range(len(self)), term, key=self.term)

    def rows(self, term: bytes) -> dict[int, int]:
        """Give a term's row number by slot; empty when no report holds it."""
        number = self.place_of(term)
        if number == len(self) or self.term(number) != term:
            return {}
        return {self._slots[row]: row for row in self.rows_between(number, number + 1)}

    def prefixed(self, prefix: bytes) -> range:
        """Give the numbers of the terms that begin with `prefix`."""
        low = self.place_of(prefix)
        last = prefix.rstrip(b"\xff")
        if not last:
            return range(low, len(self))
        return range(low, self.place_of(last[:-1] + bytes([last[-1] + 1])))

    def rows_between(self, low: int, high: int) -> range:
        """Give the rows of the terms from number `low` up to `high`."""
        return range(self._rows[low], self._rows[high])

    def slot(self, row: int) -> int:
        """Give the slot of a row."""
        return self._slots[row]

    def count(self, row: int) -> int:
        """Tell how many postings a row has."""
        return self._postings[row + 1] - self._postings[row]

    def docs(self, row: int) -> Array:
        """Give a row's report numbers, uint16[postings]."""
        return self.all_docs[self._postings[row] : self._postings[row + 1]]

    def docs_between(self, low: int, high: int) -> Array:
        """Give the report numbers of the rows from `low` up to `high`, in no order, some several times."""
        return self.all_docs[self._postings[low] : self._postings[high]]

    def frequencies(self, row: int) -> Array:
        """Give a row's frequencies, uint8[postings], or uint32[postings] where some are large."""
        start, end = self._postings[row], self._postings[row + 1]
        frequencies = self.all_frequencies[start:end]
        if not self.often.size or frequencies.max() < OVERFLOW:
            return frequencies
        low, high = np.searchsorted(self.often, (start, end))
        whole = frequencies.astype(U32)
        whole[self.often[low:high] - start] = self.often_frequencies[low:high]
        return whole

    def positions(self, row: int, chosen: Array | None = None) -> tuple[Array, Array]:
        """Give the report number, int64, and the position, int64, of a row's occurrences, in order.

        `chosen`: indexes of the postings wanted, ascending; None for all.
        """
        docs, counts = self.docs(row), self.frequencies(row).astype(I64)
        places = self.all_positions[self._places[row] : self._places[row + 1]]
        long = self.long.get(self.slot(row))
        widths = counts if long is None else counts * (1 + long[docs])
        if chosen is not None:
            starts = (np.cumsum(widths) - widths)[chosen]
            docs, counts, widths = docs[chosen], counts[chosen], widths[chosen]
            places = places[slices(starts, widths)]
        reports = np.repeat(docs.astype(I64), counts)
        if long is None or not long[docs].any():
            return reports, places.astype(I64)
        wide = np.repeat(long[docs], widths)
        low = np.flatnonzero(~wide | (np.cumsum(wide) % 2 == 0))
        found = places[low].astype(I64)
        pairs = wide[low]
        found[pairs] += places[low[pairs] - 1].astype(I64) << 16
        return reports, found
