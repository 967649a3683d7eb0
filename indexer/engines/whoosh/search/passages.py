"""The best passages of a few reports, from positions alone: what they add to the scores, as compiled loops."""

from __future__ import annotations

from typing import Any

import numpy as np

from indexer.compiled import allocation_free, compiled
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
    is_at,
    position_at,
    row_of,
    seek,
    width_of,
)
from indexer.engines.whoosh.store.ordinals import TEXT_ORDINAL
from indexer.fields import FIELD
from indexer.ranking import BLOCK, ROUNDING

BODY, TITLE = TEXT_ORDINAL["body"], TEXT_ORDINAL["title"]
_TITLE_WEIGHT = float(FIELD["title"].weight)

PASSAGE_TERM = np.dtype([("first", np.int64), ("end", np.int64), ("weight", np.float64)])
"""A gram that passages are scored by: its rows are those from `first` up to `end`."""

Term = Any
"""A record of type `PASSAGE_TERM`."""


@compiled
def add_passages(
    table: MappedTable, terms: Array, candidates: Array, order: Array, lengths: Array, norms: Array, weight: float
) -> None:
    """Add to the points of some candidates `weight` times the score of their best passages, and note where these begin.

    `terms`: PASSAGE_TERM[terms]. `order`: int64, the indexes of the reports among `candidates`, CANDIDATE, by document
    number; `lengths`: int64, their bodies' lengths in the same order. `norms`: float64[reports], added to a frequency.
    """
    arrays, docs = arrays_of(table), np.empty(order.size, dtype=np.int64)
    for number in range(order.size):
        docs[number] = candidates[order[number]].doc
    worth = np.zeros((order.size, _blocks(lengths.max())))
    for number in range(terms.size):
        _add_term(arrays, terms[number], docs, lengths, norms, worth)
    for number in range(order.size):
        candidate, blocks = candidates[order[number]], worth[number, : _blocks(lengths[number])]
        best = blocks.max()
        candidate.points = np.rint((candidate.points / POINTS + weight * best) * POINTS)
        if best > 0:
            candidate.passage = _first_best(blocks, best) * BLOCK / max(lengths[number], 1)


@allocation_free
def _blocks(length: int) -> int:
    """Return how many blocks a body has, an empty one too."""
    return max(1, -(-length // BLOCK))


@compiled
def _add_term(table: PostingArrays, term: Term, docs: Array, lengths: Array, norms: Array, worth: Array) -> None:
    """Add to `worth`, float64[docs, blocks], what a term is worth in each passage: a passage is a block and the next one."""
    body, title = row_of(table, term.first, term.end, BODY), row_of(table, term.first, term.end, TITLE)
    in_body, body_end = _posting_range(table, body)
    in_title, title_end = _posting_range(table, title)
    # A record points into its array and doesn't hold it: `cursors` must stay in use as long as what it has.
    cursors, counts = np.empty(1, dtype=CURSOR), np.zeros(worth.shape[1] + 1)
    if body >= 0:
        go_to_row(table, body, cursors[0])
    for number in range(docs.size):
        doc, norm, blocks, frequency_in_title = docs[number], norms[docs[number]], _blocks(lengths[number]), 0.0
        in_title = seek(table.docs, in_title, title_end, doc)
        if is_at(table.docs, in_title, title_end, doc):
            frequency_in_title = _TITLE_WEIGHT * frequency_at(table, in_title, 0)[0]
        in_body = seek(table.docs, in_body, body_end, doc)
        is_in_body = is_at(table.docs, in_body, body_end, doc)
        if is_in_body:
            go_to(table, in_body, cursors[0])
            _count_in_blocks(table, cursors[0], width_of(table, BODY, doc), counts)
        if is_in_body or frequency_in_title > 0:
            for block in range(blocks):
                frequency = counts[block] + counts[block + 1] + frequency_in_title
                if frequency > 0:
                    worth[number, block] += term.weight * frequency / (frequency + norm)
        if is_in_body:
            counts[: blocks + 1] = 0


@allocation_free
def _posting_range(table: PostingArrays, row: int) -> tuple[int, int]:
    """Return a row's first posting and the one after its last; the same number twice for row -1."""
    return (first_posting(table, row), first_posting(table, row + 1)) if row >= 0 else (0, 0)


@allocation_free
def _count_in_blocks(table: PostingArrays, cursor: Cursor, width: int, counts: Array) -> None:
    """Count a posting's occurrences in each block."""
    low, high = cursor.low, cursor.high
    for occurrence in range(cursor.frequency):
        counts[position_at(table, low + occurrence, high + occurrence * width, width) // BLOCK] += 1


@allocation_free
def _first_best(worth: Array, best: float) -> int:
    block = 0
    while worth[block] < best - ROUNDING:
        block += 1
    return block
