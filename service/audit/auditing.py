"""The audit of an archive, as its configuration and its files have it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache, partial
from pathlib import Path

from corpus.report import Report
from indexer.publication_sources import is_publication
from service.audit.audit import Audit, AuditRules, Progress, audit
from service.audit.dismissals import read_dismissals
from service.audit.last_audit import dismissed_in
from service.audit.working_days import WorkingDays, read_calendar
from service.browse.original import OriginalFile, file_of
from service.ledger.ledger import Ledger
from service.ledger.published_file import published_file
from service.settings import Settings

_FILES = 1_024
"""Sources whose files are remembered: a page has several attachments."""


def audited(settings: Settings, reports: Iterable[Report], progress: Progress, ledger: Ledger | None = None) -> Audit:
    """Return what is wrong with the reports of an archive, today; what the ledger says of findings goes before the configured list.

    Raises a `ServiceError` for what the configuration names.
    """
    own = read_calendar(settings.audit.calendar) if settings.audit.calendar else {}
    file = lru_cache(_FILES)(partial(file_of, settings))

    def path_of(source: str) -> Path | None:
        found = file(source)
        return found.path if found else None

    def read_from(report: Report) -> OriginalFile | None:
        if not is_publication(report.source):
            return file(report.source)
        return published_file(ledger, report) if ledger else None

    rules = AuditRules(date.today(), settings.audit.required, WorkingDays(own), path_of, read_from)
    known = {**read_dismissals(settings.audit.dismissed), **(dismissed_in(ledger) if ledger else {})}
    return audit(reports, rules, {name: reason for name, reason in known.items() if reason}, progress)
