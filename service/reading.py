"""What is read of a file, and from where in it: a look at one file without any index."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from corpus.problem import Problem
from corpus.readers import PassedOver, read_file
from corpus.readers.ocr import Ocr, with_ocr
from corpus.record import to_record
from corpus.report import Report
from service.roots import Roots
from service.settings import Settings


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The reports that a file gives, each with the origins of its values, and what was wrong with it."""

    source: str
    reports: tuple[Report, ...]
    problems: tuple[Problem, ...]


def read_one(path: Path, settings: Settings) -> ReadFile:
    """Return what a build would read of the file at `path`, named as a build would name it."""
    source = Roots.of(settings).name(path)
    real = Path(os.path.realpath(path))
    ocr = Ocr(settings.archive.ocr, settings.archive.ocr_seconds)
    items = list(with_ocr(read_file(real, source=source), real, ocr))
    return ReadFile(
        source,
        tuple(item for item in items if isinstance(item, Report)),
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
