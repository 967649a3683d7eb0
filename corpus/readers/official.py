"""A report from an office document: from label lines where it has them, and from its text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from corpus.characters import clean_text
from corpus.problem import Problem
from corpus.readers.document import Document
from corpus.readers.labelled_values import build_report, first_title, plausible_title
from corpus.readers.plain_text import FIRST_LINE, labelled_text
from corpus.report import Report


def read_document(document: Document, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that a document is, then notes about the values refused. One without text is known by its title."""
    values, body = labelled_text(clean_text(document.text))
    values.fill("title", first_title(body), place=FIRST_LINE)
    values.fill("title", plausible_title(document.title), place="文件属性")
    values.fill("title", PurePath(source).stem, place="文件名")
    report, notes = build_report(values, source=source, body=body)
    yield report
    yield from (Problem(source, note, skipped=False) for note in notes)
