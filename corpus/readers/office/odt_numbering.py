"""The numbers that stand before the items of lists and the headings of ODT files, which only their styles tell: 一、（一）1."""

from __future__ import annotations

import re

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

_LEVEL_NUMBER = re.compile(r"%(\d{1,2})%(\.?)")
"""Where the number of a level stands in the text around it, as `loext:num-list-format` has it: 第%1%章, %1%.%2%."""


class ListNumbers:
    """All lists of a document, counting as its paragraphs go by."""

    def __init__(self, *roots: etree._Element | None) -> None:
        self._styles: dict[str, dict[int, Level]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._ended: dict[str, dict[int, int]] = {}
        self._open: list[str] = []
        self._due: tuple[str, int, str] | None = None
        groups = [child(root, group) for root in roots for group in ("styles", "automatic-styles")]
        for style in (each for group in groups if group is not None for each in group):
            if local_name(style) in ("list-style", _HEADINGS):
                name = attribute(style, "name") if local_name(style) == "list-style" else _HEADINGS
                self._styles[name] = dict(_level(each) for each in style if attribute(each, "level"))

    def enter(self, element: etree._Element) -> None:
        """Begin a list; one within another has its style where it names none."""
        style = attribute(element, "style-name") or (self._open[-1] if self._open else "")
        if not self._open:
            if (other := attribute(element, "continue-list")) in self._ended:
                self._counts[style] = self._ended[other]
            elif attribute(element, "continue-numbering") != "true":
                self._counts[style] = {}
            if own := attribute(element, "id"):
                self._ended[own] = self._counts.setdefault(style, {})
        self._open.append(style)

    def leave(self) -> None:
        """End the list."""
        self._open.pop()

    def item(self, element: etree._Element) -> None:
        """Begin an item: the next paragraph is its first, and has its number."""
        if self._open:
            self._begin(element, self._open[-1], len(self._open), self._open[-1])

    def numbered(self, element: etree._Element) -> None:
        """Begin a paragraph that is an item by itself; those with one name of a list are counted together."""
        style, level = attribute(element, "style-name"), attribute(element, "level")
        counted = f"{style} {attribute(element, 'list-id')}"
        self._begin(element, style, int(level[:2]) if level.isdecimal() else 1, counted)

    def _begin(self, element: etree._Element, style: str, level: int, counted: str) -> None:
        self._due = style, level, counted
        if (start := attribute(element, "start-value")).isdecimal():
            self._counts.setdefault(counted, {})[level] = int(start[:6]) - 1

    def next(self, paragraph: etree._Element) -> str:
        """Return what stands before a paragraph, "" for nothing; it counts the paragraph."""
        if due := self._due:
            self._due = None
            return self._number(*due)
        level = attribute(paragraph, "outline-level")
        if local_name(paragraph) != "h" or not level.isdecimal() or attribute(paragraph, "is-list-header") == "true":
            return ""
        return self._number(_HEADINGS, int(level[:3]), _HEADINGS)

    def _number(self, style: str, level: int, counted: str) -> str:
        shapes = self._styles.get(style, {})
        if level not in shapes:
            return ""
        counts = self._counts.setdefault(counted, {})
        shape = shapes[level]
        counts[level] = counts.get(level, shape.start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        if shape.kind == "none":
            return ""

        def of_level(match: re.Match[str]) -> str:
            one = shapes.get(int(match[1]), Level())
            number = numeral(counts.get(int(match[1]), one.start), one.kind)
            return number + match[2] if number else ""

        return _LEVEL_NUMBER.sub(of_level, shape.text)


def _level(element: etree._Element) -> tuple[int, Level]:
    """Return the level that an element describes."""
    named, start, shown = (attribute(element, name) for name in ("level", "start-value", "display-levels"))
    level = int(named[:3]) if named.isdecimal() else 0
    if local_name(element) == "list-level-style-bullet":
        return level, Level(kind="bullet", text=mended(attribute(element, "bullet-char")[:1] or " ").strip())
    first = max(level - (int(shown[:2]) if shown.isdecimal() else 1) + 1, 1)
    numbers = ".".join(f"%{each}%" for each in range(first, level + 1))
    around = f"{attribute(element, 'num-prefix')}{numbers}{attribute(element, 'num-suffix')}"
    kind = _KINDS.get(attribute(element, "num-format")[:1], "none")
    text = attribute(element, "num-list-format") or around
    return level, Level(int(start[:6]) if start.isdecimal() else 1, kind, text)
