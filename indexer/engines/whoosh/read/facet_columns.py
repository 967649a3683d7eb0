"""Facet fields of one generation: each segment's codes, and which values of all segments together they stand for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import NamedTuple

import numpy as np

from indexer.engines.whoosh.store.arrays import Array
from indexer.engines.whoosh.store.columns import MISSING, ValueColumn
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.fields import FIELD

MergedValues = tuple[tuple[str, ...], tuple[Array, ...]]
"""A field's values of all segments, sorted, and for each segment which of them each code is, int64[codes].

They are counted from 1, as codes are: 0 is a missing value.
"""


class MergedColumns(NamedTuple):
    """Some fields of all segments: the values of each field, and by segment its codes and what these stand for.

    `codes`: [reports, fields]; `translations`: int64[fields, codes], see `MergedValues`; `size`: most values of any field, with 0.
    """

    values: tuple[tuple[str, ...], ...]
    codes: tuple[Array, ...]
    translations: tuple[Array, ...]
    size: int


class FacetColumns:
    """The facet fields of one generation. Safe to use from several threads."""

    merged_values: Callable[[str], MergedValues]
    merged: Callable[[tuple[str, ...]], MergedColumns]
    totals: Callable[[tuple[str, ...]], Array]
    value_counts: Callable[[str], tuple[tuple[str, int], ...]]

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self.merged_values = cache(partial(_merged_values, segments))
        self.merged = cache(partial(_merged, segments, self.merged_values))
        self.totals = cache(partial(_totals, segments, self.merged))
        self.value_counts = cache(partial(_value_counts, segments, self.merged_values))


def _column(segment: OpenSegment, field: str) -> ValueColumn:
    """Return a facet field's column; a number field's values are its numbers as text."""
    if FIELD[field].number is None:
        return segment.values(field)
    values, codes = np.unique(segment.numbers(field), return_inverse=True)
    if values.size and values[0] == MISSING:
        return ValueColumn(tuple(map(str, values[1:].tolist())), codes.astype(np.uint16))
    return ValueColumn(tuple(map(str, values.tolist())), (codes + 1).astype(np.uint16))


def _side_by_side(segment: OpenSegment, fields: tuple[str, ...]) -> Array:
    """Return the codes of several fields, [reports, fields]."""
    columns = [segment.derived(_column, field) for field in fields]
    most = max((len(column.values) + 1 for column in columns), default=0)
    codes = np.zeros((segment.size, len(fields)), dtype=np.uint16 if most <= 1 << 16 else np.uint32)
    for column_number, column in enumerate(columns):
        codes[:, column_number] = column.codes
    return codes


def _merged(
    segments: Sequence[OpenSegment], merged_values: Callable[[str], MergedValues], fields: tuple[str, ...]
) -> MergedColumns:
    """Return several facet fields of all segments."""
    by_field = [merged_values(field) for field in fields]
    return MergedColumns(
        values=tuple(values for values, _ in by_field),
        codes=tuple(segment.derived(_side_by_side, fields) for segment in segments),
        translations=tuple(
            _padded([translations[segment_ordinal] for _, translations in by_field])
            for segment_ordinal in range(len(segments))
        ),
        size=max((len(values) + 1 for values, _ in by_field), default=0),
    )


def _totals(
    segments: Sequence[OpenSegment], merged: Callable[[tuple[str, ...]], MergedColumns], fields: tuple[str, ...]
) -> Array:
    """Return how many live reports have each value of several facet fields, int64[fields, values], the first of them no value."""
    columns = merged(fields)
    totals = np.zeros((len(fields), columns.size), dtype=np.int64)
    for segment, codes, translations in zip(segments, columns.codes, columns.translations, strict=True):
        deleted = codes[list(segment.deleted)]
        counted = segment.derived(_code_counts, fields)
        for number, (total, translation) in enumerate(zip(totals, translations, strict=True)):
            np.add.at(total, translation[: counted[number].size], counted[number])
            np.subtract.at(total, translation[deleted[:, number]], 1)
    return totals


def _code_counts(segment: OpenSegment, fields: tuple[str, ...]) -> list[Array]:
    """Return how many reports have each code of each of several fields, deleted ones too, int64[codes] each."""
    return [np.bincount(codes) for codes in segment.derived(_side_by_side, fields).T]


def _padded(translations: Sequence[Array]) -> Array:
    """Return rows of different lengths as one array, filled up with zeros."""
    padded = np.zeros((len(translations), max(map(len, translations), default=0)), dtype=np.int64)
    for row, each in zip(padded, translations, strict=True):
        row[: each.size] = each
    return padded


def _merged_values(segments: Sequence[OpenSegment], field: str) -> MergedValues:
    """Return the values of a facet field."""
    columns = [segment.derived(_column, field) for segment in segments]
    values = sorted({value for column in columns for value in column.values})
    ranks = {value: rank for rank, value in enumerate(values, 1)}
    return tuple(values), tuple(
        np.array([0, *(ranks[value] for value in column.values)], dtype=np.int64) for column in columns
    )


def _value_counts(
    segments: Sequence[OpenSegment], merged_values: Callable[[str], MergedValues], field: str
) -> tuple[tuple[str, int], ...]:
    """Return the values of a facet field that live reports have, in order, with counts."""
    values, translations = merged_values(field)
    total = np.zeros(len(values) + 1, dtype=np.int64)
    for segment, translation in zip(segments, translations, strict=True):
        codes = segment.derived(_column, field).codes[segment.live]
        total += np.bincount(translation[codes], minlength=total.size)
    return tuple((value, count) for value, count in zip(values, total[1:].tolist(), strict=True) if count)
