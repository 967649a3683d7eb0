"""What the ledger says of reports at a time: which are public in which version, which are withdrawn, which are still to come."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import datetime

from corpus.record import from_record
from corpus.report import Report, with_source
from indexer.publication_sources import number_of_publication, source_of_publication
from indexer.publications import TakenOver
from service.ledger.entries import STATES, Act, Entry, stamp
from service.ledger.ledger import Ledger
from service.sqlite_file import sql

ACTS = ", ".join(f"'{each.value}'" for each in STATES)
"""The acts on reports as SQL lists them."""

_CURRENT = """number IN (SELECT max(number) FROM entries
WHERE act IN ({acts}) AND effective <= ? {of} GROUP BY subject)"""

_WITHDRAWN = """SELECT subject, effective, coalesce((SELECT digest FROM entries AS version
WHERE version.subject = entries.subject AND version.digest <> '' ORDER BY version.number DESC LIMIT 1), '')
FROM entries WHERE act = 'withdraw' AND effective <= ? AND NOT EXISTS (SELECT 1 FROM entries AS later
WHERE later.subject = entries.subject AND later.number > entries.number AND later.act IN ({acts}) AND later.effective <= ?)
ORDER BY number"""


@dataclass(frozen=True, slots=True)
class WithdrawnReport:
    """A report that is withdrawn: its id, since when, and the digest of its last version, "" where it has none."""

    report_id: str
    at: str
    digest: str


@dataclass(frozen=True, slots=True)
class States:
    """The states of all reports of a ledger, now or at a time; what an index follows (`indexer.publications.Publications`)."""

    ledger: Ledger
    time: datetime | None = None

    def of(self, subject: str) -> Entry | None:
        """Return the last entry that counts of a report, None for one of which none does."""
        return next(self.ledger.entries(sql(_CURRENT, acts=ACTS, of="AND subject = ?"), [self._until, subject]), None)

    def current(self) -> Iterator[Entry]:
        """Yield the last entry that counts of each report."""
        return self.ledger.entries(sql(_CURRENT, acts=ACTS, of=""), [self._until])

    def ids(self) -> Set[str]:
        """Return the ids of all reports that the ledger answers for, also of those still to come."""
        subjects = sql("SELECT subject FROM entries WHERE act IN ({acts})", acts=ACTS)
        return frozenset(row[0] for row in self.ledger.rows(subjects))

    def sources(self, ids: Collection[str] | None = None) -> Mapping[str, str]:
        """Return the source of the current version of each public report by id, of all or of some."""
        entries = self.current() if ids is None else filter(None, map(self.of, ids))
        return {each.subject: source_of_publication(each.number) for each in entries if each.is_published}

    def withdrawn(self) -> list[WithdrawnReport]:
        """Return the reports that are withdrawn, the first withdrawn first; what that costs depends on how many were, not on all that are public."""
        rows = self.ledger.rows(sql(_WITHDRAWN, acts=ACTS), [self._until, self._until])
        return [WithdrawnReport(*row) for row in rows]

    def last_version(self, withdrawn: WithdrawnReport) -> Report:
        """Return the last version of a withdrawn report; only its id where it has none."""
        if not withdrawn.digest:
            return Report(withdrawn.report_id, "")
        return from_record(self.ledger.record(withdrawn.digest))

    def version(self, source: str) -> Report:
        """Return the version of a report that a source stands for."""
        (entry,) = self.ledger.entries("number = ?", [number_of_publication(source)])
        return with_source(from_record(self.ledger.record(entry.digest)), source)

    def taken_over(self) -> Iterator[TakenOver]:
        """Yield the reports of the archive's files that the ledger answers for, as their files had them."""
        for entry in self.ledger.entries("act = ?", [Act.ADOPT.value]):
            yield TakenOver(from_record(self.ledger.record(entry.digest)), is_alone=bool(entry.facts["alone"]))

    def due(self, since: datetime, *, after: int) -> tuple[str, ...]:
        """Return the ids of the reports of which something was written after an entry, or came to count since a time."""
        changed = f"act IN ({ACTS}) AND effective <= ? AND (effective > ? OR number > ?)"
        given = [self._until, stamp(since), after]
        return tuple(dict.fromkeys(each.subject for each in self.ledger.entries(changed, given)))

    @property
    def _until(self) -> str:
        return stamp(self.time or self.ledger.now())
