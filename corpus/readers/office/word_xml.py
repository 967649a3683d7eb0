"""Attributes and properties of WordprocessingML, in its old and its new namespace alike."""

from __future__ import annotations

from lxml import etree


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
