"""The reports of one generation: their ids, stored texts, sources, and who has which keyword value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.report import Report
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL
from indexer.engines.whoosh.store.records import decode_apart, decode_record
from indexer.engines.whoosh.store.segment import OpenSegment


class Documents:
    """The reports of some segments. Safe to use from several threads."""

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self._segments = segments

    def id(self, segment_ordinal: int, doc: int) -> str:
        """Return the id of document `doc` of segment `segment_ordinal`."""
        return self._segments[segment_ordinal].id(doc)

    def read(self, segment_ordinal: int, doc: int) -> tuple[Report, str]:
        """Return document `doc` of segment `segment_ordinal` without its body, and its body."""
        return decode_apart(self._segments[segment_ordinal].record(doc))

    def get(self, report_id: str) -> Report | None:
        """Return the report with this id."""
        for segment in self._segments:
            doc = segment.doc_of(report_id)
            if doc is not None:
                return decode_record(segment.record(doc))
        return None

    def holders(self, field: str, value: str) -> list[str]:
        """Return the ids of the live reports with exactly this value of a keyword field."""
        found = []
        for segment_ordinal, segment in enumerate(self._segments):
            row = segment.keywords.row(value.encode(), KEYWORD_ORDINAL[field])
            if row is not None:
                docs = segment.keywords.docs(row)
                found += [self.id(segment_ordinal, doc) for doc in docs[segment.live[docs]].tolist()]
        return found

    def sources(self) -> Iterator[tuple[str, str, str]]:
        """Yield source file, id and digest of every live report."""
        for segment in self._segments:
            source, digest = segment.values("source"), segment.values("digest")
            sources, digests = ("", *source.values), ("", *digest.values)
            reports = zip(
                source.codes.tolist(), segment.ids(), digest.codes.tolist(), segment.live.tolist(), strict=True
            )
            yield from ((sources[a], report_id, digests[b]) for a, report_id, b, live in reports if live)
