"""What a file brings to the ledger: reports to publish, or what a report is corrected to."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from corpus.report import Report
from service.ledger.errors import NothingRead
from service.ledger.mending import mended
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
    reports = [mended(each, changes) for each in reports_in(read_untrusted(path, settings), path.name)]
    signed = replace(signed, details={**signed.details, **file_details(path)})
    for each in reports:
        publisher.check_new(each)
    return [publisher.publish(each, signed, at=at) for each in reports]


def changed_by_file(path: Path | None, settings: Settings, changes: Mapping[str, str]) -> Callable[[Report], Report]:
    """Return what makes a report what a file holds, where one is given, with `changes`; it stays known as what it was."""
    if path is None:
        return lambda report: mended(report, changes)
    reports = reports_in(read_untrusted(path, settings), path.name)
    if len(reports) > 1:
        raise NothingRead(path.name, f"里面有 {len(reports)} 条信息，分不清是哪一条")

    def change(report: Report) -> Report:
        found = replace(reports[0], id=report.id, former_ids=report.former_ids)
        return mended(found, changes)

    return change


def file_details(path: Path) -> dict[str, object]:
    """Return the name of a file and the SHA-256 of its content, to be kept with what was read of it."""
    with path.open("rb") as file:
        return {"file": path.name, "file_sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def reports_in(read: ReadFile, name: str) -> list[Report]:
    """Return the reports that were read of a file, which is their source by name. Raises `NothingRead` without any."""
    if not read.reports:
        raise NothingRead(name, read.problems[0].reason if read.problems else "文件里没有任何信息")
    return [replace(each, source=name) for each in read.reports]
