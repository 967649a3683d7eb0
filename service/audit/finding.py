"""One finding of an audit."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from corpus.report import Report
from service.audit.kinds import Kind


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with one report.

    `id` is the same in every audit as long as the same is wrong with it. `message` says it in Chinese; personal data stand in it
    masked only. `others` are the ids of the reports that it has to do with. `year` is that of its publication, None where nobody knows.
    """

    id: str
    kind: Kind
    report_id: str
    title: str
    issuer: str
    year: int | None
    message: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, before it is known whether a report has it: what tells it from others of its kind, and how it is said."""

    kind: Kind
    about: str
    message: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subject:
    """What an audit keeps of a report while it looks at others."""

    id: str
    title: str
    issuer: str
    year: int | None


def subject_of(report: Report) -> Subject:
    """Return what an audit keeps of a report."""
    return Subject(report.id, report.title, report.issuer, report.dated.year if report.dated else None)


def finding(subject: Subject, fault: Fault) -> Finding:
    """Return the finding that a report has a fault."""
    told = "\0".join((fault.kind.name, subject.id, fault.about)).encode("utf-8", "surrogatepass")
    name = hashlib.blake2b(told, digest_size=6).hexdigest()
    return Finding(
        name, fault.kind, subject.id, subject.title, subject.issuer, subject.year, fault.message, fault.others
    )
