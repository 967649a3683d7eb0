"""The properties of PDF files that name people, read in a child process, since files may crash the library."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium

from corpus.readers.child import ChildEnded, yielded_by_child

_LABELS = {"Author": "作者", "Title": "标题", "Subject": "主题", "Keywords": "关键词"}
_SECONDS, _MEGABYTES = 10.0, 256


def pdf_properties(path: Path) -> Iterator[tuple[str, str]]:
    """Yield the properties of a PDF file, each with its Chinese name; none of one that can't be read."""
    try:
        found = list(yielded_by_child(lambda: _properties(path), seconds=_SECONDS, megabytes=_MEGABYTES))
    except ChildEnded:
        return
    yield from ((label, value) for label, value in found)


def _properties(path: Path) -> Iterator[tuple[str, str]]:
    document = pdfium.PdfDocument(path)
    for name, label in _LABELS.items():
        if value := document.get_metadata_value(name).strip():
            yield label, value
