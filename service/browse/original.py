"""The file that a report was read from, given back as it was published."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from corpus.readers import source_name
from corpus.report import Report
from indexer.engine import Engine, count_matches
from indexer.query import Keyword
from service.roots import Roots, is_below
from service.settings import Settings

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".ofd": "application/ofd",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".doc": "application/msword",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xls": "application/vnd.ms-excel",
    ".zip": "application/zip",
    ".txt": "text/plain",
}
"""Types that no browser runs anything of. Everything else, pages above all, is given as bytes."""

BYTES = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class OriginalFile:
    """A file of the archive: its real path, its name, bytes and a media type that is safe to give to browsers."""

    path: Path
    name: str
    size: int
    media_type: str


def original_file(engine: Engine, settings: Settings, report: Report) -> OriginalFile | None:
    """Return the file that holds a report and no other, None where there is none or `archive.originals` is off."""
    return file_of(settings, report.source) if settings.archive.originals and _is_alone(engine, report) else None


def _is_alone(engine: Engine, report: Report) -> bool:
    """Return whether no other report is of the same file; they are counted, since an export of a whole database is one file."""
    return count_matches(engine, Keyword("source", report.source)) == 1


def file_of(settings: Settings, source: str) -> OriginalFile | None:
    """Return the file of a source below one of the configured paths, None where there is none."""
    names = Roots.of(settings)
    for root in names.named(settings.archive.paths):
        if root.name and not is_below(source, root.name):
            continue
        top = os.path.realpath(root.path)
        below = PurePosixPath(source).relative_to(root.name or ".")
        for path in _paths(Path(top), below.parts):
            real = Path(os.path.realpath(path))
            if real.is_file() and real.is_relative_to(top):
                media_type = MEDIA_TYPES.get(real.suffix.lower(), BYTES)
                return OriginalFile(real, below.name or real.name, real.stat().st_size, media_type)
    return None


def _paths(folder: Path, names: tuple[str, ...]) -> Iterator[Path]:
    """Yield the paths that a source stands for: names of files are made one line of text for it (see `source_name`)."""
    if not names:
        yield folder
        return
    first, *others = names
    if first in ("..", "."):
        return
    if (folder / first).exists():
        yield from _paths(folder / first, tuple(others))
    elif "~" in first and folder.is_dir():
        for each in folder.iterdir():
            if source_name("", each.name) == first:
                yield from _paths(each, tuple(others))
