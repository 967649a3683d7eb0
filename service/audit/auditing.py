"""The audit of an archive, as its configuration and its files have it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from corpus.report import Report
from service.audit.audit import Audit, AuditRules, Progress, audit
from service.audit.dismissals import read_dismissals
from service.audit.working_days import WorkingDays, read_calendar
from service.browse.original import file_of
from service.settings import Settings

_FILES = 1_024
"""Sources whose files are remembered: a page has several attachments."""


def audited(
    settings: Settings, reports: Iterable[Report], progress: Progress, dismissed: Mapping[str, str] | None = None
) -> Audit:
    """Return what is wrong with the reports of an archive, today; what `dismissed` says of findings, by id, goes before the configured list. Raises a `ServiceError` for what the configuration names."""

    @lru_cache(_FILES)
    def path_of(source: str) -> Path | None:
        found = file_of(settings, source)
        return found.path if found else None

    own = read_calendar(settings.audit.calendar) if settings.audit.calendar else {}
    rules = AuditRules(date.today(), settings.audit.required, WorkingDays(own), path_of)
    known = {**read_dismissals(settings.audit.dismissed), **(dismissed or {})}
    return audit(reports, rules, {name: reason for name, reason in known.items() if reason}, progress)
