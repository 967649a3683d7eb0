"""What Whoosh itself needs to read our segments: a codec whose term and document readers work on the flat arrays.

Our own searches do not come through here. It makes the folder a Whoosh index like any other, which
`whoosh.index.open_dir` opens and Whoosh's searcher searches; the tests compare its answers with ours.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh import columns, matching
from whoosh.codec import base
from whoosh.filedb.filestore import Storage
from whoosh.reading import TermInfo, TermNotFound

from indexer.engines.whoosh.compat.schema import RECORD, split_name
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL, TEXT_ORDINAL
from indexer.engines.whoosh.store.segment import OpenSegment
from indexer.engines.whoosh.store.table import Table
from indexer.fields import KEYWORD_FIELDS, TEXT_FIELDS

Term = tuple[str, bytes]

EXTENSION = ".suoyin"


class ColumnarSegment(base.Segment):  # type: ignore[misc]
    """What a table of contents holds of a segment: its name, number of reports and of positions, and deleted documents."""

    def __init__(self, indexname: str, reports: int = 0, positions: int = 0, deleted: Iterable[int] = ()) -> None:
        super().__init__(indexname)
        self.reports = reports
        self.positions = positions
        self.deleted = frozenset(deleted)

    def codec(self) -> base.Codec:
        """Return the codec that reads the segment, for Whoosh's own readers."""
        return ColumnarCodec()

    @property
    def file_name(self) -> str:
        """The segment's file in the index's folder."""
        return str(self.make_filename(EXTENSION))

    def open(self, folder: Path) -> OpenSegment:
        """Return the segment's file in the index's folder, opened for reading."""
        return OpenSegment(folder / self.file_name, self.deleted)

    def without(self, docs: Iterable[int]) -> ColumnarSegment:
        """Return the segment with further reports deleted."""
        changed = ColumnarSegment(self.indexname, self.reports, self.positions, self.deleted.union(docs))
        changed.segid = self.segid
        return changed

    def doc_count_all(self) -> int:
        """Return the number of reports, deleted ones too."""
        return self.reports

    def doc_count(self) -> int:
        """Return the number of reports that are not deleted."""
        return self.reports - len(self.deleted)

    def has_deletions(self) -> bool:
        """Return whether reports are deleted."""
        return bool(self.deleted)

    def deleted_count(self) -> int:
        """Return the number of deleted reports."""
        return len(self.deleted)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of deleted reports."""
        return self.deleted

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a report is deleted."""
        return docnum in self.deleted

    def set_doc_count(self, doccount: int) -> None:
        """Refuse: the number of reports is known when the segment is made."""
        raise NotImplementedError

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Refuse: segments change by `without`, in our own writer."""
        raise NotImplementedError


class ColumnarCodec(base.Codec):  # type: ignore[misc]
    """Reads columnar segments. They are written by `indexer.engines.whoosh.write.writer` only."""

    def terms_reader(self, storage: Storage, segment: ColumnarSegment) -> ColumnarTerms:
        """Return a segment's terms."""
        return ColumnarTerms(segment.open(Path(storage.folder)))

    def per_document_reader(self, storage: Storage, segment: ColumnarSegment) -> ColumnarDocuments:
        """Return what a segment keeps of each report."""
        return ColumnarDocuments(segment.open(Path(storage.folder)), segment)


class ColumnarTerms(base.TermsReader):  # type: ignore[misc]
    """A segment's terms and their postings."""

    def __init__(self, segment: OpenSegment) -> None:
        self._segment = segment

    def __contains__(self, term: Term) -> bool:
        return self._row(*term) is not None

    def indexed_field_names(self) -> list[str]:
        """Return the names of the fields that have terms, in order."""
        texts = [f"{field}.{kind}" for field in TEXT_FIELDS for kind in ("grams", "words")]
        return sorted([*texts, *KEYWORD_FIELDS])

    def terms(self) -> Iterator[Term]:
        """Return all terms, by field name and then by text."""
        return (term for name in self.indexed_field_names() for term in self._field_terms(name, b""))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """Yield the terms from one on, those of later fields too."""
        for name in self.indexed_field_names():
            if name >= fieldname:
                yield from self._field_terms(name, prefix if name == fieldname else b"")

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Return all terms with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """Return the terms from one on with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """Return the statistics of a term. Raises TermNotFound."""
        table, row, kind, field = self._found(fieldname, text)
        docs, frequencies = table.docs(row), table.frequencies(row)
        lengths = self._segment.lengths(kind, field) if field else None
        doc_lengths = lengths[docs] if lengths is not None else np.ones(1, dtype=np.uint8)
        return TermInfo(
            weight=float(frequencies.sum()),
            df=docs.size,
            minlength=int(doc_lengths.min()),
            maxlength=int(doc_lengths.max()),
            maxweight=float(frequencies.max()),
            minid=int(docs[0]),
            maxid=int(docs[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        """Return the number of occurrences of a term."""
        return float(self.term_info(fieldname, text).weight()) if (fieldname, text) in self else 0.0

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        """Return the number of reports that have a term, deleted ones too."""
        return int(self.term_info(fieldname, text).doc_frequency()) if (fieldname, text) in self else 0

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> matching.Matcher:
        """Return a matcher over the postings of a term."""
        table, row, kind, _ = self._found(fieldname, text)
        values = None
        frequencies = table.frequencies(row)
        if kind == "grams":
            _, positions = table.positions(row)
            ends = np.cumsum(frequencies)[:-1]
            values = [array("I", each.tolist()).tobytes() for each in np.split(positions, ends)]
        return matching.ListMatcher(
            table.docs(row).tolist(),
            weights=frequencies.astype(float).tolist(),
            values=values,
            format=format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=self.term_info(fieldname, text),
        )

    def close(self) -> None:
        """Nothing to do: the mapping goes with its last array."""

    def _resolve(self, fieldname: str) -> tuple[Table, int, str, str] | None:
        """Return the table and ordinal of a Whoosh field, and the kind and text field of its lengths, "" for keywords."""
        field, kind = split_name(fieldname)
        if kind and field in TEXT_ORDINAL:
            return self._segment.table(kind), TEXT_ORDINAL[field], kind, field
        if fieldname in KEYWORD_ORDINAL:
            return self._segment.keywords, KEYWORD_ORDINAL[fieldname], "", ""
        return None

    def _row(self, fieldname: str, text: bytes) -> int | None:
        resolved = self._resolve(fieldname)
        return resolved[0].row(text, resolved[1]) if resolved else None

    def _found(self, fieldname: str, text: bytes) -> tuple[Table, int, str, str]:
        resolved, row = self._resolve(fieldname), self._row(fieldname, text)
        if resolved is None or row is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return resolved[0], row, resolved[2], resolved[3]

    def _field_terms(self, fieldname: str, start: bytes) -> Iterator[Term]:
        resolved = self._resolve(fieldname)
        if resolved is None:
            return
        table, ordinal = resolved[:2]
        for number in range(table.first_term_from(start), len(table)):
            if any(table.field_ordinal(row) == ordinal for row in table.rows_between(number, number + 1)):
                yield fieldname, table.term(number)


class ColumnarDocuments(base.PerDocumentReader):  # type: ignore[misc]
    """What a segment keeps of each report."""

    def __init__(self, opened: OpenSegment, segment: ColumnarSegment) -> None:
        self._opened = opened
        self._segment = segment

    def close(self) -> None:
        """Nothing to do: the mapping goes with its last array."""

    def doc_count(self) -> int:
        """Return the number of reports that are not deleted."""
        return self._segment.doc_count()

    def doc_count_all(self) -> int:
        """Return the number of all reports."""
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        """Return whether reports are deleted."""
        return self._segment.has_deletions()

    def is_deleted(self, docnum: int) -> bool:
        """Return whether a report is deleted."""
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        """Return the numbers of deleted reports."""
        return self._segment.deleted_docs()

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
        return f"number.{fieldname}" in self._opened.file or f"codes.{fieldname}" in self._opened.file

    def list_columns(self) -> list[str]:
        """Return the names of the fields that have columns."""
        return [name.split(".", 1)[1] for prefix in ("number.", "codes.") for name in self._opened.file.names(prefix)]

    def column_reader(self, fieldname: str, column: columns.Column) -> columns.ColumnReader:
        """Return a column."""
        if f"number.{fieldname}" in self._opened.file:
            return ArrayColumn(self._opened.numbers(fieldname).tolist())
        values = self._opened.values(fieldname)
        texts = ["", *values.values]
        return ArrayColumn([texts[code].encode() for code in values.codes.tolist()])

    def stored_fields(self, docnum: int) -> dict[str, bytes]:
        """Return a report's stored record."""
        return {RECORD: self._opened.stored.record(docnum)}

    def _lengths(self, fieldname: str) -> Any:
        field, kind = split_name(fieldname)
        return self._opened.lengths(kind, field) if kind else None


class ArrayColumn(columns.ColumnReader):  # type: ignore[misc]
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
