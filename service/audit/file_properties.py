"""People whom the properties of published files name: authors, last modifiers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from corpus.errors import CorpusError
from corpus.personal_data import personal_data
from corpus.readers.layout.pdf_properties import pdf_properties
from corpus.readers.office import properties
from corpus.report import Report
from corpus.values.person_name import looks_like_name
from service.audit import kinds
from service.audit.attachments import FileOf
from service.audit.finding import Fault

_SUFFIXES = properties.SUFFIXES | {".pdf"}
_OF_PERSONS = ("作者", "最后修改者", "经理", "打印者")


def telling_properties(report: Report, file_of: FileOf) -> Iterator[Fault]:
    """Yield the properties of a report's file that name a person, or hold personal data, masked. A file that can't be read has none."""
    suffix = Path(report.source).suffix.lower()
    path = file_of(report.source) if suffix in _SUFFIXES else None
    if path is None:
        return
    try:
        for label, value in pdf_properties(path) if suffix == ".pdf" else properties.office_properties(path):
            if masked := _masked(label, value):
                yield Fault(kinds.FILE_PROPERTIES, f"{label} {masked}", f"文件属性“{label}”有 {masked}")
    except (OSError, CorpusError):
        return


def _masked(label: str, value: str) -> str:
    """Return a property as it may be said, "" where it names nobody."""
    if label in _OF_PERSONS and looks_like_name(value):
        plain = "".join(value.split())
        return plain[0] + "*" * (len(plain) - 1)
    return "、".join(each.masked for each in personal_data(value))
