"""What is read of a file, and from where in it: a look at one file without any index."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from corpus.identity import derived_id
from corpus.isolation import ReaderPool, ReadingLimits
from corpus.problem import Problem
from corpus.readers import Item, PassedOver, SourceFile, read_file
from corpus.readers.long_reports import without_long_reports
from corpus.readers.ocr import with_ocr
from corpus.record import to_record
from corpus.report import Report, with_ids
from indexer.beside import FilesBeside
from indexer.read_files import FileReading, Pool
from service.indexing import files_beside, limits_of
from service.roots import Roots
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The reports that a file gives, each with the origins of its values, and what was wrong with it."""

    source: str
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


class _ThisProcess:
    """Reads files in this process, so that the origins of values are known; `indexer.read_files.Pool` says the rest."""

    format = ""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limits = limits
        self._asked: deque[tuple[Path, str]] = deque()

    @property
    def room(self) -> int:
        return 1 - len(self._asked)

    def ask(self, path: str, source: str) -> None:
        self._asked.append((Path(path), source))

    def read(self) -> Iterator[Item]:
        path, source = self._asked.popleft()
        items = with_ocr(read_file(path, source=source), path, self._limits.ocr)
        return without_long_reports(items, self._limits.characters)


def read_one(path: Path, settings: Settings) -> ReadFile:
    """Return what a build would read of the file at `path`, of a page with its attachments, named as a build would name it."""
    return _read(path, settings, _ThisProcess(limits_of(settings.archive)))


def read_untrusted(path: Path, settings: Settings) -> ReadFile:
    """Return the same, read in a process of its own within the limits of an archive's files."""
    with closing(ReaderPool(limits_of(settings.archive), 1)) as pool:
        return _read(path, settings, pool)


def _read(path: Path, settings: Settings, pool: Pool) -> ReadFile:
    names = Roots.of(settings)
    file = SourceFile(names.name(path), Path(os.path.realpath(path)))
    reading = FileReading(pool, FilesBeside(files_beside(names, names.named([path]))))
    reading.ask(file, "")
    items = [item for read in reading.taken(all_of_them=True) for item in read.items]
    return ReadFile(
        file.source,
        tuple(with_ids(item, item.id or derived_id(item)) for item in items if isinstance(item, Report)),
        tuple(
            item.as_note() if isinstance(item, PassedOver) else item for item in items if not isinstance(item, Report)
        ),
    )


def to_plain(read: ReadFile) -> dict[str, object]:
    """Return what was read as plain data for JSON: records with `origins` by field, and problems."""
    return {
        "source": read.source,
        "reports": [
            {**to_record(report), "origins": {each.field: each.place for each in report.origins}}
            for report in read.reports
        ],
        "problems": [
            {"reason": each.reason, "line": each.line, "skipped": each.skipped, "count": each.count}
            for each in read.problems
        ],
    }
