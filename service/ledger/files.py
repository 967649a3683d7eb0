"""What a file brings to the ledger: reports to publish, or what a report is corrected to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from corpus.metadata import METADATA
from corpus.report import Origin, Report, with_origins
from corpus.values.bound import Bound
from service.ledger.errors import NothingRead
from service.ledger.ledger import Ledger
from service.ledger.mending import mended, with_body
from service.ledger.originals import digest_of, file_details
from service.ledger.publishing import Done, Publisher, Signed
from service.reading import ReadFile, read_untrusted
from service.settings import Settings

PUBLISHED_VERSION = "现在公开的版本"
"""The origin of a value that a new file says nothing of."""


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
    publisher.check_all_new([report for report, _ in to_publish])
    keep_original(publisher.ledger, path)
    return publisher.publish_all(to_publish, at=at)


def correct_by_file(
    publisher: Publisher, known_as: str, path: Path, *, settings: Settings, signed: Signed, changes: Mapping[str, str]
) -> Done:
    """Return what was written for a report after making it what a file holds, with `changes`. Raises `NotPublished` for what can't be."""
    read = only_report_in(read_untrusted(path, settings), path.name)

    def change(report: Report) -> Report:
        changed = mended(replaced(report, read), changes)
        keep_original(publisher.ledger, path)  # now that nothing can be wrong any more
        return changed

    return publisher.correct(known_as, change, _with_file(signed, path, read, 1))


def replaced(published: Report, read: Report) -> Report:
    """Return a published report as a file has it that takes its place, with the origins of its values; it stays known as what it was.

    What the file says nothing of stays as it is published, but for days that were read from sentences of the former text.
    """
    kept = {
        name: value
        for name in ("title", *(each.name for each in METADATA))
        if not getattr(read, name) and (value := getattr(published, name)) and not _is_read_from_text(value)
    }
    report = replace(read, id=published.id, former_ids=published.former_ids, **kept)
    if published.attachments and not read.attachments:
        report = with_body(replace(report, body=published.body, attachments=published.attachments), read.body)
    return with_origins(report, (*read.origins, *(Origin(name, PUBLISHED_VERSION) for name in kept)))


def _is_read_from_text(value: object) -> bool:
    return isinstance(value, Bound) and bool(value.sentence)


def keep_original(ledger: Ledger, path: Path) -> None:
    """Keep a file beside the ledger, before an entry names it."""
    name = digest_of(path)
    with ledger.originals.copied(path) as copy:
        ledger.originals.put(copy, name)


def _with_file(signed: Signed, path: Path, report: Report, reports: int) -> Signed:
    return replace(signed, details={**signed.details, **file_details(path, reports, report.body)})


def only_report_in(read: ReadFile, name: str) -> Report:
    """Return the report that was read of a file. Raises `NothingRead` where it isn't just one."""
    reports = reports_in(read, name)
    if len(reports) > 1:
        raise NothingRead(name, f"里面有 {len(reports)} 条信息，分不清是哪一条")
    return reports[0]


def reports_in(read: ReadFile, name: str) -> list[Report]:
    """Return the reports that were read of a file, which is their source by name. Raises `NothingRead` without any."""
    if not read.reports:
        raise NothingRead(name, read.problems[0].reason if read.problems else "文件里没有任何信息")
    return [replace(each, source=name) for each in read.reports]
