"""People whom the properties of published files name: authors, last modifiers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePath

from corpus.errors import CorpusError
from corpus.personal_data import personal_data
from corpus.readers.layout.pdf_properties import pdf_properties
from corpus.readers.office import properties
from corpus.report import Report
from corpus.values.person_name import looks_like_name
from indexer.publication_sources import is_publication
from service.audit import kinds
from service.audit.finding import Fault
from service.browse.original import OriginalFile

FileOfReport = Callable[[Report], OriginalFile | None]
"""Returns the file that a report was read from, None where there is none to look at."""

_SUFFIXES = properties.SUFFIXES | {".pdf"}
_OF_PERSONS = ("作者", "最后修改者", "经理", "打印者")


def telling_properties(report: Report, read_from: FileOfReport) -> Iterator[Fault]:
    """Yield the properties of a report's file that name a person, or hold personal data, masked. A file that can't be read has none."""
    if not (is_publication(report.source) or _suffix(report.source) in _SUFFIXES):
        return
    file = read_from(report)
    if file is None or _suffix(file.name) not in _SUFFIXES:
        return
    read = pdf_properties if _suffix(file.name) == ".pdf" else properties.office_properties
    try:
        for label, value in read(file.path):
            if masked := _masked(label, value):
                yield Fault(kinds.FILE_PROPERTIES, f"{label} {masked}", f"文件属性“{label}”有 {masked}")
    except (OSError, CorpusError):
        return


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _masked(label: str, value: str) -> str:
    """Return a property as it may be said, "" where it names nobody."""
    if label in _OF_PERSONS and looks_like_name(value):
        plain = "".join(value.split())
        return plain[0] + "*" * (len(plain) - 1)
    return "、".join(each.masked for each in personal_data(value))
