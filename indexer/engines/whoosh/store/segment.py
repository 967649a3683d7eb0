"""One open segment."""

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
from indexer.engines.whoosh.store.records import DamagedFrame, StoredReader
from indexer.engines.whoosh.store.table import Table
from indexer.errors import ReportDamaged

Arguments = TypeVarTuple("Arguments")
Derived = TypeVar("Derived")


class OpenSegment:
    """A segment's arrays, mapped into memory. Safe to use from several threads."""

    def __init__(self, path: Path, deleted: Collection[int] = ()) -> None:
        """Open a segment's file. Raises FileNotFoundError, and IndexDamaged for a damaged one."""
        self.name = path.name
        self.file = ArrayFile(path)
        self.size = self.file.count("newest")
        self.grams = Table(self.file, "grams", np.stack([self.file.array(f"width.{field}") for field in TEXT_ORDINAL]))
        self.words = Table(self.file, "words")
        self.keywords = Table(self.file, "keywords")
        self._derived: dict[Hashable, Any] = {}
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

    # What is read at once is checked at once, so it is not touched before it is needed: an index opens in milliseconds.

    @cached_property
    def newest(self) -> Array:
        """Each report's rank when the newest come first, uint16[reports]."""
        return self.file.array("newest")

    @cached_property
    def oldest(self) -> Array:
        """Each report's rank when the oldest come first, uint16[reports]."""
        return self.file.array("oldest")

    @cached_property
    def dated(self) -> Array:
        """The date that each report is put in order by, a number column."""
        return self.numbers("dated")

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
        base, starts = self._id_texts
        return self.file.mapping[base + starts[doc] : base + starts[doc + 1]].decode()

    @cached_property
    def _id_texts(self) -> tuple[int, memoryview]:
        """The byte at which the texts of ids start, and where each begins behind it."""
        return self.file.offset("id.texts"), self.file.numbers("id.starts")

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

    def record(self, doc: int) -> bytes:
        """Return a report's stored record. Raises ReportDamaged."""
        try:
            return self.stored.record(doc)
        except DamagedFrame as exc:
            raise ReportDamaged(self.file.path.parent, self.id(doc)) from exc

    def derived(self, compute: Callable[[OpenSegment, *Arguments], Derived], *arguments: *Arguments) -> Derived:
        """Return what `compute` makes of this segment, computed once; it must not depend on what is deleted."""
        key = (compute, arguments)
        if key not in self._derived:
            self._derived[key] = compute(self, *arguments)
        found: Derived = self._derived[key]
        return found


def _read_values(segment: OpenSegment, field: str) -> ValueColumn:
    return read_values(segment.file, field)
