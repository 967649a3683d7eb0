"""The reader of ODT files (OpenDocument, ISO/IEC 26300): paragraphs, lists, tables, frames and notes as they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from lxml import etree

from corpus.errors import UnreadableFile
from corpus.problem import Problem
from corpus.readers.document import Document, DocumentLine
from corpus.readers.office.numbering import numbered
from corpus.readers.office.odt_headers import shown_headers
from corpus.readers.office.odt_numbering import ListNumbers
from corpus.readers.office.styles import Look
from corpus.readers.office.word_xml import attribute
from corpus.readers.official import read_document
from corpus.readers.package import Package, child, children, local_name, text_in
from corpus.report import Report

MAX_CHARACTERS = 5_000_000
_MAX_NESTING = 60
_MAX_CHAIN = 20
_MOST_SPACES = 100
"""Spaces that one element may stand for, and columns that a cell may repeat: hostile files have millions."""

_BOXES = frozenset(
    (
        *(
            "frame",
            "custom-shape",
            "g",
            "rect",
            "ellipse",
            "circle",
            "line",
            "connector",
            "polygon",
            "polyline",
            "path",
        ),
        *("regular-polygon", "caption", "measure"),
    )
)
_INDEXES = frozenset(
    (
        *("table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index"),
        *("bibliography", "index-body", "index-title"),
    )
)
_HOLDING = frozenset(
    (
        *("section", "list-header", "text-box", "a", *_BOXES, *_INDEXES),
        *("table-header-rows", "table-rows", "table-row-group"),
    )
)
"""Elements that are shown as the blocks which they hold."""

_UNSEEN = frozenset(("annotation", "annotation-end", "tracked-changes", "note", "ruby-text", "script", "desc", "title"))
_SIZE = re.compile(r"(\d+(?:\.\d+)?)pt")
_RED = re.compile(r"#([c-f][\da-f])([0-4][\da-f]){2}", re.IGNORECASE)


def read_odt(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that an ODT file is, then notes about the values refused."""
    package = Package(path)
    try:
        root = package.xml("content.xml") if package.find("content.xml") else None
        body = child(root, "body", "text")
        if body is None:
            # An encrypted one has bytes instead of markup there.
            raise UnreadableFile("ODT 里没有正文（content.xml 已加密或损坏），请换成没有密码的文件")
        styles = package.xml("styles.xml") if package.find("styles.xml") else None
        meta = package.xml("meta.xml") if package.find("meta.xml") else None
        text = _Text(_Styles(styles, root), ListNumbers(styles, root))
        head, margins = _headers(text, styles, root)
        lines = (*head, *text.blocks(body, 0), *text.notes)
        title = text_in(child(meta, "meta", "title")).strip()
        yield from read_document(Document(lines, title, margins=margins), source=source)
        if text.characters > MAX_CHARACTERS:
            yield Problem(source, f"文档超过 {MAX_CHARACTERS:,} 个字符，其后没有收录，请拆分", skipped=False)
        yield from package.notes(source)
    finally:
        package.close()


def _headers(
    text: _Text, styles: etree._Element | None, root: etree._Element | None
) -> tuple[list[DocumentLine], tuple[str, ...]]:
    """Return the lines of a red head that stands in the header of the first page, and the texts of all other headers and footers."""
    head: list[DocumentLine] = []
    margins: list[str] = []
    for number, each in enumerate(shown_headers(styles, root)):
        lines = [*text.blocks(each, 0)]
        if number == 0 and any(line.red for line in lines):
            head = lines
        else:
            margins += [line.text for line in lines]
    return head, tuple(margins)


class _Styles:
    """The styles of paragraphs and of text by family and name, those of the document after those of its template."""

    def __init__(self, *roots: etree._Element | None) -> None:
        groups = ("styles", "automatic-styles")
        self._styles = {
            (attribute(style, "family"), attribute(style, "name")): style
            for root in roots
            for group in groups
            for style in children(child(root, group), "style")
        }
        self._known: dict[tuple[str, str], Look] = {}

    def look_of(self, paragraph: etree._Element) -> Look:
        """Return how a paragraph looks: as the span that most of its text stands in, else as its style."""
        look = self._look("paragraph", attribute(paragraph, "style-name"))
        span = max(children(paragraph, "span"), key=_length, default=None)
        if span is None or 2 * _length(span) <= _length(paragraph):
            return look
        return replace(self._look("text", attribute(span, "style-name")).over(look), hidden=look.hidden)

    def hides(self, span: etree._Element) -> bool:
        """Return whether nothing is shown of a span."""
        return self._look("text", attribute(span, "style-name")).hidden is True

    def _look(self, family: str, name: str, *, chain: int = 0) -> Look:
        style = self._styles.get((family, name))
        if style is None or chain > _MAX_CHAIN:
            return Look()
        if (family, name) not in self._known:
            parent = self._look(family, attribute(style, "parent-style-name"), chain=chain + 1)
            self._known[family, name] = _own_look(style).over(parent)
        return self._known[family, name]


def _length(element: etree._Element) -> int:
    return sum(len(text) for text in element.itertext())


def _own_look(style: etree._Element) -> Look:
    text, paragraph = child(style, "text-properties"), child(style, "paragraph-properties")
    # Chinese text has sizes and weights of its own beside those of Latin letters.
    size = _SIZE.fullmatch(attribute(text, "font-size-asian") or attribute(text, "font-size"))
    weight = attribute(text, "font-weight-asian") or attribute(text, "font-weight")
    colour, align = attribute(text, "color"), attribute(paragraph, "text-align")
    return Look(
        size=float(size[1]) if size else None,
        bold=weight == "bold" if weight else None,
        red=_RED.fullmatch(colour) is not None if colour else None,
        centred=align == "center" if align else None,
        hidden=True if attribute(text, "display") == "none" else None,
    )


class _Text:
    """The text of a document on its way through; `notes` are the lines of its footnotes so far."""

    def __init__(self, styles: _Styles, numbers: ListNumbers) -> None:
        self._styles = styles
        self._numbers = numbers
        self.characters = 0
        self.notes: list[DocumentLine] = []

    def blocks(self, parent: etree._Element, depth: int) -> Iterator[DocumentLine]:
        """Yield the lines of the paragraphs, lists and tables in an element."""
        for each in parent:
            if depth > _MAX_NESTING or self.characters > MAX_CHARACTERS:
                return
            name = local_name(each)
            if name in ("p", "h"):
                yield from self._paragraph(each, depth)
            elif name == "table":
                yield from self._rows(each, depth + 1)
            elif name == "list":
                self._numbers.enter(each)
                yield from self.blocks(each, depth + 1)
                self._numbers.leave()
            elif name == "list-item":
                self._numbers.item(each)
                yield from self.blocks(each, depth + 1)
            elif name == "numbered-paragraph":
                self._numbers.numbered(each)
                yield from self.blocks(each, depth + 1)
            elif name in _HOLDING and not _is_hidden(each):
                yield from self.blocks(each, depth + 1)

    def _rows(self, table: etree._Element, depth: int) -> Iterator[DocumentLine]:
        """Yield a line for each row, its cells separated by tabs."""
        for each in table:
            if depth > _MAX_NESTING or self.characters > MAX_CHARACTERS:
                return
            if local_name(each) == "table-row":
                cells = [list(self.blocks(cell, depth + 1)) for cell in children(each, "table-cell")]
                if len(cells) == 1:
                    yield from cells[0]
                elif text := "\t".join(" ".join(line.text for line in lines) for lines in cells).strip("\t"):
                    first = next(line for lines in cells for line in lines)
                    yield DocumentLine(text, size=first.size, bold=first.bold)
            elif local_name(each) in _HOLDING:
                yield from self._rows(each, depth + 1)

    def _paragraph(self, element: etree._Element, depth: int) -> Iterator[DocumentLine]:
        look = self._styles.look_of(element)
        pieces: list[str] = []
        boxes: list[DocumentLine] = []
        self._inline(element, pieces, boxes, depth)
        number = self._numbers.next(element)
        is_hidden = look.hidden or any(map(_is_hidden, children(element, "hidden-paragraph")))
        text = "" if is_hidden else "".join(pieces).strip()
        text = numbered(number, text) if text else ""
        self.characters += len(text)
        for line in filter(None, map(str.strip, text.split("\n"))):
            yield DocumentLine(
                line, size=look.size or 0.0, centred=bool(look.centred), red=bool(look.red), bold=bool(look.bold)
            )
        yield from boxes

    def _inline(self, element: etree._Element, pieces: list[str], boxes: list[DocumentLine], depth: int) -> None:
        """Gather what is shown of a paragraph, and the lines of the frames and notes that hang on it."""
        pieces.append(_shown(element.text))
        for each in element:
            name = local_name(each)
            if name in _BOXES:
                boxes.extend(self.blocks(each, depth + 1))
            elif name == "note":
                self.notes.extend(self._note(each, depth + 1))
            elif name == "s":
                pieces.append(" " * _times(each, "c"))
            elif name in ("tab", "line-break"):
                pieces.append("\t" if name == "tab" else "\n")
            elif name and not self._is_unseen(each) and depth <= _MAX_NESTING:
                self._inline(each, pieces, boxes, depth + 1)
            pieces.append(_shown(each.tail))

    def _is_unseen(self, element: etree._Element) -> bool:
        name = local_name(element)
        return name in _UNSEEN or _is_hidden(element) or (name == "span" and self._styles.hides(element))

    def _note(self, note: etree._Element, depth: int) -> Iterator[DocumentLine]:
        for body in children(note, "note-body"):
            yield from self.blocks(body, depth + 1)


def _is_hidden(element: etree._Element) -> bool:
    """Return whether a section or a field is hidden, by itself or by its condition when the file was stored."""
    return attribute(element, "display") == "none" or attribute(element, "is-hidden") == "true"


def _shown(text: str | None) -> str:
    """Return a text node as it is shown: its white space is one space."""
    return re.sub(r"\s+", " ", text) if text else ""


def _times(element: etree._Element, name: str) -> int:
    count = attribute(element, name)
    return min(int(count), _MOST_SPACES) if count.isdecimal() and len(count) < 9 else 1
