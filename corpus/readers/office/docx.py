"""The reader of DOCX files (ECMA-376, also in its strict form): paragraphs, tables, text boxes and notes as they are shown."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.document import Document, DocumentLine
from corpus.readers.layout.characters import mended
from corpus.readers.office.chunks import chunk_lines
from corpus.readers.office.drawn_text import ELEMENTS_OF_DRAWING, MAX_DRAWN, drawn_texts
from corpus.readers.office.field_codes import FieldCodes
from corpus.readers.office.headers import shown_headers
from corpus.readers.office.numbering import Numbering, numbered
from corpus.readers.office.relations import of_kind, relations_of
from corpus.readers.office.styles import Look, Styles, run_look
from corpus.readers.office.word_xml import attribute, is_on
from corpus.readers.official import read_document
from corpus.readers.package import MAX_ELEMENTS, Package, child, children, local_name, text_in
from corpus.readers.page.tree import MAX_TAGS
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
_ELEMENTS_OF_HEADER = 5_000
"""Elements of a header that are read; of a thousand headers they are no more than of a large document."""

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
    fields: FieldCodes = field(default_factory=FieldCodes)
    boxes: list[DocumentLine] = field(default_factory=list)


class _File:
    """A DOCX file on its way through."""

    def __init__(self, package: Package) -> None:
        self._package = package
        main = of_kind(relations_of(package), "officeDocument") or package.find("word/document.xml")
        main = main or next(
            (name for name in package.names() if name.endswith("document.xml") and name.startswith("word")), ""
        )
        self._relations = relations_of(package, main)
        self._root = self._part(main) if main else None
        self._styles = Styles(self._related("styles"))
        self._numbering = Numbering(self._related("numbering"))
        self._characters = 0
        self._drawn: set[str] = set()
        self._in_margin = False
        self._unread = 0
        self._tags = 0

    def read(self, source: str) -> Iterator[Report | Problem]:
        body = child(self._root, "body")
        if body is None:
            raise UnreadableFile("DOCX 里没有正文（word/document.xml），文件已损坏，请重新下载")
        head, margins = self._headers(body)
        lines = [*head, *self._blocks(body, 0)]
        for kind in ("footnotes", "endnotes"):
            lines += self._notes(self._related(kind))
        yield from read_document(Document(tuple(lines), self._title(), margins=margins), source=source)
        if self._characters > MAX_CHARACTERS:
            yield Problem(source, f"文档超过 {MAX_CHARACTERS:,} 个字符，其后没有收录，请拆分", skipped=False)
        if self._unread:
            yield Problem(source, f"文档里嵌入的 {self._unread} 个文件没有读到，请另存为普通的 DOCX", skipped=False)
        yield from self._package.notes(source)

    def _related(self, kind: str) -> etree._Element | None:
        """Return the part of a kind that belongs to the document; one without a relation is found by its usual name."""
        return self._part(of_kind(self._relations, kind) or f"word/{kind}.xml")

    def _part(self, name: str, elements: int = MAX_ELEMENTS) -> etree._Element | None:
        try:
            return self._package.xml(found, elements=elements) if (found := self._package.find(name)) else None
        except UnreadableFile:
            return None

    def _headers(self, body: etree._Element) -> tuple[list[DocumentLine], tuple[str, ...]]:
        """Return the lines of a red head that stands in the header of the first page, and the texts of all other headers and footers."""
        self._in_margin = True
        head: list[DocumentLine] = []
        margins: list[str] = []
        for number, each in enumerate(shown_headers(body, self._relations, self._related("settings"))):
            root = self._part(each, _ELEMENTS_OF_HEADER)
            lines = [] if root is None else [*self._blocks(root, 0)]
            if number == 0 and any(line.red for line in lines):
                head = lines
            else:
                margins += [line.text for line in lines]
        self._in_margin = False
        return head, tuple(margins)

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
                case "altChunk":
                    yield from self._chunk(attribute(each, "id"))
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
        text = ("".join(paragraph.pieces) + paragraph.fields.rest()).strip()
        self._characters += len(text)
        # An empty item counts too, unless what it had has been deleted or is hidden.
        number = self._number(properties, look) if text or _is_shown(element, properties) else ""
        if text:
            yield from _lines(numbered(number, text), paragraph.look, look)
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
                paragraph.pieces.append(paragraph.fields.shown(text_in(each)))
            elif name in _SHOWN_AS:
                paragraph.pieces.append(paragraph.fields.shown(_SHOWN_AS[name]))
            elif name == "sym":
                paragraph.pieces.append(_symbol(attribute(each, "char")))
            elif name == "fldChar":
                paragraph.pieces.append(paragraph.fields.character(attribute(each, "fldCharType")))
            elif name == "instrText":
                paragraph.fields.instruction(text_in(each))
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
        if name == "textpath":
            return self._lettering(element)
        if name in ("chart", "relIds"):
            return self._drawing(attribute(element, "dm" if name == "relIds" else "id"))
        if name == "AlternateContent":
            chosen = child(element, "Choice")
            found = [] if chosen is None else self._boxes(chosen, depth + 1)
            fallback = child(element, "Fallback")
            return found if found or fallback is None else self._boxes(fallback, depth + 1)
        return [line for each in element if isinstance(each.tag, str) for line in self._boxes(each, depth + 1)]

    def _lettering(self, element: etree._Element) -> list[DocumentLine]:
        """Return the line that a text along a path is, as old heads have it; in a header it is a watermark."""
        text = "" if self._in_margin else attribute(element, "string").strip()
        return [DocumentLine(text)] if text else []

    def _drawing(self, relation: str) -> list[DocumentLine]:
        """Return the lines of a chart or a diagram, once."""
        found = self._relations.get(relation)
        if found is None or found.member in self._drawn or len(self._drawn) == MAX_DRAWN:
            return []
        self._drawn.add(found.member)
        lines = [DocumentLine(text) for text in drawn_texts(self._part(found.member, ELEMENTS_OF_DRAWING))]
        self._characters += sum(len(line.text) for line in lines)
        return lines

    def _chunk(self, relation: str) -> Iterator[DocumentLine]:
        """Yield the lines of an embedded file, once; one that can't be read is counted."""
        found = self._relations.get(relation)
        if found is not None and found.member in self._drawn:
            return
        lines = None
        if found is not None:
            self._drawn.add(found.member)
            with contextlib.suppress(UnreadableFile):
                data = self._package.read(found.member)
                self._tags += data.count(b"<")
                lines = chunk_lines(data) if self._tags <= MAX_TAGS else None
        if lines is None:
            self._unread += 1
        for line in lines or ():
            self._characters += len(line)
            if self._characters > MAX_CHARACTERS:
                return
            yield DocumentLine(line)

    def _table(self, table: etree._Element, depth: int) -> Iterator[DocumentLine]:
        """Yield a line for each row, its cells separated by tabs; of a table that holds whole texts the lines of its cells."""
        for row in _rows(table):
            if _is_left_out(child(row, "trPr")):
                continue
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


def _is_left_out(properties: etree._Element | None) -> bool:
    """Return whether a row is hidden or has been deleted."""
    return is_on(child(properties, "hidden")) or child(properties, "del") is not None


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


def _is_shown(paragraph: etree._Element, properties: etree._Element | None) -> bool:
    """Return whether a paragraph without text is there for whoever looks at the page."""
    own = child(properties, "rPr")
    hides = is_on(child(own, "vanish")) or child(own, "del") is not None or child(own, "moveFrom") is not None
    return not hides and next(children(paragraph, "del", "moveFrom"), None) is None


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
