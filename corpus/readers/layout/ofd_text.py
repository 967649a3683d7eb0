"""The characters of a text object of OFD: where each of them stands on the page, and which way it runs."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, repeat

from lxml import etree

from corpus.readers.layout.characters import mended, without_wide_spaces
from corpus.readers.layout.lines import TextBox
from corpus.readers.layout.ofd_geometry import POINTS, Matrix, numbers, quarter_turn
from corpus.readers.package import children, own_text

ASCENT = 0.88
"""Share of a character's height above the line it stands on."""

_SPLIT_GAP = 0.3
_NEXT = 2.2
"""Widths of a character, as estimated, up to which the next one of a text code stands beside it."""

_USUAL_SIZE = 3.7


@dataclass(frozen=True, slots=True)
class Look:
    """What colour and weight of a text object tell."""

    red: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class TurnedBox:
    """A piece of text in the frame of the page turned by `turn` quarters, in which it runs from left to right."""

    box: TextBox
    turn: int = 0


_Character = tuple[str, float, float, float]
"""What is seen, where it begins, its base line, and its width, in points of the frame."""


def deltas(text: str, count: int) -> list[float]:
    """Return up to `count` distances between characters; `g n d` stands for n times d.

    >>> deltas("5 g 3 4.5 2", 10), deltas("g 1000000 1", 2)
    ([5.0, 4.5, 4.5, 4.5, 2.0], [1.0, 1.0])
    """
    found: list[float] = []
    # A distance takes three pieces at most, however many a hostile file has.
    pieces = iter(text.replace(",", " ").split(maxsplit=3 * count)[: 3 * count])
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


def turned_boxes(element: etree._Element, matrix: Matrix, look: Look) -> Iterator[TurnedBox]:
    """Yield the pieces of text of a text object that `matrix` puts on the page; what stands aslant is a watermark."""
    if matrix.is_oblique:
        return
    size = abs((numbers(element.get("Size", "")) or (_USUAL_SIZE,))[0]) or _USUAL_SIZE
    height = size * matrix.scale * POINTS
    in_points = Matrix(POINTS, 0, 0, POINTS).after(matrix)
    frames = [quarter_turn(matrix.turn + column).after(in_points) for column in range(2)]
    pieces: tuple[list[_Character], list[_Character]] = ([], [])
    for column, characters in _codes(element, size):
        piece = pieces[column]
        for character in _framed(characters, frames[column], matrix.scale * POINTS):
            if piece and not _goes_on(piece[-1], character, height):
                yield TurnedBox(_box(piece, height, look), (matrix.turn + column) % 4)
                piece.clear()
            piece.append(character)
    for turned, piece in enumerate(pieces):
        if piece:
            yield TurnedBox(_box(piece, height, look), (matrix.turn + turned) % 4)


def _codes(element: etree._Element, size: float) -> Iterator[tuple[bool, Iterator[_Character]]]:
    """Yield the characters of each text code where they stand in the object, and whether it is a column."""
    width = size * (numbers(element.get("HScale", "")) or (1.0,))[0]
    x = y = end = 0.0
    for code in children(element, "TextCode"):
        text = own_text(code)
        # What a code leaves out is that of the code before it; one that leaves out both goes on where that one ended.
        x = (numbers(code.get("X", "")) or (x if "Y" in code.attrib else end,))[0]
        y = (numbers(code.get("Y", "")) or (y,))[0]
        across, down = (deltas(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
        if _is_column(across, down, len(text), size):
            yield True, _down(text, (x, y), down, size)
        else:
            yield False, _across(text, (x, y), (across, down), width)
        end = x + sum(across or (width if _seen(each)[1] else width / 2 for each in text))


def _is_column(across: list[float], down: list[float], count: int, size: float) -> bool:
    """Return whether a text code is written from the top down, one upright character below the other."""
    steps = down[: count - 1]
    return (
        count > 1
        and len(steps) == count - 1
        and all(size / 2 < step < _NEXT * size for step in steps)
        and all(abs(step) < size / 4 for step in across[: count - 1])
    )


def _down(text: str, start: tuple[float, float], down: list[float], size: float) -> Iterator[_Character]:
    """Yield the characters of a column, each with the height that it takes as its width."""
    # In the frame of a column its characters stand on the edge that is their left one.
    x, y = start[0] + (1 - ASCENT) * size, start[1] - ASCENT * size
    for index, character in enumerate(text):
        step = down[index] if index < len(down) else size
        shown, _ = _seen(character)
        if shown.strip():
            yield shown, x, y, min(step, _NEXT * size) if index + 1 < len(text) else size
        y += step


def _across(
    text: str, start: tuple[float, float], steps: tuple[list[float], list[float]], size: float
) -> Iterator[_Character]:
    """Yield the visible characters of a text code where they stand in the object."""
    (x, y), (across, down) = start, steps
    last = ""
    for index, character in enumerate(text):
        shown, is_wide = _seen(character)
        width = size if is_wide else size / 2
        step = across[index] if index < len(across) else (0.0 if down else width)
        if shown.strip():
            space = " " if last == " " and shown.isascii() else ""
            # How wide a letter is only its font knows; the next one of the same code stands beside it.
            yield space + shown, x, y, step if 0 < step <= _NEXT * width and index + 1 < len(text) else width
        last = shown if shown.strip() else " "
        x += step
        y += down[index] if index < len(down) else 0.0


def _framed(characters: Iterator[_Character], frame: Matrix, scale: float) -> Iterator[_Character]:
    a, b, c, d, e, f = frame.values
    for text, x, y, width in characters:
        yield text, a * x + c * y + e, b * x + d * y + f, width * scale


@functools.lru_cache(maxsize=1 << 14)
def _seen(character: str) -> tuple[str, bool]:
    """Return what is seen of a character, and whether it is as wide as it is high."""
    return mended(character), unicodedata.east_asian_width(character) in ("W", "F", "A")


def _goes_on(last: _Character, character: _Character, height: float) -> bool:
    _, last_x, last_y, last_width = last
    _, x, y, _ = character
    gap = x - last_x - last_width
    return abs(y - last_y) < 0.3 * height and -0.6 * height < gap < _SPLIT_GAP * height and x > last_x


def _box(piece: list[_Character], height: float, look: Look) -> TextBox:
    _, left, base, _ = piece[0]
    _, last, _, width = piece[-1]
    return TextBox(
        text=without_wide_spaces("".join(text for text, *_ in piece)),
        left=left,
        top=base - ASCENT * height,
        right=last + width,
        bottom=base + (1 - ASCENT) * height,
        size=height,
        red=look.red,
        bold=look.bold,
    )
