"""Merges segments by putting their arrays one after another, without looking into texts again.

Memory stays bounded: dictionaries and rows of all inputs are held, postings and positions pass through in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.engines.whoosh.arrays import Array, ArrayWriter, Region, slices
from indexer.engines.whoosh.columns import joined, read_columns, write_columns
from indexer.engines.whoosh.postings import I64, OVERFLOW, U8, U16, U32, Table, write_terms
from indexer.engines.whoosh.segment import OpenSegment
from indexer.engines.whoosh.stored import StoredWriter

PIECE = 1 << 21
"""Postings that pass through at a time: some 100 MB of working memory."""


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
            if each.has_deletions:
                for number in np.flatnonzero(each.live).tolist():
                    stored.append(each.stored.record(number))
            else:
                stored.append_blocks(each.stored)
        stored.write(writer)
    return places


@dataclass(frozen=True, slots=True)
class _Source:
    """An input's table, and what its report numbers become: int64[reports], -1 for deleted ones."""

    table: Table
    numbers: Array
    has_deletions: bool


def _merge_tables(writer: ArrayWriter, kind: str, inputs: Sequence[OpenSegment]) -> int:
    sources, base = [], 0
    for each in inputs:
        numbers = np.where(each.live, base + np.cumsum(each.live) - 1, -1)
        sources.append(_Source(each.table(kind), numbers, each.has_deletions))
        base += each.count
    terms, rows = _rows_in_order(sources)
    postings = sum(source.table.all_docs.size for source in sources)
    places = sum(source.table.all_positions.size for source in sources)
    docs = writer.reserve(f"{kind}.docs", U16, postings)
    frequencies = writer.reserve(f"{kind}.frequencies", U8, postings)
    positions = writer.reserve(f"{kind}.positions", U16, places)
    out = _Output(docs, frequencies, positions, [], [], [], [])
    for piece in _pieces(rows, sources):
        _copy(piece, sources, out)
    counts, widths = np.concatenate([np.zeros(0, I64), *out.counts]), np.concatenate([np.zeros(0, I64), *out.widths])
    # Rows of one term and field, from several inputs, become one; rows that lost all reports to deletion go.
    keys = rows.terms.astype(I64) << 8 | rows.slots
    kept = np.flatnonzero(counts > 0)
    fresh = np.ones(kept.size, dtype=bool)
    fresh[1:] = keys[kept[1:]] != keys[kept[:-1]]
    firsts = np.flatnonzero(fresh)
    row_terms = rows.terms[kept[firsts]]
    starts = np.concatenate(([0], np.cumsum(counts[kept])))
    fresh_term = np.ones(row_terms.size, dtype=bool)
    fresh_term[1:] = row_terms[1:] != row_terms[:-1]
    term_rows = np.append(np.flatnonzero(fresh_term), row_terms.size).astype(U32)
    write_terms(writer, kind, [terms[number] for number in row_terms[fresh_term].tolist()], term_rows)
    writer.add(f"{kind}.row_slots", rows.slots[kept[firsts]].astype(U8))
    writer.add(f"{kind}.row_postings", np.append(starts[:-1][firsts], starts[-1]).astype(U32))
    writer.add(f"{kind}.often", np.concatenate([np.zeros(0, U32), *out.often]).astype(U32))
    writer.add(f"{kind}.often_frequencies", np.concatenate([np.zeros(0, U32), *out.often_frequencies]))
    if places:
        place_starts = np.concatenate(([0], np.cumsum(widths[kept])))
        writer.add(f"{kind}.row_places", np.append(place_starts[:-1][firsts], place_starts[-1]).astype(U32))
    else:
        writer.add(f"{kind}.row_places", np.zeros(0, U32))
    return positions.count


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows of all inputs in the order of the output: term number there, slot, input, row number in that input."""

    terms: Array
    slots: Array
    inputs: Array
    rows: Array


@dataclass(slots=True)
class _Output:
    docs: Region
    frequencies: Region
    positions: Region
    counts: list[Array]
    widths: list[Array]
    often: list[Array]
    often_frequencies: list[Array]


def _rows_in_order(sources: Sequence[_Source]) -> tuple[list[bytes], _Rows]:
    own = [[source.table.term(number) for number in range(len(source.table))] for source in sources]
    terms = sorted(set().union(*own))
    rank = {term: place for place, term in enumerate(terms)}
    keys, numbers, inputs = [], [], []
    for place, (source, found) in enumerate(zip(sources, own, strict=True)):
        ranks = np.array([rank[term] for term in found], dtype=I64)
        rows = np.diff(source.table.term_rows.astype(I64))
        keys.append((np.repeat(ranks, rows.astype(I64)) << 16) | (source.table.row_slots.astype(I64) << 8) | place)
        numbers.append(np.arange(source.table.row_slots.size))
        inputs.append(np.full(source.table.row_slots.size, place, dtype=U8))
    together = np.concatenate(keys)
    order = np.argsort(together, kind="stable")
    together = together[order]
    return terms, _Rows(
        together >> 16, (together >> 8) & 255, np.concatenate(inputs)[order], np.concatenate(numbers)[order]
    )


def _pieces(rows: _Rows, sources: Sequence[_Source]) -> Iterator[_Rows]:
    """Cut the rows into pieces of about `PIECE` postings."""
    counts = np.zeros(rows.rows.size, dtype=I64)
    for place, source in enumerate(sources):
        mine = rows.inputs == place
        counts[mine] = np.diff(source.table.row_postings.astype(I64))[rows.rows[mine]]
    total = np.cumsum(counts)
    start = 0
    while start < counts.size:
        done = int(total[start - 1]) if start else 0
        end = max(int(np.searchsorted(total, done + PIECE)), start + 1)
        yield _Rows(rows.terms[start:end], rows.slots[start:end], rows.inputs[start:end], rows.rows[start:end])
        start = end


def _copy(piece: _Rows, sources: Sequence[_Source], out: _Output) -> None:
    """Copy the postings of a piece's rows, each input's into their places between those of the others."""
    size = piece.rows.size
    counts, widths = np.zeros(size, I64), np.zeros(size, I64)
    parts = []
    for place, source in enumerate(sources):
        mine = np.flatnonzero(piece.inputs == place)
        if mine.size:
            part = _read(source, piece.rows[mine], piece.slots[mine])
            counts[mine], widths[mine] = part.counts, part.widths
            parts.append((mine, part))
    starts, place_starts = np.cumsum(counts) - counts, np.cumsum(widths) - widths
    docs = np.empty(int(counts.sum()), U16)
    frequencies = np.empty(docs.size, U32)
    positions = np.empty(int(widths.sum()), U16)
    for mine, part in parts:
        at = slices(starts[mine], part.counts)
        docs[at], frequencies[at] = part.docs, part.frequencies
        if part.positions.size:
            positions[slices(place_starts[mine], part.widths)] = part.positions
    often = np.flatnonzero(frequencies >= OVERFLOW)
    out.often.append(often + out.docs.count)
    out.often_frequencies.append(frequencies[often])
    out.docs.append(docs)
    out.frequencies.append(np.minimum(frequencies, OVERFLOW).astype(U8))
    out.positions.append(positions)
    out.counts.append(counts)
    out.widths.append(widths)


@dataclass(frozen=True, slots=True)
class _Part:
    """The live postings of some rows of one input; `counts` and `widths` by row."""

    counts: Array
    widths: Array
    docs: Array
    frequencies: Array
    positions: Array


def _read(source: _Source, rows: Array, slots: Array) -> _Part:
    table = source.table
    starts = table.row_postings[rows].astype(I64)
    counts = table.row_postings[rows + 1].astype(I64) - starts
    at = slices(starts, counts)
    docs = source.numbers[table.all_docs[at]]
    frequencies = table.all_frequencies[at].astype(U32)
    often = np.flatnonzero(frequencies == OVERFLOW)
    frequencies[often] = table.often_frequencies[np.searchsorted(table.often, at[often])]
    if table.row_places.size == 0:
        place_starts = widths = np.zeros(rows.size, I64)
    else:
        place_starts = table.row_places[rows].astype(I64)
        widths = table.row_places[rows + 1].astype(I64) - place_starts
    if not source.has_deletions:
        positions = table.all_positions[slices(place_starts, widths)]
        return _Part(counts, widths, docs, frequencies, positions)
    live = docs >= 0
    row_of = np.repeat(np.arange(rows.size), counts)
    kept_counts = np.bincount(row_of[live], minlength=rows.size)
    if not table.row_places.size:
        return _Part(kept_counts, widths, docs[live], frequencies[live], np.zeros(0, U16))
    each = frequencies.astype(I64)
    for slot, long in table.long.items():
        each *= 1 + ((slots[row_of] == slot) & long[table.all_docs[at]])
    ends = np.cumsum(each)
    row_first = np.repeat((ends - each)[np.cumsum(counts) - counts] if counts.size else counts, counts)
    posting_starts = np.repeat(place_starts, counts) + (ends - each) - row_first
    positions = table.all_positions[slices(posting_starts[live], each[live])]
    kept_widths = np.bincount(row_of[live], weights=each[live], minlength=rows.size).astype(I64)
    return _Part(kept_counts, kept_widths, docs[live], frequencies[live], positions)
