"""Merges segments by putting their arrays one after another, without looking into texts again.

Memory stays bounded: dictionaries and rows of all inputs are held, postings and positions pass through in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.engines.whoosh.store.arrays import Array, ArrayWriter, slices
from indexer.engines.whoosh.store.columns import joined, read_columns, write_columns
from indexer.engines.whoosh.store.decoding import frequencies_at
from indexer.engines.whoosh.store.packing import half_bytes
from indexer.engines.whoosh.store.postings import (
    FIELD_BITS,
    I64,
    MAX_FIELDS,
    U8,
    U16,
    U32,
    PostingsWriter,
    changes,
    write_terms,
)
from indexer.engines.whoosh.store.records import StoredWriter
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.store.table import Table

PIECE = 1 << 20
"""Postings and positions that pass through at a time: some 50 MB of working memory. A row that has more passes in one piece."""


def merge_segments(path: Path, inputs: Sequence[OpenSegment]) -> int:
    """Return the number of positions of a segment file that is written with the live reports of `inputs`, in order.

    They are at most `MAX_REPORTS`.
    """
    with ArrayWriter(path) as writer:
        positions = _merge_tables(writer, "grams", inputs)
        _merge_tables(writer, "words", inputs)
        _merge_tables(writer, "keywords", inputs)
        write_columns(writer, joined([read_columns(each.file, np.flatnonzero(each.live)) for each in inputs]))
        stored = StoredWriter()
        for each in inputs:
            stored.append_stored(each.stored, np.flatnonzero(each.live))
        stored.write(writer)
    return positions


@dataclass(frozen=True, slots=True)
class _Source:
    """An input's table, and what its document numbers become: int64[reports], -1 for deleted ones."""

    table: Table
    new_docs: Array


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of all inputs in the order of the output: term number there, field ordinal, input, row number in that input."""

    terms: Array
    fields: Array
    inputs: Array
    rows: Array

    def between(self, start: int, end: int) -> _Rows:
        """Return some of the rows."""
        return _Rows(self.terms[start:end], self.fields[start:end], self.inputs[start:end], self.rows[start:end])


@dataclass(frozen=True, slots=True)
class _Postings:
    """The live postings of some rows: how many, how many positions and half bytes of these by row; and all of them, positions as they are stored.

    `half_counts` are the half bytes of each posting.
    """

    counts: Array
    row_positions: Array
    row_halves: Array
    docs: Array
    frequencies: Array
    half_counts: Array
    low: Array
    halves: Array


def _merge_tables(writer: ArrayWriter, kind: str, inputs: Sequence[OpenSegment]) -> int:
    """Return the number of positions of a table that is merged from those of the inputs."""
    sources, base = [], 0
    for each in inputs:
        new_docs = np.where(each.live, base + np.cumsum(each.live) - 1, -1)
        table = each.table(kind)
        table.check()
        sources.append(_Source(table, new_docs))
        base += each.count
    terms, rows = _rows_in_order(sources)
    out = PostingsWriter(
        writer,
        kind,
        postings=sum(source.table.arrays.docs.size for source in sources),
        positions=sum(source.table.arrays.position_bytes.size for source in sources),
        halves=sum(2 * source.table.arrays.position_halves.size for source in sources),
    )
    sizes = [_copy(piece, sources, out) for piece in _pieces(rows, sources)]
    counts, position_counts, half_counts = (
        np.concatenate([np.zeros(0, I64), *each]) for each in zip(*sizes, strict=True)
    )
    # Rows of one term and field, from several inputs, become one; rows that lost all reports to deletion go.
    filled = np.flatnonzero(counts > 0)
    row_terms, row_fields = rows.terms[filled], rows.fields[filled]
    firsts = np.flatnonzero(changes(row_terms << FIELD_BITS | row_fields))
    row_terms, row_fields = row_terms[firsts], row_fields[firsts]
    fresh_term = changes(row_terms)
    term_rows = np.append(np.flatnonzero(fresh_term), row_terms.size).astype(U32)
    write_terms(writer, kind, [terms[number] for number in row_terms[fresh_term].tolist()], term_rows)
    counts, position_counts, half_counts = (
        _sums(each[filled], firsts) for each in (counts, position_counts, half_counts)
    )
    has_positions = bool(position_counts.any())
    out.finish(row_fields, counts, position_counts if has_positions else None, half_counts if has_positions else None)
    return out.positions


def _sums(numbers: Array, firsts: Array) -> Array:
    return np.add.reduceat(numbers, firsts) if firsts.size else numbers[:0]


def _rows_in_order(sources: Sequence[_Source]) -> tuple[list[bytes], _Rows]:
    own = [[source.table.term(number) for number in range(len(source.table))] for source in sources]
    terms = sorted(set().union(*own))
    rank_of = {term: rank for rank, term in enumerate(terms)}
    input_bits = len(sources).bit_length()
    keys, numbers = [], []
    for input_number, (source, found) in enumerate(zip(sources, own, strict=True)):
        ranks = np.array([rank_of[term] for term in found], dtype=I64)
        rows = np.diff(source.table.arrays.term_rows)
        row_terms = np.repeat(ranks, rows.astype(I64))
        keys.append((row_terms << FIELD_BITS | source.table.arrays.row_fields.astype(I64)) << input_bits | input_number)
        numbers.append(np.arange(source.table.arrays.row_fields.size))
    together = np.concatenate(keys)
    order = np.argsort(together, kind="stable")
    together = together[order]
    fields, inputs = together >> input_bits, together & ((1 << input_bits) - 1)
    return terms, _Rows(fields >> FIELD_BITS, fields & (MAX_FIELDS - 1), inputs, np.concatenate(numbers)[order])


def _pieces(rows: _Rows, sources: Sequence[_Source]) -> Iterator[_Rows]:
    """Yield the rows in pieces of about `PIECE` postings and positions; at least one piece."""
    sizes = np.zeros(rows.rows.size, dtype=I64)
    for input_number, source in enumerate(sources):
        mine = rows.inputs == input_number
        for starts in (source.table.arrays.row_postings, source.table.arrays.row_positions):
            if starts.size:
                sizes[mine] += np.diff(starts)[rows.rows[mine]]
    total = np.cumsum(sizes)
    start = 0
    while True:
        done = int(total[start - 1]) if start else 0
        end = max(int(np.searchsorted(total, done + PIECE)), start + 1)
        yield rows.between(start, end)
        start = end
        if start >= sizes.size:
            break


def _copy(piece: _Rows, sources: Sequence[_Source], out: PostingsWriter) -> tuple[Array, Array, Array]:
    """Return the numbers of postings, of positions and of their half bytes of a piece's rows, whose postings are copied.

    Rows of all inputs are interleaved, as they stand in the piece.
    """
    size = piece.rows.size
    counts, row_positions, row_halves = np.zeros(size, I64), np.zeros(size, I64), np.zeros(size, I64)
    copied = []
    for input_number, source in enumerate(sources):
        mine = np.flatnonzero(piece.inputs == input_number)
        if mine.size:
            postings = _read(source, int(piece.rows[mine[0]]), int(piece.rows[mine[-1]]) + 1)
            counts[mine], row_positions[mine], row_halves[mine] = (
                postings.counts,
                postings.row_positions,
                postings.row_halves,
            )
            copied.append((mine, postings))
    out.append(
        _interleaved(counts, [(mine, each.docs) for mine, each in copied], U16),
        _interleaved(counts, [(mine, each.frequencies) for mine, each in copied], I64),
        _interleaved(counts, [(mine, each.half_counts) for mine, each in copied], I64),
        _interleaved(row_positions, [(mine, each.low) for mine, each in copied], U8),
        _interleaved(row_halves, [(mine, each.halves) for mine, each in copied], U8),
    )
    return counts, row_positions, row_halves


def _interleaved(counts: Array, parts: Sequence[tuple[Array, Array]], dtype: type[np.generic]) -> Array:
    """Return the items of all rows, `counts` of each, from parts that have the items of some rows each."""
    if len(parts) == 1:
        return parts[0][1].astype(dtype, copy=False)
    starts = np.cumsum(counts) - counts
    items = np.empty(int(counts.sum()), dtype)
    for rows, values in parts:
        if values.size:
            items[slices(starts[rows], counts[rows])] = values
    return items


def _read(source: _Source, first: int, end: int) -> _Postings:
    """Return the postings of rows `first` to `end` of an input without those that are deleted.

    Positions are neither unpacked nor packed: a report's own numbers say how wide they are, and these stay.
    """
    table = source.table
    start, stop = int(table.arrays.row_postings[first]), int(table.arrays.row_postings[end])
    docs = table.arrays.docs[start:stop]
    frequencies = frequencies_at(table.mapped, np.arange(start, stop))
    counts: Array = np.diff(table.arrays.row_postings[first : end + 1].astype(I64))
    row_of = np.repeat(np.arange(end - first), counts)
    position_counts, half_counts = np.zeros(docs.size, I64), np.zeros(docs.size, I64)
    low, halves = np.zeros(0, U8), np.zeros(0, U8)
    if table.arrays.row_positions.size:
        position_counts = frequencies
        half_counts = frequencies * _position_widths(table, table.arrays.row_fields[first:end][row_of], docs)
        low = table.arrays.position_bytes[table.arrays.row_positions[first] : table.arrays.row_positions[end]]
        bounds = int(table.arrays.row_halves[first]), int(table.arrays.row_halves[end])
        halves = half_bytes(table.arrays.position_halves, *bounds)
    new_docs = source.new_docs[docs]
    live = new_docs >= 0
    if not live.all():
        low, halves = low[np.repeat(live, position_counts)], halves[np.repeat(live, half_counts)]
        new_docs, frequencies, position_counts, half_counts, row_of = (
            each[live] for each in (new_docs, frequencies, position_counts, half_counts, row_of)
        )
    return _Postings(
        counts=np.bincount(row_of, minlength=end - first),
        row_positions=np.bincount(row_of, weights=position_counts, minlength=end - first).astype(I64),
        row_halves=np.bincount(row_of, weights=half_counts, minlength=end - first).astype(I64),
        docs=new_docs,
        frequencies=frequencies,
        half_counts=half_counts,
        low=low,
        halves=halves,
    )


def _position_widths(table: Table, fields: Array, docs: Array) -> Array:
    """Return how many half bytes each position of a posting has, by posting."""
    widths = np.zeros(docs.size, dtype=U8)
    for field, by_report in enumerate(table.arrays.position_widths):
        mine = np.flatnonzero(fields == field)
        widths[mine] = by_report[docs[mine]]
    return widths
