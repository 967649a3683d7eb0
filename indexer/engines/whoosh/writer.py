"""Writes batches of reports into a Whoosh index; each checkpoint is one commit."""

from __future__ import annotations

from pathlib import Path

from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

from corpus.report import Report
from indexer.engines.whoosh.files import latest_generation, read_contents, remove_old_stamps, write_stamp
from indexer.engines.whoosh.schema import whoosh_document, whoosh_schema

MERGE_AT = 8
"""Segments of an index that make the next commit merge the small ones: merging plain Whoosh postings is slow, many
segments make every search slower."""

POOL_MEGABYTES = 256
"""Postings Whoosh holds in memory before it spills them into temporary files."""

POSTINGS_IN_A_BLOCK = 1024
"""Postings compressed together. We read whole posting lists, so larger blocks than Whoosh's 128 only save work."""


class WhooshWriter:
    """The writing end of one session; whoever makes it holds the index's lock."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._puts: dict[str, tuple[Report, str]] = {}
        self._deletes: set[str] = set()
        storage = FileStorage(str(folder))
        generation = latest_generation(folder)
        if generation < 0:
            write_stamp(folder, 0)
            self._index = FileIndex.create(storage, whoosh_schema())
        else:
            read_contents(folder, generation)
            self._index = FileIndex(storage)

    def put(self, report: Report, *, digest: str = "") -> None:
        """Add or replace a report at the next checkpoint."""
        self._puts[report.id] = (report, digest)
        self._deletes.discard(report.id)

    def delete(self, report_id: str) -> None:
        """Remove a report at the next checkpoint."""
        self._puts.pop(report_id, None)
        self._deletes.add(report_id)

    def checkpoint(self) -> None:
        """Commit what was put and deleted."""
        if not self._puts and not self._deletes:
            return
        writer = SegmentWriter(self._index, _lk=False, limitmb=POOL_MEGABYTES, codec=_codec())
        try:
            self._remove_stored(writer, self._deletes | self._puts.keys())
            for report, digest in self._puts.values():
                writer.add_document(**whoosh_document(report, digest))
            write_stamp(self._folder, writer.generation)
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=len(writer.segments) >= MERGE_AT)
        remove_old_stamps(self._folder, writer.generation)
        self._puts.clear()
        self._deletes.clear()

    @staticmethod
    def _remove_stored(writer: SegmentWriter, ids: set[str]) -> None:
        with writer.reader() as reader:
            for report_id in ids:
                encoded = report_id.encode()
                if ("id", encoded) in reader:
                    for number in list(reader.postings("id", encoded).all_ids()):
                        writer.delete_document(number)


def _codec() -> W3Codec:
    codec = W3Codec(blocklimit=POSTINGS_IN_A_BLOCK, compression=1)
    # Lengths are in columns of ours; Whoosh would look for its own, a system call for every posting.
    codec.length_stats = False
    return codec
