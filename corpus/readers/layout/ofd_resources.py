"""What pages of an OFD document refer to by id: drawings used again, drawing parameters and bold fonts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from lxml import etree

from corpus.readers.layout.ofd_geometry import numbers
from corpus.readers.layout.ofd_text import Look
from corpus.readers.package import child, local_name

_BOLD_FROM = 600
_LEAST_RED = 0.59
_OTHERS = 0.43
"""Shares of full intensity: of red at least, of green and blue at most."""


@dataclass(slots=True)
class Resources:
    """The resources of a document and its pages, by id."""

    drawings: dict[str, etree._Element] = field(default_factory=dict)
    parameters: dict[str, etree._Element] = field(default_factory=dict)
    bold_fonts: set[str] = field(default_factory=set)

    def add(self, root: etree._Element) -> None:
        """Add what a part of resources holds."""
        for each in root.iter(etree.Element):
            name, resource = local_name(each), each.get("ID", "")
            if name in ("CompositeGraphicUnit", "CompositeGraphicsUnit"):
                self.drawings[resource] = each
            elif name == "DrawParam":
                self.parameters[resource] = each
            elif name == "Font" and each.get("Bold") == "true":
                self.bold_fonts.add(resource)

    def look(self, element: etree._Element, parameters: str) -> Look:
        """Return how a text object looks; `parameters` are those of its layer."""
        weight = numbers(element.get("Weight", ""))
        bold = (
            (len(weight) == 1 and weight[0] >= _BOLD_FROM)
            or element.get("Bold") == "true"
            or element.get("Font", "") in self.bold_fonts
        )
        return Look(red=self._is_red(element, parameters), bold=bold)

    def _is_red(self, element: etree._Element, parameters: str) -> bool:
        colour, leant_on, seen = child(element, "FillColor"), element.get("DrawParam") or parameters, set[str]()
        while colour is None and leant_on in self.parameters and leant_on not in seen:
            seen.add(leant_on)
            colour = child(self.parameters[leant_on], "FillColor")
            leant_on = self.parameters[leant_on].get("Relative") or ""
        return colour is not None and is_red(numbers(colour.get("Value", "")))


def is_red(values: Sequence[float]) -> bool:
    """Return whether a colour is red, as three values of RGB or four of CMYK, of 255 or where none is larger of 1.

    >>> is_red([255, 0, 0]), is_red([0, 1, 1, 0]), is_red([255, 255, 255]), is_red([])
    (True, True, False, False)
    """
    full = 255.0 if max(values, default=0.0) > 1 else 1.0
    shares = [value / full for value in values]
    if len(shares) == 4:
        shares = [(1 - ink) * (1 - shares[3]) for ink in shares[:3]]
    return len(shares) == 3 and shares[0] > _LEAST_RED and max(shares[1:]) < _OTHERS
