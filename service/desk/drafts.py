"""Drafts: what was read of uploaded files and is not published yet. They are work in hand, no part of the ledger's chain."""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from corpus.record import from_record, to_record
from corpus.report import Report
from service.desk.errors import NoSuchDraft
from service.ledger.entries import canonical, stamp
from service.ledger.files import only_report_in, replaced, reports_in
from service.ledger.ledger import Ledger
from service.ledger.originals import digest_of, file_details
from service.reading import read_untrusted
from service.settings import Settings
from service.sqlite_file import sql

KEPT_FOR = timedelta(days=30)
_LONGEST_STEM = 60
_NOT_IN_NAMES = re.compile(r"[\x00-\x1f\x7f/]")


class Upload(Protocol):
    """A file that somebody sends."""

    filename: str | None

    def save(self, dst: Path) -> None:
        """Write it to a path."""


@dataclass(frozen=True, slots=True)
class PendingReport:
    """A report that is not published: the name of its draft, who uploaded it and when, where in the file its values were found
    by field, what is known of the file, what was wrong with it, and the id of the published report that it is another version of, "" for a new one."""

    name: str
    at: str
    by: str
    report: Report
    details: Mapping[str, Any]
    origins: Mapping[str, str]
    problems: Sequence[str]
    replaces: str


@dataclass(frozen=True, slots=True)
class Drafts:
    """The drafts beside a ledger."""

    ledger: Ledger

    def all(self) -> list[PendingReport]:
        """Return all drafts, newest first, without those that are too old, which are removed."""
        self.forget()
        return [_draft(row) for row in self.ledger.rows("SELECT * FROM drafts ORDER BY at DESC, name")]

    def named(self, name: str) -> PendingReport:
        """Return a draft. Raises `NoSuchDraft`."""
        for row in self.ledger.rows("SELECT * FROM drafts WHERE name = ?", [name]):
            return _draft(row)
        raise NoSuchDraft

    def upload(self, file: Upload, settings: Settings, *, by: str, replaces: Report | None = None) -> list[str]:
        """Return the names of the drafts of an uploaded file, one for each report in it: the only one, as another version, of what it `replaces`.

        Raises `NothingRead` without any.
        """
        with TemporaryDirectory(prefix="suoyin-upload-") as folder:
            path = Path(folder) / file_name(file.filename or "")
            file.save(path)
            read = read_untrusted(path, settings)
            reports = [only_report_in(read, path.name)] if replaces else reports_in(read, path.name)
            drafted = [replaced(replaces, each) for each in reports] if replaces else reports
            problems = canonical([each.reason for each in read.problems])
            now = stamp(self.ledger.now())
            rows = [
                (
                    secrets.token_urlsafe(12),
                    now,
                    by,
                    canonical(to_record(each)),
                    canonical(file_details(path, len(reports), read_as.body)),
                    canonical({origin.field: origin.place for origin in each.origins}),
                    problems,
                    replaces.id if replaces else "",
                )
                for each, read_as in zip(drafted, reports, strict=True)
            ]
            originals = self.ledger.originals
            with originals.copied(path) as copy, self.ledger.transaction() as connection:
                originals.put(copy, digest_of(path))
                connection.executemany("INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        self.forget()
        return [row[0] for row in rows]

    def change(self, name: str, report: Report) -> None:
        """Keep a draft as it was mended."""
        with self.ledger.transaction() as connection:
            connection.execute("UPDATE drafts SET record = ? WHERE name = ?", [canonical(to_record(report)), name])

    def remove(self, name: str) -> None:
        """Remove a draft."""
        self._remove("name = ?", name)

    def forget(self) -> None:
        """Remove the drafts that are older than they are kept for."""
        self._remove("at < ?", stamp(self.ledger.now() - KEPT_FOR))

    def _remove(self, which: str, given: str) -> None:
        """Remove drafts, and the files that neither another draft nor an entry names."""
        named = "json_extract(details, '$.file_sha256')"
        used = sql(
            "SELECT 1 FROM drafts WHERE {named} = ? UNION ALL SELECT 1 FROM entries WHERE {named} = ?", named=named
        )
        chosen = sql("SELECT DISTINCT {named} FROM drafts WHERE {which}", named=named, which=which)
        with self.ledger.transaction() as connection:
            digests = connection.execute(chosen, [given]).fetchall()
            connection.execute(sql("DELETE FROM drafts WHERE {which}", which=which), [given])
            for (each,) in digests:
                if not connection.execute(used, [each, each]).fetchone():
                    self.ledger.originals.remove(each)


def file_name(given: str) -> str:
    r"""Return the name under which an uploaded file is read: the last part of what its browser called it, whatever that was.

    >>> [file_name(each) for each in ("C:\\文件\\通知.docx", "../../etc/passwd", "..", "")]
    ['通知.docx', 'passwd', 'upload', 'upload']
    """
    name = _NOT_IN_NAMES.sub("", PurePosixPath(given.replace("\\", "/").replace("\0", "")).name)
    path = PurePosixPath(name)
    short = path.stem[:_LONGEST_STEM].encode("utf-8", "replace").decode() + path.suffix[:10]
    return short if short.strip(".") else "upload"


def _draft(row: Sequence[Any]) -> PendingReport:
    name, at, by, record, details, origins, problems, replaces = row
    report = from_record(json.loads(record))
    return PendingReport(name, at, by, report, json.loads(details), json.loads(origins), json.loads(problems), replaces)
