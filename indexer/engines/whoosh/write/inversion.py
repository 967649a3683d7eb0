"""From reports to one segment file: every text of a batch is tokenized at once and inverted by counting."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.report import Report
from indexer.analysis.batch import TokenizedTexts, text_numbers, tokenize_texts, words_of_texts
from indexer.analysis.token_codes import RUN
from indexer.engines.whoosh.store.arrays import Array, ArrayWriter
from indexer.engines.whoosh.store.columns import MISSING, Columns, write_columns
from indexer.engines.whoosh.store.packing import high_widths
from indexer.engines.whoosh.store.postings import Inverted, write_table
from indexer.engines.whoosh.store.records import StoredWriter, decode_record
from indexer.engines.whoosh.write.counting import distinct_grams, group_texts, locate_grams, sort_grams, sort_words
from indexer.fields import FIELD, KEYWORD_FIELDS, NUMBER_FIELDS, TEXT_FIELDS
from indexer.similarity.fingerprints import fingerprints

Batch = Sequence[tuple[bytes, str]]
"""Records of reports, as they are stored, each with what is stored as its digest (see `indexer.engines.source_digests`)."""

_NO_POSITIONS = (np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.uint8))


def write_segment(path: Path, batch: Batch) -> int:
    """Return the number of positions of a batch, after inverting it and writing it as a segment file.

    It has at most `MAX_REPORTS` reports, with different ids.
    """
    reports = [decode_record(record) for record, _ in batch]
    tokenized = tokenize_texts([text for field in TEXT_FIELDS for text in _texts(field, reports)])
    grams, words, keywords = (
        _invert_grams(tokenized, len(reports)),
        _invert_words(tokenized, len(reports)),
        _invert_keywords(reports),
    )
    columns = Columns(
        ids=[report.id.encode() for report in reports],
        digests=[digest.encode() for _, digest in batch],
        sources=[report.source.encode() for report in reports],
        numbers={field: _numbers(field, reports) for field in NUMBER_FIELDS},
        facets={field: _keywords(field, reports) for field in KEYWORD_FIELDS if FIELD[field].facet},
        gram_lengths=_lengths(grams, len(reports)),
        word_lengths=_lengths(words, len(reports)),
        position_widths=_position_widths(tokenized, len(reports)),
        fingerprints=fingerprints(reports, tokenized),
    )
    with ArrayWriter(path) as writer:
        write_table(writer, "grams", grams)
        write_table(writer, "words", words)
        write_table(writer, "keywords", keywords)
        write_columns(writer, columns)
        stored = StoredWriter()
        for record, _ in batch:
            stored.append(record)
        stored.write(writer)
    return int(grams.positions.size)


def _texts(field: str, reports: Sequence[Report]) -> list[str]:
    text = FIELD[field].text
    assert text is not None
    return [text(report) for report in reports]


def _keywords(field: str, reports: Sequence[Report]) -> list[bytes]:
    keyword = FIELD[field].keyword
    assert keyword is not None
    return [keyword(report).encode() for report in reports]


def _numbers(field: str, reports: Sequence[Report]) -> Array:
    number = FIELD[field].number
    assert number is not None
    return np.array([number(report) or MISSING for report in reports], np.int32)


def _invert_grams(tokenized: TokenizedTexts, reports: int) -> Inverted:
    """Return the table of the texts' `index_grams`. Text number t is field t // reports of report t % reports."""
    spelling, chars = _spelling(tokenized)
    char_ranks, run_ranks, char_letters = _ranks(spelling, chars, tokenized.runs)
    sizes = (len(spelling), chars.size + 1)
    rank_starts, grams = sort_grams(tokenized.codes, tokenized.starts, run_ranks, char_ranks, char_letters, sizes)
    starts, ranks, letters = distinct_grams(rank_starts, grams)
    widths = np.concatenate([*_position_widths(tokenized, reports).values()])
    texts, positions, position_widths = locate_grams(grams, text_numbers(tokenized.starts), tokenized.starts, widths)
    firsts = [token.encode() for token in spelling]
    seconds = [b"", *(chr(char).encode() for char in chars.tolist())]
    terms = [firsts[rank] + seconds[letter] for rank, letter in zip(ranks.tolist(), letters.tolist(), strict=True)]
    return Inverted(terms, *group_texts(starts, texts, reports), positions, position_widths)


def _position_widths(tokenized: TokenizedTexts, reports: int) -> dict[str, Array]:
    """Return how wide the positions of each report are, uint8[reports], by text field."""
    by_field = np.diff(tokenized.starts).reshape(len(TEXT_FIELDS), reports)
    return {field: high_widths(tokens) for field, tokens in zip(TEXT_FIELDS, by_field, strict=True)}


def _spelling(tokenized: TokenizedTexts) -> tuple[list[str], Array]:
    """Return the distinct tokens in code point order, and the code points of those that are single characters."""
    present = np.zeros(RUN + 1, dtype=bool)
    present[np.minimum(tokenized.codes, RUN)] = True
    chars = np.flatnonzero(present[:RUN])
    return sorted([*map(chr, chars.tolist()), *tokenized.runs]), chars


def _ranks(spelling: list[str], chars: Array, runs: tuple[str, ...]) -> tuple[Array, Array, Array]:
    """Return each token's rank in `spelling`, by code point and by run number, and each character's number from 1."""
    ranks = {token: rank for rank, token in enumerate(spelling)}
    char_ranks = np.zeros(RUN, dtype=np.uint32)
    char_ranks[chars] = [ranks[chr(char)] for char in chars.tolist()]
    char_letters = np.zeros(RUN, dtype=np.uint32)
    char_letters[chars] = np.arange(1, chars.size + 1, dtype=np.uint32)
    return char_ranks, np.array([ranks[run] for run in runs], dtype=np.uint32), char_letters


def _invert_words(tokenized: TokenizedTexts, reports: int) -> Inverted:
    found = words_of_texts(tokenized)
    order = sorted(range(len(found.vocabulary)), key=found.vocabulary.__getitem__)
    ranks = np.empty(len(order), dtype=np.uint32)
    ranks[order] = np.arange(len(order), dtype=np.uint32)
    starts, texts = sort_words(found.words, found.texts, ranks)
    terms = [found.vocabulary[number].encode() for number in order]
    return Inverted(terms, *group_texts(starts, texts, reports), *_NO_POSITIONS)


def _invert_keywords(reports: Sequence[Report]) -> Inverted:
    found = [
        (value, ordinal * len(reports) + doc)
        for ordinal, field in enumerate(KEYWORD_FIELDS)
        for doc, report in enumerate(reports)
        for value in FIELD[field].exact_values(report)
    ]
    terms = sorted({value for value, _ in found})
    ranks = {value: rank for rank, value in enumerate(terms)}
    values = np.array([ranks[value] for value, _ in found], dtype=np.uint32)
    texts = np.array([text for _, text in found], dtype=np.uint32)
    starts, texts = sort_words(values, texts, np.arange(len(terms), dtype=np.uint32))
    return Inverted([term.encode() for term in terms], *group_texts(starts, texts, len(reports)), *_NO_POSITIONS)


def _lengths(table: Inverted, reports: int) -> dict[str, Array]:
    """Return the sum of each report's frequencies by text field, uint32[reports]; fields that no report has are left out."""
    rows = np.repeat(np.arange(table.row_fields.size), np.diff(table.row_postings).astype(np.int64))
    cells = table.row_fields[rows].astype(np.int64) * reports + table.docs
    sums = np.bincount(cells, weights=table.frequencies, minlength=len(TEXT_FIELDS) * reports).astype(np.uint32)
    by_field = sums.reshape(len(TEXT_FIELDS), reports)
    return {field: lengths for field, lengths in zip(TEXT_FIELDS, by_field, strict=True) if lengths.any()}
