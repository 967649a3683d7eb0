"""A page of a PDF file: pieces of text with their positions, as pdfium finds them."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from corpus.readers.encoding import is_plausible
from corpus.readers.layout.characters import mended, without_wide_spaces
from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.pages import LaidOutPage

MAX_CHARACTERS = 200_000
MAX_OBJECTS = 10_000
"""Objects of a page among which a picture is looked for."""

_LEAST_CHARACTERS = 8
"""A page with fewer than these beside a picture is a scan with a page number."""

_FEW_CHARACTERS = 30
_WHOLE_PAGE = 0.8
"""A page with fewer than these over a picture of so large a share of it is a scan with the name of the program that made it."""

_ANGLES = 50
"""Characters of a page that are asked how they are turned."""

_SPLIT_GAP = 0.2
"""Widths of a character between two that belong to different pieces."""

_UNPRINTED = frozenset((raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_TEXT))
"""Annotations that show no text of their own on the page."""

_UNKNOWN = 0.2
"""Share of the characters of a page without a meaning from which on they are left out; fewer are bullets."""

ASLANT = 0.2
"""Share of a character's width from which on its line rises or falls."""

_RED, _NOT_RED = 150, 110


def laid_out_page(document: pdfium.PdfDocument, number: int) -> LaidOutPage:
    """Return a page of a document, by its index. Raises `pdfium.PdfiumError` for one that is damaged."""
    page = _flattened(document, number)
    try:
        text = page.get_textpage()
        try:
            turned = _Turned(page, _rotation(text))
            boxes, unreadable = _readable([*_boxes(text, turned)])
        finally:
            text.close()
        is_picture = not unreadable and _is_picture(page, sum(len(box.text) for box in boxes))
        return LaidOutPage(turned.width, turned.height, boxes, is_picture=is_picture, unreadable=unreadable)
    finally:
        page.close()


def _flattened(document: pdfium.PdfDocument, number: int) -> pdfium.PdfPage:
    """Return a page on which fields of forms, stamps and other visible annotations count as printed."""
    page = document[number]
    if raw.FPDFPage_GetAnnotCount(page) == 0 or not _has_visible_annotation(page):
        return page
    done = raw.FPDFPage_Flatten(page, raw.FLAT_NORMALDISPLAY)
    if done != raw.FLATTEN_SUCCESS:
        return page
    page.close()
    return document[number]


def _has_visible_annotation(page: pdfium.PdfPage) -> bool:
    for index in range(min(raw.FPDFPage_GetAnnotCount(page), MAX_OBJECTS)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if annotation:
            kind = raw.FPDFAnnot_GetSubtype(annotation)
            raw.FPDFPage_CloseAnnot(annotation)
            if kind not in _UNPRINTED:
                return True
    return False


def _is_picture(page: pdfium.PdfPage, characters: int) -> bool:
    """Return whether a page with so many characters is a picture; where there are a few, one that covers it."""
    if characters >= _FEW_CHARACTERS:
        return False
    covered = False
    for index in range(min(raw.FPDFPage_CountObjects(page), MAX_OBJECTS)):
        each = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(each)
        if (
            kind == raw.FPDF_PAGEOBJ_TEXT
            and raw.FPDFTextObj_GetTextRenderMode(each) == raw.FPDF_TEXTRENDERMODE_INVISIBLE
        ):
            if characters >= _LEAST_CHARACTERS:
                return False  # it is the text of the picture, as another program has recognised it
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            covered = covered or characters < _LEAST_CHARACTERS or _covers(each, page)
    return covered


def _covers(picture: raw.FPDF_PAGEOBJECT, page: pdfium.PdfPage) -> bool:
    """Return whether a picture lies over nearly all of a page."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if raw.FPDFPageObj_GetType(picture) != raw.FPDF_PAGEOBJ_IMAGE:
        return False
    if not raw.FPDFPageObj_GetBounds(picture, *map(ctypes.byref, (left, bottom, right, top))):
        return False
    page_left, page_bottom, page_right, page_top = page.get_bbox()
    width = min(right.value, page_right) - max(left.value, page_left)
    height = min(top.value, page_top) - max(bottom.value, page_bottom)
    area = (page_right - page_left) * (page_top - page_bottom)
    return bool(width > 0 and height > 0 and width * height > _WHOLE_PAGE * area)


def _rotation(text: pdfium.PdfTextPage) -> int:
    """Return the degrees, of 0, 90, 180 and 270, by which most characters are turned: a page may be stored lying down."""
    count = min(text.count_chars(), MAX_CHARACTERS)
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


_Character = tuple[str, float, float, float, float, int]
"""A character, its left, top, right and bottom, and its index in the text of the page."""


def _boxes(text: pdfium.PdfTextPage, turned: _Turned) -> Iterator[tuple[TextBox, bool]]:
    """Yield the pieces of a page in the order of the file, characters close to each other on a line, and whether it says which they are."""
    for piece in _pieces(text, turned):
        if box := _box(piece, text):
            yield box, raw.FPDFText_HasUnicodeMapError(text, piece[0][5]) != 1


def _pieces(text: pdfium.PdfTextPage, turned: _Turned) -> Iterator[list[_Character]]:
    piece: list[_Character] = []
    for character in _characters(text, turned):
        if piece and not _goes_on(piece[-1], character):
            yield piece
            piece = []
        piece.append(character)
    if piece:
        yield piece


def _readable(found: list[tuple[TextBox, bool]]) -> tuple[tuple[TextBox, ...], int]:
    """Return the pieces that can be read, and how many characters can't, since their font has no table of what they are.

    What is made of those is noise mostly, but right where a program numbers them as Unicode does. Noise on noise is told wrongly.
    """
    unknown = "".join(box.text for box, is_known in found if not is_known)
    everything = sum(len(box.text) for box, _ in found)
    if len(unknown) <= _UNKNOWN * everything or is_plausible(unknown):
        return tuple(box for box, _ in found), 0
    may_be_latin = len(unknown) < everything / 2
    readable = tuple(
        box for box, is_known in found if is_known and (is_plausible(box.text) or (may_be_latin and box.text.isascii()))
    )
    return readable, everything - sum(len(box.text) for box in readable)


def _characters(text: pdfium.PdfTextPage, turned: _Turned) -> Iterator[_Character]:
    area = raw.FS_RECTF()
    pointer = ctypes.byref(area)
    unicode_of, box_of, handle = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox, text.raw
    high = 0
    last = ""
    for index in range(min(text.count_chars(), MAX_CHARACTERS)):
        code = unicode_of(handle, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        high = 0
        # Of the usual ideographs, which most characters are, none stands for another.
        character = chr(code) if 0x4E00 <= code < 0xA000 else mended(chr(code)) if code < 0x110000 else ""
        if not character.strip():
            last = " "
        elif box_of(handle, index, pointer):
            space = " " if last == " " and character.isascii() else ""
            last = character
            yield (space + character, *turned.box(area), index)


def _goes_on(last: _Character, character: _Character) -> bool:
    _, left, top, _, bottom, _ = character
    height = max(bottom - top, 0.1)
    return (
        abs(top - last[2]) < 0.3 * height
        and abs(bottom - last[4]) < 0.3 * height
        and -0.5 * height < left - last[3] < _SPLIT_GAP * height
        and left > last[1]
    )


def _box(piece: list[_Character], text: pdfium.PdfTextPage) -> TextBox | None:
    """Return a piece as a box, None for one that stands aslant, which is a watermark."""
    first = piece[0]
    stated = 0.0
    matrix = raw.FS_MATRIX()
    if raw.FPDFText_GetMatrix(text, first[5], ctypes.byref(matrix)):
        across, down = math.hypot(matrix.a, matrix.b), math.hypot(matrix.c, matrix.d)
        if min(abs(matrix.a), abs(matrix.b)) > ASLANT * across:
            return None
        stated = raw.FPDFText_GetFontSize(text, first[5]) * down
    return TextBox(
        text=without_wide_spaces("".join(character[0] for character in piece)),
        left=first[1],
        top=min(character[2] for character in piece),
        right=max(character[3] for character in piece),
        bottom=max(character[4] for character in piece),
        size=max(character[4] - character[2] for character in piece),
        stated=stated,
        red=_is_red(text, first[5]),
    )


def _is_red(text: pdfium.PdfTextPage, index: int) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not raw.FPDFText_GetFillColor(text, index, *map(ctypes.byref, (red, green, blue, alpha))):
        return False
    return red.value > _RED and green.value < _NOT_RED and blue.value < _NOT_RED
