"""Lines of a DOCX: paragraphs and rows of tables as a reader sees them, without what is deleted or hidden."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.labels import is_label
from corpus.readers.document import DocumentLine
from corpus.readers.office.numbering import Numbering
from corpus.readers.office.package import attribute, child, local_name
from corpus.readers.office.styles import Properties, Styles, is_on, is_red, setting, size_of

_UNSEEN = frozenset(("del", "moveFrom", "rt", "instrText", "delText", "Fallback", "rPr", "pPr", "tblPr", "sdtPr"))
"""Elements whose text is deleted, stands elsewhere, or is an instruction."""

_CHARACTERS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SYMBOLS = {"00FC": "✓", "00FE": "☑", "00A8": "☐", "006F": "☐", "00FD": "☒", "0052": "☑", "00A3": "☐", "0054": "☒"}
"""Signs of the fonts Wingdings and Wingdings 2 that forms tick."""


@dataclass(slots=True)
class _Paragraph:
    """What is gathered of one paragraph: pieces of text, their looks with the length of each, lines of text boxes."""

    paragraph_runs: Properties
    pieces: list[str] = field(default_factory=list)
    looks: Counter[tuple[float, bool, bool]] = field(default_factory=Counter)
    boxes: list[DocumentLine] = field(default_factory=list)


@dataclass(slots=True)
class TextReader:
    """Reads blocks of one document in order: numbers count on from block to block."""

    styles: Styles
    numbering: Numbering

    def lines(self, block: etree._Element) -> Iterator[DocumentLine]:
        """Yield the lines of a paragraph, of a row, or of all such in another element."""
        name = local_name(block)
        if name == "p":
            yield from self._paragraph(block)
        elif name == "tr":
            yield from self._row(block)
        elif name == "AlternateContent":
            yield from self._alternative(block)
        elif name not in _UNSEEN:
            for each in block:
                yield from self.lines(each)

    def _alternative(self, element: etree._Element) -> list[DocumentLine]:
        """Return the lines of the first of several renderings that has any."""
        return next((found for each in element if (found := list(self._inside(each)))), [])

    def _inside(self, element: etree._Element) -> Iterator[DocumentLine]:
        for each in element:
            yield from self.lines(each)

    def _paragraph(self, element: etree._Element) -> Iterator[DocumentLine]:
        properties = child(element, "pPr")
        own = [] if properties is None else [properties]
        style = setting(own, "pStyle") or self.styles.paragraph
        paragraph = _Paragraph([*self.styles.chain(style, "rPr"), *self.styles.defaults])
        for each in element:
            self._inline(each, paragraph)
        text = "".join(paragraph.pieces)
        if text.strip():
            number = self.numbering.number(properties, style)
            centred = setting([*own, *self.styles.chain(style, "pPr")], "jc") == "center"
            size, red, bold = paragraph.looks.most_common(1)[0][0] if paragraph.looks else (0.0, False, False)
            for line in f"{number}{text}".split("\n"):
                yield DocumentLine(line.strip(" \t"), size, centred, red, bold)
        yield from paragraph.boxes

    def _inline(self, element: etree._Element, paragraph: _Paragraph) -> None:
        name = local_name(element)
        if name == "r":
            self._run(element, paragraph)
        elif name == "txbxContent":
            paragraph.boxes.extend(self._inside(element))
        elif name == "AlternateContent":
            self._choose(element, paragraph)
        elif name == "t":
            paragraph.pieces.append(element.text or "")
        elif name not in _UNSEEN:
            for each in element:
                self._inline(each, paragraph)

    def _choose(self, element: etree._Element, paragraph: _Paragraph) -> None:
        """Take the first of several renderings that says anything."""
        before = len(paragraph.pieces), len(paragraph.boxes)
        for rendering in element:
            for each in rendering:
                self._inline(each, paragraph)
            if before != (len(paragraph.pieces), len(paragraph.boxes)):
                return

    def _run(self, element: etree._Element, paragraph: _Paragraph) -> None:
        properties = child(element, "rPr")
        own = [] if properties is None else [properties]
        by_style = self.styles.chain(setting(own, "rStyle") or "", "rPr")
        looks = [*own, *by_style, *paragraph.paragraph_runs]
        if is_on(looks, "vanish"):
            return
        length = 0
        for each in element:
            name = local_name(each)
            if name == "t":
                text = each.text or ""
                length += len(text.strip())
                paragraph.pieces.append(text)
            elif name in _CHARACTERS:
                paragraph.pieces.append(_CHARACTERS[name])
            elif name == "sym":
                paragraph.pieces.append(_symbol(each))
            else:
                self._inline(each, paragraph)
        if length:
            paragraph.looks[size_of(looks), is_red(looks), is_on(looks, "b")] += length

    def _row(self, row: etree._Element) -> Iterator[DocumentLine]:
        """Yield a row as one line, its cells set apart by tabs; a row of one cell is no row but a frame."""
        properties = child(row, "trPr")
        if child(properties, "del") is not None or is_on([] if properties is None else [properties], "hidden"):
            return
        cells = [lines for cell in _cells(row) if (lines := list(self._inside(cell)))]
        if len(cells) == 1:
            yield from cells[0]
        elif cells:
            texts = [" ".join(filter(None, (line.text.replace("\t", " ") for line in lines))) for lines in cells]
            yield from map(DocumentLine, labelled_rows(texts))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    """Yield the cells of a row, each that goes on from the row above left out."""
    for each in row:
        name = local_name(each)
        if name == "tc":
            merged = child(child(each, "tcPr"), "vMerge")
            if merged is None or attribute(merged, "val") == "restart":
                yield each
        elif name not in _UNSEEN:
            yield from _cells(each)


def labelled_rows(cells: list[str]) -> list[str]:
    """Return the lines that a row makes: one, or where labels and values take turns one for each pair.

    >>> labelled_rows(["索引号", "1/2024-1", "发布日期", "2024年5月6日"]), labelled_rows(["序号", "名称", "数量"])
    (['索引号\\t1/2024-1', '发布日期\\t2024年5月6日'], ['序号\\t名称\\t数量'])
    """
    labels, values = cells[::2], cells[1::2]
    if len(labels) == len(values) > 1 and all(map(is_label, labels)) and not any(map(is_label, values)):
        return [f"{label}\t{value}" for label, value in zip(labels, values, strict=True)]
    return ["\t".join(cells)]


def _symbol(element: etree._Element) -> str:
    code = attribute(element, "char").upper()
    if len(code) != 4 or not all(digit in "0123456789ABCDEF" for digit in code):
        return ""
    low = f"00{code[2:]}" if code.startswith("F0") else code
    if attribute(element, "font").startswith("Wingdings"):
        return _SYMBOLS.get(low, "")
    return chr(int(low, 16)) if not "D800" <= low <= "F8FF" else ""
