"""What a segment keeps of each report as Whoosh reads it: lengths, columns and stored records."""

from __future__ import annotations

from typing import Any

import numpy as np
from whoosh import columns
from whoosh.codec import base

from indexer.engines.whoosh.compat.schema import RECORD, split_name
from indexer.engines.whoosh.store.segment import OpenSegment


class ColumnarDocuments(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """What a segment keeps of each report."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def close(self) -> None:
        """Do nothing: the mapping goes with its last array."""

    def doc_count(self) -> int:
        """Return the number of reports that are not deleted."""
        return self._segment.count

    def doc_count_all(self) -> int:
        """Return the number of all reports."""
        return self._segment.size

    def has_deletions(self) -> bool:
        """Return whether reports are deleted."""
        return self._segment.has_deletions

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a report is deleted."""
        return docnum in self._segment.deleted

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of deleted reports."""
        return self._segment.deleted

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """Return the length of a report's field, in grams or words."""
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        """Return the sum of a field's lengths."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.sum(dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        """Return a field's smallest length."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        """Return a field's largest length."""
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(lengths.max())

    def supports_columns(self) -> bool:
        """Return whether columns can be read, which is so."""
        return True

    def has_column(self, fieldname: str) -> bool:
        """Return whether a field has a column."""
        return f"number.{fieldname}" in self._segment.file or f"codes.{fieldname}" in self._segment.file

    def list_columns(self) -> list[str]:
        """Return the names of the fields that have columns."""
        return [name.split(".", 1)[1] for prefix in ("number.", "codes.") for name in self._segment.file.names(prefix)]

    def column_reader(self, fieldname: str, column: columns.Column) -> columns.ColumnReader:
        """Return a column."""
        if f"number.{fieldname}" in self._segment.file:
            return ArrayColumn(self._segment.numbers(fieldname).tolist())
        values = self._segment.values(fieldname)
        texts = ["", *values.values]
        return ArrayColumn([texts[code].encode() for code in values.codes.tolist()])

    def stored_fields(self, docnum: int) -> dict[str, bytes]:
        """Return a report's stored record."""
        return {RECORD: self._segment.record(docnum)}

    def _lengths(self, fieldname: str) -> Any:
        field, kind = split_name(fieldname)
        return self._segment.lengths(kind, field) if kind else None


class ArrayColumn(columns.ColumnReader):  # type: ignore[misc]  # Whoosh has no types
    """A column whose values are in memory."""

    def __init__(self, values: list[Any]) -> None:
        self._values = values

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum]

    def __len__(self) -> int:
        return len(self._values)

    def sort_key(self, docnum: int) -> Any:
        """Return what a report is sorted by: its value itself."""
        return self._values[docnum]
