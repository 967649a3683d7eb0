"""Styles of a DOCX: what a paragraph or run looks like, by itself, by its style and by what that is based on."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.office.package import attribute, child, local_name

_NO = ("0", "false", "off", "none")
_RED = re.compile(r"(?:[C-F][0-9A-F])(?:[0-5][0-9A-F]){2}", re.IGNORECASE)

Properties = list[etree._Element]
"""Elements of properties, those that come first win."""


@dataclass(slots=True)
class Styles:
    """The styles of a document, by id."""

    by_id: dict[str, etree._Element] = field(default_factory=dict)
    defaults: Properties = field(default_factory=list)
    paragraph: str = ""
    _chains: dict[tuple[str, str], Properties] = field(default_factory=dict)

    def chain(self, style: str, kind: str) -> Properties:
        """Return the properties `kind` (`rPr`, `pPr`) of a style and of those it is based on, each once."""
        found = self._chains.get((style, kind))
        if found is None:
            found = [each for name in self.lineage(style) if (each := child(self.by_id[name], kind)) is not None]
            self._chains[style, kind] = found
        return found

    def lineage(self, style: str) -> list[str]:
        """Return a style and those it is based on, by id; a loop of them ends where it begins again."""
        names: dict[str, None] = {}
        while style in self.by_id and style not in names:
            names[style] = None
            based = child(self.by_id[style], "basedOn")
            style = "" if based is None else attribute(based, "val")
        return list(names)


def read_styles(root: etree._Element | None) -> Styles:
    """Return the styles that the part of this name defines."""
    styles = Styles()
    for each in () if root is None else root:
        if local_name(each) == "style":
            name = attribute(each, "styleId")
            styles.by_id[name] = each
            if attribute(each, "type") == "paragraph" and attribute(each, "default") in ("1", "true"):
                styles.paragraph = name
        elif local_name(each) == "docDefaults":
            run = child(child(each, "rPrDefault"), "rPr")
            styles.defaults = [] if run is None else [run]
    return styles


def setting(properties: Properties, name: str) -> str | None:
    """Return the value of a property where it is set first, "" for one without a value; None where it is not set."""
    for each in properties:
        found = child(each, name)
        if found is not None:
            return attribute(found, "val")
    return None


def is_on(properties: Properties, name: str) -> bool:
    """Return whether a property that is on or off (`b`, `vanish`) is on."""
    value = setting(properties, name)
    return value is not None and value.lower() not in _NO


def size_of(properties: Properties) -> float:
    """Return the size of characters in points, 0 where it is unknown."""
    value = setting(properties, "sz") or ""
    return int(value) / 2 if value.isascii() and value.isdigit() and len(value) < 5 else 0.0


def is_red(properties: Properties) -> bool:
    """Return whether characters are red, as the head of a document is."""
    return _RED.fullmatch(setting(properties, "color") or "") is not None
