"""One segment opened for reading."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar, TypeVarTuple

import numpy as np

from indexer.engines.whoosh.store.arrays import Array, ArrayFile
from indexer.engines.whoosh.store.columns import ValueColumn, read_texts, read_values
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL, TEXT_ORDINAL
from indexer.engines.whoosh.store.records import StoredReader
from indexer.engines.whoosh.store.table import Table

Arguments = TypeVarTuple("Arguments")
Derived = TypeVar("Derived")


class OpenSegment:
    """A segment's arrays, mapped into memory. Safe to use from several threads."""

    def __init__(self, path: Path, deleted: Collection[int] = ()) -> None:
        """Open a segment's file. Raises FileNotFoundError, and NotAnArrayFile for a damaged one."""
        self.name = path.name
        self.file = ArrayFile(path)
        self.newest: Array = self.file.array("newest")
        self.oldest: Array = self.file.array("oldest")
        self.published = self.numbers("published")
        self.size = self.newest.size
        self.grams = Table(self.file, "grams", np.stack([self.file.array(f"width.{field}") for field in TEXT_ORDINAL]))
        self.words = Table(self.file, "words")
        self.keywords = Table(self.file, "keywords")
        self._derived: dict[Hashable, Any] = {}
        self._id_starts = self.file.numbers("id.starts")
        self._id_base = self.file.offset("id.texts")
        self._delete(deleted)

    def _delete(self, deleted: Collection[int]) -> None:
        self.deleted = frozenset(deleted)
        self.live = np.ones(self.size, dtype=bool)
        self.live[list(deleted)] = False
        self.has_deletions = bool(deleted)
        self.count = self.size - len(deleted)

    def with_deleted(self, deleted: Collection[int]) -> OpenSegment:
        """Return this segment with just these documents deleted: itself, or one that shares its file and all derived from it."""
        if self.deleted == frozenset(deleted):
            return self
        other = copy(self)
        other._delete(deleted)
        return other

    @cached_property
    def by_newest(self) -> Array:
        """The document number of each rank in `newest`, int64[reports]."""
        return np.argsort(self.newest)

    @cached_property
    def by_oldest(self) -> Array:
        """The document number of each rank in `oldest`, int64[reports]."""
        return np.argsort(self.oldest)

    def table(self, kind: str) -> Table:
        """Return a table by its name."""
        table: Table = getattr(self, kind)
        return table

    def id(self, doc: int) -> str:
        """Return a report's id."""
        start, end = self._id_starts[doc], self._id_starts[doc + 1]
        return self.file.mapping[self._id_base + start : self._id_base + end].decode()

    def ids(self) -> list[str]:
        """Return the ids of all reports by document number, deleted ones too."""
        return [each.decode() for each in read_texts(self.file, "id")]

    def doc_of(self, report_id: str) -> int | None:
        """Return the document number of the live report with this id."""
        row = self.keywords.row(report_id.encode(), KEYWORD_ORDINAL["id"])
        if row is None:
            return None
        doc = int(self.keywords.docs(row)[0])
        return doc if self.live[doc] else None

    def lengths(self, kind: str, field: str) -> Array | None:
        """Return the lengths of a text field by report, counted in grams or words; None where no report has the field."""
        name = f"length.{kind}.{field}"
        return self.file.array(name) if name in self.file else None

    def numbers(self, field: str) -> Array:
        """Return a number column, int32[reports]."""
        return self.file.array(f"number.{field}")

    def values(self, field: str) -> ValueColumn:
        """Return a column of few different values: a facet field, `source` or `digest`."""
        return self.derived(_read_values, field)

    @cached_property
    def stored(self) -> StoredReader:
        """The stored reports."""
        return StoredReader(self.file)

    def derived(self, compute: Callable[[OpenSegment, *Arguments], Derived], *arguments: *Arguments) -> Derived:
        """Return what `compute` makes of this segment, computed once; it must not depend on what is deleted."""
        key = (compute, arguments)
        if key not in self._derived:
            self._derived[key] = compute(self, *arguments)
        found: Derived = self._derived[key]
        return found


def _read_values(segment: OpenSegment, field: str) -> ValueColumn:
    return read_values(segment.file, field)
