"""Elements of WordprocessingML, in its old and its new namespace alike."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from corpus.readers.package import local_name


def children(element: etree._Element | None, name: str) -> Iterator[etree._Element]:
    """Yield the children of this name, in any namespace."""
    for each in () if element is None else element:
        if local_name(each) == name:
            yield each


def child(element: etree._Element | None, *path: str) -> etree._Element | None:
    """Return the first child of a name, its first child of the next one and so on; None where one is missing."""
    for name in path:
        element = next(children(element, name), None)
    return element


def attribute(element: etree._Element | None, name: str) -> str:
    """Return an attribute by its name without namespace, "" where there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def is_on(element: etree._Element | None) -> bool:
    """Return whether a property such as `w:b` is there and not switched off."""
    return element is not None and attribute(element, "val") not in ("0", "false", "off", "none")
