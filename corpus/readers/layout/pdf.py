"""The reader of PDF files: pieces of text with their places, as pdfium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.problem import Problem
from corpus.readers.document import Document
from corpus.readers.layout.characters import mended, without_wide_spaces
from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.pages import LaidOutPage, document_lines
from corpus.readers.official import read_document
from corpus.readers.regular_file import open_regular
from corpus.report import Report

MAX_PAGES = 3_000
MAX_PAGE_CHARACTERS = 200_000
MAX_CHARACTERS = 5_000_000
"""Of a document; the longest plan of a province has some 400,000."""

MAX_PAGE_OBJECTS = 10_000
_LEAST_PAGE_CHARACTERS = 8
"""A page with fewer than these beside a picture is a scan with a page number."""

_ANGLES = 50
"""Characters of a page that are asked how they are turned."""

_SPLIT_GAP = 0.2
"""Widths of a character between two that belong to different pieces."""

_RED, _NOT_RED = 150, 110


def read_pdf(path: Path, *, source: str) -> Iterator[Report | Problem]:
    """Yield the report that a PDF file is, and notes about pages without text."""
    with open_regular(path) as file:
        data = file.read()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        yield Problem(source, _why_closed(error), cut_short=False)
        return
    try:
        yield from _read(document, source)
    finally:
        document.close()


def _why_closed(error: pdfium.PdfiumError) -> str:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
        return "PDF 设有打开密码，请换成没有密码的文件"
    if getattr(error, "err_code", None) == raw.FPDF_ERR_SECURITY or "security" in str(error).lower():
        return "PDF 的加密方式读不了，请换成没有加密的文件"
    return "PDF 已损坏，读不了，请重新下载"


def _read(document: pdfium.PdfDocument, source: str) -> Iterator[Report | Problem]:
    count = len(document)
    if count == 0:
        yield Problem(source, "PDF 里没有页面，请重新下载")
        return
    pages, without_text, damaged, characters = [], [], [], 0
    for number in range(min(count, MAX_PAGES)):
        try:
            page = _page(document, number)
        except pdfium.PdfiumError:
            damaged.append(number + 1)
            continue
        length = sum(len(box.text) for box in page.boxes)
        if page.is_picture:
            without_text.append(number + 1)
        characters += length
        pages.append(page)
        if characters > MAX_CHARACTERS:
            break
    yield from read_document(Document(document_lines(pages), _title(document)), source=source)
    if damaged:
        yield Problem(source, f"PDF 的{_numbered(damaged)}已损坏，没有读到，请重新下载", skipped=False)
    if 0 < len(without_text) < len(pages):
        yield Problem(source, f"PDF 的{_numbered(without_text)}没有文字（可能是扫描的图片），没有收录", skipped=False)
    if characters > MAX_CHARACTERS or count > MAX_PAGES:
        yield Problem(source, f"PDF 太长，只收录了前 {len(pages)} 页（共 {count} 页），请拆分", skipped=False)


def _numbered(pages: list[int]) -> str:
    shown = "、".join(map(str, pages[:5]))
    return f"第 {shown} 页" if len(pages) <= 5 else f"第 {shown} 等 {len(pages)} 页"


def _title(document: pdfium.PdfDocument) -> str:
    return str(document.get_metadata_dict().get("Title", ""))


def _page(document: pdfium.PdfDocument, number: int) -> LaidOutPage:
    page = document[number]
    try:
        text = page.get_textpage()
        try:
            turned = _Turned(page, _rotation(text))
            boxes = tuple(_boxes(text, turned))
        finally:
            text.close()
        has_text = sum(len(box.text) for box in boxes) >= _LEAST_PAGE_CHARACTERS
        return LaidOutPage(turned.width, turned.height, boxes, is_picture=not has_text and _has_picture(page))
    finally:
        page.close()


def _has_picture(page: pdfium.PdfPage) -> bool:
    count = min(raw.FPDFPage_CountObjects(page), MAX_PAGE_OBJECTS)
    kinds = (raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page, index)) for index in range(count))
    return any(kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM) for kind in kinds)


def _rotation(text: pdfium.PdfTextPage) -> int:
    """Return the degrees, of 0, 90, 180 and 270, by which most characters are turned: a page may be stored lying down."""
    count = min(text.count_chars(), MAX_PAGE_CHARACTERS)
    sample = range(0, count, max(1, count // _ANGLES))
    angles = [raw.FPDFText_GetCharAngle(text, index) for index in sample]
    turns = Counter(-round(math.degrees(angle) / 90) % 4 * 90 for angle in angles if angle >= 0)
    return turns.most_common(1)[0][0] if turns else 0


class _Turned:
    """Coordinates of a page that is turned so that its text runs from the left to the right."""

    def __init__(self, page: pdfium.PdfPage, rotation: int) -> None:
        self._left, self._bottom, self._right, self._top = page.get_bbox()
        self._rotation = rotation
        size = self._right - self._left, self._top - self._bottom
        self.width, self.height = size if rotation in (0, 180) else size[::-1]

    def box(self, area: raw.FS_RECTF) -> tuple[float, float, float, float]:
        """Return left, top, right and bottom of an area of the page."""
        left, right = area.left - self._left, area.right - self._left
        top, bottom = self._top - area.top, self._top - area.bottom
        width, height = self._right - self._left, self._top - self._bottom
        match self._rotation:
            case 90:
                return height - bottom, left, height - top, right
            case 180:
                return width - right, height - bottom, width - left, height - top
            case 270:
                return top, width - right, bottom, width - left
        return left, top, right, bottom


_Placed = tuple[str, float, float, float, float, int]
"""A character, its left, top, right and bottom, and its index in the text of the page."""


def _boxes(text: pdfium.PdfTextPage, turned: _Turned) -> Iterator[TextBox]:
    """Yield the pieces of a page in the order of the file: characters close to each other on a line."""
    piece: list[_Placed] = []
    for placed in _characters(text, turned):
        if piece and not _goes_on(piece[-1], placed):
            yield _box(piece, text)
            piece = []
        piece.append(placed)
    if piece:
        yield _box(piece, text)


def _characters(text: pdfium.PdfTextPage, turned: _Turned) -> Iterator[_Placed]:
    area = raw.FS_RECTF()
    pointer = ctypes.byref(area)
    high = 0
    last = ""
    for index in range(min(text.count_chars(), MAX_PAGE_CHARACTERS)):
        code = raw.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        character = mended(chr(code)) if code < 0x110000 else ""
        if not character.strip():
            last = " "
        elif raw.FPDFText_GetLooseCharBox(text, index, pointer):
            space = " " if last == " " and character.isascii() else ""
            last = character
            yield (space + character, *turned.box(area), index)


def _goes_on(last: _Placed, placed: _Placed) -> bool:
    _, left, top, _, bottom, _ = placed
    height = max(bottom - top, 0.1)
    return (
        abs(top - last[2]) < 0.3 * height
        and abs(bottom - last[4]) < 0.3 * height
        and -0.5 * height < left - last[3] < _SPLIT_GAP * height
        and left > last[1]
    )


def _box(piece: list[_Placed], text: pdfium.PdfTextPage) -> TextBox:
    first = piece[0]
    return TextBox(
        text=without_wide_spaces("".join(placed[0] for placed in piece)),
        left=first[1],
        top=min(placed[2] for placed in piece),
        right=max(placed[3] for placed in piece),
        bottom=max(placed[4] for placed in piece),
        size=max(placed[4] - placed[2] for placed in piece),
        red=_is_red(text, first[5]),
    )


def _is_red(text: pdfium.PdfTextPage, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, (red, green, blue, alpha))):
        return False
    return red.value > _RED and green.value < _NOT_RED and blue.value < _NOT_RED
