"""From reports to one segment file: every text of a batch is cut at once and inverted by counting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.report import Report
from indexer.analysis.batch import CutTexts, cut_texts, cut_words, text_numbers
from indexer.analysis.cutting import RUN
from indexer.engines.whoosh.arrays import Array, ArrayWriter
from indexer.engines.whoosh.columns import MISSING, Columns, write_columns
from indexer.engines.whoosh.counting import group_texts, part_grams, place_grams, sort_grams, sort_words
from indexer.engines.whoosh.packing import high_widths
from indexer.engines.whoosh.postings import MAX_REPORTS, Entries, Inverted, group, write_table
from indexer.engines.whoosh.stored import StoredWriter, encode_record
from indexer.fields import FIELD, KEYWORD_FIELDS, NUMBER_FIELDS, TEXT_FIELDS

Batch = Sequence[tuple[Report, str]]
"""Reports, each with its file's digest or "" (see `indexer.engine.Writer.put`)."""

_NO_POSITIONS = (np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint8))

_DOC_BITS = (MAX_REPORTS - 1).bit_length()
_PACKED_BITS = 64


def write_segment(path: Path, batch: Batch) -> int:
    """Invert a batch of at most `MAX_REPORTS` reports with different ids and write it as a segment file.

    Gives how many positions it holds.
    """
    reports = [report for report, _ in batch]
    cut = cut_texts([_text(field, report) for field in TEXT_FIELDS for report in reports])
    grams, words, keywords = (
        _invert_grams(cut, len(reports)),
        _invert_words(cut, len(reports)),
        _invert_keywords(reports),
    )
    columns = Columns(
        ids=[report.id.encode() for report in reports],
        digests=[digest.encode() for _, digest in batch],
        sources=[report.source.encode() for report in reports],
        numbers={field: np.array([_number(field, each) for each in reports], np.int32) for field in NUMBER_FIELDS},
        facets={
            field: [_keyword(field, report).encode() for report in reports]
            for field in KEYWORD_FIELDS
            if FIELD[field].facet
        },
        gram_lengths=_lengths(grams, len(reports)),
        word_lengths=_lengths(words, len(reports)),
        position_widths=_position_widths(cut, len(reports)),
    )
    with ArrayWriter(path) as writer:
        write_table(writer, "grams", grams)
        write_table(writer, "words", words)
        write_table(writer, "keywords", keywords)
        write_columns(writer, columns)
        stored = StoredWriter()
        for report in reports:
            stored.append(encode_record(report))
        stored.write(writer)
    return int(grams.positions.size)


def _text(field: str, report: Report) -> str:
    text = FIELD[field].text
    return text(report) if text else ""


def _keyword(field: str, report: Report) -> str:
    keyword = FIELD[field].keyword
    return keyword(report) if keyword else ""


def _number(field: str, report: Report) -> int:
    number = FIELD[field].number
    return (number(report) if number else None) or MISSING


def _invert_grams(cut: CutTexts, reports: int) -> Inverted:
    """Invert the grams that `index_grams` gives of each text. Text number t is field t // reports of report t % reports."""
    spelling, chars = _spelling(cut)
    char_ranks, run_ranks, char_letters = _ranks(spelling, chars, cut.runs)
    sizes = (len(spelling), chars.size + 1)
    rank_starts, grams = sort_grams(cut.codes, cut.starts, run_ranks, char_ranks, char_letters, sizes)
    starts, ranks, letters = part_grams(rank_starts, grams)
    widths = np.concatenate([*_position_widths(cut, reports).values()])
    texts, positions, position_widths = place_grams(grams, text_numbers(cut.starts), cut.starts, widths)
    firsts = [atom.encode() for atom in spelling]
    seconds = [b"", *(chr(char).encode() for char in chars.tolist())]
    terms = [firsts[rank] + seconds[letter] for rank, letter in zip(ranks.tolist(), letters.tolist(), strict=True)]
    return Inverted(terms, *group_texts(starts, texts, reports), positions, position_widths)


def _position_widths(cut: CutTexts, reports: int) -> dict[str, Array]:
    """Give how wide the positions of each report are, uint8[reports], by text field."""
    by_field = np.diff(cut.starts).reshape(len(TEXT_FIELDS), reports)
    return {field: high_widths(atoms) for field, atoms in zip(TEXT_FIELDS, by_field, strict=True)}


def _spelling(cut: CutTexts) -> tuple[list[str], Array]:
    """Give the distinct atoms in code point order, and the code points of those that are single characters."""
    present = np.zeros(RUN + 1, dtype=bool)
    present[np.minimum(cut.codes, RUN)] = True
    chars = np.flatnonzero(present[:RUN])
    return sorted([*map(chr, chars.tolist()), *cut.runs]), chars


def _ranks(spelling: list[str], chars: Array, runs: tuple[str, ...]) -> tuple[Array, Array, Array]:
    """Give each atom's place in `spelling`, by code point and by run number, and each character's number from 1."""
    rank = {atom: place for place, atom in enumerate(spelling)}
    char_ranks = np.zeros(RUN, dtype=np.uint32)
    char_ranks[chars] = [rank[chr(char)] for char in chars.tolist()]
    char_letters = np.zeros(RUN, dtype=np.uint32)
    char_letters[chars] = np.arange(1, chars.size + 1, dtype=np.uint32)
    return char_ranks, np.array([rank[run] for run in runs], dtype=np.uint32), char_letters


def _invert_words(cut: CutTexts, reports: int) -> Inverted:
    found = cut_words(cut)
    order = sorted(range(len(found.vocabulary)), key=found.vocabulary.__getitem__)
    ranks = np.empty(len(order), dtype=np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    starts, texts = sort_words(found.words, found.texts, ranks)
    terms = [found.vocabulary[number].encode() for number in order]
    return Inverted(terms, *group_texts(starts, texts, reports), *_NO_POSITIONS)


def _invert_keywords(reports: Sequence[Report]) -> Inverted:
    found = [
        (value, slot, doc)
        for slot, field in enumerate(KEYWORD_FIELDS)
        for doc, report in enumerate(reports)
        if (value := _keyword(field, report))
    ]
    terms = sorted({value for value, _, _ in found})
    rank = {value: place for place, value in enumerate(terms)}
    numbers = np.array([(rank[value], slot, doc) for value, slot, doc in found], dtype=np.uint64).reshape(-1, 3)
    return group(_sorted_entries(*numbers.T), [term.encode() for term in terms])


def _sorted_entries(terms: Array, slots: Array, docs: Array) -> Entries:
    """Sort occurrences by term, slot and report, packed into one number each."""
    slot_bits = int(slots.max(initial=0)).bit_length()
    term_bits = int(terms.max(initial=0)).bit_length()
    if term_bits + slot_bits + _DOC_BITS > _PACKED_BITS:
        raise ValueError(f"{term_bits} + {slot_bits} + {_DOC_BITS} bits don't fit in {_PACKED_BITS}")
    slot_shift, term_shift = np.uint64(_DOC_BITS), np.uint64(slot_bits + _DOC_BITS)
    packed = terms.astype(np.uint64) << term_shift | slots.astype(np.uint64) << slot_shift | docs.astype(np.uint64)
    packed.sort()
    return Entries(
        packed >> term_shift,
        (packed >> slot_shift) & np.uint64((1 << slot_bits) - 1),
        packed & np.uint64((1 << _DOC_BITS) - 1),
    )


def _lengths(table: Inverted, reports: int) -> dict[str, Array]:
    """Add up the frequencies of each report by text field, uint32[reports]; fields that nobody has are left out."""
    rows = np.repeat(np.arange(table.row_slots.size), np.diff(table.row_postings).astype(np.int64))
    cells = table.row_slots[rows].astype(np.int64) * reports + table.docs
    sums = np.bincount(cells, weights=table.frequencies, minlength=len(TEXT_FIELDS) * reports).astype(np.uint32)
    by_field = sums.reshape(len(TEXT_FIELDS), reports)
    return {field: lengths for field, lengths in zip(TEXT_FIELDS, by_field, strict=True) if lengths.any()}
