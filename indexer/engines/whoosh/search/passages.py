"""The best passages of a few reports, from positions alone: what they add to the scores, as compiled loops."""

from __future__ import annotations

from typing import Any

import numpy as np

from indexer.compiled import compiled
from indexer.engines.whoosh.search.top import POINTS
from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.decoding import (
    CURSOR,
    Cursor,
    MappedTable,
    PostingArrays,
    arrays_of,
    first_posting,
    frequency_at,
    go_to,
    go_to_row,
    holds,
    position_at,
    row_of,
    seek_doc,
    width_of,
)
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL
from indexer.fields import FIELD
from indexer.ranking import BLOCK, ROUNDING

BODY, TITLE = TEXT_ORDINAL["body"], TEXT_ORDINAL["title"]
_TITLE_WEIGHT = float(FIELD["title"].weight)

PASSAGE_TERM = np.dtype(
    [(name, np.int64) for name in ("first", "end", "body", "title", "in_body", "in_title")] + [("weight", np.float64)]
)
"""A gram that passages are scored by: its rows are those from `first` up to `end`, of which `body` and `title` are those of these
fields, or -1, and `in_body` and `in_title` the postings there that have been come to."""

Term = Any
"""A record of type `PASSAGE_TERM`."""


@compiled
def add_passages(
    table: MappedTable, terms: Array, candidates: Array, order: Array, lengths: Array, norms: Array, weight: float
) -> None:
    """Add to the points of some candidates `weight` times the score of their best passages, and note where these begin.

    `terms`: PASSAGE_TERM[terms], of which all but `first`, `end` and `weight` are written here. `order`: int64, the indexes of
    the reports among `candidates`, CANDIDATE, by document number; `lengths`: int64, their bodies' lengths in the same order.
    `norms`: float64[reports], what is added to a frequency.
    """
    arrays, cursors = arrays_of(table), np.empty(terms.size, dtype=CURSOR)
    for number in range(terms.size):
        _go_to_rows(arrays, terms[number], cursors[number])
    worth, counts = np.empty(_blocks(lengths.max())), np.empty(_blocks(lengths.max()) + 1)
    for number in range(order.size):
        candidate, blocks = candidates[order[number]], _blocks(lengths[number])
        worth[:blocks] = 0
        for each in range(terms.size):
            _add_term(
                arrays,
                terms[each],
                cursors[each],
                candidate.doc,
                norms[candidate.doc],
                counts[: blocks + 1],
                worth[:blocks],
            )
        best = worth[:blocks].max()
        candidate.points = np.rint((candidate.points / POINTS + weight * best) * POINTS)
        if best > 0:
            candidate.passage = _first_best(worth, best) * BLOCK / max(lengths[number], 1)


@compiled
def _blocks(length: int) -> int:
    """Return how many blocks a body has, an empty one too."""
    return max(1, -(-length // BLOCK))


@compiled
def _go_to_rows(table: PostingArrays, term: Term, cursor: Cursor) -> None:
    term.body, term.title = row_of(table, term.first, term.end, BODY), row_of(table, term.first, term.end, TITLE)
    if term.body >= 0:
        term.in_body = first_posting(table, term.body)
        go_to_row(table, term.body, cursor)
    if term.title >= 0:
        term.in_title = first_posting(table, term.title)


@compiled
def _add_term(
    table: PostingArrays, term: Term, cursor: Cursor, doc: int, norm: float, counts: Array, worth: Array
) -> None:
    """Add what a term is worth in each passage of a report: a passage is a block and the next one.

    `worth`: float64[blocks]; `counts`: float64[blocks + 1], overwritten.
    """
    counts[:] = 0
    title = _TITLE_WEIGHT * _title_frequency(table, term, doc)
    if not _count_in_blocks(table, term, cursor, doc, counts) and title == 0:
        return
    for block in range(worth.size):
        frequency = counts[block] + counts[block + 1] + title
        if frequency > 0:
            worth[block] += term.weight * frequency / (frequency + norm)


@compiled
def _title_frequency(table: PostingArrays, term: Term, doc: int) -> int:
    if term.title >= 0:
        term.in_title = seek_doc(table, term.title, term.in_title, doc)
        if holds(table, term.title, term.in_title, doc):
            return frequency_at(table, term.in_title, 0)[0]
    return 0


@compiled
def _count_in_blocks(table: PostingArrays, term: Term, cursor: Cursor, doc: int, counts: Array) -> bool:
    """Return whether a report's body has a term, whose occurrences in each block are counted."""
    if term.body < 0:
        return False
    term.in_body = seek_doc(table, term.body, term.in_body, doc)
    if not holds(table, term.body, term.in_body, doc):
        return False
    go_to(table, term.in_body, cursor)
    width = width_of(table, BODY, doc)
    for occurrence in range(cursor.frequency):
        counts[position_at(table, cursor, occurrence, width) // BLOCK] += 1
    return True


@compiled
def _first_best(worth: Array, best: float) -> int:
    block = 0
    while worth[block] < best - ROUNDING:
        block += 1
    return block
