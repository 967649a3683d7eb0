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
from indexer.engines.whoosh.store.packing import half_bytes_at, join_positions
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

PIECE = 1 << 21
"""Postings that pass through at a time: some 200 MB of working memory."""


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
    """The live postings of some rows: number of postings, of positions and of their half bytes by row, and all of these."""

    counts: Array
    position_counts: Array
    half_counts: Array
    docs: Array
    frequencies: Array
    positions: Array
    widths: Array


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
    """Yield the rows in pieces of about `PIECE` postings; at least one piece."""
    counts = np.zeros(rows.rows.size, dtype=I64)
    for input_number, source in enumerate(sources):
        mine = rows.inputs == input_number
        counts[mine] = np.diff(source.table.arrays.row_postings)[rows.rows[mine]]
    total = np.cumsum(counts)
    start = 0
    while True:
        done = int(total[start - 1]) if start else 0
        end = max(int(np.searchsorted(total, done + PIECE)), start + 1)
        yield rows.between(start, end)
        start = end
        if start >= counts.size:
            break


def _copy(piece: _Rows, sources: Sequence[_Source], out: PostingsWriter) -> tuple[Array, Array, Array]:
    """Return the numbers of postings, of positions and of their half bytes of a piece's rows, whose postings are copied.

    Rows of all inputs are interleaved, as they stand in the piece.
    """
    size = piece.rows.size
    counts, position_counts, half_counts = np.zeros(size, I64), np.zeros(size, I64), np.zeros(size, I64)
    copied = []
    for input_number, source in enumerate(sources):
        mine = np.flatnonzero(piece.inputs == input_number)
        if mine.size:
            postings = _read(source, piece.rows[mine], piece.fields[mine])
            counts[mine], position_counts[mine], half_counts[mine] = (
                postings.counts,
                postings.position_counts,
                postings.half_counts,
            )
            copied.append((mine, postings))
    starts, position_starts = np.cumsum(counts) - counts, np.cumsum(position_counts) - position_counts
    docs, frequencies = np.empty(int(counts.sum()), U16), np.empty(int(counts.sum()), U32)
    positions, widths = np.empty(int(position_counts.sum()), U32), np.empty(int(position_counts.sum()), U8)
    for mine, postings in copied:
        at = slices(starts[mine], postings.counts)
        docs[at], frequencies[at] = postings.docs, postings.frequencies
        if postings.positions.size:
            at = slices(position_starts[mine], postings.position_counts)
            positions[at], widths[at] = postings.positions, postings.widths
    out.append(docs, frequencies, positions, widths)
    return counts, position_counts, half_counts


def _read(source: _Source, rows: Array, fields: Array) -> _Postings:
    """Return the postings of whole rows of an input without those that are deleted."""
    table = source.table
    starts = table.arrays.row_postings[rows].astype(I64)
    counts = table.arrays.row_postings[rows + 1].astype(I64) - starts
    at = slices(starts, counts)
    docs = table.arrays.docs[at]
    frequencies = frequencies_at(table.mapped, at)
    row_of = np.repeat(np.arange(rows.size), counts)
    new_docs = source.new_docs[docs]
    live = new_docs >= 0
    positions, widths, posting_widths = _read_positions(table, rows, fields[row_of], docs, frequencies)
    if not live.all():
        if positions.size:
            occurring = np.repeat(live, frequencies)
            positions, widths = positions[occurring], widths[occurring]
        new_docs, frequencies, posting_widths, row_of = (
            each[live] for each in (new_docs, frequencies, posting_widths, row_of)
        )
    position_counts = frequencies if table.arrays.row_positions.size else np.zeros(frequencies.size, I64)
    return _Postings(
        counts=np.bincount(row_of, minlength=rows.size),
        position_counts=np.bincount(row_of, weights=position_counts, minlength=rows.size).astype(I64),
        half_counts=np.bincount(row_of, weights=position_counts * posting_widths, minlength=rows.size).astype(I64),
        docs=new_docs,
        frequencies=frequencies,
        positions=positions,
        widths=widths,
    )


def _read_positions(
    table: Table, rows: Array, fields: Array, docs: Array, frequencies: Array
) -> tuple[Array, Array, Array]:
    """Return the positions of whole rows and their widths, and the widths by posting."""
    posting_widths = np.zeros(docs.size, dtype=U8)
    if not table.arrays.row_positions.size:
        return np.zeros(0, I64), np.zeros(0, U8), posting_widths
    for field, by_report in enumerate(table.arrays.position_widths):
        mine = np.flatnonzero(fields == field)
        posting_widths[mine] = by_report[docs[mine]]
    widths = np.repeat(posting_widths, frequencies)
    low_starts, high_starts = table.arrays.row_positions[rows].astype(I64), table.arrays.row_halves[rows].astype(I64)
    low = table.arrays.position_bytes[slices(low_starts, table.arrays.row_positions[rows + 1] - low_starts)]
    halves = half_bytes_at(
        table.arrays.position_halves, slices(high_starts, table.arrays.row_halves[rows + 1] - high_starts)
    )
    return join_positions(low, halves, widths), widths, posting_widths
