"""The audit of an archive, as its configuration and its files have it."""

from __future__ import annotations

from collections.abc import Iterable
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


def audited(settings: Settings, reports: Iterable[Report], progress: Progress) -> Audit:
    """Return what is wrong with the reports of an archive, today. Raises a `ServiceError` for what the configuration names."""

    @lru_cache(_FILES)
    def path_of(source: str) -> Path | None:
        found = file_of(settings, source)
        return found.path if found else None

    own = read_calendar(settings.audit.calendar) if settings.audit.calendar else {}
    rules = AuditRules(date.today(), settings.audit.required, WorkingDays(own), path_of)
    return audit(reports, rules, read_dismissals(settings.audit.dismissed), progress)
