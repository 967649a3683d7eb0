"""Merges segments by putting their arrays one after another, without looking into texts again.

Memory stays bounded: dictionaries and rows of all inputs are held, postings and positions pass through in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.engines.whoosh.arrays import Array, ArrayWriter, slices
from indexer.engines.whoosh.columns import joined, read_columns, write_columns
from indexer.engines.whoosh.loops import OVERFLOW
from indexer.engines.whoosh.packing import half_bytes_at, join_positions
from indexer.engines.whoosh.postings import (
    I64,
    MAX_SLOTS,
    SLOT_BITS,
    U8,
    U16,
    U32,
    PostingsWriter,
    Table,
    changes,
    write_terms,
)
from indexer.engines.whoosh.segment import OpenSegment
from indexer.engines.whoosh.stored import StoredWriter

PIECE = 1 << 21
"""Postings that pass through at a time: some 200 MB of working memory."""


def merge_segments(path: Path, inputs: Sequence[OpenSegment]) -> int:
    """Write the live reports of `inputs`, at most `MAX_REPORTS`, in order, as one segment file.

    Gives how many positions it holds.
    """
    with ArrayWriter(path) as writer:
        places = _merge_tables(writer, "grams", inputs)
        _merge_tables(writer, "words", inputs)
        _merge_tables(writer, "keywords", inputs)
        write_columns(writer, joined([read_columns(each.file, np.flatnonzero(each.live)) for each in inputs]))
        stored = StoredWriter()
        for each in inputs:
            stored.append_stored(each.stored, np.flatnonzero(each.live))
        stored.write(writer)
    return places


@dataclass(frozen=True, slots=True)
class _Source:
    """An input's table, and what its report numbers become: int64[reports], -1 for deleted ones."""

    table: Table
    numbers: Array


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of all inputs in the order of the output: term number there, slot, input, row number in that input."""

    terms: Array
    slots: Array
    inputs: Array
    rows: Array

    def part(self, start: int, end: int) -> _Rows:
        """Give some of the rows."""
        return _Rows(self.terms[start:end], self.slots[start:end], self.inputs[start:end], self.rows[start:end])


@dataclass(frozen=True, slots=True)
class _Postings:
    """The live postings of some rows: `counts`, `places` (positions) and `highs` (their half bytes) by row."""

    counts: Array
    places: Array
    highs: Array
    docs: Array
    frequencies: Array
    positions: Array
    widths: Array


def _merge_tables(writer: ArrayWriter, kind: str, inputs: Sequence[OpenSegment]) -> int:
    """Merge a table of every input; gives how many positions it holds."""
    sources, base = [], 0
    for each in inputs:
        numbers = np.where(each.live, base + np.cumsum(each.live) - 1, -1)
        sources.append(_Source(each.table(kind), numbers))
        base += each.count
    terms, rows = _rows_in_order(sources)
    out = PostingsWriter(
        writer,
        kind,
        postings=sum(source.table.named.docs.size for source in sources),
        places=sum(source.table.named.position_bytes.size for source in sources),
        highs=sum(2 * source.table.named.position_halves.size for source in sources),
    )
    sizes = [_copy(piece, sources, out) for piece in _pieces(rows, sources)]
    counts, places, highs = (np.concatenate([np.zeros(0, I64), *each]) for each in zip(*sizes, strict=True))
    # Rows of one term and field, from several inputs, become one; rows that lost all reports to deletion go.
    kept = np.flatnonzero(counts > 0)
    row_terms, row_slots = rows.terms[kept], rows.slots[kept]
    firsts = np.flatnonzero(changes(row_terms << SLOT_BITS | row_slots))
    row_terms, row_slots = row_terms[firsts], row_slots[firsts]
    fresh_term = changes(row_terms)
    term_rows = np.append(np.flatnonzero(fresh_term), row_terms.size).astype(U32)
    write_terms(writer, kind, [terms[number] for number in row_terms[fresh_term].tolist()], term_rows)
    counts, places, highs = (_sums(each[kept], firsts) for each in (counts, places, highs))
    has_places = bool(places.any())
    out.finish(row_slots, counts, places if has_places else None, highs if has_places else None)
    return out.places


def _sums(numbers: Array, firsts: Array) -> Array:
    return np.add.reduceat(numbers, firsts) if firsts.size else numbers[:0]


def _rows_in_order(sources: Sequence[_Source]) -> tuple[list[bytes], _Rows]:
    own = [[source.table.term(number) for number in range(len(source.table))] for source in sources]
    terms = sorted(set().union(*own))
    rank = {term: place for place, term in enumerate(terms)}
    input_bits = len(sources).bit_length()
    keys, numbers = [], []
    for place, (source, found) in enumerate(zip(sources, own, strict=True)):
        ranks = np.array([rank[term] for term in found], dtype=I64)
        rows = np.diff(source.table.named.term_rows)
        row_terms = np.repeat(ranks, rows.astype(I64))
        keys.append((row_terms << SLOT_BITS | source.table.named.row_slots.astype(I64)) << input_bits | place)
        numbers.append(np.arange(source.table.named.row_slots.size))
    together = np.concatenate(keys)
    order = np.argsort(together, kind="stable")
    together = together[order]
    slots, inputs = together >> input_bits, together & ((1 << input_bits) - 1)
    return terms, _Rows(slots >> SLOT_BITS, slots & (MAX_SLOTS - 1), inputs, np.concatenate(numbers)[order])


def _pieces(rows: _Rows, sources: Sequence[_Source]) -> Iterator[_Rows]:
    """Cut the rows into pieces of about `PIECE` postings; at least one piece."""
    counts = np.zeros(rows.rows.size, dtype=I64)
    for place, source in enumerate(sources):
        mine = rows.inputs == place
        counts[mine] = np.diff(source.table.named.row_postings)[rows.rows[mine]]
    total = np.cumsum(counts)
    start = 0
    while True:
        done = int(total[start - 1]) if start else 0
        end = max(int(np.searchsorted(total, done + PIECE)), start + 1)
        yield rows.part(start, end)
        start = end
        if start >= counts.size:
            break


def _copy(piece: _Rows, sources: Sequence[_Source], out: PostingsWriter) -> tuple[Array, Array, Array]:
    """Copy the postings of a piece's rows, each input's into their places between those of the others.

    Gives the numbers of postings, of positions and of their half bytes by row.
    """
    size = piece.rows.size
    counts, places, highs = np.zeros(size, I64), np.zeros(size, I64), np.zeros(size, I64)
    parts = []
    for place, source in enumerate(sources):
        mine = np.flatnonzero(piece.inputs == place)
        if mine.size:
            part = _read(source, piece.rows[mine], piece.slots[mine])
            counts[mine], places[mine], highs[mine] = part.counts, part.places, part.highs
            parts.append((mine, part))
    starts, place_starts = np.cumsum(counts) - counts, np.cumsum(places) - places
    docs, frequencies = np.empty(int(counts.sum()), U16), np.empty(int(counts.sum()), U32)
    positions, widths = np.empty(int(places.sum()), U32), np.empty(int(places.sum()), U8)
    for mine, part in parts:
        at = slices(starts[mine], part.counts)
        docs[at], frequencies[at] = part.docs, part.frequencies
        if part.positions.size:
            at = slices(place_starts[mine], part.places)
            positions[at], widths[at] = part.positions, part.widths
    out.append(docs, frequencies, positions, widths)
    return counts, places, highs


def _read(source: _Source, rows: Array, slots: Array) -> _Postings:
    """Read whole rows of an input, and leave out what is deleted."""
    table = source.table
    starts = table.named.row_postings[rows].astype(I64)
    counts = table.named.row_postings[rows + 1].astype(I64) - starts
    at = slices(starts, counts)
    docs = table.named.docs[at]
    frequencies = half_bytes_at(table.named.frequencies, at).astype(I64) + 1
    often = np.flatnonzero(frequencies > OVERFLOW)
    frequencies[often] = table.named.often_frequencies[
        np.searchsorted(table.named.often, at[often].astype(table.named.often.dtype))
    ]
    row_of = np.repeat(np.arange(rows.size), counts)
    numbers = source.numbers[docs]
    live = numbers >= 0
    positions, widths, posting_widths = _read_positions(table, rows, slots[row_of], docs, frequencies)
    if not live.all():
        if positions.size:
            occurring = np.repeat(live, frequencies)
            positions, widths = positions[occurring], widths[occurring]
        numbers, frequencies, posting_widths, row_of = (
            each[live] for each in (numbers, frequencies, posting_widths, row_of)
        )
    places = frequencies if table.named.row_places.size else np.zeros(frequencies.size, I64)
    return _Postings(
        counts=np.bincount(row_of, minlength=rows.size),
        places=np.bincount(row_of, weights=places, minlength=rows.size).astype(I64),
        highs=np.bincount(row_of, weights=places * posting_widths, minlength=rows.size).astype(I64),
        docs=numbers,
        frequencies=frequencies,
        positions=positions,
        widths=widths,
    )


def _read_positions(
    table: Table, rows: Array, slots: Array, docs: Array, frequencies: Array
) -> tuple[Array, Array, Array]:
    """Give the positions of whole rows and their widths, and the widths by posting."""
    posting_widths = np.zeros(docs.size, dtype=U8)
    if not table.named.row_places.size:
        return np.zeros(0, I64), np.zeros(0, U8), posting_widths
    for slot, by_report in enumerate(table.widths):
        mine = np.flatnonzero(slots == slot)
        posting_widths[mine] = by_report[docs[mine]]
    widths = np.repeat(posting_widths, frequencies)
    low_starts, high_starts = table.named.row_places[rows].astype(I64), table.named.row_highs[rows].astype(I64)
    low = table.named.position_bytes[slices(low_starts, table.named.row_places[rows + 1] - low_starts)]
    halves = half_bytes_at(
        table.named.position_halves, slices(high_starts, table.named.row_highs[rows + 1] - high_starts)
    )
    return join_positions(low, halves, widths), widths, posting_widths
