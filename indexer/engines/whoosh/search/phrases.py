"""Which reports of a segment hold a phrase, as compiled loops over the positions of its grams."""

from __future__ import annotations

import numpy as np

from indexer.compiled import allocation_free, compiled, integer
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import (
    CURSOR,
    MappedTable,
    PostingArrays,
    arrays_of,
    go_to,
    go_to_row,
    is_at,
    position_at,
    row_of,
    row_size,
    seek,
    width_of,
)

PHRASE_GRAM = np.dtype([(name, np.int64) for name in ("first", "end", "position", "row")])
"""A gram of a phrase: its rows are those from `first` up to `end`, its `position` is that in the phrase, and `row` is that in the field
being searched."""


@compiled
def mark_phrase(table: MappedTable, grams: Array, fields: Array, within: Array, found: Array) -> None:
    """Mark in `found` the reports of `within` that hold, in one field of `fields`, each gram at its position in the phrase.

    `grams`: PHRASE_GRAM[grams], whose rows are written to. `fields`: bool[fields]; the masks: bool[reports].
    """
    arrays, ordered = arrays_of(table), np.empty_like(grams)
    for row in range(grams[0].first, grams[0].end):
        field = arrays.row_fields[row]
        if fields[field] and _find_rows(arrays, grams, field):
            _put_shortest_first(arrays, grams, ordered)
            _mark_in_field(arrays, ordered, within, found)


@allocation_free
def _find_rows(table: PostingArrays, grams: Array, field: int) -> bool:
    """Return whether all grams have rows in a field, which are written to them."""
    for number in range(grams.size):
        gram = grams[number]
        gram.row = row_of(table, gram.first, gram.end, field)
        if gram.row < 0:
            return False
    return True


@allocation_free
def _put_shortest_first(table: PostingArrays, grams: Array, ordered: Array) -> None:
    """Copy grams in order of their rows' sizes; NumPy's sort takes two seconds to compile."""
    for number in range(grams.size):
        size, at = row_size(table, grams[number].row), number
        while at > 0 and row_size(table, ordered[at - 1].row) > size:
            ordered[at] = ordered[at - 1]
            at -= 1
        ordered[at] = grams[number]


@compiled
def _mark_in_field(table: PostingArrays, grams: Array, within: Array, found: Array) -> None:
    """Mark the reports that hold a gram of each row at its position in the phrase; the first row is the shortest."""
    postings, ends = np.empty(grams.size, dtype=np.int64), np.empty(grams.size, dtype=np.int64)
    cursors, occurrences = np.empty(grams.size, dtype=CURSOR), np.empty(grams.size, dtype=np.int64)
    for gram in range(grams.size):
        postings[gram], ends[gram] = table.row_postings[grams[gram].row], table.row_postings[grams[gram].row + 1]
        go_to_row(table, grams[gram].row, cursors[gram])
    field = cursors[0].field
    for shortest in range(postings[0], ends[0]):
        doc = integer(table.docs[shortest])
        if within[doc] and not found[doc]:
            postings[0] = shortest
            if _all_hold(table.docs, postings, ends, doc):
                for gram in range(grams.size):
                    go_to(table, postings[gram], cursors[gram])
                    occurrences[gram] = 0
                found[doc] = _are_joined(table, grams, cursors, occurrences, width_of(table, field, doc))


@allocation_free
def _all_hold(docs: Array, postings: Array, ends: Array, doc: int) -> bool:
    """Return whether a report has all grams, after advancing their postings to it, as far as needed to tell."""
    for gram in range(1, postings.size):
        postings[gram] = seek(docs, postings[gram], ends[gram], doc)
        if not is_at(docs, postings[gram], ends[gram], doc):
            return False
    return True


@allocation_free
def _are_joined(table: PostingArrays, grams: Array, cursors: Array, occurrences: Array, width: int) -> bool:
    """Return whether a report that has all grams has them somewhere at their positions in the phrase.

    `cursors` are at the report; `occurrences`, all zeros before, are how far each gram's positions have been compared.
    """
    for number in range(cursors[0].frequency):
        start = position_at(table, cursors[0].low + number, cursors[0].high + number * width, width) - grams[0].position
        joined = True
        for gram in range(1, grams.size):
            wanted, occurrence, position = start + grams[gram].position, occurrences[gram], -1
            low, high, frequency = cursors[gram].low, cursors[gram].high, cursors[gram].frequency
            while occurrence < frequency:
                position = position_at(table, low + occurrence, high + occurrence * width, width)
                if position >= wanted:
                    break
                occurrence += 1
            occurrences[gram] = occurrence
            if occurrence == frequency:
                return False
            if position != wanted:
                joined = False
                break
        if joined:
            return True
    return False
