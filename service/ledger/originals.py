"""The files that publications were read from, kept beside the ledger under the SHA-256 of what they hold."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from corpus.report import Report
from service.ledger.entries import digest

_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Originals:
    """The files in a folder, which is made when the first comes. Each is its owner's alone, and never changes."""

    folder: Path

    @classmethod
    def beside(cls, ledger: Path) -> Originals:
        """Return the files kept beside a ledger, or beside a copy of one."""
        return cls(ledger.with_name(f"{ledger.name}-originals"))

    def named(self, name: str) -> Path | None:
        """Return where the file with a digest is, None where it isn't kept."""
        if not _DIGEST.fullmatch(name):
            return None
        path = self._path(name)
        return path if path.is_file() else None

    @contextmanager
    def copied(self, path: Path) -> Iterator[Path]:
        """Yield a copy of a file in the folder, on the disk, which `put` gives its place; one that isn't put goes away."""
        self.folder.mkdir(mode=0o700, exist_ok=True)
        with NamedTemporaryFile(dir=self.folder, prefix="part-", delete=False) as copy:
            unfinished = Path(copy.name)
            try:
                with path.open("rb") as source:
                    shutil.copyfileobj(source, copy)
                copy.flush()
                os.fsync(copy.fileno())
                yield unfinished
            finally:
                unfinished.unlink(missing_ok=True)

    def put(self, copy: Path, name: str) -> None:
        """Give a copy the place of the file with a digest."""
        path = self._path(name)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        copy.replace(path)

    def remove(self, name: str) -> None:
        """Forget a file."""
        if path := self.named(name):
            path.unlink(missing_ok=True)

    def copy_to(self, others: Originals) -> None:
        """Copy what others lack to them. Raises OSError."""
        for name in self.names():
            if others.named(name) is None:
                with others.copied(self._path(name)) as copy:
                    others.put(copy, name)

    def faults(self) -> Iterator[str]:
        """Yield which files don't hold what they held when they were kept."""
        for name in self.names():
            if digest_of(self._path(name)) != name:
                yield f"摘要为 {name} 的原文件与收存时不同"

    def names(self) -> list[str]:
        """Return the digests of all files."""
        return sorted(each.name for each in self.folder.glob("??/*") if _DIGEST.fullmatch(each.name))

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name


def digest_of(path: Path) -> str:
    """Return the SHA-256 of what a file holds, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def file_details(path: Path, reports: int, body: str) -> dict[str, object]:
    """Return what is kept of a file with what was read of it: its name and digest, how many reports it holds, the digest of the text."""
    return {"file": path.name, "file_sha256": digest_of(path), "file_reports": reports, "file_body": digest(body)}


def is_offered(details: Mapping[str, Any], report: Report) -> bool:
    """Return whether the public may have the file of a version: it holds no other report, and nobody changed its text since.

    Whoever takes a person's number out of a text doesn't want it to be read in the file.
    """
    return details.get("file_reports") == 1 and details.get("file_body") == digest(report.body)
