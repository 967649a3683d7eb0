"""Which of a run's files are attachments of a page: those that its report names and that lie where candidates say.

Only files that were found below the archive's paths count, by their real path, so that no address leads anywhere else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from corpus.readers import SourceFile, is_attachable
from corpus.readers.page.beside import candidates
from corpus.readers.regular_file import open_regular
from corpus.report import Attachment, Report

MOST_FILES = 20
"""Files read along with one page; notices have up to a dozen."""

MOST_BYTES = 256 * 2**20
"""Bytes of all files read along with one page."""


@dataclass(frozen=True, slots=True)
class Beside:
    """A file that lies beside a page: the number of the attachment it is, its path from the page's folder, and the file."""

    number: int
    path: str
    file: SourceFile


class FilesBeside:
    """The files that may be read along with pages, by their real paths."""

    def __init__(self, files: Iterable[SourceFile]) -> None:
        self._by_path = {str(file.path): file for file in files if is_attachable(file.source)}

    def of(self, page: SourceFile, report: Report) -> list[Beside]:
        """Return the files that `report` of `page` names, as many as are read along; each once."""
        found: list[Beside] = []
        size = 0
        for number, path, file in self._named(page, report.attachments):
            with suppress(OSError):
                size += file.path.stat().st_size
            if len(found) == MOST_FILES or size > MOST_BYTES:
                break
            found.append(Beside(number, path, file))
        return found

    def _named(self, page: SourceFile, attachments: Iterable[Attachment]) -> Iterator[tuple[int, str, SourceFile]]:
        folder, name = os.path.split(page.path)
        seen: set[str] = set()
        for number, attachment in enumerate(attachments):
            for path in candidates(attachment.url, page=name, name=attachment.name):
                file = self._by_path.get(os.path.join(folder, path))  # noqa: PTH118  # ten times as fast as a Path
                if file is not None:
                    if file.source not in seen:
                        seen.add(file.source)
                        yield number, path, file
                    break


def digest_of_file(file: SourceFile) -> str:
    """Return the digest of a file's content. Raises OSError."""
    with open_regular(file.path) as opened:
        return hashlib.file_digest(opened, lambda: hashlib.blake2b(digest_size=16)).hexdigest()


def digest_with_beside(own: str, beside: Iterable[Beside]) -> str:
    """Return the digest of a page whose own is `own`, and of what lies beside it by path and content: `own` where nothing does."""
    total = hashlib.blake2b(own.encode(), digest_size=16)
    along = list(beside)
    for each in along:
        try:
            digest = digest_of_file(each.file)
        except OSError:
            digest = ""
        total.update(f"{each.number}\0{each.path}\0{digest}\0".encode("utf-8", "surrogatepass"))
    return total.hexdigest() if along else own
