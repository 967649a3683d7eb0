"""Which reports of a segment hold a piece of text that begins or ends inside a run of letters or digits.

A run is one term of the dictionary, so all that hold the piece's end are looked up by going through the dictionary, and where the
piece goes on beyond the run, positions are compared.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from indexer.analysis import OPEN, query_grams, without_open
from indexer.compiled import compiled, integer
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import (
    CURSOR,
    MappedTable,
    arrays_of,
    first_posting,
    go_to,
    go_to_row,
    position_at,
    width_of,
)
from indexer.engines.whoosh.store.postings import MAX_REPORTS
from indexer.engines.whoosh.store.table import Table

_UNBROKEN = b"\xe3", b"\xea"
"""From U+3000 up to U+9FFF no character is part of a run: grams between these bytes, which most are, need not be looked at."""


def mark_open(table: Table, tokens: Sequence[str], fields: Array, found: Array) -> None:
    """Mark in `found`, bool[reports], the reports in one of whose `fields`, bool[fields], tokens of which some are `OPEN` stand."""
    wanted = without_open(tokens)
    last = len(wanted) - 1
    grams = [
        (
            _rows(
                table,
                gram.text.encode(),
                starts_open=gram.position == 0 and tokens[0] == OPEN,
                ends_open=gram.position == last and tokens[-1] == OPEN,
            ),
            gram.position,
        )
        for gram in query_grams(wanted)
    ]
    if len(grams) == 1:
        mark_each_row(table.mapped, grams[0][0], fields, found)
        return
    starts, within = None, np.ones(found.size, dtype=bool)
    for rows, position in sorted(grams, key=lambda gram: int(gram[0].size)):
        here = phrase_starts(table.mapped, rows, fields, within, position)
        starts = here if starts is None else np.intersect1d(starts, here, assume_unique=True)
        within[:] = False
        within[starts >> _POSITION_BITS & _DOCS] = True
    found |= within


def _rows(table: Table, run: bytes, *, starts_open: bool, ends_open: bool) -> Array:
    """Return the rows of the terms that are a gram or, at an end that is open, begin or end with it, int64[rows]."""
    if not starts_open:
        if not ends_open:
            return np.array(table.rows(run), dtype=np.int64)
        return table.rows_of(np.array(table.prefixed(run), dtype=np.int64))
    low, high = map(table.first_term_from, _UNBROKEN)
    needle = np.frombuffer(run, dtype=np.uint8)
    ranges = (0, low), (high, len(table))
    held = [terms_holding(table.mapped, needle, first, end, not ends_open) for first, end in ranges]
    return table.rows_of(np.concatenate(held))


@compiled
def terms_holding(table: MappedTable, needle: Array, first: int, end: int, at_end: bool) -> Array:
    """Return the numbers of the terms from `first` up to `end` that hold `needle`, uint8[bytes], or end with it, int64."""
    arrays = arrays_of(table)
    held, count = np.empty(max(end - first, 0), dtype=np.int64), 0
    for number in range(first, end):
        start, stop = integer(arrays.term_starts[number]), integer(arrays.term_starts[number + 1]) - needle.size
        at = max(start, stop) if at_end else start
        while at <= stop:
            size = 0
            while size < needle.size and arrays.terms[at + size] == needle[size]:
                size += 1
            if size == needle.size:
                held[count] = number
                count += 1
                break
            at += 1
    return held[:count]


@compiled
def mark_each_row(table: MappedTable, rows: Array, fields: Array, found: Array) -> None:
    """Mark in `found`, bool[reports], the reports of those `rows`, int64, that are of `fields`, bool[fields]."""
    arrays = arrays_of(table)
    for row in rows:
        if fields[arrays.row_fields[row]]:
            for posting in range(first_posting(arrays, row), first_posting(arrays, row + 1)):
                found[arrays.docs[posting]] = True


_POSITION_BITS = 32
_FIELD_BIT = _POSITION_BITS + (MAX_REPORTS - 1).bit_length()
_DOCS = (1 << (_FIELD_BIT - _POSITION_BITS)) - 1


@compiled
def phrase_starts(table: MappedTable, rows: Array, fields: Array, within: Array, position: int) -> Array:
    """Return where a phrase would start of which one of the `rows` is the gram at `position`, in the reports of `within`.

    Field, document number and position as one number, int64: the field from `_FIELD_BIT` on, the position in the `_POSITION_BITS`.
    """
    arrays = arrays_of(table)
    size = 0
    for row in rows:
        size += integer(arrays.row_positions[row + 1]) - integer(arrays.row_positions[row])
    # A record points into its array and doesn't hold it: `cursors` must stay in use as long as what it has.
    starts, count, cursors = np.empty(size, dtype=np.int64), 0, np.empty(1, dtype=CURSOR)
    for row in rows:
        field = integer(arrays.row_fields[row])
        if not fields[field]:
            continue
        go_to_row(arrays, row, cursors[0])
        for posting in range(first_posting(arrays, row), first_posting(arrays, row + 1)):
            doc = integer(arrays.docs[posting])
            if not within[doc]:
                continue
            go_to(arrays, posting, cursors[0])
            width, low, high = width_of(arrays, field, doc), cursors[0].low, cursors[0].high
            for occurrence in range(cursors[0].frequency):
                start = position_at(arrays, low + occurrence, high + occurrence * width, width) - position
                if start >= 0:
                    starts[count] = field << _FIELD_BIT | doc << _POSITION_BITS | start
                    count += 1
    return starts[:count]
