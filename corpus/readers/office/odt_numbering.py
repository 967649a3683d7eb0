"""The numbers that stand before the items of lists and the headings of ODT files, which only their styles tell: 一、（一）1."""

from __future__ import annotations

from lxml import etree

from corpus.readers.layout.characters import mended
from corpus.readers.office.numbering import Level, numeral
from corpus.readers.office.word_xml import attribute
from corpus.readers.package import child, local_name

_KINDS = {
    "1": "decimal",
    "a": "lowerLetter",
    "A": "upperLetter",
    "i": "lowerRoman",
    "I": "upperRoman",
    "一": "chineseCounting",
    "壹": "chineseLegalSimplified",
    "①": "decimalEnclosedCircle",
    "甲": "ideographTraditional",
    "子": "ideographZodiac",
    "１": "decimalFullWidth",
}
"""Kinds of numerals by the one that a format (`style:num-format`) begins with."""

_HEADINGS = "outline-style"

_Levels = dict[int, tuple[Level, int]]
"""Levels from 1, each with how many of them its numbers show."""


class ListNumbers:
    """All lists of a document, counting as its paragraphs go by."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, _Levels] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._open: list[str] = []
        self._is_due = False
        groups = [child(root, group) for root in roots for group in ("styles", "automatic-styles")]
        for style in (each for group in groups if group is not None for each in group):
            if local_name(style) in ("list-style", _HEADINGS):
                name = attribute(style, "name") if local_name(style) == "list-style" else _HEADINGS
                self._styles[name] = dict(_level(each) for each in style if attribute(each, "level"))

    def enter(self, element: etree._Element) -> None:
        """Begin a list; one within another has its style where it names none."""
        style = attribute(element, "style-name") or (self._open[-1] if self._open else "")
        if not self._open and attribute(element, "continue-numbering") != "true":
            self._counts.pop(style, None)
        self._open.append(style)

    def leave(self) -> None:
        """End the list."""
        self._open.pop()

    def item(self, element: etree._Element) -> None:
        """Begin an item: the next paragraph is its first, and has its number."""
        self._is_due = True
        if (start := attribute(element, "start-value")).isdecimal():
            self._counts.setdefault(self._open[-1], {})[len(self._open)] = int(start[:6]) - 1

    def next(self, paragraph: etree._Element) -> str:
        """Return what stands before a paragraph, "" for nothing; it counts the paragraph."""
        if self._is_due:
            self._is_due = False
            return self._number(self._open[-1], len(self._open)) if self._open else ""
        level = attribute(paragraph, "outline-level")
        if local_name(paragraph) != "h" or not level.isdecimal() or attribute(paragraph, "is-list-header") == "true":
            return ""
        return self._number(_HEADINGS, int(level[:3]))

    def _number(self, style: str, level: int) -> str:
        shapes = self._styles.get(style, {})
        if level not in shapes:
            return ""
        counts = self._counts.setdefault(style, {})
        shape, shown = shapes[level]
        counts[level] = counts.get(level, shape.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if shape.kind in ("bullet", "none"):
            return shape.text
        first = max(level - shown + 1, 1)
        numbers = (self._numeral(shapes, counts, each) for each in range(first, level + 1))
        return shape.text.replace("%1", ".".join(filter(None, numbers)), 1)

    def _numeral(self, shapes: _Levels, counts: dict[int, int], level: int) -> str:
        shape = shapes[level][0] if level in shapes else Level()
        return numeral(counts.get(level, shape.start), shape.kind)


def _level(element: etree._Element) -> tuple[int, tuple[Level, int]]:
    """Return the level that an element describes."""
    level, start, shown = (attribute(element, name) for name in ("level", "start-value", "display-levels"))
    if local_name(element) == "list-level-style-bullet":
        shape = Level(kind="bullet", text=mended(attribute(element, "bullet-char")[:1] or " ").strip())
    else:
        kind = _KINDS.get(attribute(element, "num-format")[:1], "none")
        around = f"{attribute(element, 'num-prefix')}%1{attribute(element, 'num-suffix')}"
        shape = Level(int(start[:6]) if start.isdecimal() else 1, kind, around if kind != "none" else "")
    return int(level[:3]) if level.isdecimal() else 0, (shape, int(shown[:2]) if shown.isdecimal() else 1)
