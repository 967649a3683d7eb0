"""Automatic numbers of a DOCX: 一、 （一） 1. 第一条 before paragraphs, counted as word processors count them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.office.number_formats import format_number
from corpus.readers.office.package import attribute, child, local_name
from corpus.readers.office.styles import Styles, setting

_LEVELS = 9
_PLACE = re.compile("%([1-9])")
_CLOSED = re.compile(r"[、。．：）〕】》]$")
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_LONGEST = 100
"""Characters of the text around a number."""

Levels = dict[int, etree._Element]


@dataclass(slots=True)
class _List:
    """An instance of a list (`w:num`): its levels, the definition it counts with, and where it starts anew."""

    definition: str
    levels: Levels
    starts: dict[int, int]
    begun: bool = False


@dataclass(slots=True)
class Numbering:
    """The lists of a document with their counters. `number` is asked for each paragraph in order."""

    styles: Styles
    lists: dict[str, _List] = field(default_factory=dict)
    counters: dict[str, list[int | None]] = field(default_factory=dict)

    def number(self, properties: etree._Element | None, style: str) -> str:
        """Return the number before a paragraph with these properties and this style, "" for none, and count on."""
        chosen = self._chosen(properties, style)
        if chosen is None:
            return ""
        each, level = chosen
        counters = self.counters.setdefault(each.definition, [None] * _LEVELS)
        if not each.begun:
            each.begun = True
            for restarted in each.starts:
                counters[restarted] = None
        self._count(each, counters, level)
        return _shown(each, counters, level)

    def _chosen(self, properties: etree._Element | None, style: str) -> tuple[_List, int] | None:
        direct = child(properties, "numPr")
        own = [] if direct is None else [direct]
        by_style = [found for each in self.styles.chain(style, "pPr") if (found := child(each, "numPr")) is not None]
        name = setting([*own, *by_style], "numId")
        each = self.lists.get(name or "")
        if each is None or (direct is not None and setting(own, "numId") == "0"):
            return None
        level = setting(own, "ilvl") or self._level_of_style(each, style) or setting(by_style, "ilvl") or "0"
        return (each, int(level)) if level in "012345678" and int(level) in each.levels else None

    def _level_of_style(self, each: _List, style: str) -> str:
        lineage = self.styles.lineage(style)
        linked = {setting([element], "pStyle"): str(level) for level, element in each.levels.items()}
        return next((linked[name] for name in lineage if name in linked), "")

    @staticmethod
    def _count(each: _List, counters: list[int | None], level: int) -> None:
        before = counters[level]
        counters[level] = _start(each, level) if before is None else before + 1
        for above in range(level):
            if counters[above] is None:
                counters[above] = _start(each, above)
        for below in range(level + 1, _LEVELS):
            restart = setting([each.levels[below]], "lvlRestart") if below in each.levels else None
            if restart is None or (restart != "0" and restart.isdigit() and level < int(restart)):
                counters[below] = None


def _start(each: _List, level: int) -> int:
    if level in each.starts:
        return each.starts[level]
    value = setting([each.levels[level]], "start") if level in each.levels else "1"
    return _small(value or "1")


def _small(value: str) -> int:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _shown(each: _List, counters: list[int | None], level: int) -> str:
    element = each.levels[level]
    if _form(element) == "bullet":
        return ""
    digits_only = setting([element], "isLgl") not in (None, "0", "false")

    def number(match: re.Match[str]) -> str:
        shown = int(match[1]) - 1
        form = _form(each.levels[shown]) if shown in each.levels else "decimal"
        return format_number(counters[shown] or 0, "decimal" if digits_only and shown < level else form)

    text = _PRIVATE.sub("", _PLACE.sub(number, (setting([element], "lvlText") or "")[:_LONGEST]))
    return f"{text} " if text and not _CLOSED.search(text) and not text.endswith(" ") else text


def _form(level: etree._Element) -> str:
    form = setting([level], "numFmt")
    if form is None:  # newer formats stand beside one that older programs know
        form = next((attribute(each, "val") for each in level.iter("{*}numFmt")), "decimal")
    return form


def read_numbering(root: etree._Element | None, styles: Styles) -> Numbering:
    """Return the lists that the part of this name defines."""
    numbering = Numbering(styles)
    if root is None:
        return numbering
    definitions = {attribute(each, "abstractNumId"): each for each in root if local_name(each) == "abstractNum"}
    instances = {attribute(each, "numId"): each for each in root if local_name(each) == "num"}
    for name, element in instances.items():
        definition = _definition(element, definitions, instances, styles)
        levels = dict(_levels(definitions.get(definition)))
        starts = {}
        for override in (each for each in element if local_name(each) == "lvlOverride"):
            levels.update(_levels(override))
            start = setting([override], "startOverride")
            if start is not None and attribute(override, "ilvl") in tuple("012345678"):
                starts[int(attribute(override, "ilvl"))] = _small(start)
        numbering.lists[name] = _List(definition, levels, starts)
    return numbering


def _levels(element: etree._Element | None) -> Iterator[tuple[int, etree._Element]]:
    for each in () if element is None else element:
        if local_name(each) == "lvl" and attribute(each, "ilvl") in tuple("012345678"):
            yield int(attribute(each, "ilvl")), each


def _definition(
    element: etree._Element,
    definitions: dict[str, etree._Element],
    instances: dict[str, etree._Element],
    styles: Styles,
) -> str:
    """Return the id of the definition that a list follows, through styles of lists, which may lead in a circle."""
    name = setting([element], "abstractNumId") or ""
    for _ in range(_LEVELS):
        link = setting([definitions[name]], "numStyleLink") if name in definitions else None
        numbers = [found for each in styles.chain(link or "", "pPr") if (found := child(each, "numPr")) is not None]
        following = instances.get(setting(numbers, "numId") or "")
        if following is None:
            break
        name = setting([following], "abstractNumId") or ""
    return name
