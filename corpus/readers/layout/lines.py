"""The lines of a page, put together from pieces of text that only say where they stand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from corpus.characters import HAN, has_han
from corpus.readers.layout.characters import closes_up

_WORD_GAP = 0.25
"""Widths of a character between pieces beside each other that stand for a space between letters."""

_CELL_GAP = 1.0
"""Widths of a character between pieces from which on they are cells of a table, or as far apart."""

_SAME_LINE = 0.5
"""Share of the lower piece's height by which two pieces overlap that stand on one line."""

_LABEL_GAP = 8.0
"""Widths of a character over which a label of two characters is spread, to be as long as those above and below (`名　　称：`)."""

_SECOND_OF_LABEL = re.compile(rf"[{HAN}][:：]")

_DISORDER = 0.15
"""Share of steps upwards between lines from which on the order in the file says nothing about that of reading."""


@dataclass(frozen=True, slots=True)
class TextBox:
    """A piece of text on one line of a page: where it stands, in points from the page's top left corner, and how it looks.

    `size` is how high it is; `stated` the size of its type where the file says so, 0 elsewhere: how high a box is depends on
    the characters that a font happens to have, and a bracket makes it higher.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    red: bool = False
    bold: bool = False
    stated: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page, or the part of it in one cell of a table; `cells` says that it has several, separated by tabs."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    size: float
    red: bool = False
    bold: bool = False
    stated: float = 0.0

    @property
    def type_size(self) -> float:
        """The size of its type, as near as it is known."""
        return self.stated or self.size

    @property
    def cells(self) -> bool:
        """Whether it is a row of cells."""
        return "\t" in self.text


def page_lines(boxes: Iterable[TextBox]) -> list[Line]:
    """Return the lines of a page in reading order.

    Programs that write documents put text into the file as it is read, cells and columns one after another, and this order
    is kept; where it jumps about, lines are read from the top down.
    """
    filled = [box for box in boxes if box.text.strip()]
    lines = list(_lines(filled))
    if _is_disordered(lines):
        lines = list(_lines(_top_down(filled)))
    return lines


def _lines(boxes: Sequence[TextBox]) -> Iterator[Line]:
    """Yield the lines of boxes that come one after another."""
    line: list[TextBox] = []
    for box in boxes:
        if line and not _goes_on(line[-1], box):
            yield _joined(line)
            line = []
        line.append(box)
    if line:
        yield _joined(line)


def _goes_on(last: TextBox, box: TextBox) -> bool:
    return _overlap(last, box) and box.left > last.left and box.left - last.right > -max(last.size, box.size)


def _overlap(one: TextBox, other: TextBox) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


def _joined(boxes: list[TextBox]) -> Line:
    text = boxes[0].text
    for last, box in itertools.pairwise(boxes):
        text = text.rstrip(" ") + _between(last, box) + box.text.lstrip(" ")
    length = max(boxes, key=lambda box: len(box.text))
    return Line(
        text=re.sub(" *\t[ \t]*", "\t", text).strip(),
        left=min(box.left for box in boxes),
        top=min(box.top for box in boxes),
        right=max(box.right for box in boxes),
        bottom=max(box.bottom for box in boxes),
        size=length.size,
        red=length.red,
        bold=length.bold,
        stated=length.stated,
    )


def _between(last: TextBox, box: TextBox) -> str:
    gap = box.left - last.right
    size = max(min(last.size, box.size), 1.0)
    if _is_spread_label(last.text, box.text) and gap < _LABEL_GAP * size:
        return ""
    if gap > _CELL_GAP * size and not (len(last.text) == len(box.text) == 1):
        return "\t"
    had_space = last.text.endswith(" ") or box.text.startswith(" ")
    if closes_up(last.text.rstrip()[-1:], box.text.lstrip()[:1]):
        return " " if gap > size else ""
    return " " if had_space or gap > _WORD_GAP * size else ""


def _is_spread_label(last: str, text: str) -> bool:
    return len(last) == 1 and has_han(last) and _SECOND_OF_LABEL.match(text) is not None


def _is_disordered(lines: Sequence[Line]) -> bool:
    """Return whether many lines stand above those before them without being to their right, as next columns and cells are."""
    upwards = sum(
        after.bottom < before.top and after.left < before.right for before, after in itertools.pairwise(lines)
    )
    return upwards > (_DISORDER if upwards > 2 else 2 * _DISORDER) * len(lines)


def _top_down(boxes: Sequence[TextBox]) -> list[TextBox]:
    rows: list[list[TextBox]] = []
    for box in sorted(boxes, key=lambda box: (box.top + box.bottom) / 2):
        if rows and _overlap(rows[-1][0], box):
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda box: box.left)]
