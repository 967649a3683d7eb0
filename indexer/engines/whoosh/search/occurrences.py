"""Where the grams of a query stand in a few reports, read from positions report by report, as compiled loops."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np

from indexer.compiled import allocation_free, compiled
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import (
    CURSOR,
    PostingArrays,
    first_posting,
    frequency_at,
    go_to,
    go_to_row,
    is_at,
    position_at,
    row_of,
    seek,
    width_of,
)
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL

BODY, TITLE = TEXT_ORDINAL["body"], TEXT_ORDINAL["title"]

GRAM = np.dtype(
    [("first", np.int64), ("end", np.int64), ("weight", np.float64), ("begins", np.int64), ("ends", np.int64)]
)
"""A gram that is looked for: its rows are those from `first` up to `end`; `begins` and `ends` are its characters, or a number of its
own below 0 where it is a run."""

Grams = Any
"""An array of type `GRAM`."""


class Rows(NamedTuple):
    """How far the rows of some grams have been read, int64[grams] each: in bodies and in titles the next posting and the end of
    the row. `cursors`: CURSOR[grams], those of bodies.
    """

    body: Array
    body_end: Array
    title: Array
    title_end: Array
    cursors: Array


class Occurrences(NamedTuple):
    """Where grams stand in a report: gram `g` at `positions[starts[g]:starts[g + 1]]` of the body, and `in_title[g]` times in the title.

    `positions`: int64, as long as the longest body; `starts`: int64[grams + 1]; `in_title`: int64[grams].
    """

    positions: Array
    starts: Array
    in_title: Array


@compiled
def rows_of(table: PostingArrays, grams: Grams) -> Rows:
    """Return the rows of grams, of which nothing has been read."""
    bounds, cursors = np.zeros((4, grams.size), dtype=np.int64), np.empty(grams.size, dtype=CURSOR)
    for number in range(grams.size):
        gram = grams[number]
        body, title = row_of(table, gram.first, gram.end, BODY), row_of(table, gram.first, gram.end, TITLE)
        if body >= 0:
            bounds[0, number], bounds[1, number] = first_posting(table, body), first_posting(table, body + 1)
            go_to_row(table, body, cursors[number])
        if title >= 0:
            bounds[2, number], bounds[3, number] = first_posting(table, title), first_posting(table, title + 1)
    return Rows(bounds[0], bounds[1], bounds[2], bounds[3], cursors)


@compiled
def no_occurrences(grams: Grams, longest: int) -> Occurrences:
    """Return room for what grams have in a report whose body has at most so many grams."""
    # Every position is that of one gram of the index at least, and a gram that was asked for stands there once.
    positions = np.empty(grams.size + longest, dtype=np.int64)
    return Occurrences(positions, np.zeros(grams.size + 1, dtype=np.int64), np.zeros(grams.size, dtype=np.int64))


@allocation_free
def read_occurrences(table: PostingArrays, rows: Rows, doc: int, found: Occurrences) -> None:
    """Put into `found` where grams stand in a report; reports come by document number."""
    size = 0
    for number in range(rows.body.size):
        rows.title[number] = seek(table.docs, rows.title[number], rows.title_end[number], doc)
        is_in_title = is_at(table.docs, rows.title[number], rows.title_end[number], doc)
        found.in_title[number] = frequency_at(table, rows.title[number], 0)[0] if is_in_title else 0
        rows.body[number] = seek(table.docs, rows.body[number], rows.body_end[number], doc)
        if is_at(table.docs, rows.body[number], rows.body_end[number], doc):
            cursor, width = rows.cursors[number], width_of(table, BODY, doc)
            go_to(table, rows.body[number], cursor)
            for occurrence in range(cursor.frequency):
                found.positions[size] = position_at(
                    table, cursor.low + occurrence, cursor.high + occurrence * width, width
                )
                size += 1
        found.starts[number + 1] = size
