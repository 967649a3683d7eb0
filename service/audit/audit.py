"""An audit: every report looked at once, and then all of them together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from corpus.report import Report
from service.audit import kinds
from service.audit.attachments import FileOf, dead_links
from service.audit.fields import (
    dates_in_the_wrong_order,
    malformed_numbers,
    missing_fields,
    years_against_dates,
)
from service.audit.file_properties import FileOfReport, telling_properties
from service.audit.finding import Fault, Finding, Subject, finding, subject_of
from service.audit.lateness import late
from service.audit.personal import personal_data_published
from service.audit.same_texts import SameTexts
from service.audit.shared_numbers import SharedNumbers
from service.audit.working_days import WorkingDays
from service.audit_settings import REQUIRED

Progress = Callable[[int], None]
"""Is told of so many more reports that were looked at."""

_OWN_FORM = 0.2
"""Share of an agency's reports with a number of no known form from which on that is a form of its own, and no mistake."""


@dataclass(frozen=True, slots=True)
class AuditRules:
    """What an audit goes by: the fields that are required, the working days, today, where the files of the archive are, and which of them each
    report was read from."""

    today: date
    required: Sequence[str] = REQUIRED
    working_days: WorkingDays = field(default_factory=WorkingDays)
    file_of: FileOf = lambda source: None
    read_from: FileOfReport = lambda report: None


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found among so many reports. `dismissed` of the findings, by id, were dismissed for a reason. `notes` say, in Chinese, what
    could not be judged."""

    reports: int
    findings: tuple[Finding, ...]
    dismissed: Mapping[str, str]
    notes: tuple[str, ...] = ()

    @property
    def open(self) -> tuple[Finding, ...]:
        """The findings that nobody has dismissed."""
        return tuple(each for each in self.findings if each.id not in self.dismissed)


def audit(
    reports: Iterable[Report],
    rules: AuditRules,
    dismissed: Mapping[str, str] | None = None,
    progress: Progress = lambda done: None,
) -> Audit:
    """Return what is wrong with the reports of an archive, by kind, then issuer and report."""
    shared, same, unknown_years = SharedNumbers(), SameTexts(), set[int]()
    found: dict[str, Finding] = {}
    by_issuer: Counter[str] = Counter()
    for report in reports:
        subject = subject_of(report)
        by_issuer[subject.issuer] += 1
        _add(found, ((subject, fault) for fault in _faults(report, rules, unknown_years)))
        shared.add(report, subject)
        same.add(report, subject)
        progress(1)
    _add(found, shared.faults())
    _add(found, same.faults())
    known = {each.id: reason for each in found.values() if (reason := (dismissed or {}).get(each.id)) is not None}
    return Audit(
        by_issuer.total(), _in_order(_without_own_forms(found.values(), by_issuer)), known, _notes(unknown_years)
    )


def _add(found: dict[str, Finding], faults: Iterable[tuple[Subject, Fault]]) -> None:
    for subject, fault in faults:
        each = finding(subject, fault)
        found[each.id] = each


def _faults(report: Report, rules: AuditRules, unknown_years: set[int]) -> Iterator[Fault]:
    """Yield what is wrong with one report by itself."""
    yield from missing_fields(report, rules.required)
    yield from dates_in_the_wrong_order(report, rules.today)
    yield from late(report, rules.working_days, unknown_years)
    yield from years_against_dates(report)
    yield from malformed_numbers(report)
    yield from dead_links(report, rules.file_of)
    yield from personal_data_published(report)
    yield from telling_properties(report, rules.read_from)


def _without_own_forms(found: Iterable[Finding], by_issuer: Mapping[str, int]) -> Iterator[Finding]:
    """Yield all findings but those about numbers that are of no known form at one issuer time and again."""
    findings = list(found)
    malformed = Counter(each.issuer for each in findings if each.kind is kinds.MALFORMED_NUMBER)
    own = {issuer for issuer, count in malformed.items() if count > max(1, _OWN_FORM * by_issuer[issuer])}
    return (each for each in findings if not (each.kind is kinds.MALFORMED_NUMBER and each.issuer in own))


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    rank = {name: number for number, name in enumerate(kinds.KINDS)}
    return tuple(sorted(found, key=lambda each: (rank[each.kind.name], each.issuer, each.report_id, each.id)))


def _notes(unknown_years: set[int]) -> tuple[str, ...]:
    return tuple(
        f"没有 {year} 年的工作日安排，未能判断这一年是否超期；请更新程序，或在 audit.calendar 所指的文件里写明"
        for year in sorted(unknown_years)
    )
