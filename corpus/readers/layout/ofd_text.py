"""The characters of a text object of OFD: where each of them stands on the page."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, repeat

from lxml import etree

from corpus.readers.layout.characters import mended, without_wide_spaces
from corpus.readers.layout.lines import TextBox
from corpus.readers.package import local_name, text_in

POINTS = 72 / 25.4
"""Points in a millimetre, in which OFD measures."""

_ASLANT = 0.2

MAX_TEXT = 100_000
"""Characters of one text object."""

_ASCENT = 0.88
"""Share of a character's height above the line it stands on."""

_SPLIT_GAP = 0.3
_NEXT = 2.2
"""Widths of a character, as estimated, up to which the next one of a text code stands beside it."""

_RED, _NOT_RED = 150, 110
_USUAL_SIZE = 3.7


@dataclass(frozen=True, slots=True)
class Matrix:
    """A transformation of places: `a b c d e f` as OFD and PDF write it."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return where a place comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def after(self, first: Matrix) -> Matrix:
        """Return this transformation of what `first` has transformed."""
        a, b = self.a * first.a + self.c * first.b, self.b * first.a + self.d * first.b
        c, d = self.a * first.c + self.c * first.d, self.b * first.c + self.d * first.d
        return Matrix(a, b, c, d, *self.place(first.e, first.f))

    def within(self, element: etree._Element) -> Matrix:
        """Return the transformation of what is drawn within an object, by its boundary and its own matrix."""
        left, top, *_ = [*numbers(element.get("Boundary", "")), 0.0, 0.0]
        own = numbers(element.get("CTM", ""))
        inner = Matrix(*own) if len(own) == 6 else Matrix()
        return self.after(Matrix(e=left, f=top)).after(inner)

    @property
    def scale(self) -> float:
        """How much larger things get."""
        return math.sqrt(abs(self.a * self.d - self.b * self.c)) or 1.0

    @property
    def is_oblique(self) -> bool:
        """Whether lines of text stand aslant."""
        return min(abs(self.a), abs(self.b)) > _ASLANT * max(abs(self.a), abs(self.b))


def numbers(text: str) -> list[float]:
    """Return the numbers of a list such as a box, [] where one is none.

    >>> numbers("0 0 210 297"), numbers("0 x")
    ([0.0, 0.0, 210.0, 297.0], [])
    """
    try:
        found = [float(each) for each in text.replace(",", " ").split()]
    except ValueError:
        return []
    return found if all(map(math.isfinite, found)) else []


def deltas(text: str, count: int) -> list[float]:
    """Return up to `count` distances between characters; `g n d` stands for n times d.

    >>> deltas("5 g 3 4.5 2", 10), deltas("g 1000000 1", 2)
    ([5.0, 4.5, 4.5, 4.5, 2.0], [1.0, 1.0])
    """
    found: list[float] = []
    pieces = iter(text.replace(",", " ").split())
    for piece in pieces:
        if len(found) >= count:
            break
        times = 1
        if piece.lower() == "g":
            times, piece = _whole(next(pieces, "")), next(pieces, "")
        value = numbers(piece)
        if len(value) != 1:
            break
        found.extend(islice(repeat(value[0], times), count - len(found)))
    return found


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0


@dataclass(frozen=True, slots=True)
class _Character:
    text: str
    x: float
    y: float
    width: float


def placed_boxes(element: etree._Element, matrix: Matrix) -> Iterator[TextBox]:
    """Yield the pieces of text of a text object, in points on the page; what stands aslant is a watermark."""
    inner = matrix.within(element)
    size = (numbers(element.get("Size", "")) or [_USUAL_SIZE])[0] or _USUAL_SIZE
    height = size * inner.scale * POINTS
    if inner.is_oblique:
        return
    red = _is_red(element)
    bold = element.get("Weight", "") in ("700", "800", "900") or element.get("Bold", "") == "true"
    piece: list[_Character] = []
    for character in _characters(element, inner, size):
        if piece and not _goes_on(piece[-1], character, height):
            yield _box(piece, height, red=red, bold=bold)
            piece = []
        piece.append(character)
    if piece:
        yield _box(piece, height, red=red, bold=bold)


def _characters(element: etree._Element, inner: Matrix, size: float) -> Iterator[_Character]:
    """Yield the visible characters of all text codes with their places in points."""
    scale = (numbers(element.get("HScale", "")) or [1.0])[0]
    x = y = 0.0
    for code in element:
        if local_name(code) != "TextCode":
            continue
        text = text_in(code)[:MAX_TEXT]
        x = (numbers(code.get("X", "")) or [x])[0]
        y = (numbers(code.get("Y", "")) or [y])[0]
        across, down = (deltas(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
        last = ""
        for index, character in enumerate(text):
            shown = mended(character)
            width = _width(character, size * scale)
            step = across[index] if index < len(across) else (0.0 if down else width)
            if shown.strip():
                left, base = inner.place(x, y)
                space = " " if last == " " and shown.isascii() else ""
                # How wide a letter is only its font knows; the next one of the same code stands beside it.
                seen = step if 0 < step <= _NEXT * width and index + 1 < len(text) else width
                yield _Character(space + shown, left * POINTS, base * POINTS, seen * inner.scale * POINTS)
            last = shown if shown.strip() else " "
            x += step
            y += down[index] if index < len(down) else 0.0


def _width(character: str, size: float) -> float:
    return size if unicodedata.east_asian_width(character[:1] or " ") in "WFA" else size / 2


def _goes_on(last: _Character, character: _Character, height: float) -> bool:
    gap = character.x - last.x - last.width
    return (
        abs(character.y - last.y) < 0.3 * height and -0.6 * height < gap < _SPLIT_GAP * height and character.x > last.x
    )


def _box(piece: list[_Character], height: float, *, red: bool, bold: bool) -> TextBox:
    base = piece[0].y
    return TextBox(
        text=without_wide_spaces("".join(character.text for character in piece)),
        left=piece[0].x,
        top=base - _ASCENT * height,
        right=piece[-1].x + piece[-1].width,
        bottom=base + (1 - _ASCENT) * height,
        size=height,
        red=red,
        bold=bold,
    )


def _is_red(element: etree._Element) -> bool:
    fill = next((each for each in element if local_name(each) == "FillColor"), None)
    value = numbers(fill.get("Value", "")) if fill is not None else []
    return len(value) == 3 and value[0] > _RED and max(value[1:]) < _NOT_RED
