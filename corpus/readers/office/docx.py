"""The reader of DOCX files (ECMA-376, also in its strict form): paragraphs, tables, text boxes and notes as they are shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.document import Document, DocumentLine
from corpus.readers.layout.characters import mended
from corpus.readers.office.numbering import Numbering, numbered
from corpus.readers.office.styles import Look, Styles, run_look
from corpus.readers.office.word_xml import attribute
from corpus.readers.official import read_document
from corpus.readers.package import Package, child, children, local_name, text_in
from corpus.report import Report

MAX_CHARACTERS = 5_000_000
_MAX_NESTING = 60

_WRAPPERS = frozenset(
    (
        "ins",
        "moveTo",
        "hyperlink",
        "smartTag",
        "sdt",
        "sdtContent",
        "fldSimple",
        "customXml",
        "dir",
        "bdo",
        "Choice",
        "body",
    )
)
"""Elements that are shown as what they hold."""

_SHOWN_AS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_ROWS_OF_TEXT = 3
"""Paragraphs in a cell from which on a table is there for the layout: it is read paragraph by paragraph."""


def read_docx(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that a DOCX file is, then notes about the values refused."""
    package = Package(path)
    try:
        yield from _File(package).read(source)
    finally:
        package.close()


@dataclass(slots=True)
class _Paragraph:
    """A paragraph in the making: its pieces, the looks of the longest, and the text boxes that hang on it."""

    pieces: list[str] = field(default_factory=list)
    longest: int = 0
    look: Look = field(default_factory=Look)
    boxes: list[DocumentLine] = field(default_factory=list)


class _File:
    """A DOCX file on its way through."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = package.find("word/document.xml") or next(
            (name for name in package.names() if name.endswith("document.xml") and name.startswith("word")), ""
        )
        self._root = package.xml(main) if main else None
        self._styles = Styles(self._part("word/styles.xml"))
        self._numbering = Numbering(self._part("word/numbering.xml"))
        self._characters = 0

    def read(self, source: str) -> Iterator[Report | Problem]:
        body = child(self._root, "body")
        if body is None:
            raise UnreadableFile("DOCX 里没有正文（word/document.xml），文件已损坏，请重新下载")
        lines = [*self._blocks(body, 0)]
        for part in ("word/footnotes.xml", "word/endnotes.xml"):
            lines += self._notes(self._part(part))
        yield from read_document(Document(tuple(lines), self._title()), source=source)
        if self._characters > MAX_CHARACTERS:
            yield Problem(source, f"文档超过 {MAX_CHARACTERS:,} 个字符，其后没有收录，请拆分", skipped=False)
        yield from self._package.notes(source)

    def _part(self, name: str) -> etree._Element | None:
        try:
            return self._package.xml(found) if (found := self._package.find(name)) else None
        except UnreadableFile:
            return None

    def _title(self) -> str:
        return text_in(child(self._part("docProps/core.xml"), "title")).strip()

    def _notes(self, root: etree._Element | None) -> Iterator[DocumentLine]:
        for kind in ("footnote", "endnote"):
            for note in children(root, kind):
                if attribute(note, "type") in ("", "normal"):
                    yield from self._blocks(note, 0)

    def _blocks(self, parent: etree._Element, depth: int) -> Iterator[DocumentLine]:
        """Yield the lines of the paragraphs and tables in an element."""
        for each in parent:
            if depth > _MAX_NESTING or self._characters > MAX_CHARACTERS:
                return
            match local_name(each):
                case "p":
                    yield from self._paragraph(each, depth)
                case "tbl":
                    yield from self._table(each, depth)
                case "AlternateContent":
                    chosen = child(each, "Choice")
                    yield from self._blocks(each if chosen is None else chosen, depth + 1)
                case name if name in _WRAPPERS:
                    yield from self._blocks(each, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[DocumentLine]:
        properties = child(element, "pPr")
        look = self._styles.paragraph(properties)
        paragraph = _Paragraph(look=look)
        self._inline(element, look, paragraph, depth)
        text = "".join(paragraph.pieces).strip()
        self._characters += len(text)
        if text:
            yield from _lines(numbered(self._number(properties, look), text), paragraph.look, look)
        yield from paragraph.boxes

    def _number(self, properties: etree._Element | None, look: Look) -> str:
        listed = look.listed
        if listed is None or not listed[0]:
            listed = self._numbering.of_style(attribute(child(properties, "pStyle"), "val")) or listed
        return self._numbering.next(*listed) if listed else ""

    def _inline(self, parent: etree._Element, look: Look, paragraph: _Paragraph, depth: int) -> None:
        """Gather what is shown of the elements in a paragraph."""
        if depth > _MAX_NESTING:
            return
        for each in parent:
            match local_name(each):
                case "r":
                    self._run(each, look, paragraph, depth + 1)
                case "AlternateContent":
                    for alternative in (child(each, "Choice"), child(each, "Fallback")):
                        if alternative is not None:
                            self._inline(alternative, look, paragraph, depth + 1)
                            break
                case "oMath" | "oMathPara":
                    paragraph.pieces.append("".join(text_in(text) for text in each.iter() if local_name(text) == "t"))
                case name if name in _WRAPPERS:
                    self._inline(each, look, paragraph, depth + 1)

    def _run(self, run: etree._Element, look: Look, paragraph: _Paragraph, depth: int) -> None:
        own = run_look(child(run, "rPr"))
        style = attribute(child(run, "rPr", "rStyle"), "val")
        seen = own.over(look)
        if seen.hidden or (style and own.hidden is None and self._styles.of(style).hidden):
            return
        before = len(paragraph.pieces)
        for each in run:
            name = local_name(each)
            if name == "t":
                paragraph.pieces.append(text_in(each))
            elif name in _SHOWN_AS:
                paragraph.pieces.append("" if attribute(each, "type") == "page" else _SHOWN_AS[name])
            elif name == "sym":
                paragraph.pieces.append(_symbol(attribute(each, "char")))
            elif name == "ruby":
                base = child(each, "rubyBase")
                if base is not None:
                    self._inline(base, look, paragraph, depth + 1)
            elif name in ("drawing", "pict", "AlternateContent", "object"):
                paragraph.boxes += self._boxes(each, depth + 1)
        length = sum(len(piece) for piece in paragraph.pieces[before:])
        if length > paragraph.longest:
            paragraph.longest, paragraph.look = length, seen

    def _boxes(self, element: etree._Element, depth: int) -> list[DocumentLine]:
        """Return the lines of the text boxes in a drawing; of alternatives the first is shown."""
        if depth > _MAX_NESTING:
            return []
        name = local_name(element)
        if name == "txbxContent":
            return list(self._blocks(element, depth + 1))
        if name == "AlternateContent":
            chosen = child(element, "Choice")
            found = [] if chosen is None else self._boxes(chosen, depth + 1)
            fallback = child(element, "Fallback")
            return found if found or fallback is None else self._boxes(fallback, depth + 1)
        return [line for each in element if isinstance(each.tag, str) for line in self._boxes(each, depth + 1)]

    def _table(self, table: etree._Element, depth: int) -> Iterator[DocumentLine]:
        """Yield a line for each row, its cells separated by tabs; of a table that holds whole texts the lines of its cells."""
        for row in _rows(table):
            cells = [list(self._blocks(cell, depth + 1)) for cell in _cells(row)]
            if len(cells) == 1 or any(len(lines) > _ROWS_OF_TEXT for lines in cells):
                yield from (line for lines in cells for line in lines)
                continue
            texts = [" ".join(line.text.replace("\t", " ") for line in lines) for lines in cells]
            if any(texts):
                first = next(line for lines in cells for line in lines)
                yield DocumentLine("\t".join(texts).strip("\t"), size=first.size, bold=first.bold)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for each in table:
        if local_name(each) == "tr":
            yield each
        elif local_name(each) in _WRAPPERS:
            yield from _rows(each)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row; one that goes on from the row above has been shown there."""
    for each in row:
        name = local_name(each)
        if name == "tc":
            merged = child(each, "tcPr", "vMerge")
            if merged is None or attribute(merged, "val") == "restart":
                yield each
        elif name in _WRAPPERS:
            yield from _cells(each)


def _symbol(code: str) -> str:
    try:
        return mended(chr(int(code, 16)))
    except (ValueError, OverflowError):
        return ""


def _lines(text: str, look: Look, of_paragraph: Look) -> Iterator[DocumentLine]:
    for line in text.split("\n"):
        if line.strip():
            yield DocumentLine(
                line.strip(),
                size=look.size or 0.0,
                centred=bool(of_paragraph.centred),
                red=bool(look.red),
                bold=bool(look.bold),
            )
