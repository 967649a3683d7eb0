"""Which digest each report is stored with, and what stored digests say of a source: there is no manifest beside the index.

The last report of a source that was indexed whole is stored with the source's digest. The first report of one that is
being indexed is stored as `UNFINISHED` until the source ends, so that an interrupted one never counts as whole, whatever
is left of its earlier state.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.report import Report
from indexer.engine import SourceFileState

UNFINISHED = "unfinished"
"""Stored in place of a digest, and equal to none."""


@dataclass(slots=True)
class _Begun:
    """A source of which reports were put, and no end yet."""

    first: Report
    last: Report | None


class SourceDigests:
    """The sources begun in one session, with the first and the last report put of each."""

    def __init__(self) -> None:
        self._begun: dict[str, _Begun] = {}

    def put(self, report: Report) -> str:
        """Return what to store a report with that is put next."""
        self._forget(report.id, but=report.source)
        begun = self._begun.get(report.source)
        if begun is None:
            self._begun[report.source] = _Begun(report, report)
            return UNFINISHED
        begun.last = report
        if report.id != begun.first.id:
            return ""
        begun.first = report
        return UNFINISHED

    def delete(self, report_id: str) -> None:
        """Forget a report that is deleted."""
        self._forget(report_id)

    def end(self, source: str, digest: str) -> list[tuple[Report, str]]:
        """Return the reports that must be stored anew when a source ends, each with what to store it with, in this order."""
        begun = self._begun.pop(source, None)
        if begun is None:
            return []
        last = [] if begun.last is None else [(begun.last, digest)]
        return last if begun.last is begun.first else [*last, (begun.first, "")]

    def _forget(self, report_id: str, *, but: str | None = None) -> None:
        """Make sure that a report which is deleted, or now another source's, is not stored anew."""
        for source, begun in list(self._begun.items()):
            if source == but:
                continue
            if report_id == begun.first.id:
                del self._begun[source]
            elif begun.last is not None and report_id == begun.last.id:
                begun.last = None


def source_states(reports: Iterable[tuple[str, str, str]]) -> dict[str, SourceFileState]:
    """Return what is indexed of each source, by the source, the id and the stored digest of every report."""
    ids: defaultdict[str, set[str]] = defaultdict(set)
    digests: defaultdict[str, set[str]] = defaultdict(set)
    for source, report_id, digest in reports:
        ids[source].add(report_id)
        if digest:
            digests[source].add(digest)
    return {source: SourceFileState(frozenset(found), _whole(digests[source])) for source, found in ids.items()}


def _whole(digests: set[str]) -> str:
    """Return the digest of a source that is indexed whole, "" for another: of two, one is of an earlier state."""
    return digests.pop() if len(digests) == 1 and UNFINISHED not in digests else ""
