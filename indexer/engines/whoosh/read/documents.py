"""The reports of one generation: their ids, stored texts, sources, and who has which keyword value."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.report import Report
from indexer.cache import Cache
from indexer.engines.whoosh.store.ordinals import KEYWORD_ORDINAL
from indexer.engines.whoosh.store.records import decode_record
from indexer.engines.whoosh.store.segment import OpenSegment

LOCATIONS_BYTES = 16_000_000
"""Memory for where reports are, so that those of a page of hits are not looked up again: some 65,000 of them."""

_LOCATION_BYTES = 250
"""Bytes of an id and where it is."""

Location = tuple[int, int]
"""A segment ordinal and a document number."""


class Documents:
    """The reports of some segments. Safe to use from several threads."""

    def __init__(self, segments: Sequence[OpenSegment]) -> None:
        self._segments = segments
        self._locations: Cache[str, Location] = Cache(LOCATIONS_BYTES, lambda _: _LOCATION_BYTES)

    def id(self, segment_ordinal: int, doc: int) -> str:
        """Return the id of document `doc` of segment `segment_ordinal`."""
        report_id = self._segments[segment_ordinal].id(doc)
        self._locations.add(report_id, (segment_ordinal, doc))
        return report_id

    def get(self, report_id: str) -> Report | None:
        """Return the report with this id."""
        found = self._locations.find(report_id) or self._find(report_id)
        if found is None:
            return None
        segment_ordinal, doc = found
        return decode_record(self._segments[segment_ordinal].stored.record(doc))

    def _find(self, report_id: str) -> Location | None:
        for segment_ordinal, segment in enumerate(self._segments):
            doc = segment.doc_of(report_id)
            if doc is not None:
                return segment_ordinal, doc
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
