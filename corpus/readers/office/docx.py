"""DOCX files: the lines of the text, the red head in the header of the first page, and notes at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from corpus.problem import Problem
from corpus.readers.document import Document, DocumentLine
from corpus.readers.office.docx_text import TextReader
from corpus.readers.office.numbering import read_numbering
from corpus.readers.office.package import Package, attribute, blocks, local_name, open_package
from corpus.readers.office.styles import read_styles
from corpus.readers.official import read_document
from corpus.report import Report

_BLOCKS = ("p", "tr", "sectPr")
_NOTES = ("footnotes", "endnotes")
_PROPERTIES = "docProps/core.xml"


def read_docx(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that a DOCX holds, then notes about the values refused. Raises OSError and UnreadableFile."""
    document = docx_document(path)
    yield from read_document(document, source=source)


def docx_document(path: Path) -> Document:
    """Return what is seen of a DOCX. Raises OSError and UnreadableFile."""
    with open_package(path) as package:
        reader = _text_reader(package)
        body: list[DocumentLine] = []
        head: list[DocumentLine] | None = None
        for block in blocks(package, _BLOCKS):
            body.extend(reader.lines(block))
            for section in () if head is not None else block.iter("{*}sectPr"):
                head = _red_head(package, section)
        notes = [line for kind in _NOTES for line in _notes(package, kind)]
        return Document((*(head or ()), *body, *notes), _title(package))


def _text_reader(package: Package) -> TextReader:
    styles = read_styles(package.related("styles"))
    return TextReader(styles, read_numbering(package.related("numbering"), styles))


def _red_head(package: Package, section: etree._Element) -> list[DocumentLine]:
    """Return the lines of the header of the first page if they hold a red head (红头): headers only repeat what is known."""
    relations = package.relations()
    for each in section:
        if local_name(each) == "headerReference" and attribute(each, "type") == "first":
            names = [relations[value][1] for value in each.values() if value in relations]
            root = package.part(names[0]) if names else None
            lines = [] if root is None else list(_text_reader(package).lines(root))
            return lines if any(line.red for line in lines) else []
    return []


def _notes(package: Package, kind: str) -> Iterator[DocumentLine]:
    """Yield the lines of footnotes or endnotes, which stand behind the text so that they cut no sentence in two."""
    root = package.related(kind)
    reader = _text_reader(package)
    for each in () if root is None else root:
        if attribute(each, "type") in ("", "normal"):
            yield from reader.lines(each)


def _title(package: Package) -> str:
    root = package.part(_PROPERTIES)
    found = () if root is None else root.iter("{http://purl.org/dc/elements/1.1/}title")
    return next((each.text or "" for each in found), "")
