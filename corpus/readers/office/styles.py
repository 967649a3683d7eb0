"""How paragraphs and runs of a DOCX file look: their own properties, then those of their style and of the styles it is based on."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lxml import etree

from corpus.readers.office.word_xml import attribute, is_on
from corpus.readers.package import child, children

_DEFAULT_SIZE = 10.5
_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Looks of a paragraph; None where nothing says so. `listed` are list and level of its number."""

    size: float | None = None
    bold: bool | None = None
    red: bool | None = None
    centred: bool | None = None
    hidden: bool | None = None
    listed: tuple[str, int] | None = None

    def over(self, under: Look) -> Look:
        """Return these looks, with those of `under` where these say nothing."""
        own = {name: value for name in self.__slots__ if (value := getattr(self, name)) is not None}
        return replace(under, **own)


class Styles:
    """The styles of a document, by id."""

    def __init__(self, root: etree._Element | None) -> None:
        self._styles = {attribute(style, "styleId"): style for style in children(root, "style")}
        self._default = Look(size=_DEFAULT_SIZE)
        defaults = child(root, "docDefaults", "rPrDefault", "rPr")
        if defaults is not None:
            self._default = run_look(defaults).over(self._default)
        self._paragraph = next(
            (
                name
                for name, style in self._styles.items()
                if attribute(style, "default") in ("1", "true") and attribute(style, "type") == "paragraph"
            ),
            "",
        )
        self._known: dict[str, Look] = {}

    def paragraph(self, properties: etree._Element | None) -> Look:
        """Return the looks of a paragraph with these properties (`w:pPr`)."""
        style = attribute(child(properties, "pStyle"), "val") or self._paragraph
        return paragraph_look(properties).over(self.of(style))

    def of(self, style: str) -> Look:
        """Return the looks of a style."""
        if style not in self._known:
            self._known[style] = self._chained(style)
        return self._known[style]

    def _chained(self, style: str) -> Look:
        look = Look()
        for _ in range(_MAX_CHAIN):
            element = self._styles.get(style)
            if element is None:
                break
            own = run_look(child(element, "rPr")).over(paragraph_look(child(element, "pPr")))
            look = look.over(own)
            style = attribute(child(element, "basedOn"), "val")
        return look.over(self._default)


def run_look(properties: etree._Element | None) -> Look:
    """Return the looks that run properties (`w:rPr`) say."""
    if properties is None:
        return Look()
    size = attribute(child(properties, "sz"), "val")
    bold, hidden = child(properties, "b"), child(properties, "vanish")
    colour = attribute(child(properties, "color"), "val").upper()
    return Look(
        size=int(size) / 2 if size.isdecimal() and 0 < len(size) < 5 else None,
        bold=None if bold is None else is_on(bold),
        hidden=None if hidden is None else is_on(hidden),
        red=_is_red(colour) if len(colour) == 6 else None,
    )


def paragraph_look(properties: etree._Element | None) -> Look:
    """Return the looks that paragraph properties (`w:pPr`) say."""
    if properties is None:
        return Look()
    justified = child(properties, "jc")
    numbered = child(properties, "numPr")
    listed = None
    if numbered is not None:
        level = attribute(child(numbered, "ilvl"), "val")
        listed = (
            attribute(child(numbered, "numId"), "val") or "",
            int(level) if level.isdecimal() and len(level) == 1 else 0,
        )
    return Look(
        centred=None if justified is None else attribute(justified, "val") == "center",
        listed=listed,
    )


def _is_red(colour: str) -> bool:
    try:
        red, green, blue = (int(colour[index : index + 2], 16) for index in (0, 2, 4))
    except ValueError:
        return False
    return red > 150 and max(green, blue) < 110
