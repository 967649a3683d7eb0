"""What a file brings to the ledger: reports to publish, or what a report is corrected to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from corpus.report import Report
from service.ledger.errors import NothingRead
from service.ledger.ledger import Ledger
from service.ledger.mending import mended
from service.ledger.originals import digest_of, file_details
from service.ledger.publishing import Done, Publisher, Signed
from service.reading import ReadFile, read_untrusted
from service.settings import Settings


def publish_file(
    publisher: Publisher,
    path: Path,
    settings: Settings,
    signed: Signed,
    changes: Mapping[str, str],
    *,
    at: datetime | None = None,
) -> list[Done]:
    """Return what was written for each report in a file after publishing them, with `changes` made to it if it is one.

    Raises `NotPublished`, and publishes none, where any can't be.
    """
    reports = reports_in(read_untrusted(path, settings), path.name)
    to_publish = [(mended(each, changes), _with_file(signed, path, each, len(reports))) for each in reports]
    for report, _ in to_publish:
        publisher.check_new(report)
    keep_original(publisher.ledger, path)
    return [publisher.publish(report, each, at=at) for report, each in to_publish]


def correct_by_file(
    publisher: Publisher, known_as: str, path: Path, *, settings: Settings, signed: Signed, changes: Mapping[str, str]
) -> Done:
    """Return what was written for a report after making it what a file holds, with `changes`; it stays known as what it was.

    Raises `NotPublished` for what can't be.
    """
    reports = reports_in(read_untrusted(path, settings), path.name)
    if len(reports) > 1:
        raise NothingRead(path.name, f"里面有 {len(reports)} 条信息，分不清是哪一条")
    read = reports[0]

    def change(report: Report) -> Report:
        return mended(replace(read, id=report.id, former_ids=report.former_ids), changes)

    keep_original(publisher.ledger, path)
    return publisher.correct(known_as, change, _with_file(signed, path, read, 1))


def keep_original(ledger: Ledger, path: Path) -> None:
    """Keep a file beside the ledger, before an entry names it."""
    name = digest_of(path)
    with ledger.originals.copied(path) as copy:
        ledger.originals.put(copy, name)


def _with_file(signed: Signed, path: Path, report: Report, reports: int) -> Signed:
    return replace(signed, details={**signed.details, **file_details(path, reports, report.body)})


def reports_in(read: ReadFile, name: str) -> list[Report]:
    """Return the reports that were read of a file, which is their source by name. Raises `NothingRead` without any."""
    if not read.reports:
        raise NothingRead(name, read.problems[0].reason if read.problems else "文件里没有任何信息")
    return [replace(each, source=name) for each in read.reports]
