"""What Whoosh itself needs to know of our segments: what its table of contents says of one, and a codec that reads it.

Our own searches do not come through here. It makes the folder a Whoosh index like any other, which
`whoosh.index.open_dir` opens and Whoosh's searcher searches; the tests compare its answers with ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from types import MappingProxyType

from whoosh.codec import base
from whoosh.filedb.filestore import Storage

from indexer.engines.whoosh.compat.documents import ColumnarDocuments
from indexer.engines.whoosh.compat.terms import ColumnarTerms
from indexer.engines.whoosh.store.file_state import is_file
from indexer.engines.whoosh.store.segment import OpenSegment

EXTENSION = ".suoyin"

_NONE_OPENED: Mapping[str, OpenSegment] = MappingProxyType({})


class ColumnarSegment(base.Segment):  # type: ignore[misc]  # Whoosh has no types
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

    def open(self, folder: Path, opened: Mapping[str, OpenSegment] = _NONE_OPENED) -> OpenSegment:
        """Return the open segment of the file in the index's folder; one of `opened`, by name, is used again.

        Raises FileNotFoundError, and IndexDamaged for a damaged file.
        """
        path = folder / self.file_name
        known = opened.get(self.file_name)
        if known is None or not is_file(str(path), known.file.state):
            known = OpenSegment(path, self.deleted)
        if self.reports != known.size:
            raise known.file.damaged(f"有 {known.size} 份报告，目录里记的是 {self.reports} 份")
        return known.with_deleted(self.deleted)

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


class ColumnarCodec(base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Reads columnar segments. They are written by `indexer.engines.whoosh.write.writer` only."""

    def terms_reader(self, storage: Storage, segment: ColumnarSegment) -> ColumnarTerms:
        """Return a segment's terms."""
        return ColumnarTerms(segment.open(Path(storage.folder)))

    def per_document_reader(self, storage: Storage, segment: ColumnarSegment) -> ColumnarDocuments:
        """Return what a segment keeps of each report."""
        return ColumnarDocuments(segment.open(Path(storage.folder)))
